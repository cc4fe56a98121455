import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Catalogue } from './catalogue.ts'
import { chooseLanguage, isComplete, type Language } from './languages.ts'

const catalogues: Record<Language, () => Promise<Partial<Catalogue>>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  nl: async () => (await import('./nl.ts')).nl,
  es: async () => (await import('./es.ts')).es,
}

/** Says whatever a language does not say itself. */
const FALLBACK = 'en'

async function addCatalogue(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return
  const catalogue = await catalogues[language]()
  for (const [namespace, texts] of Object.entries(catalogue)) {
    i18next.addResourceBundle(language, namespace, texts)
  }
}

/**
 * Makes texts available in the language that fits `locale` best. Only that language is fetched, and English where it has gaps.
 * May be called again: a second call changes the language.
 */
export async function initI18n(locale: string): Promise<i18n> {
  const language = chooseLanguage([locale])
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: FALLBACK,
      defaultNS: 'common',
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: false },
    })
  }
  await Promise.all([addCatalogue(language), ...(isComplete(language) ? [] : [addCatalogue(FALLBACK)])])
  await i18next.changeLanguage(language)
  return i18next
}
