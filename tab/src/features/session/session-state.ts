import type { MeView } from '../../../../server/contract/member.ts'
import type { FailureCode } from '../../api/api-error.ts'
import type { TeamsRefusalReason } from '../../host/host.ts'

/** What became of a window for signing in: by Teams' account of it, or by that of our own page in it. */
export type WindowFault =
  TeamsRefusalReason | 'consent_required' | 'expired' | 'rate_limited' | 'unavailable' | 'not_configured'

/** Why somebody in Teams is not signed in, and what can be done about it. */
export type TeamsStop =
  /** Teams may not say who they are: Microsoft asks for it in a window. */
  | { kind: 'consent'; fault: WindowFault | null }
  /** Nobody here is known by their account. They can ask for access when Teams vouches for them. */
  | { kind: 'stranger'; canAsk: boolean; request: 'none' | 'pending' | 'declined' }
  /** Our server does not accept it. */
  | { kind: 'failed'; code: FailureCode }
  /** The server has ended the session, and Teams does not open another by itself. */
  | { kind: 'expired' }
  /** They have signed out themselves. */
  | { kind: 'left' }

export type SessionState =
  | { step: 'loading' }
  /** `expired`: the server has ended the session, the person has not. `fault`: what Microsoft's sign-in ended with. */
  | { step: 'signedOut'; expired: boolean; fault?: string }
  | { step: 'stopped'; stop: TeamsStop }
  | { step: 'unreachable' }
  | { step: 'signedIn'; me: MeView }
