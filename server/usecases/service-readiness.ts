import type { ReadinessProblem, ServiceSettings } from '../contract/service-settings.ts'
import { readinessProblems, type ServiceEquipment } from '../domain/readiness.ts'
import type { ChannelRecord, Service, StoredTemplate } from '../store/entities.ts'
import type { Deps, OpenChannel, OpenLine } from './ports.ts'
import { channelsOf } from './service-channels.ts'
import { companyOf, settingsOf } from './service-record.ts'
import { viewTemplate } from './views.ts'

/** What a service has to take calls and to invite with. */
export interface ServiceSurroundings {
  /** `null` when there is none, or none that can be opened. */
  whatsapp: OpenChannel | null
  /** Of the WhatsApp channel. */
  templates: StoredTemplate[]
  line: OpenLine | null
  equipment: ServiceEquipment
}

/**
 * Why a service cannot invite callers by what is live; empty when all is well, and for a service that has ended, of which nobody
 * expects it. `blocking` tells what keeps it from inviting anybody. Two queries: fit to be asked whenever a call comes in.
 */
export async function serviceReadiness(deps: Deps, service: Service): Promise<ReadinessProblem[]> {
  if (service.endedAt !== null) return []
  const { published } = await settingsOf(deps, service)
  return judgeReadiness(deps, service, published, await lookAround(deps, service))
}

/** The same with settings and surroundings that are known already. */
export async function judgeReadiness(
  deps: Deps,
  service: Service,
  published: ServiceSettings,
  { equipment }: ServiceSurroundings,
): Promise<ReadinessProblem[]> {
  return readinessProblems({
    service,
    invitation: published.invitation,
    companyName: await companyOf(deps, service.environmentId, published),
    equipment,
  })
}

/** A service that has ended has nothing to invite with any more: its callers hear that they cannot be helped. */
const NOTHING: ServiceSurroundings = {
  whatsapp: null,
  templates: [],
  line: null,
  equipment: { whatsapp: 'none', voiceLine: false, templates: [] },
}

/** A service's channels, opened, and its templates. */
export async function lookAround(deps: Deps, service: Service): Promise<ServiceSurroundings> {
  if (service.endedAt !== null) return NOTHING
  const { whatsapp, line, records } = await channelsOf(deps, service)
  const templates =
    whatsapp === null ? [] : await deps.store.templates.list(service.environmentId, whatsapp.record.id)
  return {
    whatsapp,
    templates,
    line,
    equipment: {
      whatsapp: stateOf(
        whatsapp,
        records.filter(({ kind }) => kind === 'whatsapp'),
      ),
      voiceLine: line !== null,
      templates: templates.map(viewTemplate),
    },
  }
}

function stateOf(open: OpenChannel | null, records: readonly ChannelRecord[]): ServiceEquipment['whatsapp'] {
  if (records.length === 0) return 'none'
  if (open === null) return 'broken'
  // The record in the pool may be seconds old, and another process may have found out meanwhile.
  return records.find(({ id }) => id === open.record.id)?.health.state ?? open.record.health.state
}
