import { ApiError, failureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'
import { TeamsRefusal, type TeamsTools } from '../../host/host.ts'
import type { Store } from '../../state/store.ts'
import { readAsked, storeAsked } from './asked-access.ts'
import type { Renewal } from './renewing-api.ts'
import type { SessionState, TeamsStop, WindowFault } from './session-state.ts'

/** What our page in the window may say itself. */
const PAGE_FAULTS: readonly WindowFault[] = [
  'consent_required',
  'expired',
  'rate_limited',
  'unavailable',
  'not_configured',
]

/** Teams has the token at hand; when it has not, it asks the person, and whoever works is not kept waiting for that. */
const RENEWAL_PATIENCE_MS = 20_000

export interface TeamsEntranceDeps {
  /** Without renewal: these calls are what renews. */
  api: Api
  teams: TeamsTools
  store: Store<SessionState>
  storeToken: (token: string | null) => void
  /** Lets in whoever has the token that has been stored. Never throws. */
  meet: () => Promise<void>
}

/** Ways in for people who sit in Teams. None of them throws unless it says so; what stops them is in the state. */
export interface TeamsEntrance {
  /** With the account that Teams knows, without a question. `quiet` leaves the screen as it is meanwhile. */
  enter: (options?: { quiet: boolean }) => Promise<void>
  /** Does not wait for Teams any longer; what it answers later is not listened to. */
  giveUp: () => void
  /** With a window of Microsoft's, where people agree to be known. */
  enterByWindow: () => Promise<void>
  /** Throws an `ApiError` when it could not be asked. */
  askForAccess: (message: string) => Promise<void>
  /** Another session in the place of one that the server has ended. */
  renew: () => Promise<Renewal>
}

export function createTeamsEntrance(deps: TeamsEntranceDeps): TeamsEntrance {
  const { api, teams, store, storeToken, meet } = deps
  let renewing: Promise<Renewal> | null = null
  let entering: Promise<void> | null = null
  let attempt = 0

  const stop = (found: TeamsStop): void => store.update(() => ({ step: 'stopped', stop: found }))

  /** `token` is Teams' own, with which a stranger may ask for access. */
  async function admit(open: () => Promise<{ token: string }>, token: string | null): Promise<void> {
    try {
      const session = await open()
      storeToken(session.token)
      storeAsked(teams.account, null)
      await meet()
    } catch (error) {
      const code = failureCode(error)
      if (code === 'unknown_person') return meetStranger(token)
      if (code === 'offline') return store.update(() => ({ step: 'unreachable' }))
      stop({ kind: 'failed', code })
    }
  }

  async function ask(token: string, message: string): Promise<'pending' | 'declined'> {
    const body = { token, ...(message === '' ? {} : { message }) }
    const { state } = await api.call('POST /access-requests', { body })
    storeAsked(teams.account, message)
    return state
  }

  async function meetStranger(token: string | null): Promise<void> {
    const asked = readAsked(teams.account)
    if (token === null || asked === null) {
      return stop({ kind: 'stranger', canAsk: token !== null, request: 'none' })
    }
    // The same request again changes nothing, and the answer says what has become of it.
    const request = await ask(token, asked).catch(() => 'pending' as const)
    stop({ kind: 'stranger', canAsk: true, request })
  }

  async function enterOnce(): Promise<void> {
    const mine = attempt
    const token = await teams.getToken().catch(() => null)
    if (mine !== attempt) return
    if (token === null) return stop({ kind: 'consent', fault: null })
    await admit(() => api.call('POST /sessions/teams', { body: { token } }), token)
  }

  async function enterByWindow(): Promise<void> {
    let code: string
    try {
      code = await teams.openSignIn()
    } catch (error) {
      const { reason, message } =
        error instanceof TeamsRefusal ? error : new TeamsRefusal('refused', '', { cause: error })
      if (message !== 'unknown_person') {
        return stop({ kind: 'consent', fault: PAGE_FAULTS.find((fault) => fault === message) ?? reason })
      }
      // They have just agreed: Teams may vouch for them from here on.
      return meetStranger(await teams.getToken().catch(() => null))
    }
    await admit(() => api.call('POST /sessions/code', { body: { code } }), null)
  }

  async function renewOnce(): Promise<Renewal> {
    try {
      const proof = await within(RENEWAL_PATIENCE_MS, teams.getToken())
      const { token, user } = await api.call('POST /sessions/teams', { body: { token: proof } })
      storeToken(token)
      const state = store.get()
      if (state.step !== 'signedIn' || state.me.user.id === user.id) return 'renewed'
      // Teams has changed hands: what was begun as somebody else must not be done in their name.
      void meet()
      return 'ended'
    } catch (error) {
      if (error instanceof ApiError && isPassing(error)) return 'offline'
      storeToken(null)
      stop({ kind: 'expired' })
      return 'ended'
    }
  }

  return {
    enter({ quiet } = { quiet: false }) {
      if (!quiet) store.update(() => ({ step: 'loading' }))
      const mine = attempt
      entering ??= enterOnce().finally(() => {
        if (mine === attempt) entering = null
      })
      return entering
    },
    giveUp() {
      attempt += 1
      entering = null
      stop({ kind: 'consent', fault: null })
    },
    enterByWindow,
    async askForAccess(message) {
      const token = await teams.getToken().catch((cause: unknown) => {
        throw new ApiError('unauthenticated', { cause })
      })
      try {
        stop({ kind: 'stranger', canAsk: true, request: await ask(token, message.trim()) })
      } catch (error) {
        // Let in meanwhile, there is nothing to ask for.
        if (failureCode(error) === 'conflict') await enterOnce()
        if (store.get().step === 'stopped') throw error
      }
    },
    renew() {
      renewing ??= renewOnce().finally(() => {
        renewing = null
      })
      return renewing
    },
  }
}

/** Throws an `ApiError` when it takes longer; what comes of it later is nobody's business. */
function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ApiError('offline')), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Failures that are about the moment, not about the person. */
const isPassing = ({ code }: ApiError): boolean =>
  ['offline', 'rate_limited', 'internal_error', 'channel_unavailable'].includes(code)
