import type { Deps } from '../ports.ts'

/** Whether people work in an environment: not while its account is deactivated. A few seconds old at most. */
export async function isInUse(
  { directory }: Pick<Deps, 'directory'>,
  environmentId: string,
): Promise<boolean> {
  const environment = await directory.environment(environmentId)
  const accountId = environment?.accountId ?? null
  const account = accountId === null ? null : await directory.account(accountId)
  return account === null || account.deactivatedAt === null
}
