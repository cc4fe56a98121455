import type { ServiceSettings } from '../contract/service-settings.ts'
import { cleanName } from './clean-text.ts'

/** Controls, bidi tricks, a byte order mark and halves of characters: voice platforms read XML, which forbids most of them. */
const UNSAFE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF]/gu
const UNSAFE_BUT_BREAKS = /(?![\n\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** A text that is spoken or stands in a template's place: one line, since WhatsApp refuses breaks there. */
function oneLine(text: string): string {
  // What is taken out may have stood between two blanks.
  return text.replaceAll(/\s/g, ' ').replaceAll(UNSAFE, '').replaceAll(/ +/g, ' ').trim()
}

/** A text for a chat: line breaks stay. */
function manyLines(text: string): string {
  return text
    .replaceAll(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    .replaceAll(UNSAFE_BUT_BREAKS, '')
    .trim()
}

/**
 * Settings as they may be kept: texts without what platforms stumble over when it was pasted along. A prompt or a
 * template's value that is blank is the same as none, and is left out; a blank auto response says something and stays.
 */
export function cleanSettings(settings: ServiceSettings): ServiceSettings {
  const { openingHours, deflector, telephony } = settings
  return {
    ...settings,
    prompts: mapEach(settings.prompts, (texts) => mapTexts(texts, oneLine)),
    autoResponses: mapEach(settings.autoResponses, ({ online, offline }) => ({
      ...(online === undefined ? {} : { online: manyLines(online) }),
      ...(offline === undefined ? {} : { offline: manyLines(offline) }),
    })),
    openingHours: {
      ...openingHours,
      exceptions: openingHours.exceptions.map((day) => ({ ...day, name: cleanName(day.name) })),
    },
    deflector: { ...deflector, companyName: cleanName(deflector.companyName) },
    invitation: {
      ...settings.invitation,
      values: mapEach(settings.invitation.values, (values) => mapTexts(values, oneLine)),
    },
    telephony: {
      ...telephony,
      voices: mapEach(telephony.voices, ({ name, speed }) => ({
        name: name === null ? null : cleanName(name) || null,
        speed,
      })),
    },
  }
}

/** Maps what is there under each key; a key without a value is left out. */
function mapEach<K extends string, T, R>(
  record: Partial<Record<K, T>>,
  map: (value: T) => R,
): Partial<Record<K, R>> {
  const entries = Object.entries(record) as [K, T | undefined][]
  const mapped = entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, map(value)] as const]))
  return Object.fromEntries(mapped) as Partial<Record<K, R>>
}

function mapTexts<K extends string>(
  texts: Partial<Record<K, string>>,
  map: (text: string) => string,
): Record<K, string> {
  const entries = Object.entries(mapEach(texts, map)) as [K, string][]
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Record<K, string>
}
