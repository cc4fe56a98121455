import type { Catalogue } from './catalogue.ts'
import { access } from './de/access.ts'
import { administration } from './de/administration.ts'
import { areas } from './de/areas.ts'
import { calls } from './de/calls.ts'
import { common } from './de/common.ts'
import { contact } from './de/contact.ts'
import { conversation } from './de/conversation.ts'
import { inbox } from './de/inbox.ts'
import { integrations } from './de/integrations.ts'
import { notifications } from './de/notifications.ts'
import { ownAccount } from './de/own-account.ts'
import { people } from './de/people.ts'
import { reports } from './de/reports.ts'
import { session } from './de/session.ts'
import { setup } from './de/setup.ts'
import { simulator } from './de/simulator.ts'
import { studio } from './de/studio.ts'
import { teams } from './de/teams.ts'
import { welcome } from './de/welcome.ts'

export const de: Catalogue = {
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
}
