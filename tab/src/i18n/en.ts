import { access } from './en/access.ts'
import { administration } from './en/administration.ts'
import { areas } from './en/areas.ts'
import { calls } from './en/calls.ts'
import { common } from './en/common.ts'
import { contact } from './en/contact.ts'
import { conversation } from './en/conversation.ts'
import { inbox } from './en/inbox.ts'
import { integrations } from './en/integrations.ts'
import { notifications } from './en/notifications.ts'
import { ownAccount } from './en/own-account.ts'
import { people } from './en/people.ts'
import { reports } from './en/reports.ts'
import { session } from './en/session.ts'
import { setup } from './en/setup.ts'
import { simulator } from './en/simulator.ts'
import { studio } from './en/studio.ts'
import { teams } from './en/teams.ts'
import { welcome } from './en/welcome.ts'

export const en = {
  access,
  administration,
  areas,
  calls,
  common,
  contact,
  conversation,
  inbox,
  integrations,
  notifications,
  ownAccount,
  people,
  reports,
  session,
  setup,
  simulator,
  studio,
  teams,
  welcome,
} as const
