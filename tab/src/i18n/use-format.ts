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

/** Dates, numbers and spans in the language on the screen. */
export function useFormat() {
  const { i18n } = useTranslation()
  const language = i18n.language
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
