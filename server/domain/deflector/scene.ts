import type { DialogueAction } from '../dialogue.ts'
import { mayBeMobile, type PlannedNumber } from '../understanding/number-plan.ts'
import { catalogueOf, fillIn, wordsOf, type PromptName } from './prompts.ts'
import { spellEnding, spellGroups, spellPieces } from './spoken-digits.ts'
import type { DeflectorContext, DeflectorState, Understood } from './state.ts'

/** Where a call is, and what the service has set. */
export interface Scene {
  context: DeflectorContext
  state: DeflectorState
}

/** Where an event leads. */
export interface Outcome {
  state: DeflectorState
  actions: readonly DialogueAction[]
  /** What was made of the answer; `null` when the event answered nothing. */
  understood: Understood | null
}

/** The same scene with something changed. */
export function withState(scene: Scene, change: Partial<DeflectorState>): Scene {
  return { ...scene, state: { ...scene.state, ...change } }
}

/** The same outcome, told differently in the call's history. */
export function understoodAs(understood: Understood, outcome: Outcome): Outcome {
  return { ...outcome, understood }
}

/** Says a prompt in the call's language with the service's voice. */
export function say({ context: { settings, plan }, state }: Scene, prompt: PromptName): DialogueAction {
  const { language } = state
  const words = wordsOf(prompt, language, settings.prompts)
  const number = numberFor(prompt, state, (e164) => plan.readBackGroups(e164, state.country))
  const text = fillIn(words, { company: settings.companyName, number })
  return { do: 'say', speech: { prompt, text, language, voice: settings.voices[language] } }
}

/** Read in full, so that the caller can compare it with the one they gave. */
const READ_IN_FULL: ReadonlySet<PromptName> = new Set<PromptName>([
  'readBack',
  'readBackOther',
  'confirmKeys',
])
const ABOUT_CALLER: ReadonlySet<PromptName> = new Set<PromptName>(['readBackCaller', 'confirmCallerKeys'])

/**
 * The number that goes with a prompt, in words. Only one that the caller has given is read in full; the one they ring
 * from and the one the message goes to may be heard by others who share the phone.
 */
function numberFor(
  prompt: PromptName,
  state: DeflectorState,
  readBackGroups: (e164: string) => readonly string[],
): string {
  const catalogue = catalogueOf(state.language)
  const { candidate, destination, partialDigits } = state
  if (prompt === 'soFar') return spellPieces(partialDigits, catalogue)
  if (READ_IN_FULL.has(prompt)) {
    return candidate === null ? '' : spellGroups(readBackGroups(candidate.e164), catalogue)
  }
  const e164 = ABOUT_CALLER.has(prompt) ? candidate?.e164 : (destination ?? callerNumber(state)?.e164)
  return e164 === undefined ? '' : spellEnding(e164, catalogue)
}

/** The number they ring from, whatever it is; `null` when it is withheld or none. */
export function callerNumber({ caller }: Pick<DeflectorState, 'caller'>): PlannedNumber | null {
  return caller.kind === 'number' ? caller.number : null
}

/** The caller's own number where WhatsApp may be offered at it, `null` otherwise (DX-DEFL-03 to 05). */
export function usableCaller({ caller }: Pick<DeflectorState, 'caller'>): PlannedNumber | null {
  return caller.kind === 'number' && mayBeMobile(caller.number) ? caller.number : null
}
