import { sendsTemplates } from '../channels/channel.ts'
import type { Deps, OpenChannel } from './ports.ts'

/** Makes our list of templates equal to the provider's. Throws a `ChannelError` when the provider cannot be asked. */
export async function syncTemplates(deps: Deps, open: OpenChannel): Promise<void> {
  const { channel, record } = open
  if (!sendsTemplates(channel)) return
  const syncedAt = deps.clock.now()
  const templates = await channel.listTemplates()
  await deps.store.templates.replaceAll(
    record.environmentId,
    record.id,
    templates.map((template) => ({
      ...template,
      channelId: record.id,
      environmentId: record.environmentId,
      syncedAt,
    })),
  )
}
