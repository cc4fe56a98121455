import { ApiError, failureCode, type FailureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'

/** What became of a session that the server no longer knows. */
export type Renewal = 'renewed' | 'offline' | 'ended'

export interface RenewingDeps {
  readToken: () => string | null
  /** Gets a session in the place of the one with this token; several may ask at once. Never rejects. */
  renew: (refused: string) => Promise<Renewal>
}

/** The same API, which asks again, once, with a new session when the server has ended the one it was asked with. */
export function withRenewal(api: Api, deps: RenewingDeps): Api {
  async function again<T>(ask: () => Promise<T>): Promise<T> {
    const token = deps.readToken()
    try {
      return await ask()
    } catch (error) {
      const refused = error instanceof ApiError && error.code === 'unauthenticated'
      // Without a token it was a wrong password: an answer, not the end of a session.
      if (!refused || token === null) throw error
      const renewal = deps.readToken() === token ? await deps.renew(token) : 'renewed'
      if (renewal === 'offline') throw new ApiError('offline', { cause: error })
      if (renewal === 'ended') throw error
      return ask()
    }
  }
  return {
    call: (key, input) => again(() => api.call(key, input)),
    upload: (request) => again(() => api.upload(request)),
    download: (url, signal) => again(() => api.download(url, signal)),
  }
}

/** The same API, which tells whenever a call was refused with this code. The refusal reaches the caller all the same. */
export function withWatch(api: Api, code: FailureCode, tell: () => void): Api {
  async function watch<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked
    } catch (error) {
      if (failureCode(error) === code) tell()
      throw error
    }
  }
  return {
    call: (key, input) => watch(api.call(key, input)),
    upload: (request) => watch(api.upload(request)),
    download: (url, signal) => watch(api.download(url, signal)),
  }
}
