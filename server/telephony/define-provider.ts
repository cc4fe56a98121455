import type { z } from 'zod'
import { InvalidInputError } from '../lib/errors.ts'
import { fieldsOf } from '../lib/setting-fields.ts'
import type { Line, ProviderEnvironment, TelephonyProvider } from './provider.ts'

interface Definition<S extends z.ZodObject> {
  provider: string
  title: string
  settings: S
  secrets: readonly (keyof z.infer<S> & string)[]
  create(settings: z.infer<S>, environment: ProviderEnvironment): Line
}

/** Types `create` by the settings' schema and hides that type behind `open(unknown)`, so that the registry needs no casts. */
export function defineProvider<S extends z.ZodObject>(definition: Definition<S>): TelephonyProvider {
  const { provider, title, settings, secrets } = definition
  return {
    provider,
    title,
    settings,
    secrets,
    fields: fieldsOf(settings, secrets),
    open(given, environment) {
      const parsed = settings.safeParse(given)
      if (!parsed.success) {
        throw new InvalidInputError(
          parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
        )
      }
      return definition.create(parsed.data, environment)
    },
  }
}
