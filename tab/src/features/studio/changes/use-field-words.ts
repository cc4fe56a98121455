import { useTranslation } from 'react-i18next'
import type {
  ServiceSettings,
  ServiceSettingsView,
  TimeInterval,
} from '../../../../../server/contract/service-settings.ts'
import type { ValueWords } from '../../../components/changes/BeforeAndAfter.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { dateWords, weekdayName } from '../hours/zoned-words.ts'
import { usePlaceName } from '../invitation/PlaceField.tsx'
import { exceptionOn, type SettingsField } from '../state/fields.ts'
import { showNumber } from '../telephony/phone-input.ts'

export interface FieldWords {
  nameOf: (field: SettingsField) => string
  valueOf: (field: SettingsField, settings: ServiceSettings) => ValueWords
}

/** Names fields and tells what they hold. */
export function useFieldWords(defaults: ServiceSettingsView['defaults']): FieldWords {
  return { nameOf: useFieldNames(), valueOf: useFieldValues(defaults) }
}

function useFieldNames(): FieldWords['nameOf'] {
  const { t } = useTranslation('studio')
  const format = useFormat()
  const placeName = usePlaceName()
  const inLanguage = (name: string, language: string): string => `${name} · ${format.languageName(language)}`
  return (field) => {
    switch (field.kind) {
      case 'prompt':
        return inLanguage(t(`content.prompt.${field.name}.label`), field.language)
      case 'autoResponse':
        return inLanguage(t(`content.autoResponse.${field.name}.label`), field.language)
      case 'templateValue':
        return inLanguage(placeName(field.place), field.language)
      case 'voice':
      case 'speed':
        return inLanguage(t(`field.${field.kind}`), field.language)
      case 'weekday':
        return weekdayName(format.language, field.day)
      case 'exception':
        return dateWords(format.language, field.date)
      case 'template':
      case 'always':
      case 'holidays':
      case 'companyName':
      case 'forwardTo':
      case 'whenRefused':
      case 'beep':
      case 'recordSpeech':
      case 'keepTranscripts':
      case 'publicNumber':
        return t(`field.${field.kind}`)
    }
  }
}

function useFieldValues(defaults: ServiceSettingsView['defaults']): FieldWords['valueOf'] {
  const { t } = useTranslation('studio')
  const textOf = useTextValues(defaults)
  const hoursOf = useHoursValues()
  const format = useFormat()
  const said = (text: string): ValueWords => ({ text, quiet: false })
  const nothing = (text: string): ValueWords => ({ text, quiet: true })
  return (field, settings) => {
    const { deflector, telephony } = settings
    switch (field.kind) {
      case 'prompt':
      case 'autoResponse':
      case 'template':
      case 'templateValue':
        return textOf(field, settings)
      case 'always':
      case 'weekday':
      case 'exception':
      case 'holidays':
        return hoursOf(field, settings)
      case 'companyName':
        return deflector.companyName === ''
          ? nothing(t('value.environmentName'))
          : said(deflector.companyName)
      case 'whenRefused':
        return said(t(`telephony.refused.${deflector.whenRefused}`))
      case 'forwardTo':
        return deflector.forwardTo === null ? nothing(t('value.none')) : said(showNumber(deflector.forwardTo))
      case 'publicNumber':
        return telephony.publicNumber === null
          ? nothing(t('value.none'))
          : said(showNumber(telephony.publicNumber))
      case 'voice':
        return said(telephony.voices[field.language]?.name ?? t('telephony.automatic'))
      case 'speed':
        return said(
          t('telephony.times', { speed: format.number(telephony.voices[field.language]?.speed ?? 1) }),
        )
      case 'beep':
      case 'recordSpeech':
      case 'keepTranscripts':
        return said(t(telephony[field.kind] ? 'value.on' : 'value.off'))
    }
  }
}

type Kind<K extends SettingsField['kind']> = Extract<SettingsField, { kind: K }>

function useTextValues(defaults: ServiceSettingsView['defaults']) {
  const { t } = useTranslation('studio')
  return (
    field: Kind<'prompt'> | Kind<'autoResponse'> | Kind<'template'> | Kind<'templateValue'>,
    settings: ServiceSettings,
  ): ValueWords => {
    switch (field.kind) {
      case 'prompt': {
        const text = settings.prompts[field.language]?.[field.name]?.trim() ?? ''
        const standard = defaults.prompts[field.language][field.name]
        return text === ''
          ? { text: t('value.standard', { text: standard }), quiet: true }
          : { text, quiet: false }
      }
      case 'autoResponse': {
        const text = settings.autoResponses[field.language]?.[field.name]
        const standard = defaults.autoResponses[field.language][field.name]
        if (text === undefined) return { text: t('value.standard', { text: standard }), quiet: true }
        return text === '' ? { text: t('value.silent'), quiet: true } : { text, quiet: false }
      }
      case 'template': {
        const name = settings.invitation.template
        return name === null ? { text: t('value.none'), quiet: true } : { text: name, quiet: false }
      }
      case 'templateValue': {
        const text = settings.invitation.values[field.language]?.[field.place]?.trim() ?? ''
        return text === '' ? { text: t('value.empty'), quiet: true } : { text, quiet: false }
      }
    }
  }
}

function useHoursValues() {
  const { t } = useTranslation('studio')
  const format = useFormat()
  const words = (intervals: readonly TimeInterval[]): string =>
    intervals.length === 0
      ? t('hours.closed')
      : intervals
          .toSorted((a, b) => (a.from < b.from ? -1 : 1))
          .map(({ from, to }) => `${from}–${to}`)
          .join(', ')
  return (
    field: Kind<'always'> | Kind<'weekday'> | Kind<'exception'> | Kind<'holidays'>,
    settings: ServiceSettings,
  ): ValueWords => {
    const { always, weekly, holidays } = settings.openingHours
    switch (field.kind) {
      case 'always':
        return { text: t(always ? 'hours.always' : 'hours.byHours'), quiet: false }
      case 'weekday':
        return { text: words(weekly[field.day]), quiet: false }
      case 'exception': {
        const day = exceptionOn(settings, field.date)
        if (day === undefined) return { text: t('value.noException'), quiet: true }
        const hours = words(day.intervals)
        return { text: day.name === '' ? hours : `${hours} (${day.name})`, quiet: false }
      }
      case 'holidays': {
        if (holidays === null) return { text: t('value.openOnHolidays'), quiet: false }
        const place = [format.country(holidays.country), holidays.state].filter((part) => part !== null)
        return { text: t('value.closedOnHolidays', { place: place.join(', ') }), quiet: false }
      }
    }
  }
}
