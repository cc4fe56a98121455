import type { Catalogue } from './catalogue.ts'
import { access } from './nl/access.ts'
import { areas } from './nl/areas.ts'
import { calls } from './nl/calls.ts'
import { common } from './nl/common.ts'
import { contact } from './nl/contact.ts'
import { conversation } from './nl/conversation.ts'
import { inbox } from './nl/inbox.ts'
import { notifications } from './nl/notifications.ts'
import { ownAccount } from './nl/own-account.ts'
import { session } from './nl/session.ts'
import { teams } from './nl/teams.ts'
import { welcome } from './nl/welcome.ts'

/** Coming in, one's own account and everything around the inbox; the rest is shown in English. */
export const nl = {
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
