import type { NotificationPreferences } from '../../../../server/contract/teams.ts'
import { failureCode, type FailureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'
import { createStore, type Store } from '../../state/store.ts'

/** How the last change fares. */
export type Saving = 'idle' | 'saving' | 'saved' | { failed: FailureCode }

export type PreferencesState =
  | { step: 'loading' }
  | { step: 'failed'; code: FailureCode }
  | { step: 'ready'; shown: NotificationPreferences; saving: Saving }

export interface PreferencesEditor {
  readonly store: Store<PreferencesState>
  load: () => Promise<void>
  /** Shows the change at once and saves it; changes that come quickly one after the other are saved together. */
  change: (change: Partial<NotificationPreferences>) => void
  /** Makes the changes once more that could not be saved. */
  retry: () => void
}

/** A person's preferences: what is on the screen is what the server has, or is about to have. */
export function createPreferencesEditor(api: Api): PreferencesEditor {
  const store = createStore<PreferencesState>({ step: 'loading' })
  /** As the server has them. */
  let kept: NotificationPreferences | null = null
  let lost: Partial<NotificationPreferences> = {}
  let busy = false

  function show(shown: NotificationPreferences, saving: Saving): void {
    store.update(() => ({ step: 'ready', shown, saving }))
  }

  async function save(): Promise<void> {
    if (busy) return
    busy = true
    for (;;) {
      const state = store.get()
      if (state.step !== 'ready' || kept === null) break
      const sent = state.shown
      try {
        kept = await api.call('PUT /me/notifications', { body: sent })
      } catch (error) {
        // What is seen must never be more than what counts.
        lost = changesBetween(kept, shownIn(store) ?? sent)
        show(kept, { failed: failureCode(error) })
        break
      }
      if (shownIn(store) !== sent) continue
      show(kept, 'saved')
      break
    }
    busy = false
  }

  function change(wanted: Partial<NotificationPreferences>): void {
    const shown = shownIn(store)
    if (shown === null) return
    lost = {}
    show({ ...shown, ...wanted }, 'saving')
    void save()
  }

  return {
    store,
    async load() {
      store.update(() => ({ step: 'loading' }))
      try {
        kept = await api.call('GET /me/notifications', {})
        show(kept, 'idle')
      } catch (error) {
        store.update(() => ({ step: 'failed', code: failureCode(error) }))
      }
    },
    change,
    retry: () => change(lost),
  }
}

function shownIn(store: Store<PreferencesState>): NotificationPreferences | null {
  const state = store.get()
  return state.step === 'ready' ? state.shown : null
}

function changesBetween(
  before: NotificationPreferences,
  after: NotificationPreferences,
): Partial<NotificationPreferences> {
  return {
    ...(before.availability === after.availability ? {} : { availability: after.availability }),
    ...(same(before.kinds, after.kinds) ? {} : { kinds: after.kinds }),
    ...(same(before.serviceIds, after.serviceIds) ? {} : { serviceIds: after.serviceIds }),
    ...(same(before.quietHours, after.quietHours) ? {} : { quietHours: after.quietHours }),
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
