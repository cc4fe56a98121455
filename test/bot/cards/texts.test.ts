import { describe, expect, it } from 'vitest'
import { errorCode } from '../../../server/contract/errors.ts'
import { localeOf, problemText, textsOf } from '../../../bot/texts/texts.ts'
import { counted, formatMoment, languageName, type Moment } from '../../../bot/texts/format.ts'
import { locales, now } from './gallery.ts'

/** What texts are asked with: each takes what it needs of them. */
const today: Moment = { text: '14:05', today: true }
const names = ['Anna', 'Ben', 'Carla', 'Dora']

/** Every text of a catalogue by its path, those that take something filled in with made-up names, times and numbers. */
function everyText(part: unknown, path: string): [string, string][] {
  if (typeof part === 'string') return [[path, part]]
  if (typeof part === 'function') return filledIn(part as (...given: unknown[]) => unknown, path)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, inner]) =>
    everyText(inner, path === '' ? key : `${path}.${key}`),
  )
}

function filledIn(text: (...given: unknown[]) => unknown, path: string): [string, string][] {
  const [kind] = path.split('.')
  if (kind === 'readiness') {
    return [
      { language: 'Deutsch', detail: null },
      { language: null, detail: 'body.1' },
      { language: null, detail: null },
    ].map((about, index) => [`${path} ${index}`, String(text(about))])
  }
  if (/^list\.(count|more)$/.test(path))
    return [1, 2, 1200].flatMap((value) =>
      [true, false].map((capped): [string, string] => [
        `${path} ${value} ${capped}`,
        String(text(value, capped)),
      ]),
    )
  if (path === 'search.chat') return [[path, String(text(7))]]
  if (path === 'connect.by') return [[path, String(text('Anna', today))]]
  const isMoment = /since|until|snoozed|closed|chipUntil|quietUntil|failing|waitingSince/i.test(path)
  const optional = /^state\.(?!taken)|closed$|failing$|welcome\.personal/.test(path)
  const given = isMoment ? [today] : names
  return [
    [path, String(text(...given))],
    ...(optional ? [[`${path} null`, String(text(null))] as [string, string]] : []),
  ]
}

const textsBy = Object.fromEntries(
  locales.map((locale) => [locale, new Map(everyText(textsOf(locale), ''))]),
) as Record<(typeof locales)[number], Map<string, string>>

/** What is the same in English by right. */
const SAME: Record<(typeof locales)[number], RegExp> = {
  en: /./,
  de: /^(channelKind\.whatsapp|template\.value\.body|messageKind\.(video|sticker)|overview\.title|search\.chat)$/,
  nl: /^(action\.help|(status|overview)\.open|channelKind\.whatsapp|messageKind\.(video|document|sticker|contacts)|help\.command\.(status|help)\.title|list\.count .*|overview\.title|search\.chat)$/,
  es: /^(channelKind\.whatsapp|messageKind\.sticker|list\.count .*)$/,
}

/** How long texts may be, by where they stand. */
const LONGEST: Record<string, number> = {
  action: 20,
  kicker: 40,
  status: 16,
  channelKind: 12,
  messageKind: 40,
}

describe.each(locales)('the texts in %s', (locale) => {
  const texts = textsBy[locale]
  /** Texts that something is wrong with. */
  const wrong = (isWrong: (text: string, path: string) => boolean): [string, string][] =>
    [...texts].filter(([path, text]) => isWrong(text, path))

  it('are all there, filled in and trimmed', () => {
    expect([...texts.keys()]).toEqual([...textsBy.en.keys()])
    expect(wrong((text) => text === '' || text.trim() !== text)).toEqual([])
    expect(wrong((text) => /undefined|null|\[object|NaN|\s\s|\{\{/.test(text))).toEqual([])
  })

  it('are translated', () => {
    expect(wrong((text, path) => text === textsBy.en.get(path) && !SAME[locale].test(path))).toEqual([])
  })

  it('are short enough for where they stand', () => {
    expect(wrong((text, path) => text.length > (LONGEST[path.split('.')[0] ?? ''] ?? 170))).toEqual([])
  })

  it('keep to quotation marks and apostrophes of the language', () => {
    expect(wrong((text) => /["']/.test(text))).toEqual([])
  })

  it('have a sentence for every error', () => {
    const sentences = errorCode.options.map((code) => problemText(code, locale))
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
  })
})

describe('how people are addressed', () => {
  it.each([
    ['de', 'Sie', /\b(du|dich|dir|dein\w*)\b/i],
    ['nl', 'je', /\b(u|uw)\b/i],
    ['es', 'usted', /\b(tú|tu|tus|te|ti|contigo|puedes)\b/i],
  ] as const)('in %s it is "%s" throughout', (locale, _, other) => {
    expect([...textsBy[locale]].filter(([, text]) => other.test(text))).toEqual([])
  })
})

describe('the language of somebody', () => {
  it.each([
    ['de-AT', null, 'de'],
    ['de_DE', null, 'de'],
    ['ES-419', undefined, 'es'],
    ['nl', null, 'nl'],
    ['fr-FR', null, 'en'],
    ['', null, 'en'],
    [null, null, 'en'],
    [undefined, undefined, 'en'],
    ['en-US', 'de', 'de'],
    ['fr-FR', 'es', 'es'],
  ] as const)('is, for Teams in %j and a choice of %j, %s', (teams, chosen, locale) => {
    expect(localeOf(teams, chosen)).toBe(locale)
  })
})

describe('points in time', () => {
  const at = (iso: string, reader: Partial<Parameters<typeof formatMoment>[0]> = {}): Moment =>
    formatMoment({ locale: 'en', timeZone: 'Europe/Berlin', now, ...reader }, new Date(iso))

  it('are named by what the reader needs: the time, the day of the week, the date', () => {
    expect(at('2026-11-20T22:59:00Z')).toEqual({ text: '23:59', today: true })
    expect(at('2026-11-20T23:00:00Z')).toEqual({ text: 'Sat 00:00', today: false })
    expect(at('2026-11-19T08:00:00Z')).toEqual({ text: 'Thu 09:00', today: false })
    expect(at('2026-10-01T08:00:00Z').text).toBe('1 Oct, 10:00')
    expect(at('2025-10-01T08:00:00Z').text).toBe('1 Oct 2025')
  })

  it('are those of the reader’s zone and language, also across a change of clocks', () => {
    expect(at('2026-11-20T12:05:00Z', { timeZone: 'America/New_York' }).text).toBe('07:05')
    expect(at('2026-11-21T12:05:00Z', { locale: 'de' }).text).toBe('Sa., 13:05')
    expect(at('2026-03-29T01:30:00Z', { locale: 'nl', now: new Date('2026-03-28T12:00:00Z') }).text).toBe(
      'zo 03:30',
    )
  })

  it('are told by UTC where nobody knows the zone', () => {
    expect(at('2026-11-20T12:05:00Z', { timeZone: 'W. Europe Standard Time' }).text).toBe('12:05')
    expect(at('2026-11-20T12:05:00Z', { timeZone: '' }).text).toBe('12:05')
  })

  it('have their articles in Spanish', () => {
    const { window } = textsOf('es')
    expect(window.until({ text: '14:05', today: true })).toBe('Respuestas libres hasta las 14:05')
    expect(window.until({ text: '01:05', today: true })).toBe('Respuestas libres hasta la 01:05')
    expect(window.until({ text: 'vie, 14:05', today: false })).toBe('Respuestas libres hasta el vie, 14:05')
  })
})

describe('numbers and names', () => {
  it('follow the language', () => {
    const chats = { one: 'Chat', other: 'Chats' }
    expect([0, 1, 2, 12_345].map((value) => counted('de', value, chats))).toEqual([
      '0 Chats',
      '1 Chat',
      '2 Chats',
      '12.345 Chats',
    ])
    expect(languageName('es', 'pt_BR')).toBe('portugués de Brasil')
    expect(languageName('en', '???')).toBe('???')
  })
})
