import type { MeView } from '../../../../server/contract/member.ts'
import type { Action } from '../../../../server/contract/rights.ts'
import { notificationKind, type NotificationKind } from '../../../../server/contract/teams.ts'

/** Whom an event can concern; everything else is about conversations, and so for those who answer them. */
const ANSWERING: Action = 'conversation:see'
const SETTING_UP: Action = 'channel:edit'

/** What somebody can be told about at all, with their rights in all of their environments. */
export function concernedKinds({ environments }: Pick<MeView, 'environments'>): NotificationKind[] {
  const has = (right: Action): boolean => environments.some(({ rights }) => rights.includes(right))
  return notificationKind.options.filter((kind) => has(kind === 'not_ready' ? SETTING_UP : ANSWERING))
}
