import { InvalidInputError } from '../../lib/errors.ts'
import type { InboundEvent } from '../channel.ts'
import { decodeJson, isObject, ownValue } from './decode.ts'
import { park, readElement, readInstant, type Origin } from './origin.ts'
import { readField } from './parse-fields.ts'
import { wireChange, wireEntry, wireEnvelope, wireHandover, wireMetadata } from './wire.ts'

export interface ParseContext {
  /** Of the channel that this webhook is for. */
  phoneNumberId: string
  now: () => Date
}

/** A time further ahead is a mistake: it would keep a conversation on top, and its window open, until it has come. */
const LONGEST_AHEAD_MS = 86_400_000

/**
 * Every entry, change and element of a webhook, in the platform's order: one POST may hold a thousand
 * (create-webhook-endpoint page). Each is read on its own, so that a broken one costs none of the others.
 */
export function parseWebhook(body: Buffer, context: ParseContext): InboundEvent[] {
  const envelope = wireEnvelope.safeParse(decodeJson(body))
  if (!envelope.success) throw new InvalidInputError([{ path: 'entry', message: 'is missing' }])
  const now = context.now()
  const latest = now.getTime() + LONGEST_AHEAD_MS
  return envelope.data.entry
    .flatMap((entry) => parseEntry(entry, context))
    .map((event) => (event.at.getTime() > latest ? { ...event, at: now } : event))
}

function parseEntry(element: unknown, context: ParseContext): InboundEvent[] {
  const entry = wireEntry.safeParse(element).data
  const time = entry?.time
  const origin: Origin = { field: 'entry', entryTime: time, at: readInstant(time) ?? context.now() }
  if (entry === undefined) return [park(origin, 'unreadable', 'entry', element)]
  return entry.changes.flatMap((change) =>
    readElement(origin, change, () => parseChange(change, origin, context)),
  )
}

function parseChange(element: unknown, entry: Origin, context: ParseContext): InboundEvent[] | undefined {
  const change = wireChange.safeParse(element).data
  if (change === undefined) return undefined
  const { value } = change
  const origin = { ...entry, field: change.field ?? fieldOf(value) }
  const owner = numberOf(value)
  if (owner !== undefined && owner !== context.phoneNumberId) {
    return [park(origin, 'other_number', origin.field, element)]
  }
  const events = readField(value, origin)
  return events.length > 0 ? events : [park(origin, 'unknown_field', origin.field, element)]
}

/** The field as its content shows it, for payloads that do not name it. */
function fieldOf(value: Record<string, unknown>): string {
  return ['messages', 'statuses', 'errors'].some((key) => Object.hasOwn(value, key)) ? 'messages' : 'unknown'
}

/** Which number a change is about. Account and template fields are about none; a hand-over names it elsewhere. */
function numberOf(value: Record<string, unknown>): string | undefined {
  const metadata = ownValue(value, 'metadata')
  if (isObject(metadata)) return wireMetadata.safeParse(metadata).data?.phone_number_id
  return wireHandover.safeParse(value).data?.recipient?.phone_number_id
}
