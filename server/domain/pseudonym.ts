import type { PhoneNetwork } from '../contract/conversation.ts'

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

/**
 * A view as the API gives it, with customers' numbers hidden (CVG-PRIV-01, -02): identities, callers, and numbers in names. Country and network are told beside them (CVG-PRIV-09). What was heard in a call is left out, because a number that
 * was said is in it, and so are the platform's words about a changed number. What people wrote is not touched.
 */
export function pseudonymised<T>(view: T, tools: PseudonymTools): T {
  return walk(view, '', tools) as T
}

type Fields = Record<string, unknown>

function walk(value: unknown, field: string, tools: PseudonymTools): unknown {
  if (Array.isArray(value)) return value.map((one) => walk(one, field, tools))
  if (typeof value !== 'object' || value === null) return value
  const fields = withoutWords(value as Fields)
  const walked = Object.entries(fields).map(([name, part]) => [name, partOf(name, part, { field, tools })])
  return { ...(Object.fromEntries(walked) as Fields), ...numberParts(fields, tools) }
}

function partOf(
  name: string,
  part: unknown,
  { field, tools }: { field: string; tools: PseudonymTools },
): unknown {
  if (typeof part !== 'string') return walk(part, name, tools)
  const isName = name === 'authorName' || (name === 'name' && PEOPLE.has(field))
  return isName ? hiddenName(part, tools) : part
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
  const { heard: _heard, ...rest } = fields
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
