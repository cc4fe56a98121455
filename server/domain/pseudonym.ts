import type { PhoneNetwork } from '../contract/conversation.ts'
import { traceOf } from './number-traces.ts'

/** What a number stands for once it is read. */
export interface ReadNumber {
  /** With plus: what the hash is taken of. */
  e164: string
  /** Two letters. */
  country: string | null
  network: PhoneNetwork | null
}

/** What pseudonyms are made with. */
export interface PseudonymTools {
  /** MD5 in lower-case hexadecimal digits. */
  md5(text: string): string
  /** `null` when it is no number. */
  read(number: string): ReadNumber | null
}

/**
 * What bots and integrations get instead of a customer's number: always the same for the same number, in exactly this form
 * (CVG-PRIV-03 to 06). It can be undone by trying numbers and stays personal data.
 */
export function pseudonymOf(e164: string, md5: PseudonymTools['md5']): string {
  return `md5-hash:${md5(e164)}`
}

/** Objects whose `name` is how a customer is called, by the field that holds them. */
const PEOPLE: ReadonlySet<string> = new Set(['contact', 'contactDetail', 'author', 'reactions'])

/** Seven digits or more in a row, as people write numbers. */
const WRITTEN_NUMBER = /\+?\d(?:[\s()./-]{0,2}\d){6,}/g

/** Customers' numbers in E.164, by the id of a conversation. */
export type NumbersByConversation = ReadonlyMap<string, readonly string[]>

/**
 * A view as the API gives it, with customers' numbers hidden (CVG-PRIV-01, -02): identities, callers, numbers in names, and the
 * numbers of a conversation's own customer in whatever is written in it, names of files and labels too. Country and network are
 * told beside them (CVG-PRIV-09). What was heard in a call is left out, because a number that was said is in it, and so are the
 * platform's words about a changed number and its ids of messages, which are made of the number. Other numbers that people
 * write are not touched.
 */
export function pseudonymised<T>(
  view: T,
  tools: PseudonymTools,
  numbers: NumbersByConversation = new Map(),
): T {
  return walk(view, '', { tools, numbers, own: [] }) as T
}

/** The conversations that a view shows something of, with the customer where it names them. */
export function conversationsIn(view: unknown): Map<string, string | null> {
  const found = new Map<string, string | null>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value)) {
      const fields = value as Fields
      const conversationId = conversationOf(fields)
      const contactId = contactOf(fields)
      if (conversationId !== null) found.set(conversationId, contactId ?? found.get(conversationId) ?? null)
    }
    for (const part of Object.values(value)) look(part)
  }
  look(view)
  return found
}

/** A text with a customer's own numbers hidden. */
export function withoutOwnNumbers(text: string, numbers: readonly string[], tools: PseudonymTools): string {
  return tracesOf(numbers, tools).reduce((rest, { trace, instead }) => rest.replace(trace, instead), text)
}

type Fields = Record<string, unknown>

interface Trace {
  trace: RegExp
  instead: string
}

interface Context {
  tools: PseudonymTools
  numbers: NumbersByConversation
  /** Of the conversation that is being shown. */
  own: readonly Trace[]
}

function tracesOf(numbers: readonly string[], tools: PseudonymTools): Trace[] {
  return numbers.flatMap((number) => {
    const trace = traceOf(number)
    return trace === null ? [] : [{ trace, instead: hidden(number, tools).pseudonym }]
  })
}

function conversationOf(fields: Fields): string | null {
  const { conversationId, id } = fields
  if (typeof conversationId === 'string') return conversationId
  return typeof id === 'string' && contactOf(fields) !== null ? id : null
}

function contactOf({ contact }: Fields): string | null {
  const id = typeof contact === 'object' && contact !== null ? (contact as Fields)['id'] : undefined
  return typeof id === 'string' ? id : null
}

/** What holds no words of anybody: hiding parts of it would break it. */
const MACHINE_MADE = /^(?:id|url|at|kind|.*(?:Id|At|Cursor))$/

/** Lists of words that belong to no conversation in particular. */
const LOOSE_WORDS: ReadonlySet<string> = new Set(['items', 'labels'])

function walk(value: unknown, field: string, context: Context): unknown {
  if (typeof value === 'string') return hiddenIn(value, field, context)
  if (Array.isArray(value)) return value.map((one) => walk(one, field, context))
  if (typeof value !== 'object' || value === null) return value
  const fields = withoutWords(value as Fields)
  const inside = contextOf(fields, context)
  const walked = Object.entries(fields).map(([name, part]) => [name, partOf(name, part, { field, inside })])
  return { ...(Object.fromEntries(walked) as Fields), ...numberParts(fields, context.tools) }
}

function contextOf(fields: Fields, context: Context): Context {
  const numbers = context.numbers.get(conversationOf(fields) ?? '')
  return numbers === undefined ? context : { ...context, own: tracesOf(numbers, context.tools) }
}

function hiddenIn(text: string, field: string, { own, tools }: Context): string {
  if (MACHINE_MADE.test(field)) return text
  const known = own.reduce((rest, { trace, instead }) => rest.replace(trace, instead), text)
  return LOOSE_WORDS.has(field) ? hiddenName(known, tools) : known
}

function partOf(name: string, part: unknown, { field, inside }: { field: string; inside: Context }): unknown {
  const isName = name === 'authorName' || (name === 'name' && PEOPLE.has(field))
  // A name with nothing but a number in it becomes that number's pseudonym, whoever's it is.
  return typeof part === 'string' && isName
    ? hiddenIn(hiddenName(part, inside.tools), name, inside)
    : walk(part, name, inside)
}

/** What replaces the fields of an identity or of a call that are a number. */
function numberParts(fields: Fields, tools: PseudonymTools): Fields {
  const { kind, value, caller } = fields
  if (kind === 'phone' && typeof value === 'string') {
    const { pseudonym, country, network } = hidden(value, tools)
    return { value: pseudonym, country, network }
  }
  if (typeof caller !== 'string') return {}
  const { pseudonym, country } = hidden(caller, tools)
  return { caller: pseudonym, callerCountry: country }
}

function withoutWords(fields: Fields): Fields {
  const { heard: _heard, externalId: _externalId, ...rest } = fields
  if (rest['kind'] !== 'system') return rest
  const { text: _text, ...silent } = rest
  return silent
}

function hidden(
  number: string,
  tools: PseudonymTools,
): { pseudonym: string } & Pick<ReadNumber, 'country' | 'network'> {
  const found = tools.read(number)
  return {
    pseudonym: pseudonymOf(found?.e164 ?? number, (text) => tools.md5(text)),
    country: found?.country ?? null,
    network: found?.network ?? null,
  }
}

/** Whoever has told no name is called by their number; some put it beside their name. */
function hiddenName(name: string, tools: PseudonymTools): string {
  return name.replaceAll(WRITTEN_NUMBER, (written) => {
    const digits = written.replaceAll(/\D/g, '')
    return hidden(written.startsWith('+') ? `+${digits}` : digits, tools).pseudonym
  })
}
