import type { DeflectorPromptName, ServiceSettings, SpokenLanguage } from '../contract/service-settings.ts'
import { defaultOpeningHours } from './opening-hours-defaults.ts'

/** What a service is set to before anybody has set anything. Texts are absent: the product's own hold. */
export function defaultSettings(service: {
  country: string
  invitationTemplate: string | null
}): ServiceSettings {
  return {
    prompts: {},
    autoResponses: {},
    openingHours: defaultOpeningHours(service.country),
    // With a number set, whoever refuses reaches a person; without one the same setting says goodbye.
    deflector: { companyName: '', forwardTo: null, whenRefused: 'forward' },
    invitation: { template: service.invitationTemplate, values: {} },
    // Recording and keeping what was said need a reason and a notice of their own (DX-TEL-03/04): never by default.
    telephony: {
      beep: false,
      recordSpeech: false,
      keepTranscripts: false,
      publicNumber: null,
      voices: {},
    },
  }
}

type Prompts = Record<SpokenLanguage, Record<DeflectorPromptName, string>>

/** The prompts that hold: what the service says, and the product's own where it says nothing (DX-DEFL-14). */
export function effectivePrompts(
  settings: Pick<ServiceSettings, 'prompts'>,
  defaults: Readonly<Record<SpokenLanguage, Readonly<Record<DeflectorPromptName, string>>>>,
): Prompts {
  const own = (language: SpokenLanguage, name: DeflectorPromptName): string => {
    const text = settings.prompts[language]?.[name]?.trim() ?? ''
    return text === '' ? defaults[language][name] : text
  }
  const inLanguage = (language: SpokenLanguage): Record<DeflectorPromptName, string> => ({
    welcome: own(language, 'welcome'),
    reuseQuestion: own(language, 'reuseQuestion'),
    tryAgain: own(language, 'tryAgain'),
    phoneQuestion: own(language, 'phoneQuestion'),
    close: own(language, 'close'),
  })
  return { de: inLanguage('de'), en: inLanguage('en'), nl: inLanguage('nl'), es: inLanguage('es') }
}

/** How the company calls itself: what is set, otherwise the name of the service's environment. */
export function companyNameOf(settings: Pick<ServiceSettings, 'deflector'>, environmentName: string): string {
  const { companyName } = settings.deflector
  return companyName === '' ? environmentName : companyName
}
