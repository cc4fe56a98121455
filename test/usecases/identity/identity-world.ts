import { vi } from 'vitest'
import { stepOfCode, totpCodeOf, totpStep } from '../../../server/auth/totp.ts'
import type { Role } from '../../../server/contract/member.ts'
import { hashPassword } from '../../../server/auth/passwords.ts'
import type { Account, Environment, User } from '../../../server/store/entities.ts'
import type { Store } from '../../../server/store/store.ts'
import { authenticate } from '../../../server/usecases/authenticate.ts'
import { createDirectory } from '../../../server/usecases/directory.ts'
import type { Deps, Mailer, Principal } from '../../../server/usecases/ports.ts'
import { signIn } from '../../../server/usecases/sign-in.ts'
import { beginTwoFactor, confirmTwoFactor } from '../../../server/usecases/two-factor.ts'
import { createFakeDeps } from '../../support/fakes.ts'
import { NO_TEAMS } from '../../support/no-teams.ts'

export const PASSWORD = 'blaue Kühe fliegen tief'

type Mail = Parameters<Mailer['send']>[0]

/** Use cases of signing in on a real store, as one process has them. */
export interface IdentityWorld {
  deps: Deps
  mails: Mail[]
  /** Somebody with `PASSWORD` and an address of their own, in an environment of an account of their own. */
  person(options?: PersonOptions): Promise<Person>
}

export interface PersonOptions {
  roles?: Role[]
  /** `null`: they have none. */
  password?: string | null
  twoFactorRequired?: boolean
}

export interface Person {
  user: User
  account: Account
  environment: Environment
}

/** Stops the machine's clock in the middle of a step, so that no code grows old while a test runs. `vi.useRealTimers` ends it. */
export function stopClock(): void {
  const step = 30_000
  const now = Math.floor(Date.now() / step) * step + step / 2
  vi.useFakeTimers({ toFake: ['Date'], now })
}

let lastPerson = 0

export function createIdentityWorld(store: Store): IdentityWorld {
  const mails: Mail[] = []
  const deps: Deps = {
    ...createFakeDeps(),
    ...NO_TEAMS,
    store,
    directory: createDirectory(store),
    mail: {
      send: (mail) => {
        mails.push(mail)
        return Promise.resolve()
      },
    },
  }
  return {
    deps,
    mails,
    async person(options: PersonOptions = {}) {
      const { roles = ['agent'], password = PASSWORD, twoFactorRequired = false } = options
      lastPerson += 1
      const name = `Erika ${lastPerson}`
      const account = await store.accounts.upsertAccount({ name, retentionDays: null, twoFactorRequired })
      const environment = await store.accounts.upsertEnvironment({
        accountId: account.id,
        name,
        timeZone: 'Europe/Berlin',
        country: 'DE',
      })
      const user = await store.people.upsertUser({
        email: `erika-${lastPerson}@example.test`,
        name,
        ...(password === null ? {} : { passwordHash: await hashPassword(password) }),
      })
      await store.people.setRoles(environment.id, user.id, roles)
      return { user, account, environment }
    },
  }
}

/** Signs in and answers as the next request would find them. */
export async function signedInAs(
  deps: Deps,
  email: string,
  more: { password?: string; totp?: string; userAgent?: string } = {},
): Promise<{ token: string; principal: Principal }> {
  const { token } = await signIn(deps, { email, password: PASSWORD, address: '203.0.113.7', ...more })
  return { token, principal: { ...(await authenticate(deps, token)), address: '203.0.113.7' } }
}

/** A code that is good now; `ahead` takes the next step's, for when this one's is spent. */
export function codeOf(secret: Buffer, ahead = 0): string {
  const code = totpCodeOf(secret, totpStep(new Date()) + ahead)
  if (stepOfCode(secret, code, new Date()) === null) throw new Error('not good now')
  return code
}

/** Sets up a second factor in the session; the code that confirms it is of the step before. */
export async function withTwoFactor(
  deps: Deps,
  principal: Principal,
): Promise<{ secret: Buffer; recoveryCodes: string[] }> {
  await beginTwoFactor(deps, principal)
  const proposed = await deps.store.secondFactors.findProposed(principal.userId)
  if (proposed === null) throw new Error('nothing proposed')
  const { secret } = proposed
  const { recoveryCodes } = await confirmTwoFactor(deps, principal, codeOf(secret, -1))
  return { secret, recoveryCodes }
}

/** What went wrong; fails when nothing did. */
export async function failureOf(attempt: Promise<unknown>): Promise<{ code?: string; message: string }> {
  return attempt.then(
    () => {
      throw new Error('it succeeded')
    },
    (error: unknown) => error as { code?: string; message: string },
  )
}

/** What became of several at once: how many succeeded, and the codes of the others. */
export async function outcomesOf(attempts: readonly Promise<unknown>[]): Promise<{
  succeeded: number
  codes: string[]
}> {
  const settled = await Promise.allSettled(attempts)
  const failed = settled.filter((one) => one.status === 'rejected')
  const codes = failed.map(({ reason }) => (reason as { code?: string }).code ?? String(reason))
  return { succeeded: settled.length - failed.length, codes }
}
