import type { mongo } from 'mongoose'
import { attempt, combined, type Outcome } from '../lib/combine.ts'
import { pathKey } from './documents.ts'
import { failuresOf, isRefusedUnsent } from './insert-new.ts'
import type { ContactDocument } from './models/contact.ts'
import type { ContactStore } from './store.ts'

type Contacts = mongo.Collection<ContactDocument>

/** One call of `ContactStore.touch`. */
interface Touch {
  environmentId: string
  key: string
  change: Parameters<ContactStore['touch']>[2]
}

const TOUCHES_AT_ONCE = 64

/**
 * Widens the windows of contacts and sets their names, several contacts by one request for all changes and one that reads
 * them back. Resolves with the contact as it is after the change, or after a later one: the window only grows, and
 * the newest name stands.
 */
export function touchingContacts(contacts: Contacts): (touch: Touch) => Promise<ContactDocument | null> {
  return combined({
    most: TOUCHES_AT_ONCE,
    separates: isRefusedUnsent,
    async run(touches: readonly Touch[]) {
      const [only, ...others] = touches
      if (only !== undefined && others.length === 0) return [{ answer: await touchAlone(contacts, only) }]
      return touchEach(contacts, touches)
    },
  })
}

function filterOf({ environmentId, key }: Touch): mongo.Filter<ContactDocument> {
  return { environmentId, keys: key }
}

/** `null` when there is nothing to change. */
function updateOf({
  change: { channelId, windowAt, name },
}: Touch): mongo.UpdateFilter<ContactDocument> | null {
  if (windowAt === null && name === null) return null
  return {
    ...(windowAt === null ? {} : { $max: { [`windows.${pathKey(channelId)}.lastInboundAt`]: windowAt } }),
    ...(name === null ? {} : { $set: { name } }),
  }
}

async function touchAlone(contacts: Contacts, touch: Touch): Promise<ContactDocument | null> {
  const update = updateOf(touch)
  return update === null
    ? contacts.findOne(filterOf(touch))
    : contacts.findOneAndUpdate(filterOf(touch), update, { returnDocument: 'after' })
}

async function touchEach(
  contacts: Contacts,
  touches: readonly Touch[],
): Promise<Outcome<ContactDocument | null>[]> {
  const changing = touches.flatMap((touch, at) => {
    const update = updateOf(touch)
    return update === null ? [] : [{ at, write: { updateOne: { filter: filterOf(touch), update } } }]
  })
  const writes = changing.map(({ write }) => write)
  const failures =
    writes.length === 0
      ? new Map<number, Error>()
      : await failuresOf(() => contacts.bulkWrite(writes, { ordered: false }))
  const failed = new Map([...failures].map(([index, error]) => [changing[index]?.at, error]))
  const found = await findTouched(contacts, touches)
  return Promise.all(
    touches.map(async (touch, at): Promise<Outcome<ContactDocument | null>> => {
      const error = failed.get(at)
      if (error !== undefined) return { error }
      const document = found.get(nameOf(touch)) ?? null
      // One that came to have the key in between has not been changed.
      return document === null || shows(document, touch)
        ? { answer: document }
        : attempt(() => touchAlone(contacts, touch))
    }),
  )
}

function nameOf({ environmentId, key }: Pick<Touch, 'environmentId' | 'key'>): string {
  return `${environmentId} ${key}`
}

/** The contacts by environment and key. */
async function findTouched(
  contacts: Contacts,
  touches: readonly Touch[],
): Promise<Map<string, ContactDocument>> {
  const keys = new Map<string, Set<string>>()
  for (const { environmentId, key } of touches)
    keys.set(environmentId, (keys.get(environmentId) ?? new Set()).add(key))
  const found = await Promise.all(
    [...keys].map(([environmentId, ofEnvironment]) =>
      contacts.find({ environmentId, keys: { $in: [...ofEnvironment] } }).toArray(),
    ),
  )
  return new Map(
    found
      .flat()
      .flatMap((document) =>
        document.keys.map(
          (key) => [nameOf({ environmentId: document.environmentId, key }), document] as const,
        ),
      ),
  )
}

/** Whether the contact is as the change would leave it. */
function shows(document: ContactDocument, { change: { channelId, windowAt, name } }: Touch): boolean {
  const lastInboundAt = document.windows[channelId]?.lastInboundAt ?? null
  const isOpened = windowAt === null || (lastInboundAt !== null && lastInboundAt >= windowAt)
  return isOpened && (name === null || document.name === name)
}
