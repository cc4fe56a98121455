import type {
  ServiceSettings,
  ServiceSettingsView,
  SpokenLanguage,
} from '../../../../../server/contract/service-settings.ts'
import { placeholdersIn } from '../speech/placeholders.ts'

export type Template = ServiceSettingsView['templates'][number]
export type Variant = Template['languages'][number]

/** How a template stands in a language: `sendable`, not (yet) allowed by WhatsApp, or not there at all. */
export type Coverage = 'sendable' | 'blocked' | 'missing'

/** The variants of a language, sendable ones first: providers write `de`, `de_AT` or `en-GB`. */
export function variantsIn(template: Template, language: SpokenLanguage): Variant[] {
  return template.languages
    .filter(({ language: tag }) => tag.toLowerCase().split(/[_-]/)[0] === language)
    .toSorted((a, b) => Number(b.sendable) - Number(a.sendable))
}

export function coverageIn(template: Template, language: SpokenLanguage): Coverage {
  const [best] = variantsIn(template, language)
  if (best === undefined) return 'missing'
  return best.sendable ? 'sendable' : 'blocked'
}

/** The places to fill in a language: those of its text, and those of heading and buttons, whose text is not known here. */
export function placesIn(template: Template, variant: Variant): string[] {
  const inBody = new Set(placeholdersIn(variant.body).map((name) => `body.${name}`))
  return template.places.filter((place) => !place.startsWith('body.') || inBody.has(place))
}

/** The only numbered place of a body is the company's name when nothing is said about it. */
export function standardValue(variant: Variant, place: string): string {
  const names = placeholdersIn(variant.body)
  const [only = ''] = names
  return names.length === 1 && /^\d+$/.test(only) && place === `body.${only}` ? '{{company}}' : ''
}

/** What stands at a place, the product's own value included; empty when something is still to be said. */
export function valueAt(
  { invitation }: ServiceSettings,
  variant: Variant,
  { language, place }: { language: SpokenLanguage; place: string },
): string {
  const own = invitation.values[language]?.[place]?.trim() ?? ''
  return own === '' ? standardValue(variant, place) : own
}
