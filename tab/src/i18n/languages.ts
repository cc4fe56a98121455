import type { Locale } from '../../../server/contract/member.ts'

/** Languages with a complete catalogue; a new one is a folder, a line here and a line in `index.ts`. */
export const languages = ['en', 'de'] as const satisfies readonly Locale[]

/**
 * Languages in which people come in, work in the inbox and look after their own account: those, and others whose catalogues
 * leave studio, administration and reports to English (DX-UI-01, DX-UI-03).
 */
export const entranceLanguages = [...languages, 'nl', 'es'] as const satisfies readonly Locale[]
export type Language = (typeof entranceLanguages)[number]

/** Every language names itself, so that people find theirs in a menu they cannot read. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  nl: 'Nederlands',
  es: 'Español',
}

/** Whether the whole app speaks it. */
export function isComplete(language: Language): boolean {
  return languages.some((complete) => complete === language)
}

/** The best language for what was asked for (`de-AT` is served with `de`), English otherwise. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const tag of wanted) {
    const short = tag?.toLowerCase().split('-')[0]
    const found = entranceLanguages.find((language) => language === short)
    if (found !== undefined) return found
  }
  return 'en'
}
