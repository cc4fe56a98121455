import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  formatCountry,
  formatDate,
  formatDateTime,
  formatExactSpan,
  formatFull,
  formatLanguage,
  formatMoment,
  formatNumber,
  formatShort,
  formatSpan,
  formatTime,
} from './format.ts'

/** British English writes 14:05 where American English writes 2:05 PM: the reader's own region decides. */
export function regionalTag(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language
}

/** Dates, numbers and spans in the language on the screen. */
export function useFormat() {
  const { i18n } = useTranslation()
  const language = regionalTag(i18n.language, navigator.languages)
  return useMemo(
    () => ({
      language,
      number: (value: number) => formatNumber(language, value),
      time: (at: Date) => formatTime(language, at),
      date: (at: Date) => formatDate(language, at),
      dateTime: (at: Date) => formatDateTime(language, at),
      full: (at: Date) => formatFull(language, at),
      short: (at: Date, now: Date) => formatShort(language, at, now),
      moment: (at: Date, now: Date) => formatMoment(language, at, now),
      span: (ms: number, display?: 'narrow' | 'short' | 'long') => formatSpan(language, ms, display),
      exactSpan: (ms: number, display?: 'short' | 'long') => formatExactSpan(language, ms, display),
      country: (code: string) => formatCountry(language, code),
      languageName: (code: string) => formatLanguage(language, code),
    }),
    [language],
  )
}
