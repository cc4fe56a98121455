import type { LinkView } from '../contract/identity.ts'
import { LinkExpiredError } from '../lib/errors.ts'
import { lookInvitation } from './people/invitations.ts'
import type { Deps } from './ports.ts'
import { lookReset, RESET_PREFIX } from './reset-password.ts'
import { lookSetUp, SETUP_PREFIX } from './set-up.ts'

const INVITATION_PREFIX = 'inv_'

/** What a link that somebody followed is for. Throws `LinkExpiredError` for one that is good for nothing. */
export async function lookLink(deps: Deps, token: string): Promise<LinkView> {
  if (token.startsWith(INVITATION_PREFIX)) return lookInvitation(deps, token)
  if (token.startsWith(RESET_PREFIX)) return lookReset(deps, token)
  if (token.startsWith(SETUP_PREFIX)) return lookSetUp(deps, token)
  throw new LinkExpiredError()
}
