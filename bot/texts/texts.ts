import type { ErrorCode } from '../../server/contract/errors.ts'
import { locale, type Locale } from '../../server/contract/member.ts'
import { de } from './de.ts'
import { en, type Texts } from './en.ts'
import { es } from './es.ts'
import { nl } from './nl.ts'

const catalogues: Record<Locale, Texts> = { en, de, nl, es }

/** Everything that the bot says, in one language. */
export function textsOf(language: Locale): Texts {
  return catalogues[language]
}

/**
 * The language to speak with somebody: what they have chosen here, otherwise the one of their Teams (`de-AT`, `es-419`),
 * otherwise English.
 */
export function localeOf(
  teamsLocale: string | null | undefined,
  userLocale: Locale | null | undefined,
): Locale {
  if (userLocale !== null && userLocale !== undefined) return userLocale
  const spoken = locale.safeParse(teamsLocale?.toLowerCase().split(/[-_]/)[0])
  return spoken.success ? spoken.data : 'en'
}

/** Why something could not be done, for whoever tried. */
export function problemText(code: ErrorCode, language: Locale): string {
  return catalogues[language].problem[code]
}
