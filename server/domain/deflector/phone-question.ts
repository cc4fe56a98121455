import {
  takeAgentRequest,
  takeMisunderstanding,
  takeRefusal,
  takeRepeat,
  takeSilence,
  takeWait,
} from './asides.ts'
import { readDictation, type Dictation } from './dictation.ts'
import type { SystemPromptName } from './prompts/prompt-catalogue.ts'
import { ask } from './questions.ts'
import type { Meaning, Reply } from './reading.ts'
import { understoodAs, usableCaller, withState, type Outcome, type Scene } from './scene.ts'
import type { Asking } from './state.ts'
import { confirmCaller, takeNumbers, takePiece, takeWrongKind } from './take-number.ts'

const MOST_RESTARTS = 2

/** Which number the message shall go to: spoken or keyed in, at once or in pieces (DX-DEFL-04, DX-DEFL-07, DX-DEFL-21). */
export function answerPhoneQuestion(scene: Scene, asking: Asking, reply: Reply): Outcome {
  if (reply.input === 'none') return takeSilence(scene, asking)
  const restart = reply.digits.lastIndexOf('*')
  if (restart < 0) return takeDictated(scene, asking, reply)
  const digits = reply.digits.slice(restart + 1)
  if (digits === '') return startAgain(scene, asking)
  return takeDictated(withState(scene, { partialDigits: '', pieces: 0 }), asking, { ...reply, digits })
}

function takeDictated(scene: Scene, asking: Asking, reply: Reply): Outcome {
  const dictation = readDictation(scene, reply)
  switch (dictation.kind) {
    case 'numbers':
      return takeNumbers(scene, dictation.numbers)
    case 'wrong_kind':
      return takeWrongKind(scene, dictation.number)
    case 'piece':
      return takePiece(scene, dictation.digits) ?? takeMisunderstanding(scene, asking, 'incomplete')
    case 'none':
      return reply.input === 'keys'
        ? takeMisunderstanding(scene, asking, 'notANumber')
        : takeMeaning(scene, asking, { ...reply, meaning: meaningAt(dictation.intent, reply.meaning) })
  }
}

/** Asked for a number, people refer to the one they call from, or say that they have none, in words of their own. */
function meaningAt(intent: (Dictation & { kind: 'none' })['intent'], meaning: Meaning): Meaning {
  if (intent === 'same_number') return intent
  return intent === 'no_number' ? 'refused' : meaning
}

function takeMeaning(scene: Scene, asking: Asking, { meaning, texts }: Reply): Outcome {
  switch (meaning) {
    case 'same_number':
      return takeSameNumber(scene, asking)
    case 'no':
      // Amid a number it takes back what was said; otherwise there is none that the caller would give.
      return scene.state.partialDigits === '' ? takeRefusal(scene) : startAgain(scene, asking)
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
    case 'yes':
    case 'other_number':
    case 'stop_recording':
    case 'unclear':
      return takeMisunderstanding(scene, asking, reasonWhy(asking, texts))
  }
}

function reasonWhy(asking: Asking, texts: readonly string[]): SystemPromptName {
  if (asking === 'andTheRest') return 'incomplete'
  return texts.length === 0 ? 'notUnderstood' : 'notANumber'
}

/** "Die, von der ich anrufe": a yes once it is confirmed, when WhatsApp can be offered there at all. */
function takeSameNumber(scene: Scene, asking: Asking): Outcome {
  const usable = usableCaller(scene.state)
  if (usable !== null) return understoodAs('same_number', confirmCaller(scene, usable))
  const { caller } = scene.state
  if (caller.kind === 'number') return takeWrongKind(scene, caller.number)
  return takeMisunderstanding(scene, asking, 'noCallerId')
}

/** Whoever has mistyped begins again with the star; too often is as good as no number. */
function startAgain(scene: Scene, asking: Asking): Outcome {
  const { repeats } = scene.state
  const empty = withState(scene, { partialDigits: '', pieces: 0, repeats: repeats + 1 })
  if (repeats >= MOST_RESTARTS) return takeMisunderstanding(scene, asking, 'notANumber')
  return understoodAs('start_again', ask(empty, 'phoneKeys', { lead: ['startAgain'] }))
}
