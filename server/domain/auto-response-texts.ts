import type { SpokenLanguage } from '../contract/service-settings.ts'
import { daysBetween, wallClock } from './zoned-time.ts'

/** What customers are told when they write (DX-CONT-03, DX-CONT-04). */
export interface AutoResponseTexts {
  online: string
  offline: string
}

/**
 * The product's own texts, with the placeholders `{{company}}` and `{{opensAt}}`; the latter is an adverbial of time
 * such as "on Monday at 09:00".
 */
export const AUTO_RESPONSES: Readonly<Record<SpokenLanguage, Readonly<AutoResponseTexts>>> = {
  de: {
    online:
      'Vielen Dank für Ihre Nachricht an {{company}}. Wir melden uns so bald wie möglich hier im Chat bei Ihnen.',
    offline:
      'Vielen Dank für Ihre Nachricht an {{company}}. Zurzeit ist leider niemand erreichbar. Wir sind {{opensAt}} wieder für Sie da und melden uns dann hier im Chat bei Ihnen.',
  },
  en: {
    online:
      'Thank you for your message to {{company}}. We will get back to you here in the chat as soon as possible.',
    offline:
      'Thank you for your message to {{company}}. Unfortunately, nobody is available at the moment. We will be back {{opensAt}} and will then reply to you here in the chat.',
  },
  nl: {
    online: 'Bedankt voor uw bericht aan {{company}}. We reageren zo snel mogelijk hier in de chat.',
    offline:
      'Bedankt voor uw bericht aan {{company}}. Op dit moment is er helaas niemand bereikbaar. We zijn er {{opensAt}} weer en reageren dan hier in de chat.',
  },
  es: {
    online: 'Gracias por su mensaje a {{company}}. Le responderemos lo antes posible por este chat.',
    offline:
      'Gracias por su mensaje a {{company}}. Lamentablemente, en este momento no hay nadie disponible. Volveremos a estar a su disposición {{opensAt}} y entonces le responderemos por este chat.',
  },
}

interface Phrases {
  today(time: string): string
  tomorrow(time: string): string
  /** On a weekday of the coming six days. */
  weekday(weekday: string, time: string): string
  date(date: string, time: string): string
  /** No opening is in sight. */
  unknown: string
}

const PHRASES: Readonly<Record<SpokenLanguage, Phrases>> = {
  de: {
    today: (time) => `heute um ${time} Uhr`,
    tomorrow: (time) => `morgen um ${time} Uhr`,
    weekday: (weekday, time) => `am ${weekday} um ${time} Uhr`,
    date: (date, time) => `am ${date}, um ${time} Uhr`,
    unknown: 'so bald wie möglich',
  },
  en: {
    today: (time) => `today at ${time}`,
    tomorrow: (time) => `tomorrow at ${time}`,
    weekday: (weekday, time) => `on ${weekday} at ${time}`,
    date: (date, time) => `on ${date} at ${time}`,
    unknown: 'as soon as possible',
  },
  nl: {
    today: (time) => `vandaag om ${time} uur`,
    tomorrow: (time) => `morgen om ${time} uur`,
    weekday: (weekday, time) => `${weekday} om ${time} uur`,
    date: (date, time) => `${date} om ${time} uur`,
    unknown: 'zo snel mogelijk',
  },
  es: {
    today: (time) => `hoy ${atHour(time)}`,
    tomorrow: (time) => `mañana ${atHour(time)}`,
    weekday: (weekday, time) => `el ${weekday} ${atHour(time)}`,
    date: (date, time) => `el ${date}, ${atHour(time)}`,
    unknown: 'lo antes posible',
  },
}

/** One o'clock is singular in Spanish. */
function atHour(time: string): string {
  return /^0?1:/.test(time) ? `a la ${time}` : `a las ${time}`
}

/** Whose words and clocks are used to name a time. */
export interface Wording {
  language: SpokenLanguage
  /** How times are written there, as `9:00 AM` in the US; two letters. */
  country: string
  zone: string
}

/**
 * When somebody is there again, as an adverbial of time: "tomorrow at 09:00", "on Monday at 09:00", with the date from
 * a week ahead; "as soon as possible" for `null`.
 */
export function openingPhrase(opensAt: Date | null, now: Date, wording: Wording): string {
  const { language, country, zone } = wording
  const phrases = PHRASES[language]
  if (opensAt === null) return phrases.unknown
  const locale = /^[A-Z]{2}$/.test(country) ? `${language}-${country}` : language
  const show = (options: Intl.DateTimeFormatOptions): string =>
    // Some locales have narrow blanks that are no break, which not every phone shows as blanks.
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
      .format(opensAt)
      .replaceAll(/[\u00A0\u202F]/g, ' ')
  const time = show({ timeStyle: 'short' })
  const days = daysBetween(wallClock(zone, now).date, wallClock(zone, opensAt).date)
  if (days === 0) return phrases.today(time)
  if (days === 1) return phrases.tomorrow(time)
  if (days < 7) return phrases.weekday(show({ weekday: 'long' }), time)
  return phrases.date(show({ weekday: 'long', day: 'numeric', month: 'long' }), time)
}
