import type { DeliveryStatus } from '../../../server/contract/delivery.ts'
import type { Attachment, Delivery, MessageView } from '../../../server/contract/message.ts'

/** Providers cut their times to the second, so one of theirs may seem older than what caused it. */
const CLOCK_GRAIN_MS = 1000

/** How far the provider has confirmed a message. */
const CONFIRMED: Partial<Record<DeliveryStatus, number>> = { sent: 1, delivered: 2, read: 3 }

const confirmed = (status: DeliveryStatus): number => CONFIRMED[status] ?? 0
const time = (at: string): number => new Date(at).getTime()

/**
 * Which of two reports about the same message to believe; reports come late, twice and in any order.
 *
 * What the provider confirms only ever grows. What we did ourselves (`queued`, `sending`, `unconfirmed`) is ordered
 * by our clock, which also lets a new attempt of a failed message begin again at `queued`.
 */
export function mergeDelivery(known: Delivery, incoming: Delivery): Delivery {
  if (known.status === incoming.status) return time(incoming.at) >= time(known.at) ? incoming : known
  const older = time(incoming.at) <= time(known.at)
  if (incoming.status === 'failed') {
    if (known.status === 'delivered' || known.status === 'read') return known
    return time(incoming.at) + CLOCK_GRAIN_MS > time(known.at) ? incoming : known
  }
  if (known.status === 'failed') return older ? known : incoming
  if (confirmed(incoming.status) > 0 || confirmed(known.status) > 0) {
    return confirmed(incoming.status) > confirmed(known.status) ? incoming : known
  }
  if (time(incoming.at) === time(known.at))
    return RANK[incoming.status] > RANK[known.status] ? incoming : known
  return older ? known : incoming
}

const RANK: Record<DeliveryStatus, number> = {
  queued: 0,
  sending: 1,
  unconfirmed: 2,
  sent: 3,
  delivered: 4,
  read: 5,
  failed: 6,
}

/** A file is fetched once: what is settled about it stays. */
function mergeAttachments(known: readonly Attachment[], incoming: readonly Attachment[]): Attachment[] {
  return incoming.map((fresh) => {
    const old = known.find((attachment) => attachment.id === fresh.id)
    return old !== undefined && old.state !== 'pending' && fresh.state === 'pending' ? old : fresh
  })
}

/** When the content of a message was last changed; empty while it is as it was written. */
const contentAt = (message: MessageView): string => message.revokedAt ?? message.editedAt ?? ''

/** Whether a view was made before another one of the same message; unknown between views without a version. */
export function isOutdated(view: MessageView, by: MessageView): boolean {
  return (view.version ?? 0) < (by.version ?? 0)
}

/**
 * Two views of one message made into what a fetch would answer now: the later one, where versions tell which that is; or what is
 * known to be later of each.
 */
export function mergeMessage(known: MessageView, incoming: MessageView): MessageView {
  if (isOutdated(incoming, known)) return known
  if (isOutdated(known, incoming)) return incoming
  const newest = contentAt(incoming) >= contentAt(known) ? incoming : known
  const merged: MessageView = { ...newest }

  if (known.delivery !== undefined && incoming.delivery !== undefined) {
    merged.delivery = mergeDelivery(known.delivery, incoming.delivery)
  } else {
    const delivery = incoming.delivery ?? known.delivery
    if (delivery !== undefined) merged.delivery = delivery
  }
  if (known.attachments !== undefined && newest.attachments !== undefined) {
    merged.attachments = mergeAttachments(
      newest === incoming ? known.attachments : (incoming.attachments ?? []),
      newest.attachments,
    )
  }
  // Nothing tells an older set of reactions from one with a reaction taken back; what came last is believed.
  if (incoming.reactions === undefined) delete merged.reactions
  else merged.reactions = incoming.reactions
  const externalId = incoming.externalId ?? known.externalId
  if (externalId !== undefined) merged.externalId = externalId

  return isSame(merged, known) ? known : merged
}

/** Whether two pieces of plain data say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const entries = Object.entries(a)
  const other = b as Record<string, unknown>
  return (
    entries.length === Object.keys(b).length && entries.every(([key, value]) => isSame(value, other[key]))
  )
}

/** The order of a thread. */
export function compareMessages(a: MessageView, b: MessageView): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq
}
