import type { Voice } from '../dialogue.ts'
import type { CallerId } from '../understanding/caller-id.ts'
import type { SpokenLanguage } from '../understanding/languages.ts'
import type { NumberPlan, PlannedNumber } from '../understanding/number-plan.ts'

/** The five prompts that content managers write (DX-DEFL-14). */
export type DeflectorPromptName = 'welcome' | 'reuseQuestion' | 'tryAgain' | 'phoneQuestion' | 'close'
export type DeflectorPrompts = Readonly<Record<DeflectorPromptName, string>>

/** How a call ended, or that it has not. */
export type DeflectorResult =
  | 'in_progress'
  /** Consented, and the invitation was handed over. */
  | 'invited'
  /** Consented, but the invitation failed while the caller was on the line. */
  | 'invitation_failed'
  /** Wants no WhatsApp. */
  | 'refused'
  | 'forwarded'
  /** Silence or misunderstanding reached its limit. */
  | 'not_understood'
  /** Hung up before it was decided. */
  | 'abandoned'
  /** The service could not invite anybody. */
  | 'not_ready'

/** What a service has set for its calls, as it is published. */
export interface DeflectorSettings {
  /** In the service's order; the first one is the fallback (DX-LANG-02/03). Never empty. */
  languages: readonly SpokenLanguage[]
  /** Country of primary use: how national numbers are read. Two letters. */
  country: string
  prompts: Readonly<Record<SpokenLanguage, DeflectorPrompts>>
  voices: Readonly<Record<SpokenLanguage, Voice>>
  /** The company's name as the system prompts say it. */
  companyName: string
  /** A short beep invites every input (DX-TEL-02). */
  beep: boolean
  /** Spoken input is recorded after a notice to which the caller may object (DX-TEL-03/04). */
  recordSpeech: boolean
  /** Where callers go who want no WhatsApp, or for whom nothing else works; `null`: they are told goodbye. */
  forwardTo: string | null
  /** Whether somebody who refuses is forwarded or told goodbye. */
  whenRefused: 'forward' | 'goodbye'
  /** Whether an approved invitation can be sent at all; otherwise the caller hears an apology. */
  ready: boolean
}

/** What the deflector needs besides the settings. */
export interface DeflectorContext {
  settings: DeflectorSettings
  plan: NumberPlan
}

/** A question as it is put; each wording is a prompt of that name. */
export type Asking =
  | 'reuseQuestion'
  | 'tryAgain'
  | 'reuseKeys'
  | 'phoneQuestion'
  | 'phoneAgain'
  | 'phoneKeys'
  | 'andTheRest'
  | 'readBack'
  | 'readBackOther'
  | 'readBackCaller'
  | 'confirmKeys'
  | 'confirmCallerKeys'

/** The questions, each with its own ways of being put. */
export type QuestionName = 'reuse_question' | 'phone_question' | 'confirm_number'

/** What was made of an answer, in the words of the call's history. */
export type Understood =
  | 'yes'
  | 'no'
  | 'number'
  | 'partial_number'
  | 'same_number'
  | 'corrected'
  | 'wrong_kind'
  | 'start_again'
  | 'refused'
  | 'agent'
  | 'repeat'
  | 'wait'
  | 'stop_recording'
  | 'silence'
  | 'not_understood'

/** A call's place in the flow: plain data that any process can take up. */
export interface DeflectorState {
  at: QuestionName | 'sending' | 'forwarding' | 'ended'
  language: SpokenLanguage
  caller: CallerId
  /** Country by which national numbers are read in this call before the service's own is tried. */
  country: string
  result: DeflectorResult
  /** The result in case the forward that is under way reaches nobody; `null` while there is none. */
  unreached: DeflectorResult | null
  /** Whether the caller was asked for consent, gave it, and named a number of their own choice. */
  offered: boolean
  accepted: boolean
  otherNumber: boolean
  /** Where the invitation goes: set with the consent and never changed. E.164. */
  destination: string | null
  /** The prompt that waits for an answer. */
  asking: Asking | null
  /** Counters per question, reset when the caller gets on. */
  silences: number
  misunderstandings: number
  repeats: number
  /** The caller asked for time, or for a person that nobody could be put through to: each is granted once per call. */
  waited: boolean
  agentRefused: boolean
  /** Numbers the caller has given instead of the one they ring from, right or wrong; corrections not counted. Never reset. */
  numberAttempts: number
  /** Pieces taken of the number that is being given, and corrections to the one that is read back. */
  pieces: number
  corrections: number
  /** Digits understood so far of a number that comes in pieces. */
  partialDigits: string
  /** The number that is being read back, and the readings to try when it is denied. */
  candidate: PlannedNumber | null
  alternatives: PlannedNumber[]
  /** Numbers that were denied: read back again only when nothing else was understood. E.164. */
  denied: string[]
  /** A number that is no mobile one but may have WhatsApp: taken when the caller gives it once more. E.164. */
  doubted: string | null
  recording: 'off' | 'on' | 'discarded'
  /** Rounds waited for the provider's answer. */
  waits: number
  /** Events stepped through; a hard limit ends every call. */
  turns: number
  startedAt: string
}
