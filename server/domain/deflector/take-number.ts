import { mayBeMobile, type PlannedNumber } from '../understanding/number-plan.ts'
import { giveUp } from './endings.ts'
import type { SystemPromptName } from './prompts/prompt-catalogue.ts'
import { ask, FRESH } from './questions.ts'
import { callerNumber, understoodAs, withState, type Outcome, type Scene } from './scene.ts'
import type { Asking, DeflectorState } from './state.ts'

/** Numbers that a caller may give before the question is given up. */
const MOST_NUMBERS = 3
/** Pieces in which one number may come. */
const MOST_PIECES = 8
/** Corrections to one number before it is asked for anew. */
const MOST_CORRECTIONS = 2

/** Reads a complete number back: nothing is sent to a number that was only heard. */
export function takeNumbers(scene: Scene, numbers: readonly PlannedNumber[]): Outcome {
  const [first, ...others] = numbers.filter((number) => isInvitable(number, scene.state))
  const wrong = numbers[0]
  if (first === undefined) return wrong === undefined ? startOver(scene, []) : reject(scene, wrong)
  if (scene.state.numberAttempts >= MOST_NUMBERS) return understoodAs('number', giveUp(scene))
  return understoodAs('number', readBack(counted(scene), first, others))
}

function counted(scene: Scene): Scene {
  return withState(scene, { numberAttempts: scene.state.numberAttempts + 1, corrections: 0 })
}

/** A correction to the number that is read back; `null` when it has been corrected often enough. */
export function takeCorrection(scene: Scene, numbers: readonly PlannedNumber[]): Outcome | null {
  const corrections = scene.state.corrections + 1
  if (corrections > MOST_CORRECTIONS) return null
  const [first, ...others] = numbers.filter((number) => isInvitable(number, scene.state))
  if (first === undefined) return null
  return understoodAs('corrected', readBack(withState(scene, { corrections }), first, others))
}

/** What was denied before is read back again only when nothing else was understood. */
function readBack(scene: Scene, first: PlannedNumber, others: readonly PlannedNumber[]): Outcome {
  const [candidate = first, ...alternatives] = [first, ...others].filter(
    ({ e164 }) => !scene.state.denied.includes(e164),
  )
  return confirm(scene, candidate, alternatives, 'readBack')
}

/** Whether the message shall go to the number they call from, after they have said so unasked. */
export function confirmCaller(scene: Scene, caller: PlannedNumber): Outcome {
  if (scene.state.numberAttempts >= MOST_NUMBERS) return giveUp(scene)
  return confirm(counted(scene), caller, [], 'readBackCaller')
}

function confirm(
  scene: Scene,
  candidate: PlannedNumber,
  alternatives: PlannedNumber[],
  asking: Asking,
): Outcome {
  const isCaller = candidate.e164 === callerNumber(scene.state)?.e164
  const next = withState(scene, { ...FRESH, candidate, alternatives, partialDigits: '', pieces: 0 })
  return ask(next, isCaller ? 'readBackCaller' : asking)
}

/** The number was denied: the next reading of what was said is tried once, then the number is asked for anew. */
export function takeDenial(scene: Scene): Outcome {
  const { candidate, alternatives, denied } = scene.state
  const known = withState(scene, {
    denied: candidate === null || denied.includes(candidate.e164) ? denied : [...denied, candidate.e164],
  })
  const next = alternatives[0]
  if (next !== undefined) return understoodAs('no', confirm(known, next, [], 'readBackOther'))
  return understoodAs('no', startOver(known, ['askAnew']))
}

/** A number at which WhatsApp is not offered: says why and asks for another one. */
export function takeWrongKind(scene: Scene, number: PlannedNumber): Outcome {
  return isInvitable(number, scene.state) ? takeNumbers(scene, [number]) : reject(scene, number)
}

function reject(scene: Scene, number: PlannedNumber): Outcome {
  const doubted = number.kind === 'voip' ? number.e164 : scene.state.doubted
  const told = withState(counted(scene), { doubted })
  return understoodAs('wrong_kind', startOver(told, [reasonAgainst(number)]))
}

function reasonAgainst({ kind }: PlannedNumber): SystemPromptName {
  switch (kind) {
    case 'fixed':
      return 'landline'
    case 'voip':
      return 'voipNumber'
    case 'mobile':
    case 'mobile_or_fixed':
    case 'other':
      return 'serviceNumber'
  }
}

/**
 * Whether the number may be invited once it is confirmed. Satellite and other networks without a country are not what
 * anybody means; an internet number can have WhatsApp, so it is taken when it is given a second time.
 */
function isInvitable(number: PlannedNumber, { doubted }: DeflectorState): boolean {
  if (number.country === null) return false
  return mayBeMobile(number) || (number.kind === 'voip' && number.e164 === doubted)
}

/** The number has come to nothing: asks for another one unless there have been too many. */
function startOver(scene: Scene, lead: readonly SystemPromptName[]): Outcome {
  const cleared = { partialDigits: '', pieces: 0, candidate: null, alternatives: [] }
  const next = withState(scene, { ...FRESH, ...cleared })
  return next.state.numberAttempts >= MOST_NUMBERS ? giveUp(next) : ask(next, 'phoneAgain', { lead })
}

/** A piece of a number: asks for the rest. `null` when it leads no further. */
export function takePiece(scene: Scene, digits: string): Outcome | null {
  const pieces = scene.state.pieces + 1
  if (pieces > MOST_PIECES || digits === scene.state.partialDigits) return null
  return understoodAs(
    'partial_number',
    ask(withState(scene, { partialDigits: digits, pieces, candidate: null, alternatives: [] }), 'andTheRest'),
  )
}
