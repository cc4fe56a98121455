import { conversationLink, inboxLink, serviceLink, welcomeLink } from '../../server/lib/links.ts'
import type { Deps } from '../../server/usecases/ports.ts'

const base = { publicUrl: 'https://callover.example.test', teamsAppId: null }

/** What use cases know of Teams where there is none. */
export const NO_TEAMS: Pick<Deps, 'links' | 'teams' | 'feed' | 'teamsPackage' | 'homeTenantId' | 'mail'> = {
  links: {
    conversation: (target) => conversationLink(base, target),
    service: (serviceId) => serviceLink(base, serviceId),
    inbox: (tenantId) => inboxLink(base, tenantId),
    welcome: (kind, token) => welcomeLink(base, kind, token),
  },
  teams: null,
  feed: null,
  teamsPackage: null,
  homeTenantId: null,
  mail: null,
}
