import { hashPassword } from '../auth/passwords.ts'
import { createToken, hashToken } from '../auth/tokens.ts'
import type { LinkView } from '../contract/identity.ts'
import { LinkExpiredError } from '../lib/errors.ts'
import { processLog } from '../lib/logger.ts'
import type { Environment, User } from '../store/entities.ts'
import { audited } from './audit.ts'
import { checkPassword } from './credentials.ts'
import { openSession, WINDOW_SESSION_MS, type OpenedSession } from './open-session.ts'
import type { Deps } from './ports.ts'
import { endSessionsOf } from './sessions.ts'

export const SETUP_PREFIX = 'set_'

const LINK_MS = 24 * 3_600_000

/** Where the first agency is taken to be; its settings change that. */
const HOME = { timeZone: 'Europe/Berlin', country: 'DE' }

/**
 * While nobody administers the server, writes a link to the log with which the first partner admin sets it up: once, within a
 * day. Every start makes another one, and only the newest is good. Answers with the link, `null` when somebody does.
 */
export async function offerSetUp(deps: Pick<Deps, 'store' | 'links'>): Promise<string | null> {
  if (!(await deps.store.setup.isNeeded())) return null
  const token = `${SETUP_PREFIX}${createToken()}`
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + LINK_MS)
  await deps.store.links.replace({
    kind: 'setup',
    userId: null,
    tokenHash: hashToken(token),
    createdAt,
    expiresAt,
  })
  const link = deps.links.welcome('setup', token)
  processLog.warn({ link, expiresAt }, 'nobody administers this server yet: open the link to set it up')
  return link
}

/** Whether the link in the log is the only way in: nobody at all can sign in yet. */
export async function isSetUpOpen(deps: Pick<Deps, 'store'>): Promise<boolean> {
  return (
    (await deps.store.links.isOpen('setup', null, new Date())) &&
    (await deps.store.setup.isNeeded()) &&
    !(await deps.store.people.isAnybodyThere())
  )
}

/** What the link is for. Throws `LinkExpiredError`. */
export async function lookSetUp(deps: Pick<Deps, 'store'>, token: string): Promise<LinkView> {
  const expiresAt = await followed(deps, token)
  return { kind: 'setup', expiresAt: expiresAt.toISOString() }
}

/** How the server is set up. */
export interface SetUp {
  token: string
  agency: string
  name: string
  email: string
  password: string
  /** The client's IP address. */
  address: string
  userAgent?: string | null
}

/**
 * Makes the agency and its first partner admin (DX-ROLE-12), puts the accounts that are there already under it, and signs the admin
 * in. It can be done once: of several at once one succeeds. Throws `LinkExpiredError` and `PasswordRefusedError`, which leaves the
 * link as it is.
 */
export async function setUp(deps: Deps, wish: SetUp): Promise<OpenedSession> {
  await followed(deps, wish.token)
  const { name, email, agency: organisation, address, userAgent } = wish
  await checkPassword(wish.password, { name, email, organisation })
  const passwordHash = await hashPassword(wish.password)
  if ((await deps.store.links.spend('setup', hashToken(wish.token), new Date())) === null)
    throw new LinkExpiredError()
  if (!(await deps.store.setup.isNeeded())) throw new LinkExpiredError()
  const user = await deps.store.people.upsertUser({ email, name, passwordHash })
  await endSessionsOf(deps, user.id, null)
  const agency = await deps.store.accounts.upsertAgency({ name: organisation, ...HOME })
  await open(deps, { agency, user, address })
  return openSession(deps, user, {
    lifetimeMs: WINDOW_SESSION_MS,
    method: 'password',
    secondFactor: false,
    address,
    userAgent,
  })
}

/** An agency is one as soon as somebody administers it: until then the server is set up anew. */
async function open(
  deps: Deps,
  { agency, user, address }: { agency: Environment; user: User; address: string },
): Promise<void> {
  const actor = { memberId: user.id, name: user.name, environmentId: agency.id, address }
  const object = { kind: 'agency', id: agency.id, name: agency.name } as const
  const { setup, people } = deps.store
  await audited(
    deps,
    actor,
    { verb: 'created', object, after: { name: agency.name } },
    {
      change: async () => {
        await setup.adopt(agency.id)
        await people.setRoles(agency.id, user.id, ['environmentManager', 'producer'])
      },
    },
  )
  deps.directory.invalidate()
}

async function followed(deps: Pick<Deps, 'store'>, token: string): Promise<Date> {
  const link = await deps.store.links.find(hashToken(token), new Date())
  if (link?.kind !== 'setup' || !(await deps.store.setup.isNeeded())) throw new LinkExpiredError()
  return link.expiresAt
}
