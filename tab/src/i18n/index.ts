import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Catalogue } from './catalogue.ts'
import { chooseLanguage, type Language } from './languages.ts'

const catalogues: Record<Language, () => Promise<Catalogue>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
}

async function addCatalogue(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return
  const catalogue = await catalogues[language]()
  for (const [namespace, texts] of Object.entries(catalogue)) {
    i18next.addResourceBundle(language, namespace, texts)
  }
}

/**
 * Makes texts available in the language that fits `locale` best; only that language is fetched.
 * May be called again: a second call changes the language.
 */
export async function initI18n(locale: string): Promise<i18n> {
  const language = chooseLanguage([locale])
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'common',
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: false },
    })
  }
  await addCatalogue(language)
  await i18next.changeLanguage(language)
  return i18next
}
