import type { Locale, MeView } from '../../../../server/contract/member.ts'
import { ApiError } from '../../api/api-error.ts'
import { createApi, type Api } from '../../api/http.ts'
import type { Host } from '../../host/host.ts'
import { appClock } from '../../state/clock.ts'
import { createStore, type Store } from '../../state/store.ts'
import { forgetWritten, noteUser } from '../../state/unsent.ts'

export type SessionState =
  | { step: 'loading' }
  /** `expired`: the server has ended the session, the person has not. */
  | { step: 'signedOut'; expired: boolean }
  | { step: 'unreachable' }
  | { step: 'signedIn'; me: MeView }

export interface Session {
  readonly api: Api
  readonly store: Store<SessionState>
  /** Asks the server who we are, with the token of an earlier visit. */
  load: () => Promise<void>
  /** Throws an `ApiError` when the server does not let them in. */
  signIn: (email: string, password: string) => Promise<void>
  signOut: () => Promise<void>
  setLocale: (locale: Locale) => Promise<void>
}

/** Who is working here: from the token to signing out. */
export function createSession(host: Host): Session {
  const store = createStore<SessionState>(
    host.readToken() === null ? { step: 'signedOut', expired: false } : { step: 'loading' },
  )

  const api = createApi({
    base: '/api/v1',
    readToken: host.readToken,
    onServerTime: (at) => appClock.adjust(at),
    onUnauthenticated() {
      // A wrong password is an answer, not the end of a session.
      if (host.readToken() === null) return
      host.storeToken(null)
      store.update(() => ({ step: 'signedOut', expired: true }))
    },
  })

  async function load(): Promise<void> {
    if (host.readToken() === null) return
    try {
      const me = await api.call('GET /me', {})
      noteUser(me.user.id)
      store.update(() => ({ step: 'signedIn', me }))
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return
      // Whoever works already keeps working: the question comes again with the next reconnect.
      store.update((state) => (state.step === 'signedIn' ? state : { step: 'unreachable' }))
    }
  }

  return {
    api,
    store,
    load,
    async signIn(email, password) {
      const { token } = await api.call('POST /sessions', { body: { email, password } })
      host.storeToken(token)
      await load()
    },
    async signOut() {
      const state = store.get()
      // The token is forgotten here even when the server cannot be told.
      await api.call('DELETE /sessions/current', {}).catch(() => undefined)
      if (state.step === 'signedIn') forgetWritten(state.me.user.id)
      host.storeToken(null)
      store.update(() => ({ step: 'signedOut', expired: false }))
    },
    async setLocale(locale) {
      const me = await api.call('PATCH /me', { body: { locale } })
      store.update((state) => (state.step === 'signedIn' ? { step: 'signedIn', me } : state))
    },
  }
}
