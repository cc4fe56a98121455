import { checksAccess as channelChecksAccess } from '../../channels/channel.ts'
import type { ChannelKind } from '../../contract/message.ts'
import type { ChannelProvider } from '../../contract/setup-routes.ts'
import type { SettingField } from '../../lib/setting-fields.ts'
import { checksAccess as lineChecksAccess } from '../../telephony/provider.ts'
import { actIn } from '../access.ts'
import type { ChannelCatalogue, Deps, Principal } from '../ports.ts'

/** Something that can be connected, messaging platform or voice platform. */
export interface Platform {
  kind: ChannelKind
  provider: string
  title: string
  fields: readonly SettingField[]
  /** Opens settings; resolves to whether the platform knows us. Throws `InvalidInputError` when the settings do not fit. */
  open(settings: unknown): { checkAccess: (() => Promise<string | null>) | null }
}

/** Everything that can be connected here. */
export function platformsOf({ catalogue }: Pick<Deps, 'catalogue'>): Platform[] {
  if (catalogue === undefined) return []
  return [...messagingPlatforms(catalogue), ...voicePlatforms(catalogue)]
}

function messagingPlatforms({ connectors, environment }: ChannelCatalogue): Platform[] {
  return connectors.map((connector) => ({
    kind: connector.kind,
    provider: connector.provider,
    title: connector.title,
    fields: connector.fields,
    open: (settings) => {
      const channel = connector.open(settings, environment)
      return { checkAccess: channelChecksAccess(channel) ? () => channel.checkAccess() : null }
    },
  }))
}

function voicePlatforms({ providers, environment }: ChannelCatalogue): Platform[] {
  return providers.map((provider) => ({
    kind: 'telephony',
    provider: provider.provider,
    title: provider.title,
    fields: provider.fields,
    open: (settings) => {
      const line = provider.open(settings, environment)
      return { checkAccess: lineChecksAccess(line) ? () => line.checkAccess() : null }
    },
  }))
}

export function findPlatform(
  deps: Pick<Deps, 'catalogue'>,
  kind: string,
  provider: string,
): Platform | undefined {
  return platformsOf(deps).find((one) => one.kind === kind && one.provider === provider)
}

/** Which channels can be connected and what each needs (DX-CH-01 to -04). */
export async function listChannelProviders(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: ChannelProvider[] }> {
  await actIn(deps, principal, environmentId, 'channel:edit')
  const items = platformsOf(deps).map(({ kind, provider, title, fields }) => ({
    kind,
    provider,
    name: title,
    fields: fields.map(({ name, kind: entered, required, example }) => ({
      name,
      kind: entered,
      required,
      example,
    })),
  }))
  return { items }
}
