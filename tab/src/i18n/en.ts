import { areas } from './en/areas.ts'
import { calls } from './en/calls.ts'
import { common } from './en/common.ts'
import { contact } from './en/contact.ts'
import { conversation } from './en/conversation.ts'
import { inbox } from './en/inbox.ts'
import { reports } from './en/reports.ts'
import { session } from './en/session.ts'
import { simulator } from './en/simulator.ts'
import { studio } from './en/studio.ts'

export const en = {
  areas,
  calls,
  common,
  contact,
  conversation,
  inbox,
  reports,
  session,
  simulator,
  studio,
} as const
