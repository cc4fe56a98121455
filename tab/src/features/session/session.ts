import type { Locale } from '../../../../server/contract/member.ts'
import type { SignInWays } from '../../../../server/contract/teams.ts'
import { ApiError, failureCode } from '../../api/api-error.ts'
import { createApi, type Api } from '../../api/http.ts'
import type { Host } from '../../host/host.ts'
import { appClock } from '../../state/clock.ts'
import { createStore, type Store } from '../../state/store.ts'
import { forgetWritten, noteUser } from '../../state/unsent.ts'
import type { Arrival } from './arrival.ts'
import { withRenewal, withWatch } from './renewing-api.ts'
import type { SessionState } from './session-state.ts'
import { withWantedPlaces } from './wanted-places.ts'
import { createTeamsEntrance, type TeamsEntrance } from './teams-entrance.ts'

export interface Session {
  readonly api: Api
  /** The API as nobody in particular: for what has to work whoever is signed in. */
  readonly anonymous: Api
  readonly store: Store<SessionState>
  /** Present in Teams only. */
  readonly teams: TeamsEntrance | null
  /** Asks the server who we are: with the token of an earlier visit, with what we have come with, or by Teams. */
  load: () => Promise<void>
  /** Throws an `ApiError` when the server does not let them in; `totp_required` asks for the code of the second factor. */
  signIn: (email: string, password: string, totp?: string) => Promise<void>
  /** Goes on with a session that the server has just opened. */
  adopt: (token: string) => Promise<void>
  /** Asks the server again who we are and what we may do. Never throws. */
  refresh: () => Promise<void>
  /** How people may sign in here. Throws an `ApiError` when the server cannot be asked. */
  ways: () => Promise<SignInWays>
  signOut: () => Promise<void>
  setLocale: (locale: Locale) => Promise<void>
}

/** Who is working here: from the token to signing out. `arrival`: they have just come from Microsoft's sign-in. */
export function createSession(host: Host, arrival: Arrival | null = null): Session {
  const store = createStore<SessionState>(firstState(host, arrival))
  let arrived = arrival
  let ways: Promise<SignInWays> | null = null
  let loading: Promise<void> | null = null
  let meeting: Promise<void> | null = null

  const base = { base: '/api/v1', onServerTime: (at: Date) => appClock.adjust(at) }
  // Signing in is asked for by nobody yet: a session that has ended would only be in the way.
  const anonymous = createApi({ ...base, readToken: () => null })
  const plain = createApi({
    ...base,
    readToken: host.readToken,
    onUnauthenticated() {
      if (host.readToken() === null || host.teams !== undefined) return
      host.storeToken(null)
      store.update(() => ({ step: 'signedOut', expired: true }))
    },
  })
  const teams =
    host.teams === undefined
      ? null
      : createTeamsEntrance({ api: anonymous, teams: host.teams, store, storeToken: host.storeToken, meet })
  const renewed =
    teams === null ? plain : withRenewal(plain, { readToken: host.readToken, renew: () => teams.renew() })
  // An account has begun to demand a second factor while somebody was working: `GET /me` says what is to be done about it.
  const api = withWatch(renewed, 'two_factor_required', () => void meetOnce())

  /** Asks who has the token. */
  async function meet(): Promise<void> {
    try {
      const me = await withWantedPlaces(api, host, await api.call('GET /me', {}))
      noteUser(me.user.id)
      store.update(() => ({ step: 'signedIn', me }))
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return
      // Whoever works already keeps working: the question comes again with the next reconnect.
      store.update((state) => (state.step === 'signedIn' ? state : { step: 'unreachable' }))
    }
  }

  /** The same for many who ask at once. */
  function meetOnce(): Promise<void> {
    meeting ??= meet().finally(() => {
      meeting = null
    })
    return meeting
  }

  async function adopt(token: string): Promise<void> {
    host.storeToken(token)
    await meet()
  }

  /** A code is good for one session. Where it is of no use, whoever was signed in before still is. */
  async function redeem(code: string): Promise<void> {
    try {
      const { token } = await anonymous.call('POST /sessions/code', { body: { code } })
      arrived = null
      host.storeToken(token)
    } catch (error) {
      const failure = failureCode(error)
      if (failure === 'offline') return store.update(() => ({ step: 'unreachable' }))
      arrived = null
      if (host.readToken() === null) {
        const fault = failure === 'unauthenticated' ? 'expired' : failure
        return store.update(() => ({ step: 'signedOut', expired: false, fault }))
      }
    }
    await meet()
  }

  async function begin(): Promise<void> {
    if (arrived !== null && 'code' in arrived) await redeem(arrived.code)
    else if (host.readToken() !== null) await meet()
    else await teams?.enter({ quiet: store.get().step === 'unreachable' })
  }

  return {
    api,
    anonymous,
    store,
    teams,
    adopt,
    refresh: meet,
    load() {
      loading ??= begin().finally(() => {
        loading = null
      })
      return loading
    },
    async signIn(email, password, totp) {
      const body = { email, password, ...(totp === undefined ? {} : { totp }) }
      const { token } = await anonymous.call('POST /sessions', { body })
      await adopt(token)
    },
    async ways() {
      ways ??= anonymous.call('GET /sign-in', {})
      try {
        return await ways
      } catch (error) {
        ways = null
        throw error
      }
    },
    async signOut() {
      const state = store.get()
      // The token is forgotten here even when the server cannot be told.
      await plain.call('DELETE /sessions/current', {}).catch(() => undefined)
      if (state.step === 'signedIn') forgetWritten(state.me.user.id)
      host.storeToken(null)
      store.update(() =>
        teams === null ? { step: 'signedOut', expired: false } : { step: 'stopped', stop: { kind: 'left' } },
      )
    },
    async setLocale(locale) {
      const me = await withWantedPlaces(api, host, await api.call('PATCH /me', { body: { locale } }))
      store.update((state) => (state.step === 'signedIn' ? { step: 'signedIn', me } : state))
    },
  }
}

function firstState(host: Host, arrival: Arrival | null): SessionState {
  if (arrival !== null && 'fault' in arrival && host.readToken() === null) {
    return { step: 'signedOut', expired: false, fault: arrival.fault }
  }
  const waits = arrival !== null || host.readToken() !== null || host.teams !== undefined
  return waits ? { step: 'loading' } : { step: 'signedOut', expired: false }
}
