import type { DialogueAction, Listening } from '../dialogue.ts'
import type { SpokenLanguage } from '../understanding/languages.ts'
import { catalogueOf } from './prompts.ts'
import type { SystemPromptName } from './prompts/prompt-catalogue.ts'
import { say, withState, type Outcome, type Scene } from './scene.ts'
import type { Asking, DeflectorState, QuestionName } from './state.ts'

/** How long nothing may happen after a question; somebody who asked for time gets more. */
const CHOICE_TIMEOUT_SECONDS = 6
const NUMBER_TIMEOUT_SECONDS = 9
const PATIENT_TIMEOUT_SECONDS = 20

/** A number is spoken in pieces, with breath between them. */
const CHOICE_END_SILENCE_SECONDS = 1
const NUMBER_END_SILENCE_SECONDS = 2.5

interface Wording {
  question: QuestionName
  /** The same question in new words (DX-DEFL-06). */
  reworded: Asking
  /** The same question by its keys only. */
  keysOnly: Asking
}

const REUSE: Wording = { question: 'reuse_question', reworded: 'tryAgain', keysOnly: 'reuseKeys' }
const PHONE: Wording = { question: 'phone_question', reworded: 'phoneAgain', keysOnly: 'phoneKeys' }
const CONFIRM: Wording = { question: 'confirm_number', reworded: 'readBack', keysOnly: 'confirmKeys' }
const CONFIRM_CALLER: Wording = {
  question: 'confirm_number',
  reworded: 'readBackCaller',
  keysOnly: 'confirmCallerKeys',
}

/** Each way of putting a question, and how it is put when the answer was of no use. */
export const WORDINGS: Readonly<Record<Asking, Wording>> = {
  reuseQuestion: REUSE,
  tryAgain: REUSE,
  reuseKeys: REUSE,
  phoneQuestion: PHONE,
  phoneAgain: PHONE,
  phoneKeys: PHONE,
  andTheRest: PHONE,
  readBack: CONFIRM,
  readBackOther: CONFIRM,
  confirmKeys: CONFIRM,
  readBackCaller: CONFIRM_CALLER,
  confirmCallerKeys: CONFIRM_CALLER,
}

/** Nothing has gone wrong with the question yet. */
export const FRESH = { silences: 0, misunderstandings: 0, repeats: 0 } as const

/** What goes with a question. */
export interface Manner {
  /** Said before it. */
  lead?: readonly SystemPromptName[]
  /** Listens longer. */
  patient?: boolean
}

/** Puts a question and listens. Another question than the one before starts its counters anew. */
export function ask(scene: Scene, asking: Asking, manner: Manner = {}): Outcome {
  const at = WORDINGS[asking].question
  const isNew = at !== scene.state.at
  const asked = withState(scene, {
    ...(isNew ? FRESH : {}),
    at,
    asking,
    offered: true,
  })
  return {
    state: asked.state,
    actions: [
      ...(manner.lead ?? []).map((prompt) => say(asked, prompt)),
      ...(asking === 'reuseQuestion' && isCallerInDoubt(asked.state) ? [say(asked, 'ifMobile')] : []),
      say(asked, asking),
      ...listen(asked, at === 'phone_question' ? 'number' : 'choice', manner.patient ?? false),
    ],
    understood: null,
  }
}

function isCallerInDoubt({ caller }: DeflectorState): boolean {
  return caller.kind === 'number' && caller.number.kind === 'mobile_or_fixed'
}

function listen(
  { context, state }: Scene,
  expected: 'choice' | 'number',
  patient: boolean,
): readonly DialogueAction[] {
  const listening = expected === 'choice' ? choiceListening(state.language) : numberListening(state.language)
  const timeoutSeconds = patient ? PATIENT_TIMEOUT_SECONDS : listening.timeoutSeconds
  return [
    ...(context.settings.beep ? [{ do: 'beep' } as const] : []),
    { do: 'listen', listening: { ...listening, timeoutSeconds } },
  ]
}

function choiceListening(language: SpokenLanguage): Listening {
  return {
    input: ['speech', 'keys'],
    language,
    timeoutSeconds: CHOICE_TIMEOUT_SECONDS,
    maxDigits: 1,
    finishKey: null,
    endSilenceSeconds: CHOICE_END_SILENCE_SECONDS,
    hints: catalogueOf(language).choiceHints,
  }
}

function numberListening(language: SpokenLanguage): Listening {
  return {
    input: ['speech', 'keys'],
    language,
    timeoutSeconds: NUMBER_TIMEOUT_SECONDS,
    maxDigits: null,
    finishKey: '#',
    endSilenceSeconds: NUMBER_END_SILENCE_SECONDS,
    hints: catalogueOf(language).numberHints,
  }
}
