import type {
  ServiceSettings,
  ServiceSettingsView,
  ServiceView,
} from '../../../../../server/contract/service-settings.ts'
import { ApiError, failureCode, type FailureCode } from '../../../api/api-error.ts'
import type { Api } from '../../../api/http.ts'
import { createStore, type Store } from '../../../state/store.ts'
import type { SettingsField } from './fields.ts'
import { issuesOf, issuesOfProblem, type SettingsIssue } from './issues.ts'
import { mergeChanges, type ThreeSettings } from './merge.ts'
import { sameSettings, settingsToSave } from './tidy.ts'

export type EditorState =
  | { step: 'loading' }
  | { step: 'failed'; code: FailureCode }
  | {
      step: 'ready'
      /** As the server has it, and what `mine` began with. */
      view: ServiceSettingsView
      /** What is on the screen. */
      mine: ServiceSettings
      busy: 'save' | 'publish' | null
      /** A save was tried and something is wrong: issues are shown everywhere. */
      attempted: boolean
      refused: readonly SettingsIssue[]
      /** Somebody has saved since: how it is now. */
      conflict: ServiceSettingsView | null
    }

export type ReadyState = Extract<EditorState, { step: 'ready' }>

/** How saving or publishing ended; `conflict` waits for the person, `invalid` names issues in the state. */
export type Outcome = 'done' | 'invalid' | 'conflict' | 'idle' | { failed: FailureCode }

export interface Editor {
  readonly store: Store<EditorState>
  load: () => Promise<void>
  /** Fetches again what others may have saved; changes of one's own stay as they are. */
  refresh: () => Promise<void>
  /** Fetches the templates again, which come some time after a number was connected; nothing that is edited changes. */
  lookForTemplates: () => Promise<void>
  change: (edit: (settings: ServiceSettings) => ServiceSettings) => void
  /** Takes back what is not saved. */
  discard: () => void
  /** Makes what is on the screen the draft. */
  save: () => Promise<Outcome>
  /** Makes the saved draft live; what is not saved stays unsaved. */
  publish: () => Promise<Outcome>
  /** Continues from what somebody else has saved, with my changes as far as they were kept, and saves them. */
  settle: (keepsMine: (field: SettingsField) => boolean) => Promise<Outcome>
  /** Continues from what somebody else has saved and forgets my changes. */
  takeTheirs: () => void
  /** Leaves the question for later. */
  postpone: () => void
  /** Makes an earlier state the draft. Whoever was overtaken looks again before they do. */
  restore: (version: number) => Promise<Outcome>
  /** The service has changed beside its settings. */
  know: (service: ServiceView) => void
}

export interface EditorDeps {
  api: Api
  environmentId: string
  serviceId: string
  /** The service as it is after every answer. */
  onView?: (view: ServiceSettingsView) => void
}

/** What was edited is not saved yet. */
export function isUnsaved({ view, mine }: ReadyState): boolean {
  return !sameSettings(mine, view.draft)
}

/** The state of an editor, the ways to change it, and the requests about it. */
interface Desk {
  store: Store<EditorState>
  patch: (change: (state: ReadyState) => Partial<ReadyState>) => void
  /** Continues from `view`. What has been changed since `sent` went out is kept. */
  adopt: (view: ServiceSettingsView, sent?: ServiceSettings) => void
  read: () => Promise<ServiceSettingsView>
  save: (version: number, settings: ServiceSettings) => Promise<ServiceSettingsView>
  publish: (version: number) => Promise<ServiceSettingsView>
  restore: (version: number, base: number) => Promise<ServiceSettingsView>
  onView: (view: ServiceSettingsView) => void
}

function createDesk({ api, environmentId, serviceId, onView }: EditorDeps): Desk {
  const store = createStore<EditorState>({ step: 'loading' })
  const params = { id: environmentId, serviceId }
  const patch: Desk['patch'] = (change) =>
    store.update((state) => (state.step === 'ready' ? { ...state, ...change(state) } : state))
  return {
    store,
    patch,
    adopt(view, sent) {
      patch(({ mine }) => {
        const base = sent ?? mine
        const next = mergeChanges({ base, mine, theirs: view.draft }, () => true)
        return { view, mine: next, conflict: null, refused: [], attempted: false }
      })
      onView?.(view)
    },
    read: () => api.call('GET /environments/:id/services/:serviceId/settings', { params }),
    save: (version, settings) =>
      api.call('PUT /environments/:id/services/:serviceId/settings', { params, body: { version, settings } }),
    publish: (version) =>
      api.call('POST /environments/:id/services/:serviceId/publish', { params, body: { version } }),
    restore: (version, base) =>
      api.call('POST /environments/:id/services/:serviceId/settings/versions/:version/restore', {
        params: { ...params, version },
        body: { version: base },
      }),
    onView: (view) => onView?.(view),
  }
}

/** The editing of one service's settings: local until saved, saved until published (DX-PUB-01 to 03). */
export function createEditor(deps: EditorDeps): Editor {
  const desk = createDesk(deps)
  const { store, patch } = desk
  return {
    store,
    load: () => load(desk),
    refresh: () => refresh(desk),
    lookForTemplates: () => lookForTemplates(desk),
    change: (edit) => patch(({ mine }) => ({ mine: edit(mine), refused: [] })),
    discard: () => patch(({ view }) => ({ mine: view.draft, refused: [], attempted: false })),
    save: () => run(desk, 'save', () => saveDraft(desk)),
    publish: () => run(desk, 'publish', () => publishDraft(desk)),
    settle: (keepsMine) => settle(desk, keepsMine),
    takeTheirs() {
      patch(({ conflict, view }) => {
        const theirs = conflict ?? view
        return { view: theirs, mine: theirs.draft, conflict: null, refused: [], attempted: false }
      })
      const state = store.get()
      if (state.step === 'ready') desk.onView(state.view)
    },
    postpone: () => patch(() => ({ conflict: null })),
    restore: (version) => run(desk, 'save', () => restoreVersion(desk, version)),
    know(service) {
      patch(({ view }) => ({ view: { ...view, service } }))
      const state = store.get()
      if (state.step === 'ready') desk.onView(state.view)
    },
  }
}

async function load({ store, read, onView }: Desk): Promise<void> {
  store.update(() => ({ step: 'loading' }))
  try {
    const view = await read()
    const fresh = { busy: null, attempted: false, refused: [], conflict: null } as const
    store.update(() => ({ step: 'ready', view, mine: view.draft, ...fresh }))
    onView(view)
  } catch (error) {
    store.update(() => ({ step: 'failed', code: failureCode(error) }))
  }
}

async function refresh({ store, read, adopt }: Desk): Promise<void> {
  const isIdle = (state: EditorState): state is ReadyState =>
    state.step === 'ready' && state.busy === null && state.conflict === null && !isUnsaved(state)
  // What both began with has to stay for as long as something hangs on it.
  if (!isIdle(store.get())) return
  const view = await read().catch(() => null)
  if (view !== null && isIdle(store.get())) adopt(view)
}

async function lookForTemplates({ store, patch, read, onView }: Desk): Promise<void> {
  const fresh = await read().catch(() => null)
  if (fresh === null || fresh.templates.length === 0) return
  // Version, draft and what is live stay: what is being edited hangs on them.
  patch(({ view }) => ({
    view: {
      ...view,
      templates: fresh.templates,
      service: { ...fresh.service, unpublished: view.service.unpublished },
    },
  }))
  const state = store.get()
  if (state.step === 'ready') onView(state.view)
}

/** One request at a time; what it answers with is how things are. */
async function run(
  { store, patch }: Desk,
  busy: 'save' | 'publish',
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const state = store.get()
  if (state.step !== 'ready' || state.busy !== null) return 'idle'
  patch(() => ({ busy }))
  try {
    return await work()
  } catch (error) {
    const issues = error instanceof ApiError ? (error.problem?.issues ?? []) : []
    if (issues.length === 0) return { failed: failureCode(error) }
    patch(() => ({ refused: issuesOfProblem(issues), attempted: true }))
    return 'invalid'
  } finally {
    patch(() => ({ busy: null }))
  }
}

/** What the request answered, or `null` when somebody else was faster. */
async function unlessConflict(request: Promise<ServiceSettingsView>): Promise<ServiceSettingsView | null> {
  try {
    return await request
  } catch (error) {
    if (error instanceof ApiError && error.code === 'conflict') return null
    throw error
  }
}

async function saveDraft(desk: Desk, isSecond = false): Promise<Outcome> {
  const { store, patch, adopt, read } = desk
  const state = store.get()
  if (state.step !== 'ready') return 'idle'
  const { view, mine } = state
  if (issuesOf(mine).length > 0) {
    patch(() => ({ attempted: true }))
    return 'invalid'
  }
  const saved = await unlessConflict(desk.save(view.version, settingsToSave(mine, view.draft)))
  if (saved !== null) {
    adopt(saved, mine)
    return 'done'
  }
  const theirs = await read()
  if (!isSecond && sameSettings(theirs.draft, view.draft)) {
    // They have only published what I began with: nothing of theirs can be lost.
    patch(() => ({ view: theirs }))
    return saveDraft(desk, true)
  }
  patch(() => ({ conflict: theirs }))
  return 'conflict'
}

async function publishDraft({ store, patch, adopt, read, publish }: Desk): Promise<Outcome> {
  const state = store.get()
  if (state.step !== 'ready') return 'idle'
  const { draft, version } = state.view
  const live = await unlessConflict(publish(version))
  if (live !== null) {
    adopt(live, draft)
    return 'done'
  }
  const theirs = await read()
  const current = store.get()
  if (current.step === 'ready' && isUnsaved(current)) patch(() => ({ conflict: theirs }))
  else adopt(theirs)
  return 'conflict'
}

async function restoreVersion({ store, adopt, read, restore }: Desk, version: number): Promise<Outcome> {
  const state = store.get()
  if (state.step !== 'ready') return 'idle'
  const restored = await unlessConflict(restore(version, state.view.version))
  adopt(restored ?? (await read()))
  return restored === null ? 'conflict' : 'done'
}

async function settle(desk: Desk, keepsMine: (field: SettingsField) => boolean): Promise<Outcome> {
  const dispute = disputeOf(desk.store.get())
  if (dispute === null) return 'idle'
  const { theirs, ...rest } = dispute
  const mine = mergeChanges({ ...rest, theirs: theirs.draft }, keepsMine)
  desk.patch(() => ({ view: theirs, mine, conflict: null }))
  desk.onView(theirs)
  if (sameSettings(mine, theirs.draft)) return 'done'
  return run(desk, 'save', () => saveDraft(desk))
}

/** What stands against each other when somebody else was faster. */
export function disputeOf(
  state: EditorState,
): (Omit<ThreeSettings, 'theirs'> & { theirs: ServiceSettingsView }) | null {
  if (state.step !== 'ready' || state.conflict === null) return null
  return { base: state.view.draft, mine: state.mine, theirs: state.conflict }
}
