import { access } from './en/access.ts'
import { areas } from './en/areas.ts'
import { calls } from './en/calls.ts'
import { common } from './en/common.ts'
import { contact } from './en/contact.ts'
import { conversation } from './en/conversation.ts'
import { inbox } from './en/inbox.ts'
import { notifications } from './en/notifications.ts'
import { reports } from './en/reports.ts'
import { session } from './en/session.ts'
import { simulator } from './en/simulator.ts'
import { studio } from './en/studio.ts'
import { teams } from './en/teams.ts'

export const en = {
  access,
  areas,
  calls,
  common,
  contact,
  conversation,
  inbox,
  notifications,
  reports,
  session,
  simulator,
  studio,
  teams,
} as const
