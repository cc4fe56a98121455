import type { MeView } from '../../../../server/contract/member.ts'
import type { Session } from '../session/session.ts'

/**
 * What every area is given; the rest comes from `useAccount` (who, where, which areas) and `useAddress`. An area brings
 * its own `<main id="main" tabIndex={-1}>`; rail, menus and messages stand around it.
 */
export interface AreaProps {
  session: Session
  me: MeView
}
