import type { z } from 'zod'
import type { ChannelKind } from '../contract/message.ts'
import { InvalidInputError } from '../lib/errors.ts'
import { fieldsOf } from '../lib/setting-fields.ts'
import type { Channel, Connector, ConnectorEnvironment } from './channel.ts'

interface Definition<S extends z.ZodObject> {
  kind: ChannelKind
  provider: string
  title: string
  settings: S
  /** Names of the settings that are never shown or logged. */
  secrets: readonly (keyof z.infer<S> & string)[]
  create(settings: z.infer<S>, environment: ConnectorEnvironment): Channel
}

/** Types `create` by the settings' schema and hides that type behind `open(unknown)`, so that the registry needs no casts. */
export function defineConnector<S extends z.ZodObject>(definition: Definition<S>): Connector {
  return {
    id: `${definition.kind}-${definition.provider}`,
    kind: definition.kind,
    provider: definition.provider,
    title: definition.title,
    settings: definition.settings,
    secrets: definition.secrets,
    fields: fieldsOf(definition.settings, definition.secrets),
    open(settings, environment) {
      const parsed = definition.settings.safeParse(settings)
      if (!parsed.success) {
        throw new InvalidInputError(
          parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
        )
      }
      return definition.create(parsed.data, environment)
    },
  }
}
