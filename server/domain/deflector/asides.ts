import { connect, giveUp, refuse } from './endings.ts'
import type { SystemPromptName } from './prompts/prompt-catalogue.ts'
import { ask, WORDINGS } from './questions.ts'
import { understoodAs, withState, type Outcome, type Scene } from './scene.ts'
import type { Asking } from './state.ts'

/** After so many re-prompts a question is given up; the second one names the keys only. */
const MOST_REPROMPTS = 2
const MOST_REPEATS = 2

/** Nothing came: the question again in other words, then by its keys, then no more. */
export function takeSilence(scene: Scene, asking: Asking): Outcome {
  const silences = scene.state.silences + 1
  const counted = withState(scene, { silences })
  if (silences > MOST_REPROMPTS) return understoodAs('silence', giveUp(counted))
  return understoodAs('silence', putAnew(counted, asking, silences === 1 ? 'nothingHeard' : 'stillThere'))
}

/** Something came that is no answer; `reason` says what is wrong with it when that is known. */
export function takeMisunderstanding(scene: Scene, asking: Asking, reason?: SystemPromptName): Outcome {
  const misunderstandings = scene.state.misunderstandings + 1
  const counted = withState(scene, { misunderstandings })
  if (misunderstandings > MOST_REPROMPTS) return understoodAs('not_understood', giveUp(counted))
  return understoodAs('not_understood', putAnew(counted, asking, reason ?? 'notUnderstood'))
}

/** Digits that came before are dropped: nobody remembers how far they had got. */
function putAnew(scene: Scene, asking: Asking, reason: SystemPromptName): Outcome {
  const { silences, misunderstandings } = scene.state
  const { reworded, keysOnly } = WORDINGS[asking]
  const again = withState(scene, { partialDigits: '', pieces: 0 })
  if (silences + misunderstandings > 1) return ask(again, keysOnly, { lead: [reason] })
  // "Try again" says by itself that it asks once more, in the editors' words.
  return ask(again, reworded, { lead: reworded === 'tryAgain' && reason === 'notUnderstood' ? [] : [reason] })
}

/** The same question in the same words, which counts as no misunderstanding until it is asked for too often. */
export function takeRepeat(scene: Scene, asking: Asking): Outcome {
  if (scene.state.repeats >= MOST_REPEATS) return takeMisunderstanding(scene, asking)
  const again = withState(scene, { repeats: scene.state.repeats + 1 })
  const lead: SystemPromptName[] = asking === 'andTheRest' ? ['repeatQuestion', 'soFar'] : ['repeatQuestion']
  return understoodAs('repeat', ask(again, asking, { lead }))
}

/** Somebody looks for their glasses: listens longer, once. The question is said again, because its answer is a consent. */
export function takeWait(scene: Scene, asking: Asking): Outcome {
  if (scene.state.waited) return takeMisunderstanding(scene, asking)
  const patient = withState(scene, { waited: true })
  const shorter = asking === 'andTheRest' ? asking : WORDINGS[asking].keysOnly
  return understoodAs('wait', ask(patient, shorter, { lead: ['takeYourTime'], patient: true }))
}

/** Somebody wants a person. Where there is none they hear so and are asked once more; then it is a refusal. */
export function takeAgentRequest(scene: Scene, asking: Asking): Outcome {
  const connected = connect(scene)
  if (connected !== null) return understoodAs('agent', connected)
  if (scene.state.agentRefused) return understoodAs('agent', refuse(scene))
  const told = withState(scene, { agentRefused: true })
  return understoodAs('agent', ask(told, asking, { lead: ['noAgent'] }))
}

export function takeRefusal(scene: Scene): Outcome {
  return understoodAs('refused', refuse(scene))
}

/** The caller objects to being recorded: what there is goes, and the call goes on without (DX-TEL-04). */
export function takeObjection(scene: Scene, asking: Asking): Outcome {
  if (scene.state.recording !== 'on') return takeObjectionToNothing(scene, asking)
  const discarded = withState(scene, { recording: 'discarded' })
  const again = ask(discarded, asking, { lead: ['recordingStopped'] })
  return understoodAs('stop_recording', {
    ...again,
    actions: [{ do: 'record', recording: 'discard' }, ...again.actions],
  })
}

function takeObjectionToNothing(scene: Scene, asking: Asking): Outcome {
  if (scene.state.repeats >= MOST_REPEATS) return takeMisunderstanding(scene, asking)
  const again = withState(scene, { repeats: scene.state.repeats + 1 })
  return understoodAs('stop_recording', ask(again, asking, { lead: ['notRecording'] }))
}
