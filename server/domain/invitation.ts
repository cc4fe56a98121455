import type { ServiceSettings } from '../contract/service-settings.ts'
import type { TemplateValues, TemplateView } from '../contract/template.ts'
import { fillPlaceholders, fillTemplate } from './template-text.ts'

/** Who invites whom: what `{{company}}` and `{{name}}` stand for. */
export interface InvitationWords {
  company: string
  name: string
}

/** What becomes of inviting in one language. */
export type Invitation =
  | { state: 'ready'; template: TemplateView; values: TemplateValues }
  /** No template of this name in this language. */
  | { state: 'missing' }
  | { state: 'not_approved'; template: TemplateView }
  /** Places that nothing is said for. */
  | { state: 'incomplete'; template: TemplateView; places: string[] }

export interface InvitationRequest {
  /** Two letters. */
  language: string
  /** Whose variant of the language is liked best, such as `AT` for `de_AT`. */
  country: string | null
  words: InvitationWords
}

/**
 * The approved template of the service's name in a language with all its values (DX-DEFL-12). Provider's languages may
 * name a country (`de`, `de_AT`, `en-GB`): that of `country` first, then the plain language, then whatever there is.
 */
export function invitationIn(
  templates: readonly TemplateView[],
  settings: ServiceSettings['invitation'],
  request: InvitationRequest,
): Invitation {
  const variants = templates
    .filter(({ name, language }) => name === settings.template && speaks(language, request.language))
    .toSorted((a, b) => rank(a, request) - rank(b, request) || (a.language < b.language ? -1 : 1))
  const given = Object.entries(settings.values).find(([language]) => language === request.language)?.[1] ?? {}
  const tried = variants.map((template) => tryTemplate(template, given, request.words))
  return (
    tried.find(({ state }) => state === 'ready') ??
    tried.find(({ state }) => state === 'incomplete') ??
    tried[0] ?? { state: 'missing' }
  )
}

/** Whether a provider's language tag is of this language. */
function speaks(tag: string, language: string): boolean {
  return partsOf(tag)[0] === language.toLowerCase()
}

function partsOf(tag: string): string[] {
  return tag.toLowerCase().split(/[_-]/)
}

function rank(template: TemplateView, { country }: InvitationRequest): number {
  const [, ...rest] = partsOf(template.language)
  if (country !== null && rest.includes(country.toLowerCase())) return 0
  return rest.length === 0 ? 1 : 2
}

function tryTemplate(
  template: TemplateView,
  given: Readonly<Record<string, string>>,
  words: InvitationWords,
): Invitation {
  if (!template.sendable) return { state: 'not_approved', template }
  const values: Record<string, Record<string, string>> = {}
  const places = placesOf(template)
  const missing = places.filter((place) => {
    const text = textFor(template, place, given, words)
    if (text === '' || !isText(place)) return true
    const [group = '', key = ''] = place.split('.', 2)
    values[group] = { ...values[group], [key]: text }
    return false
  })
  return missing.length === 0
    ? { state: 'ready', template, values }
    : { state: 'incomplete', template, places: missing }
}

/** What a template needs besides its name, such as `body.1` or, for what nobody can give in writing, `header`. */
export function placesOf(template: TemplateView): string[] {
  const { missing } = fillTemplate(template, {})
  return template.header?.kind === 'location' ? [...missing, 'header'] : missing
}

/** Whether a place takes a text; a file or a position cannot be written down in the settings. */
function isText(place: string): boolean {
  return place.includes('.')
}

/** Whether a template could invite once its texts are given: no file, no position, no one-time code. */
export function couldInvite(template: TemplateView): boolean {
  return template.category !== 'AUTHENTICATION' && placesOf(template).every(isText)
}

/** The value of a place, in one line. An only placeholder that nothing is said about is the company's name. */
function textFor(
  template: TemplateView,
  place: string,
  given: Readonly<Record<string, string>>,
  words: InvitationWords,
): string {
  const own = Object.hasOwn(given, place) ? (given[place] ?? '').trim() : ''
  const text = own === '' && place === onlyPlaceOf(template) ? '{{company}}' : own
  return fillPlaceholders(text, { ...words })
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function onlyPlaceOf({ parameterFormat, bodyParameters }: TemplateView): string | null {
  const [only, ...others] = bodyParameters
  return parameterFormat === 'positional' && only !== undefined && others.length === 0
    ? `body.${only.key}`
    : null
}
