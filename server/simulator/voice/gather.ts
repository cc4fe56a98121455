import type { Call, Taken } from './call.ts'
import type { CallerAction } from './model.ts'
import type { Parameters } from './parameters.ts'
import { talk, type Interruption, type Speaking } from './talk.ts'
import type { Gather } from './twiml.ts'

/** What a question brought: speech, keys, or nothing. */
interface Answer {
  keys: string
  finishedOn: string
  speech: { text: string; confidence: number | null } | null
}

/**
 * Asks and listens. Resolves with the parameters for the action, or `null` when nothing came and the document wants to
 * go on with the next verb (`actionOnEmptyResult`).
 */
export async function gather(
  desk: Speaking,
  call: Call,
  { gather: verb, documentUrl }: { gather: Gather; documentUrl: string },
): Promise<Parameters | null> {
  let interruption: Interruption | null = null
  for (const prompt of verb.prompts) {
    interruption = await talk(desk, call, { prompt, documentUrl, barge: verb })
    if (interruption !== null) break
  }
  const answer = await listen(call, verb, interruption)
  const empty = answer.keys === '' && answer.speech === null
  return empty && !verb.actionOnEmptyResult ? null : gatherParameters(answer, verb)
}

async function listen(call: Call, verb: Gather, first: Interruption | null): Promise<Answer> {
  const listener = createListener(call, verb)
  const lastsMs = verb.timeoutSeconds * 1_000
  const begun = first === null ? null : listener.take(first)
  if (begun !== null && 'done' in begun) return begun.done
  if (begun === null) call.enter({ step: 'listening', listening: verb.listening, keys: '', lastsMs })
  return call.wait<Answer>(lastsMs, listener.take, listener.timedOut)
}

/** Collects keys until they are complete; the first key ends listening for speech. */
function createListener(
  call: Call,
  { listening, timeoutSeconds }: Gather,
): { take: (action: CallerAction) => Taken<Answer>; timedOut: () => Answer } {
  const lastsMs = timeoutSeconds * 1_000
  let keys = ''
  let pressed: { id: number; keys: string } | null = null
  const finish = (answer: Partial<Answer>): { done: Answer } => {
    // At once, so that nobody takes the question for still open.
    call.enter({ step: 'waiting' })
    return { done: { keys, finishedOn: '', speech: null, ...answer } }
  }
  const show = (key: string): void => {
    pressed ??= call.note({ kind: 'pressed', keys: '' })
    pressed.keys += key
  }
  const timedOut = (): Answer => {
    if (keys === '' && pressed === null) call.note({ kind: 'silent' })
    return finish({}).done
  }
  const press = (key: string): Taken<Answer> => {
    if (!listening.input.includes('keys')) return null
    show(key)
    if (key === listening.finishKey) return finish({ finishedOn: key })
    keys += key
    if (keys.length === listening.numDigits) return finish({})
    call.enter({ step: 'listening', listening, keys, lastsMs })
    return { goOnMs: lastsMs }
  }
  return {
    timedOut,
    take(action) {
      if (action.do === 'key') return press(action.key)
      if (action.do === 'stay_silent') return { done: timedOut() }
      if (action.do !== 'speak' || keys !== '' || !listening.input.includes('speech')) return null
      const { text, confidence } = action
      call.note({ kind: 'spoke', text, confidence })
      return finish({ speech: { text, confidence } })
    },
  }
}

/** `msg` is not documented, but real requests carry it. */
function gatherParameters({ keys, finishedOn, speech }: Answer, { listening }: Gather): Parameters {
  if (speech === null) return { msg: 'Gather End', Digits: keys, FinishedOnKey: finishedOn }
  return {
    msg: 'Gather End',
    Language: listening.language,
    SpeechResult: speech.text,
    ...(speech.confidence === null ? {} : { Confidence: String(speech.confidence) }),
  }
}
