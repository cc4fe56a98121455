import { hashPassword } from '../../../server/auth/passwords.ts'
import type { Role } from '../../../server/contract/member.ts'
import { newId } from '../../../server/lib/object-id.ts'
import type { AuditEntry } from '../../../server/store/audit-store.ts'
import type { User } from '../../../server/store/entities.ts'
import type { Store } from '../../../server/store/store.ts'
import { createDirectory } from '../../../server/usecases/directory.ts'
import type { Deps, Mailer, Principal } from '../../../server/usecases/ports.ts'
import { createFakeDeps, type Emitted } from '../../support/fakes.ts'
import { NO_TEAMS } from '../../support/no-teams.ts'
import { principalFor } from '../../support/people.ts'

/** Everybody's password in these tests: hashing takes time, so it is hashed once. */
export const KNOWN_PASSWORD = 'a-quiet-Otter-swims-9'
const knownHash = hashPassword(KNOWN_PASSWORD)

export interface SentMail {
  to: string
  subject: string
  text: string
  html: string
}

/** An agency with a customer below it, and a customer without any, on a real store. */
export interface PeopleWorld {
  deps: Deps
  emitted: Emitted[]
  mails: SentMail[]
  agencyId: string
  /** Below the agency. */
  environmentId: string
  accountId: string
  /** Of a customer without an agency. */
  aloneId: string
  /** A member with just these roles, who has a password. */
  member(environmentId: string, ...roles: Role[]): Promise<Principal & { user: User }>
  audit(environmentId: string): Promise<AuditEntry[]>
  /** As another process would: nothing cached is shared. */
  another(): Deps
}

export async function createPeopleWorld(store: Store): Promise<PeopleWorld> {
  const fake = createFakeDeps()
  const mails: SentMail[] = []
  const mail: Mailer = {
    send: (one) => {
      mails.push(one)
      return Promise.resolve()
    },
  }
  const depsOf = (): Deps => ({
    ...fake,
    ...NO_TEAMS,
    newId,
    mail,
    store,
    directory: createDirectory(store),
  })
  const deps = depsOf()
  const name = newId()
  const place = { timeZone: 'Europe/Berlin', country: 'DE' }
  const agency = await store.accounts.upsertAgency({ name: `Agency ${name}`, ...place })
  const terms = { retentionDays: 90, twoFactorRequired: false }
  const account = await store.accounts.upsertAccount({
    name: `Muster ${name}`,
    ...terms,
    agencyId: agency.id,
    entraTenants: [`tenant-${name}`],
  })
  const alone = await store.accounts.upsertAccount({ name: `Alone ${name}`, ...terms })
  const environmentOf = (accountId: string, agencyId: string | null) =>
    store.accounts.upsertEnvironment({ accountId, agencyId, name: 'Muster GmbH', ...place })
  const environment = await environmentOf(account.id, agency.id)
  return {
    deps,
    emitted: fake.emitted,
    mails,
    agencyId: agency.id,
    environmentId: environment.id,
    accountId: account.id,
    aloneId: (await environmentOf(alone.id, null)).id,
    async member(environmentId, ...roles) {
      const passwordHash = await knownHash
      const email = `${newId()}@example.test`
      const user = await store.people.upsertUser({ email, name: `Person ${newId()}`, passwordHash })
      await store.people.setRoles(environmentId, user.id, roles)
      deps.directory.invalidate()
      return { ...principalFor(user), user }
    },
    async audit(environmentId) {
      const { items } = await store.audit.list(environmentId, { after: null, limit: 200 })
      return items
    },
    another: depsOf,
  }
}
