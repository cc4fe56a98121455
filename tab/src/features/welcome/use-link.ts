import { useCallback, useEffect, useState } from 'react'
import type { LinkView } from '../../../../server/contract/identity.ts'
import { failureCode, type FailureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'
import type { FollowedLink } from './link.ts'

/** How far it is known what a link is good for. */
export type LinkState =
  | { step: 'looking' }
  | { step: 'gone' }
  | { step: 'failed'; code: FailureCode }
  | { step: 'good'; view: LinkView }

export interface KnownLink {
  state: LinkState
  /** Asks again. */
  look: () => void
  /** It turned out to be good for nothing any more. */
  leave: () => void
}

/** What the server says about a link, asked at once. */
export function useLink(api: Api, link: FollowedLink): KnownLink {
  const [state, setState] = useState<LinkState>({ step: 'looking' })
  const { token } = link
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let left = false
    api.call('POST /links/look', { body: { token } }).then(
      (view) => !left && setState({ step: 'good', view }),
      (error: unknown) => !left && setState(afterFailure(failureCode(error))),
    )
    return () => {
      left = true
    }
  }, [api, token, attempt])
  const leave = useCallback(() => setState({ step: 'gone' }), [])
  return {
    state,
    look() {
      setState({ step: 'looking' })
      setAttempt(attempt + 1)
    },
    leave,
  }
}

/** A token that does not even look like one is as good as one that is too old. */
function afterFailure(code: FailureCode): LinkState {
  const useless = code === 'link_expired' || code === 'invalid_input' || code === 'not_found'
  return useless ? { step: 'gone' } : { step: 'failed', code }
}
