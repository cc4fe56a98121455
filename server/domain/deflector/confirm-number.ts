import {
  takeAgentRequest,
  takeMisunderstanding,
  takeRefusal,
  takeRepeat,
  takeSilence,
  takeWait,
} from './asides.ts'
import { readCorrection, readDictation } from './dictation.ts'
import type { Reply } from './reading.ts'
import { callerNumber, understoodAs, usableCaller, withState, type Outcome, type Scene } from './scene.ts'
import { accept } from './sending.ts'
import type { Asking } from './state.ts'
import {
  confirmCaller,
  takeCorrection,
  takeDenial,
  takeNumbers,
  takePiece,
  takeWrongKind,
} from './take-number.ts'

/** Whether the number that was read back is the one: the yes to this is the consent. */
export function answerReadBack(scene: Scene, asking: Asking, reply: Reply): Outcome {
  if (reply.input === 'none') return takeSilence(scene, asking)
  return takeDictated(scene, asking, reply) ?? takeMeaning(scene, asking, reply)
}

/** "Nein, fünf statt sechs", or the whole number once more. */
function takeDictated(scene: Scene, asking: Asking, reply: Reply): Outcome | null {
  if (reply.digits.length === 1) return null
  if (isRepetition(scene, reply)) return reply.affirms ? takeYes(scene, asking) : null
  const isTyped = reply.digits !== ''
  const dictation = isTyped ? readDictation(scene, reply) : readCorrection(scene, reply)
  switch (dictation.kind) {
    case 'numbers':
      return isTyped
        ? takeNumbers(scene, dictation.numbers)
        : (takeCorrection(scene, dictation.numbers) ?? understoodAs('no', takeDenial(scene)))
    case 'wrong_kind':
      return takeWrongKind(scene, dictation.number)
    case 'piece':
      return takePiece(scene, dictation.digits)
    case 'none':
      return null
  }
}

/** Saying the number after us confirms it only together with a yes. */
function isRepetition(scene: Scene, reply: Reply): boolean {
  const dictation = readDictation(scene, reply)
  return dictation.kind === 'numbers' && dictation.numbers[0]?.e164 === scene.state.candidate?.e164
}

function takeMeaning(scene: Scene, asking: Asking, { meaning, meansCall }: Reply): Outcome {
  switch (meaning) {
    case 'yes':
      return takeYes(scene, asking)
    case 'no':
      return takeDenial(scene)
    case 'other_number':
      return takeDenial(withState(scene, { alternatives: [] }))
    case 'same_number':
      return meansCall ? takeSameNumber(scene, asking) : takeYes(scene, asking)
    case 'declined':
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

function takeYes(scene: Scene, asking: Asking): Outcome {
  const { candidate } = scene.state
  if (candidate === null) return takeMisunderstanding(scene, asking)
  return understoodAs('yes', accept(scene, candidate))
}

/** "Die, von der ich anrufe", said to another number: that one is to be confirmed then. */
function takeSameNumber(scene: Scene, asking: Asking): Outcome {
  const { candidate } = scene.state
  const caller = usableCaller(scene.state)
  if (candidate?.e164 === callerNumber(scene.state)?.e164) return takeYes(scene, asking)
  if (caller === null) return takeMisunderstanding(scene, asking)
  return understoodAs('same_number', confirmCaller(scene, caller))
}
