/** The languages in which a caller is understood. */
export type SpokenLanguage = 'de' | 'en' | 'nl' | 'es'

export const SPOKEN_LANGUAGES: readonly SpokenLanguage[] = ['de', 'en', 'nl', 'es']

/** Whether callers are understood in this language, given as a plain tag such as `de`. */
export function isSpokenLanguage(language: string): language is SpokenLanguage {
  return (SPOKEN_LANGUAGES as readonly string[]).includes(language)
}
