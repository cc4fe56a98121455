import type { Deps, OpenChannel } from './ports.ts'

/** The WhatsApp channel on which a service writes; `null` when it has none that can be opened. */
export async function whatsappChannelOf(
  deps: Deps,
  environmentId: string,
  serviceId: string,
): Promise<OpenChannel | null> {
  for (const record of await deps.store.channels.list(environmentId)) {
    if (record.kind !== 'whatsapp' || record.serviceId !== serviceId) continue
    const open = await deps.channels.get(record.id)
    if (open !== null) return open
  }
  return null
}
