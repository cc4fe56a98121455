import type { Problem } from '../../../server/contract/errors.ts'
import type { RouteKey } from '../../../server/contract/http.ts'
import type {
  HolidayRegion,
  OpeningHours,
  OpeningPreview,
  ServiceSettings,
  ServiceSettingsView,
  ServiceView,
} from '../../../server/contract/service-settings.ts'
import { serviceSettings } from '../../../server/contract/service-settings.ts'
import { cleanSettings } from '../../../server/domain/clean-settings.ts'
import { NO_HOLIDAYS, openingState } from '../../../server/domain/opening-hours.ts'
import { changedAreas } from '../../../server/domain/settings-changes.ts'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import type { Api } from '../../../tab/src/api/http.ts'
import { aView } from './fixtures.ts'

export interface FakeCall {
  key: RouteKey
  body: unknown
}

/** A server that keeps the settings of its services in memory, by the rules of the real one. */
export interface FakeStudio {
  api: Api
  /** Every request, oldest first. */
  calls: FakeCall[]
  view: (serviceId?: string) => ServiceSettingsView
  /** Somebody else saves. */
  saveAs: (name: string, edit: (settings: ServiceSettings) => ServiceSettings) => void
  /** Somebody else publishes. */
  publishAs: (name: string) => void
  /** Answers more routes than those of services and settings. */
  serve: (more: FakeAnswers) => void
  /** The next request of a route ends like this. */
  failNext: (key: RouteKey, error: ApiError) => void
}

/** What a route is asked with. */
export interface FakeInput {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
}
export type FakeAnswers = Partial<Record<RouteKey, (input: FakeInput) => unknown>>

export const regions: HolidayRegion[] = [
  { country: 'AT', name: 'Austria', states: [] },
  {
    country: 'DE',
    name: 'Germany',
    states: [
      { code: 'BY', name: 'Bayern' },
      { code: 'BE', name: 'Berlin' },
    ],
  },
]

const NOW = new Date('2026-03-10T12:00:00.000Z')

export function createFakeStudio(views: readonly ServiceSettingsView[] = [aView()]): FakeStudio {
  const stored = new Map(views.map((view) => [view.service.id, view]))
  const calls: FakeCall[] = []
  const failures = new Map<RouteKey, ApiError>()
  const first = views[0]?.service.id ?? ''

  const view = (serviceId = first): ServiceSettingsView => {
    const found = stored.get(serviceId)
    if (found === undefined) throw new ApiError('not_found', { status: 404 })
    return found
  }
  const put = (next: ServiceSettingsView): ServiceSettingsView => {
    const unpublished = changedAreas(next.published, next.draft).length > 0
    const whole = { ...next, service: { ...next.service, unpublished } }
    stored.set(next.service.id, whole)
    return whole
  }
  const saved = (before: ServiceSettingsView, draft: ServiceSettings, by: string): ServiceSettingsView =>
    put({ ...before, version: before.version + 1, draft, savedAt: NOW.toISOString(), savedBy: by })
  const published = (before: ServiceSettingsView, by: string): ServiceSettingsView =>
    put({
      ...before,
      version: before.version + 1,
      published: before.draft,
      publishedAt: NOW.toISOString(),
      publishedBy: by,
    })

  const answers: FakeAnswers = {
    'GET /environments/:id/services': () => ({
      items: [...stored.values()].map(({ service }): ServiceView => service),
    }),
    'GET /environments/:id/services/:serviceId/settings': ({ params }) => view(params?.['serviceId']),
    'PUT /environments/:id/services/:serviceId/settings': ({ params, body }) => {
      const { version, settings } = body as { version: number; settings: unknown }
      const before = view(params?.['serviceId'])
      requireVersion(before, version)
      return saved(before, cleanSettings(serviceSettings.parse(settings)), 'Paula Winter')
    },
    'POST /environments/:id/services/:serviceId/publish': ({ params, body }) => {
      const before = view(params?.['serviceId'])
      requireVersion(before, (body as { version: number }).version)
      return published(before, 'Paula Winter')
    },
    'POST /environments/:id/services/:serviceId/opening-hours/preview': ({ body }) =>
      preview((body as { openingHours: OpeningHours }).openingHours),
    'GET /environments/:id/holiday-regions': () => ({ items: regions }),
  }

  function answer(key: RouteKey, input: FakeInput): unknown {
    const failure = failures.get(key)
    failures.delete(key)
    if (failure !== undefined) throw failure
    const found = answers[key]
    if (found === undefined) throw new ApiError('not_found', { status: 404 })
    return found(input)
  }

  const api = {
    call: async (key: RouteKey, input: FakeInput & { signal?: AbortSignal }) => {
      calls.push({ key, body: input.body })
      // As a network does, it answers later.
      await Promise.resolve()
      if (input.signal?.aborted === true) throw new DOMException('aborted', 'AbortError')
      return structuredClone(answer(key, input))
    },
    upload: () => Promise.reject(new ApiError('not_found')),
    download: () => Promise.reject(new ApiError('not_found')),
  } as unknown as Api

  return {
    api,
    calls,
    view,
    saveAs: (name, edit) => void saved(view(), edit(view().draft), name),
    publishAs: (name) => void published(view(), name),
    serve: (more) => void Object.assign(answers, more),
    failNext: (key, error) => void failures.set(key, error),
  }
}

function requireVersion(before: ServiceSettingsView, version: number): void {
  if (before.version !== version) throw new ApiError('conflict', { status: 409, problem: conflict })
}

const conflict: Problem = { type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict' }

function preview(hours: OpeningHours): OpeningPreview {
  const state = openingState(hours, 'Europe/Berlin', NO_HOLIDAYS, NOW)
  return {
    open: state.open,
    changesAt: (state.open ? state.closesAt : state.opensAt)?.toISOString() ?? null,
    reason: state.open ? null : state.reason,
    name: (state.open ? undefined : state.name) ?? null,
    holidays:
      hours.holidays === null
        ? []
        : [
            { date: '2026-04-03', name: 'Karfreitag' },
            { date: '2026-04-06', name: 'Ostermontag' },
            { date: '2026-05-01', name: 'Tag der Arbeit' },
            { date: '2026-05-14', name: 'Christi Himmelfahrt' },
            { date: '2026-05-25', name: 'Pfingstmontag' },
          ],
  }
}
