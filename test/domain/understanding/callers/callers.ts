import type { SpokenLanguage } from '../../../../server/domain/understanding/languages.ts'
import { CALLERS_DE } from './de.ts'
import { CALLERS_EN } from './en.ts'
import { CALLERS_ES } from './es.ts'
import { CALLERS_NL } from './nl.ts'

/** Answers in the words of callers, one per line, to "Shall we go on by WhatsApp, at the number you call from?" */
export interface Callers {
  yes: string
  no: string
  /** Close to a yes in its words and none in its meaning. */
  neighbours: string
}

export const CALLERS: Readonly<Record<SpokenLanguage, Callers>> = {
  de: CALLERS_DE,
  en: CALLERS_EN,
  nl: CALLERS_NL,
  es: CALLERS_ES,
}
