import { useEffect, useState } from 'react'
import type { SignInWays } from '../../../../server/contract/teams.ts'
import type { Session } from './session.ts'

/** A server that cannot be asked at the moment takes an e-mail address in any case. */
const UNKNOWN: SignInWays = { password: true, microsoft: false, setup: false }

/** How people may sign in here; by e-mail until the server has said more. */
export function useSignInWays(session: Session): SignInWays {
  const [ways, setWays] = useState(UNKNOWN)
  useEffect(() => {
    let gone = false
    session.ways().then(
      (known) => {
        if (!gone) setWays(known)
      },
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [session])
  return ways
}
