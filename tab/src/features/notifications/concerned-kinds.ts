import type { MeView, Role } from '../../../../server/contract/member.ts'
import { notificationKind, type NotificationKind } from '../../../../server/contract/teams.ts'

/** Whom an event can concern; everything else is about conversations, and so for those who answer them. */
const ANSWERING: readonly Role[] = ['agent', 'operator']
const SETTING_UP: readonly Role[] = ['producer', 'environmentManager']

/** What somebody can be told about at all, with their roles in all of their environments. */
export function concernedKinds({ environments }: Pick<MeView, 'environments'>): NotificationKind[] {
  const has = (wanted: readonly Role[]): boolean =>
    environments.some(({ roles }) => wanted.some((role) => roles.includes(role)))
  return notificationKind.options.filter((kind) => has(kind === 'not_ready' ? SETTING_UP : ANSWERING))
}
