import { attempt, combined, type Outcome } from '../lib/combine.ts'
import { firstInboundStages, inboundStages, RESERVE } from './conversation-changes.ts'
import { AFTER, type Conversations } from './conversation-documents.ts'
import { newId } from './documents.ts'
import { failuresOf, isRefusedUnsent } from './insert-new.ts'
import type { ConversationDocument } from './models/conversation.ts'
import type { InboundApplied } from './store.ts'

/** One call of `ConversationStore.applyInbound`. */
interface Applying {
  environmentId: string
  serviceId: string
  contactId: string
  change: InboundApplied
}

const CHANGES_AT_ONCE = 64

/**
 * Applies inbound events to the active conversations of several contacts by one request for all changes and one that reads
 * them back; resolves with the conversation as this very event left it.
 */
export function applyingInbound(
  conversations: Conversations,
): (applying: Applying) => Promise<ConversationDocument | null> {
  return combined({
    most: CHANGES_AT_ONCE,
    keyOf: placeOf,
    separates: isRefusedUnsent,
    async run(changes: readonly Applying[]) {
      const [only, ...others] = changes
      if (only !== undefined && others.length === 0)
        return [{ answer: await applyAlone(conversations, only) }]
      return applyEach(conversations, changes)
    },
  })
}

type Place = Pick<Applying, 'environmentId' | 'serviceId' | 'contactId'>

function placeOf({ environmentId, serviceId, contactId }: Place): string {
  return `${environmentId} ${serviceId} ${contactId}`
}

function applyAlone(
  conversations: Conversations,
  { environmentId, serviceId, contactId, change }: Applying,
): Promise<ConversationDocument | null> {
  const active = { environmentId, serviceId, contactId, active: true }
  return conversations.findOneAndUpdate(active, inboundStages(change), AFTER)
}

async function applyEach(
  conversations: Conversations,
  changes: readonly Applying[],
): Promise<Outcome<ConversationDocument | null>[]> {
  const by = newId()
  const writes = changes.map(({ environmentId, serviceId, contactId, change }) => ({
    updateOne: {
      filter: { environmentId, serviceId, contactId, active: true, applied: { $ne: change.eventId } },
      update: firstInboundStages(change, by),
    },
  }))
  let applied = 0
  const failures = await failuresOf(async () => {
    applied = (await conversations.bulkWrite(writes, { ordered: false })).matchedCount
  })
  const found = await findActive(conversations, changes)
  const marked = [...found.values()].filter(({ inboundMark }) => inboundMark?.by === by).length
  return Promise.all(
    changes.map(async (one, at): Promise<Outcome<ConversationDocument | null>> => {
      const error = failures.get(at)
      if (error !== undefined) return { error }
      const document = found.get(placeOf(one)) ?? null
      if (document !== null && isAsLeftBy(document, by)) return { answer: document }
      // Every change that was made is accounted for: this one found no active conversation.
      if (document === null && failures.size === 0 && marked === applied) return { answer: null }
      return attempt(() => applyAfterwards(conversations, one, by))
    }),
  )
}

/** Whether the request has changed the conversation, and nothing that raises `seq` has since. */
function isAsLeftBy({ inboundMark, seq }: ConversationDocument, by: string): boolean {
  return inboundMark?.by === by && inboundMark.seq === seq
}

async function findActive(
  conversations: Conversations,
  places: readonly Place[],
): Promise<Map<string, ConversationDocument>> {
  const services = new Map<string, Place[]>()
  for (const place of places) {
    const service = `${place.environmentId} ${place.serviceId}`
    const known = services.get(service)
    if (known === undefined) services.set(service, [place])
    else known.push(place)
  }
  const found = await Promise.all(
    [...services.values()].map((ofService) => {
      const { environmentId, serviceId } = ofService[0] as Place
      const contactIds = ofService.map(({ contactId }) => contactId)
      // Whole documents: leaving out a few words costs the store more than passing them on.
      return conversations
        .find({ environmentId, serviceId, contactId: { $in: contactIds }, active: true })
        .toArray()
    }),
  )
  return new Map(found.flat().map((document) => [placeOf(document), document]))
}

/**
 * What the request for several did not settle: something else has changed the conversation since, has ended it, or it had the event
 * before.
 */
async function applyAfterwards(
  conversations: Conversations,
  one: Applying,
  by: string,
): Promise<ConversationDocument | null> {
  const { environmentId, serviceId, contactId } = one
  // Ended since or not: this is where the event was counted, so this is where its message belongs.
  const counted = await conversations.findOneAndUpdate(
    { environmentId, contactId, serviceId, 'inboundMark.by': by },
    RESERVE,
    AFTER,
  )
  return counted ?? applyAlone(conversations, one)
}
