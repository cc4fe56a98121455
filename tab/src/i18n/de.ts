import type { Catalogue } from './catalogue.ts'
import { areas } from './de/areas.ts'
import { calls } from './de/calls.ts'
import { common } from './de/common.ts'
import { contact } from './de/contact.ts'
import { conversation } from './de/conversation.ts'
import { inbox } from './de/inbox.ts'
import { reports } from './de/reports.ts'
import { session } from './de/session.ts'
import { simulator } from './de/simulator.ts'
import { studio } from './de/studio.ts'

export const de: Catalogue = {
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
}
