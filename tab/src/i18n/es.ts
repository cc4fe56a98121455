import type { Catalogue } from './catalogue.ts'
import { access } from './es/access.ts'
import { areas } from './es/areas.ts'
import { calls } from './es/calls.ts'
import { common } from './es/common.ts'
import { contact } from './es/contact.ts'
import { conversation } from './es/conversation.ts'
import { inbox } from './es/inbox.ts'
import { notifications } from './es/notifications.ts'
import { ownAccount } from './es/own-account.ts'
import { session } from './es/session.ts'
import { teams } from './es/teams.ts'
import { welcome } from './es/welcome.ts'

/** What people need to come in, to work in the inbox and to look after their own account; the rest is shown in English. */
export const es = {
  access,
  areas,
  calls,
  common,
  contact,
  conversation,
  inbox,
  notifications,
  ownAccount,
  session,
  teams,
  welcome,
} satisfies Partial<Catalogue>
