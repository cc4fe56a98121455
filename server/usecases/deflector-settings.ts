import type { ServiceSettings } from '../contract/service-settings.ts'
import { DEFAULT_PROMPTS } from '../domain/deflector/prompts.ts'
import type { DeflectorSettings } from '../domain/deflector/state.ts'
import type { Voice } from '../domain/dialogue.ts'
import { isReady } from '../domain/readiness.ts'
import { effectivePrompts } from '../domain/settings-defaults.ts'
import { fillPlaceholders } from '../domain/template-text.ts'
import { isSpokenLanguage, type SpokenLanguage } from '../domain/understanding/languages.ts'
import { effectivePolicyOf } from './organisation/policy-of.ts'
import type { Deps, OpenLine } from './ports.ts'
import { judgeReadiness, lookAround } from './service-readiness.ts'
import { companyOf, settingsOf } from './service-record.ts'

/** Spoken when a service has only languages that nobody can be answered in. */
const LAST_RESORT: SpokenLanguage = 'en'

/** What the dialogue of a call needs, and what is live for everything else about the call. */
export interface CallSettings {
  settings: DeflectorSettings
  published: ServiceSettings
  /** Whether the words that were recognised may be kept: the service and all levels above want it (CVG-DLG-01). */
  keepTranscripts: boolean
}

/** For a call that comes in: whether anybody can be invited is looked up. */
export async function settingsForNewCall(deps: Deps, open: OpenLine): Promise<CallSettings> {
  const { service } = open
  const [{ published }, surroundings] = await Promise.all([
    settingsOf(deps, service),
    lookAround(deps, service),
  ])
  return settingsFrom(
    deps,
    open,
    published,
    isReady(await judgeReadiness(deps, service, published, surroundings)),
  )
}

/** For a call under way: it was ready when it began, and what has happened since is told by the invitation. */
export async function settingsForRunningCall(deps: Deps, open: OpenLine): Promise<CallSettings> {
  return settingsFrom(deps, open, (await settingsOf(deps, open.service)).published, true)
}

async function settingsFrom(
  deps: Deps,
  open: OpenLine,
  published: ServiceSettings,
  ready: boolean,
): Promise<CallSettings> {
  const { service } = open
  const [companyName, policy] = await Promise.all([
    companyOf(deps, service.environmentId, published),
    effectivePolicyOf(deps, service.environmentId),
  ])
  const { beep, recordSpeech, keepTranscripts } = published.telephony
  const mayForward = policy.outboundCalls.value
  return {
    published,
    keepTranscripts: keepTranscripts && policy.dialogueData.value,
    settings: {
      languages: spokenOf(service.languages),
      country: service.country,
      prompts: promptsOf(published, companyName),
      voices: voicesOf(published),
      companyName,
      beep,
      // Nobody is told of a recording that the line cannot make, or that a level above forbids (CVG-HIER-05).
      recordSpeech: recordSpeech && policy.recording.value && open.line.capabilities.recording,
      forwardTo: mayForward ? forwardFrom(open, published.deflector.forwardTo) : null,
      whenRefused: mayForward ? published.deflector.whenRefused : 'goodbye',
      ready,
    },
  }
}

/** The languages that callers are spoken to in, in the service's order (DX-LANG-01). Never empty. */
function spokenOf(languages: readonly string[]): SpokenLanguage[] {
  const spoken = languages.filter(isSpokenLanguage)
  return spoken.length === 0 ? [LAST_RESORT] : spoken
}

function promptsOf(published: ServiceSettings, company: string): DeflectorSettings['prompts'] {
  const texts = effectivePrompts(published, DEFAULT_PROMPTS)
  const fill = (language: SpokenLanguage): DeflectorSettings['prompts'][SpokenLanguage] => {
    const { welcome, reuseQuestion, tryAgain, phoneQuestion, close } = texts[language]
    return {
      welcome: fillPlaceholders(welcome, { company }),
      reuseQuestion: fillPlaceholders(reuseQuestion, { company }),
      tryAgain: fillPlaceholders(tryAgain, { company }),
      phoneQuestion: fillPlaceholders(phoneQuestion, { company }),
      close: fillPlaceholders(close, { company }),
    }
  }
  return { de: fill('de'), en: fill('en'), nl: fill('nl'), es: fill('es') }
}

function voicesOf({ telephony }: ServiceSettings): DeflectorSettings['voices'] {
  const voice = (language: SpokenLanguage): Voice => telephony.voices[language] ?? { name: null, speed: 1 }
  return { de: voice('de'), en: voice('en'), nl: voice('nl'), es: voice('es') }
}

/** A call forwarded to the line's own number would come back for ever: then there is nobody to forward to. */
function forwardFrom(open: OpenLine, forwardTo: string | null): string | null {
  const digits = (number: string): string => number.replaceAll(/\D/g, '')
  return forwardTo === null || digits(forwardTo) === digits(open.record.address) ? null : forwardTo
}
