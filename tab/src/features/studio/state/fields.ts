import type {
  DeflectorPromptName,
  OpeningHours,
  ServiceSettings,
  SpokenLanguage,
  Weekday,
} from '../../../../../server/contract/service-settings.ts'
import type { Section } from '../studio-place.ts'
import { canonical, tidySettings } from './tidy.ts'

export const LANGUAGES: readonly SpokenLanguage[] = ['de', 'en', 'nl', 'es']
export const PROMPTS: readonly DeflectorPromptName[] = [
  'welcome',
  'reuseQuestion',
  'tryAgain',
  'phoneQuestion',
  'close',
]
export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
export type AutoResponseName = 'online' | 'offline'
export const AUTO_RESPONSES: readonly AutoResponseName[] = ['online', 'offline']

/** One thing that people change: the unit in which differences are told and settings are merged. */
export type SettingsField =
  | { kind: 'prompt'; language: SpokenLanguage; name: DeflectorPromptName }
  | { kind: 'autoResponse'; language: SpokenLanguage; name: AutoResponseName }
  | { kind: 'template' }
  | { kind: 'templateValue'; language: SpokenLanguage; place: string }
  | { kind: 'always' }
  | { kind: 'weekday'; day: Weekday }
  | { kind: 'exception'; date: string }
  | { kind: 'holidays' }
  | { kind: 'companyName' | 'forwardTo' | 'whenRefused' }
  | { kind: 'voice' | 'speed'; language: SpokenLanguage }
  | { kind: 'beep' | 'recordSpeech' | 'keepTranscripts' | 'publicNumber' }

const SECTION_OF: Readonly<Record<SettingsField['kind'], Exclude<Section, 'overview'>>> = {
  prompt: 'content',
  autoResponse: 'content',
  template: 'invitation',
  templateValue: 'invitation',
  always: 'hours',
  weekday: 'hours',
  exception: 'hours',
  holidays: 'hours',
  companyName: 'telephony',
  forwardTo: 'telephony',
  whenRefused: 'telephony',
  voice: 'telephony',
  speed: 'telephony',
  beep: 'telephony',
  recordSpeech: 'telephony',
  keepTranscripts: 'telephony',
  publicNumber: 'telephony',
}

/** Where a field is edited. */
export function sectionOf(field: SettingsField): Exclude<Section, 'overview'> {
  return SECTION_OF[field.kind]
}

/** Unique among the fields of a service. */
export function fieldKey(field: SettingsField): string {
  return canonical(field)
}

type Exception = OpeningHours['exceptions'][number]

/** What a field holds; `undefined` where the product's own holds or where there is nothing. */
export function readField(settings: ServiceSettings, field: SettingsField): unknown {
  switch (field.kind) {
    case 'prompt':
      return settings.prompts[field.language]?.[field.name]
    case 'autoResponse':
      return settings.autoResponses[field.language]?.[field.name]
    case 'template':
      return settings.invitation.template
    case 'templateValue':
      return settings.invitation.values[field.language]?.[field.place]
    case 'always':
    case 'holidays':
      return settings.openingHours[field.kind]
    case 'weekday':
      return settings.openingHours.weekly[field.day]
    case 'exception':
      return exceptionOn(settings, field.date)
    case 'companyName':
    case 'forwardTo':
    case 'whenRefused':
      return settings.deflector[field.kind]
    case 'voice':
      return settings.telephony.voices[field.language]?.name ?? null
    case 'speed':
      return settings.telephony.voices[field.language]?.speed ?? 1
    case 'beep':
    case 'recordSpeech':
    case 'keepTranscripts':
    case 'publicNumber':
      return settings.telephony[field.kind]
  }
}

export function exceptionOn(settings: ServiceSettings, date: string): Exception | undefined {
  return settings.openingHours.exceptions.find((day) => day.date === date)
}

/** `to` with this one field as it is in `from`. */
export function copyField(field: SettingsField, from: ServiceSettings, to: ServiceSettings): ServiceSettings {
  switch (field.kind) {
    case 'prompt':
    case 'autoResponse':
    case 'templateValue':
      return copyText(field, from, to)
    case 'template':
      return { ...to, invitation: { ...to.invitation, template: from.invitation.template } }
    case 'always':
    case 'holidays':
    case 'weekday':
    case 'exception':
      return { ...to, openingHours: copyHours(field, from, to) }
    case 'companyName':
    case 'forwardTo':
    case 'whenRefused':
      return { ...to, deflector: { ...to.deflector, [field.kind]: from.deflector[field.kind] } }
    case 'voice':
    case 'speed':
    case 'beep':
    case 'recordSpeech':
    case 'keepTranscripts':
    case 'publicNumber':
      return { ...to, telephony: copyTelephony(field, from, to) }
  }
}

type Kind<K extends SettingsField['kind']> = Extract<SettingsField, { kind: K }>

function copyText(
  field: Kind<'prompt'> | Kind<'autoResponse'> | Kind<'templateValue'>,
  from: ServiceSettings,
  to: ServiceSettings,
): ServiceSettings {
  const { language } = field
  const put = <T extends object>(texts: T | undefined, name: keyof T, value: unknown): T => {
    const { [name]: _before, ...rest } = { ...texts } as T
    return (value === undefined ? rest : { ...rest, [name]: value }) as T
  }
  switch (field.kind) {
    case 'prompt': {
      const value = from.prompts[language]?.[field.name]
      return { ...to, prompts: { ...to.prompts, [language]: put(to.prompts[language], field.name, value) } }
    }
    case 'autoResponse': {
      const value = from.autoResponses[language]?.[field.name]
      const texts = put(to.autoResponses[language], field.name, value)
      return { ...to, autoResponses: { ...to.autoResponses, [language]: texts } }
    }
    case 'templateValue': {
      const { values } = to.invitation
      const texts = put(values[language], field.place, from.invitation.values[language]?.[field.place])
      return { ...to, invitation: { ...to.invitation, values: { ...values, [language]: texts } } }
    }
  }
}

function copyHours(
  field: Kind<'always'> | Kind<'holidays'> | Kind<'weekday'> | Kind<'exception'>,
  { openingHours: from, ...rest }: ServiceSettings,
  { openingHours: to }: ServiceSettings,
): OpeningHours {
  switch (field.kind) {
    case 'always':
      return { ...to, always: from.always }
    case 'holidays':
      return { ...to, holidays: from.holidays }
    case 'weekday':
      return { ...to, weekly: { ...to.weekly, [field.day]: from.weekly[field.day] } }
    case 'exception': {
      const others = to.exceptions.filter(({ date }) => date !== field.date)
      const found = exceptionOn({ ...rest, openingHours: from }, field.date)
      return { ...to, exceptions: found === undefined ? others : [...others, found] }
    }
  }
}

function copyTelephony(
  field: Kind<'voice' | 'speed'> | Kind<'beep' | 'recordSpeech' | 'keepTranscripts' | 'publicNumber'>,
  { telephony: from }: ServiceSettings,
  { telephony: to }: ServiceSettings,
): ServiceSettings['telephony'] {
  if (field.kind !== 'voice' && field.kind !== 'speed') return { ...to, [field.kind]: from[field.kind] }
  const { language } = field
  const given = from.voices[language] ?? { name: null, speed: 1 }
  const before = to.voices[language] ?? { name: null, speed: 1 }
  const voice = field.kind === 'voice' ? { ...before, name: given.name } : { ...before, speed: given.speed }
  return { ...to, voices: { ...to.voices, [language]: voice } }
}

/** Every field that one of the settings has, in the order of the sections. */
function fieldsOf(one: ServiceSettings, other: ServiceSettings): SettingsField[] {
  const both = [one, other]
  const places = (language: SpokenLanguage): string[] =>
    [...new Set(both.flatMap(({ invitation }) => Object.keys(invitation.values[language] ?? {})))].toSorted()
  const dates = [
    ...new Set(both.flatMap(({ openingHours }) => openingHours.exceptions.map(({ date }) => date))),
  ]
  return [
    ...LANGUAGES.flatMap((language) => [
      ...AUTO_RESPONSES.map((name) => ({ kind: 'autoResponse' as const, language, name })),
      ...PROMPTS.map((name) => ({ kind: 'prompt' as const, language, name })),
    ]),
    { kind: 'template' },
    ...LANGUAGES.flatMap((language) =>
      places(language).map((place) => ({ kind: 'templateValue' as const, language, place })),
    ),
    { kind: 'always' },
    ...WEEKDAYS.map((day) => ({ kind: 'weekday' as const, day })),
    ...dates.toSorted().map((date) => ({ kind: 'exception' as const, date })),
    { kind: 'holidays' },
    { kind: 'companyName' },
    ...LANGUAGES.flatMap((language) => [
      { kind: 'voice' as const, language },
      { kind: 'speed' as const, language },
    ]),
    { kind: 'beep' },
    { kind: 'recordSpeech' },
    { kind: 'keepTranscripts' },
    { kind: 'publicNumber' },
    { kind: 'forwardTo' },
    { kind: 'whenRefused' },
  ]
}

/** The fields in which two settings differ, in the order of the sections. */
export function changedFields(before: ServiceSettings, after: ServiceSettings): SettingsField[] {
  const [one, other] = [tidySettings(before), tidySettings(after)]
  return fieldsOf(one, other).filter(
    (field) => canonical(readField(one, field)) !== canonical(readField(other, field)),
  )
}
