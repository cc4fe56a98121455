import type { Catalogue } from './catalogue.ts'
import { access } from './de/access.ts'
import { areas } from './de/areas.ts'
import { calls } from './de/calls.ts'
import { common } from './de/common.ts'
import { contact } from './de/contact.ts'
import { conversation } from './de/conversation.ts'
import { inbox } from './de/inbox.ts'
import { notifications } from './de/notifications.ts'
import { reports } from './de/reports.ts'
import { session } from './de/session.ts'
import { simulator } from './de/simulator.ts'
import { studio } from './de/studio.ts'
import { teams } from './de/teams.ts'

export const de: Catalogue = {
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
}
