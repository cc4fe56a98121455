import type { AccountEvent, InboundEvent, PreferenceEvent, TemplateEvent } from '../channel.ts'
import { compact } from './compact.ts'
import { isObject, ownValue, type JsonObject } from './decode.ts'
import { readDeliveryError } from './errors.ts'
import { contentKey, park, readElement, readInstant, type Origin } from './origin.ts'
import { readCall, readCallStatus } from './parse-call.ts'
import { readHandover, readSummary } from './parse-handover.ts'
import { readMessage } from './parse-message.ts'
import { isKnown, readAddress, readContacts } from './parse-person.ts'
import { readStatus } from './parse-status.ts'
import { wireError, wireMetadata, wirePreference, wireTemplateUpdate, wireUserIdUpdate } from './wire.ts'

type FieldReader = (value: JsonObject, origin: Origin) => InboundEvent[]

/** By webhook field (webhooks overview, standby and business-scoped-user-ids pages). */
const READERS = new Map<string, FieldReader>([
  ['messages', readMessages],
  ['standby', readStandby],
  ['smb_message_echoes', readMessages],
  ['message_echoes', readMessages],
  ['calls', readCalls],
  ['messaging_handovers', (value, origin) => [readElement(origin, value, () => readHandover(value, origin))]],
  ['user_preferences', readPreferences],
  ['user_id_update', readUserIdUpdates],
])

const TEMPLATE_FIELD = /^(?:message_)?template_/
const GROUP_FIELD = /^group_/
/** What a coexistence number brings along from its phone (onboarding-business-app-users page). */
const HISTORY_FIELDS: ReadonlySet<string> = new Set(['history', 'smb_app_state_sync'])
const ACCOUNT_FIELD =
  /^(?:account|business|phone_number|partner|payment|tracking)_|^(?:security|automatic_events|consumer_profile|flows)$/

/** All events of one change; none for a field that we do not know. */
export function readField(value: JsonObject, origin: Origin): InboundEvent[] {
  const { field } = origin
  const read = READERS.get(field)
  if (read !== undefined) return read(value, origin)
  if (TEMPLATE_FIELD.test(field)) return [readTemplateUpdate(value, origin)]
  if (GROUP_FIELD.test(field)) return [park(origin, 'group', field, value)]
  if (HISTORY_FIELDS.has(field)) return [park(origin, 'history', field, value)]
  if (ACCOUNT_FIELD.test(field)) return [readAccountNews(value, origin)]
  return []
}

/** Reads each element of a list; a list that is none is set aside whole. */
function readList(
  value: JsonObject,
  key: string,
  origin: Origin,
  read: (element: unknown) => InboundEvent | undefined,
): InboundEvent[] {
  const list = ownValue(value, key)
  if (list === undefined || list === null) return []
  if (!Array.isArray(list)) return [park(origin, 'unreadable', key, list)]
  return list.map((element: unknown) => readElement(origin, element, read))
}

/** Messages, echoes, statuses and errors occur side by side in one value (messages page). */
function readMessages(value: JsonObject, origin: Origin): InboundEvent[] {
  const scope = { origin, businessNumber: businessNumberOf(value) }
  const contacts = contactsOf(value, 'messages', 'message_echoes', 'statuses')
  const messageScope = { ...scope, contacts, sender: 'contact' as const }
  const echoScope = { ...scope, contacts, sender: 'phone' as const }
  return [
    ...readSummary(value, messageScope),
    ...readList(value, 'messages', origin, (element) => readMessage(element, messageScope)),
    ...readList(value, 'message_echoes', origin, (element) => readMessage(element, echoScope)),
    ...readList(value, 'statuses', origin, (element) => readStatus(element, origin, contacts)),
    ...readErrors(value, origin),
  ]
}

/** What passes between a customer and Meta's own agent comes one level deeper (standby page). */
function readStandby(value: JsonObject, origin: Origin): InboundEvent[] {
  const nested = ownValue(value, 'standby')
  return readMessages(isObject(nested) ? { ...value, ...nested } : value, origin)
}

function readCalls(value: JsonObject, origin: Origin): InboundEvent[] {
  const contacts = contactsOf(value, 'calls', 'statuses')
  const scope = { origin, contacts, businessNumber: businessNumberOf(value) }
  return [
    ...readList(value, 'calls', origin, (element) => readCall(element, scope)),
    ...readList(value, 'statuses', origin, (element) => readCallStatus(element, scope)),
    ...readErrors(value, origin),
  ]
}

function contactsOf(value: JsonObject, ...keys: string[]) {
  const elements = keys.flatMap((key) => ownValue(value, key) ?? [])
  return readContacts(ownValue(value, 'contacts'), elements.length)
}

function businessNumberOf(value: JsonObject): string | undefined {
  return wireMetadata.safeParse(ownValue(value, 'metadata')).data?.display_phone_number
}

/** Errors of the account rather than of one message (messages page). */
function readErrors(value: JsonObject, origin: Origin): InboundEvent[] {
  return readList(value, 'errors', origin, (element) => {
    const error = wireError.safeParse(element).data
    if (error === undefined) return undefined
    return { ...readAccountNews(element, origin), name: 'errors', error: readDeliveryError(error) }
  })
}

function readAccountNews(raw: unknown, origin: Origin): AccountEvent {
  const dedupeKey = `account:${contentKey(origin, raw)}`
  return { type: 'account', name: origin.field, dedupeKey, at: origin.at, raw }
}

/** A name for each of the fields' ways to say it; an announced category change gives the present one as `new`. */
function readTemplateUpdate(value: JsonObject, origin: Origin): TemplateEvent {
  const update = wireTemplateUpdate.safeParse(value).data
  return {
    type: 'template',
    dedupeKey: `template:${contentKey(origin, value)}`,
    at: origin.at,
    raw: value,
    ...compact({
      name: update?.message_template_name,
      // `en-US` in webhooks, `en_US` in the API (template status page).
      language: update?.message_template_language?.replaceAll('-', '_'),
      status: update?.event,
      quality: update?.new_quality_score,
      category: update?.new_category ?? update?.message_template_category,
    }),
  }
}

/** `signup` comes when somebody subscribes through a link (user_preferences page). */
const PREFERENCES = new Map<string, PreferenceEvent['marketing']>([
  ['stop', 'stop'],
  ['resume', 'resume'],
  ['signup', 'resume'],
])

function readPreferences(value: JsonObject, origin: Origin): InboundEvent[] {
  const contacts = contactsOf(value, 'user_preferences')
  return readList(value, 'user_preferences', origin, (element) => {
    const wire = wirePreference.safeParse(element).data
    if (wire === undefined) return undefined
    const marketing = PREFERENCES.get(wire.value)
    if (marketing === undefined)
      return park(origin, 'unknown_field', `user_preferences:${wire.value}`, element)
    const given = readAddress({ number: wire.wa_id, userId: wire.user_id, parentUserId: wire.parent_user_id })
    const person = contacts.complete(given)
    if (!isKnown(person)) return undefined
    const dedupeKey = `preference:${contentKey(origin, element)}`
    const at = readInstant(wire.timestamp) ?? origin.at
    return { type: 'preference', dedupeKey, at, raw: element, person, marketing }
  })
}

/** Documented until August 2026, when the news moved to system messages; apps may still be subscribed to it. */
function readUserIdUpdates(value: JsonObject, origin: Origin): InboundEvent[] {
  return readList(value, 'user_id_update', origin, (element) => {
    const wire = wireUserIdUpdate.safeParse(element).data
    if (wire === undefined) return undefined
    const { wa_id: number, user_id, parent_user_id } = wire
    return {
      type: 'identity',
      dedupeKey: `identity:${contentKey(origin, element)}`,
      at: readInstant(wire.timestamp) ?? origin.at,
      raw: element,
      previous: readAddress({ number, userId: user_id.previous, parentUserId: parent_user_id?.previous }),
      current: readAddress({ number, userId: user_id.current, parentUserId: parent_user_id?.current }),
      content: { kind: 'system', system: { event: 'user_id_changed' } },
    }
  })
}
