import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { de } from '../../tab/src/i18n/de.ts'
import { en } from '../../tab/src/i18n/en.ts'
import { formatExactSpan, formatMoment, formatShort, formatSpan } from '../../tab/src/i18n/format.ts'
import { initI18n } from '../../tab/src/i18n/index.ts'
import { chooseLanguage, languages } from '../../tab/src/i18n/languages.ts'
import { regionalTag } from '../../tab/src/i18n/use-format.ts'

const catalogues: Record<string, unknown> = { en, de }

/** Every text by its path. */
function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`),
  )
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').toSorted()

/** A plural's forms differ between languages; what they have in common is their name. */
const base = (path: string): string => path.replace(/_(zero|one|two|few|many|other)$/, '')

describe('catalogues', () => {
  const reference = new Map(flatten(en))

  it('exist for every language and folder', () => {
    expect(Object.keys(catalogues)).toEqual([...languages])
    const folder = join(dirname(fileURLToPath(import.meta.url)), '../../tab/src/i18n')
    const files = (language: string) => readdirSync(join(folder, language)).toSorted()
    for (const language of languages) expect(files(language)).toEqual(files('en'))
  })

  it.each(languages)('%s has every key and no other', (language) => {
    const keys = new Set(flatten(catalogues[language]).map(([path]) => base(path)))
    expect([...keys].toSorted()).toEqual([...new Set([...reference.keys()].map(base))].toSorted())
  })

  it.each(languages)('%s has every form of every plural', (language) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    const texts = new Map(flatten(catalogues[language]))
    const plurals = new Set([...texts.keys()].filter((path) => path !== base(path)).map(base))
    for (const plural of plurals) {
      const missing = pluralCategories.filter((category) => !texts.has(`${plural}_${category}`))
      expect({ plural, missing }).toEqual({ plural, missing: [] })
    }
  })

  it.each(languages)('%s uses the same placeholders', (language) => {
    for (const [path, text] of flatten(catalogues[language])) {
      const other = reference.get(path) ?? reference.get(`${base(path)}_other`) ?? ''
      expect({ path, has: placeholders(text) }).toEqual({ path, has: placeholders(other) })
    }
  })

  it.each(languages)('%s leaves nothing empty and writes real characters', (language) => {
    const faulty = flatten(catalogues[language]).filter(
      ([, text]) => text.trim() === '' || /\.\.\.|--|\s{2,}/.test(text),
    )
    expect(faulty).toEqual([])
  })

  it('de writes umlauts', () => {
    const suspicious =
      /\b(fuer|ueber|koennen|muessen|waehlen|oeffnen|loeschen|schliessen|naechste|spaeter)\w*/i
    expect(flatten(de).filter(([, text]) => suspicious.test(text))).toEqual([])
  })
})

describe('language', () => {
  it('is the best that we have for what is asked', () => {
    expect(chooseLanguage(['de-AT'])).toBe('de')
    expect(chooseLanguage([null, 'fr-FR', 'de'])).toBe('de')
    expect(chooseLanguage(['tlh'])).toBe('en')
  })

  it('can be changed while it runs', async () => {
    const i18n = await initI18n('en')
    expect(i18n.t('action.undo')).toBe('Undo')
    await initI18n('de')
    expect(i18n.t('action.undo')).toBe('Rückgängig')
    expect(i18n.t('nav.count', { ns: 'inbox', count: 1 })).toBe('1 Unterhaltung')
    expect(i18n.t('nav.count', { ns: 'inbox', count: 2 })).toBe('2 Unterhaltungen')
    await initI18n('en')
  })

  it('takes dates from the region of the reader', () => {
    expect(regionalTag('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB')
    expect(regionalTag('de', ['en-US'])).toBe('de')
  })
})

describe('time in words', () => {
  const now = new Date(2026, 10, 21, 14, 5)
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

  it('gets coarser with distance', () => {
    expect(formatShort('de', ago(1), now)).toBe('13:05')
    expect(formatShort('de', ago(20), now)).toBe('Gestern')
    expect(formatShort('en-GB', ago(72), now)).toBe('Wed')
    expect(formatShort('en-GB', ago(24 * 30), now)).toBe('22 Oct')
    expect(formatShort('en-GB', ago(24 * 365), now)).toBe('21 Nov 2025')
  })

  it('names days around today', () => {
    expect(formatMoment('en-GB', ago(-24), now)).toBe('tomorrow 14:05')
    expect(formatMoment('de', ago(24), now)).toBe('gestern 14:05')
    expect(formatMoment('de', ago(1), now)).toBe('13:05')
  })

  it('rounds spans down and spells them out on request', () => {
    expect(formatSpan('en', 59_999, 'long')).toBe('59 seconds')
    expect(formatSpan('en', 3_599_999, 'narrow')).toBe('59m')
    expect(formatSpan('de', 26 * 3_600_000, 'long')).toBe('1 Tag')
    expect(formatExactSpan('de', 192 * 60_000, 'long')).toBe('3 Stunden 12 Minuten')
    expect(formatSpan('en', -5, 'long')).toBe('0 seconds')
  })
})
