import type { Environment } from './entities.ts'

/** What people set an environment to. */
export interface EnvironmentSettingsStore {
  /**
   * Changes the environment that still has this version, and raises it; `null` when it has another one by now. Throws
   * `ConflictError` when another environment of the account has the name.
   */
  change(
    environmentId: string,
    version: number,
    set: Pick<Environment, 'name' | 'timeZone' | 'country' | 'policy'>,
  ): Promise<Environment | null>
}
