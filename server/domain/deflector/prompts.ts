import type { SpokenLanguage } from '../understanding/languages.ts'
import type { DeflectorPromptName, DeflectorPrompts } from './state.ts'
import { GERMAN } from './prompts/de.ts'
import { ENGLISH } from './prompts/en.ts'
import { SPANISH } from './prompts/es.ts'
import { DUTCH } from './prompts/nl.ts'
import type { PromptCatalogue, SystemPromptName } from './prompts/prompt-catalogue.ts'

/** Everything that can be said: the five prompts of the editors and the product's own. */
export type PromptName = DeflectorPromptName | SystemPromptName

const CATALOGUES: Readonly<Record<SpokenLanguage, PromptCatalogue>> = {
  de: GERMAN,
  en: ENGLISH,
  nl: DUTCH,
  es: SPANISH,
}

/** The product's own texts of the five editable prompts (DX-DEFL-14): they hold wherever a service has none. */
export const DEFAULT_PROMPTS: Readonly<Record<SpokenLanguage, DeflectorPrompts>> = {
  de: GERMAN.prompts,
  en: ENGLISH.prompts,
  nl: DUTCH.prompts,
  es: SPANISH.prompts,
}

export function catalogueOf(language: SpokenLanguage): PromptCatalogue {
  return CATALOGUES[language]
}

/** The words of a prompt before anything is filled in. One that an editor left blank is the product's own. */
export function wordsOf(
  name: PromptName,
  language: SpokenLanguage,
  edited: Readonly<Record<SpokenLanguage, DeflectorPrompts>>,
): string {
  if (!isEditable(name)) return CATALOGUES[language].system[name]
  const words = edited[language][name]
  return words.trim() === '' ? DEFAULT_PROMPTS[language][name] : words
}

function isEditable(name: PromptName): name is DeflectorPromptName {
  return name in GERMAN.prompts
}

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Fills `{{company}}` and `{{number}}`; what nobody knows is left out, because braces cannot be spoken. */
export function fillIn(words: string, values: Readonly<Record<'company' | 'number', string>>): string {
  return words
    .replaceAll(PLACEHOLDER, (_, key: string) => (key === 'company' || key === 'number' ? values[key] : ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
}
