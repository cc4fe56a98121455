import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  serviceSettings,
  spokenLanguage,
  type SpokenLanguage,
} from '../../server/contract/service-settings.ts'
import {
  autoReply,
  dueAutoReply,
  silentAutoReplies,
  type AutoReplyOccasion,
  type AutoReplyWording,
} from '../../server/domain/auto-reply.ts'
import { AUTO_RESPONSES, openingPhrase } from '../../server/domain/auto-response-texts.ts'
import { defaultOpeningHours } from '../../server/domain/opening-hours-defaults.ts'
import { NO_HOLIDAYS } from '../../server/domain/opening-hours.ts'

const BERLIN = 'Europe/Berlin'
const at = (iso: string): Date => new Date(iso)
/** Tuesday, 10 March 2026, in Berlin. */
const NOON = at('2026-03-10T11:00:00Z')
const EVENING = at('2026-03-10T19:00:00Z')
const TONIGHT = 'offline:2026-03-10T16:00:00.000Z'

type Asked = AutoReplyOccasion & AutoReplyWording

const asked = (more: Partial<Asked>): Asked => ({
  openingHours: defaultOpeningHours('DE'),
  zone: BERLIN,
  holidays: NO_HOLIDAYS,
  sent: [],
  answered: false,
  at: NOON,
  autoResponses: {},
  defaults: AUTO_RESPONSES,
  language: 'de',
  country: 'DE',
  company: 'Muster GmbH',
  ...more,
})
const languages: readonly SpokenLanguage[] = spokenLanguage.options

describe('which auto replies a service has switched off', () => {
  it.each([
    ['none where it has its own texts or the default ones', { de: { online: 'Hallo' } }, []],
    ['one that is empty in every language', { de: { offline: ' ' }, en: { offline: '' } }, ['offline']],
    ['none that is empty in one language only', { de: { offline: '' } }, []],
    [
      'both',
      { de: { online: '', offline: '' }, en: { online: '', offline: '' }, nl: { online: 'Dag' } },
      ['online', 'offline'],
    ],
  ])('%s', (_, autoResponses, silent) => {
    expect(silentAutoReplies(autoResponses, ['de', 'en'])).toEqual(silent)
  })
})

describe('which auto reply is due', () => {
  it.each([
    ['during opening hours: online (DX-CONT-03)', NOON, { sent: [], key: 'online' }],
    ['outside of them: offline (DX-CONT-04, DX-HOURS-03)', EVENING, { sent: [], key: TONIGHT }],
    ['online once per conversation (OMNI-AUTO-02)', NOON, { sent: ['online'], key: undefined }],
    ['offline once per closed period', EVENING, { sent: [TONIGHT], key: undefined }],
    ['still the same period after midnight', at('2026-03-11T05:00:00Z'), { sent: [TONIGHT], key: undefined }],
    [
      'the same period throughout a weekend',
      at('2026-03-15T20:00:00Z'),
      { sent: ['offline:2026-03-13T16:00:00.000Z'], key: undefined },
    ],
    [
      'offline again in a new closed period',
      at('2026-03-11T19:00:00Z'),
      { sent: [TONIGHT], key: 'offline:2026-03-11T16:00:00.000Z' },
    ],
    ['offline after online', EVENING, { sent: ['online'], key: TONIGHT }],
    [
      'online when nobody has answered since closing time',
      at('2026-03-11T10:00:00Z'),
      { sent: [TONIGHT], key: 'online' },
    ],
  ])('%s', (_, when, { sent, key }) => {
    expect(dueAutoReply(asked({ at: when, sent }))?.key).toBe(key)
  })

  it('is not online in the middle of a talk with a person, but offline once they have gone', () => {
    expect(dueAutoReply(asked({ answered: true }))).toBeNull()
    expect(dueAutoReply(asked({ answered: true, at: EVENING }))?.key).toBe(TONIGHT)
  })

  it('is one and the same for a service that never opens', () => {
    const openingHours = {
      ...defaultOpeningHours('DE'),
      weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
    }
    const due = dueAutoReply(asked({ openingHours }))
    expect(due).toEqual({ key: 'offline:always', kind: 'offline', opensAt: null })
    expect(
      dueAutoReply(asked({ openingHours, at: at('2027-07-01T00:00:00Z'), sent: [due?.key ?? ''] })),
    ).toBeNull()
  })

  it('is due by the zone of the service (DX-HOURS-05)', () => {
    const morning = at('2026-03-10T08:30:00Z')
    expect(dueAutoReply(asked({ at: morning }))?.kind).toBe('online')
    expect(dueAutoReply(asked({ at: morning, zone: 'America/New_York' }))?.kind).toBe('offline')
  })

  it('sends each text once, however many messages come and however they are spread', () => {
    const messages = fc.array(fc.integer({ min: 0, max: 10 * 24 * 60 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(messages, (minutes) => {
        const sent: string[] = []
        for (const minute of minutes.toSorted((a, b) => a - b)) {
          const when = new Date(NOON.getTime() + minute * 60_000)
          const reply = autoReply(asked({ at: when, sent }))
          if (reply === null) continue
          expect(sent).not.toContain(reply.key)
          sent.push(reply.key)
        }
        expect(sent.length).toBeGreaterThan(0)
        // Ten days from a Tuesday noon: seven nights and a weekend.
        expect(sent.filter((key) => key !== 'online').length).toBeLessThanOrEqual(8)
      }),
    )
  })
})

describe('the text of an auto reply', () => {
  it.each(languages)(
    'is the product’s own where a service has none, with all places filled in: %s',
    (language) => {
      for (const when of [NOON, EVENING]) {
        const text = autoReply(asked({ at: when, language }))?.text ?? ''
        expect(text).toContain('Muster GmbH')
        expect(text).not.toMatch(/[{}]|undefined|null/)
      }
    },
  )

  it('says when somebody is there again, while closed', () => {
    expect(autoReply(asked({ at: EVENING }))?.text).toBe(
      'Vielen Dank für Ihre Nachricht an Muster GmbH. Zurzeit ist leider niemand erreichbar. Wir sind morgen um 09:00 Uhr wieder für Sie da und melden uns dann hier im Chat bei Ihnen.',
    )
  })

  it('is the service’s own, where it has one in the language (DX-CONT-02)', () => {
    const autoResponses = { de: { online: ' Hallo von {{ company }}! ' }, en: { online: 'Hello' } }
    expect(autoReply(asked({ autoResponses }))?.text).toBe('Hallo von Muster GmbH!')
    expect(autoReply(asked({ autoResponses, language: 'en' }))?.text).toBe('Hello')
    expect(autoReply(asked({ autoResponses, language: 'nl' }))?.text).toContain('Bedankt')
    expect(autoReply(asked({ autoResponses, at: EVENING }))?.text).toContain('niemand erreichbar')
  })

  it.each(['', '   ', '\n'])('is not sent when it is empty: %j', (empty) => {
    const autoResponses = { de: { online: empty, offline: empty } }
    expect(autoReply(asked({ autoResponses }))).toBeNull()
    expect(autoReply(asked({ autoResponses, at: EVENING }))).toBeNull()
  })

  it('takes what a company calls itself for text, not for places to fill', () => {
    const company = '$& {{opensAt}} & Co'
    expect(
      autoReply(asked({ autoResponses: { de: { offline: '{{company}}' } }, at: EVENING, company }))?.text,
    ).toBe(company)
  })

  it('may do without the time, and is still a sentence when none is known', () => {
    const openingHours = {
      ...defaultOpeningHours('DE'),
      weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
    }
    expect(autoReply(asked({ openingHours }))?.text).toContain(
      'Wir sind so bald wie möglich wieder für Sie da',
    )
    expect(autoReply(asked({ openingHours, autoResponses: { de: { offline: 'Zu.' } } }))?.text).toBe('Zu.')
  })

  it.each(languages)('fits into one message, and the settings take it: %s', (language) => {
    const { autoResponses } = serviceSettings.shape
    expect(autoResponses.parse({ [language]: AUTO_RESPONSES[language] })).toEqual({
      [language]: AUTO_RESPONSES[language],
    })
  })
})

describe('when somebody is there again', () => {
  const wording = (language: SpokenLanguage, country: string, zone = BERLIN) => ({ language, country, zone })

  it.each([
    ['de-DE', '2026-03-10T05:00:00Z', '2026-03-10T08:00:00Z', 'heute um 09:00 Uhr'],
    ['de-DE', '2026-03-10T19:00:00Z', '2026-03-11T08:00:00Z', 'morgen um 09:00 Uhr'],
    ['de-DE', '2026-03-13T19:00:00Z', '2026-03-16T08:00:00Z', 'am Montag um 09:00 Uhr'],
    ['de-DE', '2026-03-09T19:00:00Z', '2026-03-16T08:00:00Z', 'am Montag, 16. März, um 09:00 Uhr'],
    ['en-GB', '2026-03-10T05:00:00Z', '2026-03-10T14:30:00Z', 'today at 15:30'],
    ['en-DE', '2026-03-10T19:00:00Z', '2026-03-11T08:00:00Z', 'tomorrow at 09:00'],
    ['en-US', '2026-03-13T19:00:00Z', '2026-03-16T08:00:00Z', 'on Monday at 9:00 AM'],
    ['en-US', '2026-03-09T19:00:00Z', '2026-03-16T12:00:00Z', 'on Monday, March 16 at 1:00 PM'],
    ['nl-NL', '2026-03-10T05:00:00Z', '2026-03-10T08:00:00Z', 'vandaag om 09:00 uur'],
    ['nl-NL', '2026-03-10T19:00:00Z', '2026-03-11T08:00:00Z', 'morgen om 09:00 uur'],
    ['nl-BE', '2026-03-13T19:00:00Z', '2026-03-16T08:00:00Z', 'maandag om 09:00 uur'],
    ['nl-NL', '2026-03-09T19:00:00Z', '2026-03-16T08:00:00Z', 'maandag 16 maart om 09:00 uur'],
    ['es-ES', '2026-03-10T05:00:00Z', '2026-03-10T15:00:00Z', 'hoy a las 16:00'],
    ['es-ES', '2026-03-10T19:00:00Z', '2026-03-11T00:00:00Z', 'mañana a la 1:00'],
    ['es-ES', '2026-03-13T19:00:00Z', '2026-03-16T08:00:00Z', 'el lunes a las 9:00'],
    ['es-ES', '2026-03-09T19:00:00Z', '2026-03-16T08:00:00Z', 'el lunes, 16 de marzo, a las 9:00'],
  ])('for %s at %s about %s: %s', (locale, now, opensAt, phrase) => {
    const [language = '', country = ''] = locale.split('-')
    const where = wording(spokenLanguage.parse(language), country)
    expect(openingPhrase(at(opensAt), at(now), where)).toBe(phrase)
  })

  it('is counted in days of the service’s zone', () => {
    const [now, opensAt] = [at('2026-03-10T23:30:00Z'), at('2026-03-11T08:00:00Z')]
    expect(openingPhrase(opensAt, now, wording('en', 'GB'))).toBe('today at 09:00')
    expect(openingPhrase(opensAt, now, wording('en', 'GB', 'Europe/London'))).toBe('tomorrow at 08:00')
    // Clocks change in between.
    const [saturday, monday] = [at('2026-03-28T12:00:00Z'), at('2026-03-29T22:30:00Z')]
    expect(openingPhrase(monday, saturday, wording('en', 'GB'))).toBe('on Monday at 00:30')
  })

  it('is named by the language alone for an odd country', () => {
    expect(openingPhrase(EVENING, NOON, wording('de', 'Deutschland'))).toBe('heute um 20:00 Uhr')
  })

  it.each([
    ['de', 'so bald wie möglich'],
    ['en', 'as soon as possible'],
    ['nl', 'zo snel mogelijk'],
    ['es', 'lo antes posible'],
  ] as const)('is as soon as possible when no opening is in sight: %s', (language, phrase) => {
    expect(openingPhrase(null, NOON, wording(language, 'DE'))).toBe(phrase)
  })
})
