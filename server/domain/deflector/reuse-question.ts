import type { PlannedNumber } from '../understanding/number-plan.ts'
import {
  takeAgentRequest,
  takeMisunderstanding,
  takeRefusal,
  takeRepeat,
  takeSilence,
  takeWait,
} from './asides.ts'
import { readDictation } from './dictation.ts'
import { ask } from './questions.ts'
import type { Reply } from './reading.ts'
import { understoodAs, usableCaller, type Outcome, type Scene } from './scene.ts'
import { accept } from './sending.ts'
import type { Asking } from './state.ts'
import { takeNumbers, takePiece, takeWrongKind } from './take-number.ts'

/** Fewer digits beside a yes or no are no number: "ja, die eins". */
const FEWEST_DIGITS = 4

/** Whether the message shall go to the number the caller rings from (DX-DEFL-03, DX-DEFL-06 to 08). */
export function answerReuseQuestion(scene: Scene, asking: Asking, reply: Reply): Outcome {
  if (reply.input === 'none') return takeSilence(scene, asking)
  return takeDictated(scene, reply) ?? takeMeaning(scene, asking, reply)
}

/** "Nein, nehmen Sie die 0171 …": a number answers more than the question. */
function takeDictated(scene: Scene, reply: Reply): Outcome | null {
  if (reply.digits.length === 1) return null
  const dictation = readDictation(scene, reply)
  switch (dictation.kind) {
    case 'numbers':
      return takeNamed(scene, reply, dictation.numbers)
    case 'wrong_kind':
      return takeWrongKind(scene, dictation.number)
    case 'piece':
      return dictation.digits.length < FEWEST_DIGITS ? null : takePiece(scene, dictation.digits)
    case 'none':
      return null
  }
}

function takeNamed(scene: Scene, { meaning, affirms }: Reply, numbers: readonly PlannedNumber[]): Outcome {
  const caller = usableCaller(scene.state)
  const saysYes = affirms || meaning === 'yes' || meaning === 'same_number'
  // "Ja, die 0171 …" with the very number they call from is the yes that was asked for.
  if (caller !== null && saysYes && numbers[0]?.e164 === caller.e164) return takeYes(scene, caller)
  return takeNumbers(scene, numbers)
}

function takeMeaning(scene: Scene, asking: Asking, { meaning }: Reply): Outcome {
  const caller = usableCaller(scene.state)
  switch (meaning) {
    case 'yes':
    case 'same_number':
      return caller === null ? takeMisunderstanding(scene, asking) : takeYes(scene, caller)
    case 'no':
    case 'declined':
    case 'other_number':
      return understoodAs('no', ask(scene, 'phoneQuestion'))
    case 'refused':
      return takeRefusal(scene)
    case 'agent':
      return takeAgentRequest(scene, asking)
    case 'repeat':
      return takeRepeat(scene, asking)
    case 'wait':
      return takeWait(scene, asking)
    case 'puzzled':
      return understoodAs('repeat', takeMisunderstanding(scene, asking, 'repeatQuestion'))
    case 'stop_recording':
    case 'unclear':
      return takeMisunderstanding(scene, asking)
  }
}

function takeYes(scene: Scene, caller: PlannedNumber): Outcome {
  return understoodAs('yes', accept(scene, caller))
}
