import type { TemplateView } from '../../../../../server/contract/template.ts'

export type TemplateHealth =
  'approved' | 'mediumQuality' | 'lowQuality' | 'paused' | 'pending' | 'rejected' | 'disabled' | 'other'

const BY_STATUS: Readonly<Record<string, TemplateHealth>> = {
  PAUSED: 'paused',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  DISABLED: 'disabled',
}

/** How the provider thinks of a template. Providers invent words; an unknown one is neither good nor bad. */
export function templateHealth({
  status,
  quality,
  sendable,
}: Pick<TemplateView, 'status' | 'quality' | 'sendable'>): TemplateHealth {
  const told = BY_STATUS[status.toUpperCase()]
  if (told !== undefined) return told
  if (!sendable || status.toUpperCase() !== 'APPROVED') return sendable ? 'approved' : 'other'
  const known = quality?.toUpperCase()
  return known === 'RED' ? 'lowQuality' : known === 'YELLOW' ? 'mediumQuality' : 'approved'
}

export interface TemplateFilter {
  query: string
  /** Empty for all. */
  language: string
  category: string
}

/** Templates that contain every word of the query and fit the filters. */
export function filterTemplates(templates: readonly TemplateView[], filter: TemplateFilter): TemplateView[] {
  const words = plain(filter.query).split(/\s+/u).filter(Boolean)
  return templates.filter((template) => {
    if (filter.language !== '' && template.language !== filter.language) return false
    if (filter.category !== '' && template.category !== filter.category) return false
    const text = plain(
      [
        template.name,
        readableName(template.name),
        header(template),
        template.body,
        template.footer ?? '',
      ].join(' '),
    )
    return words.every((word) => text.includes(word))
  })
}

function header(template: TemplateView): string {
  return template.header?.kind === 'text' ? template.header.text : ''
}

/** Without capitals and accents, so that `grusse` finds `Grüße`. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/gu, 'ss')
}

/** `order_shipped` as people say it. */
export function readableName(name: string): string {
  const words = name.replace(/_+/gu, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The language of the list that suits the customer; empty when none does. */
export function matchingLanguage(templates: readonly TemplateView[], wanted: string | null): string {
  if (wanted === null) return ''
  const languages = [
    ...new Set(templates.filter((template) => template.sendable).map(({ language }) => language)),
  ]
  const exact = wanted.replace('-', '_').toLowerCase()
  const short = exact.split('_')[0]
  return (
    languages.find((language) => language.toLowerCase() === exact) ??
    languages.find((language) => language.toLowerCase().split(/[-_]/u)[0] === short) ??
    ''
  )
}

export interface TemplateGroups {
  recent: TemplateView[]
  all: TemplateView[]
}

/** What was used last, newest first, then the others: sendable ones before the rest. */
export function groupTemplates(
  templates: readonly TemplateView[],
  recentNames: readonly string[],
): TemplateGroups {
  const recent = recentNames.flatMap((name) => templates.filter((one) => one.name === name && one.sendable))
  const all = templates
    .filter((template) => !recent.includes(template))
    .sort(
      (one, other) =>
        Number(other.sendable) - Number(one.sendable) ||
        one.name.localeCompare(other.name) ||
        one.language.localeCompare(other.language),
    )
  return { recent, all }
}
