import type { DialogueAction, DialogueEvent, Transition } from '../dialogue.ts'
import { readCallerId } from '../understanding/caller-id.ts'
import { chooseLanguage } from '../understanding/country-language.ts'
import { takeObjection } from './asides.ts'
import { answerReadBack } from './confirm-number.ts'
import { forwardOrGoodbye, giveUp } from './endings.ts'
import { answerForward } from './forwarding.ts'
import { answerPhoneQuestion } from './phone-question.ts'
import { ask, WORDINGS } from './questions.ts'
import { readReply, type Reply } from './reading.ts'
import { answerReuseQuestion } from './reuse-question.ts'
import { callerNumber, say, usableCaller, withState, type Outcome, type Scene } from './scene.ts'
import { answerInvitation } from './sending.ts'
import type { Asking, DeflectorContext, DeflectorResult, DeflectorState } from './state.ts'

/** Whatever happens, no call asks on beyond these. */
const MOST_TURNS = 40
const LONGEST_CALL_MS = 10 * 60_000

/** A call as the platform tells it: both numbers in whatever form it gives them. */
export interface IncomingCall {
  callerId: string
  dialled: string
}

/**
 * Answers a call (DX-DEFL-02): greets the caller in their country's language and puts the first question. A service
 * that cannot invite anybody says so and asks for nothing.
 */
export function begin(context: DeflectorContext, call: IncomingCall, now: Date): Transition<DeflectorState> {
  const scene: Scene = { context, state: initialState(context, call, now) }
  if (!context.settings.ready) {
    const { state, actions } = forwardOrGoodbye(scene, 'not_ready', {
      lead: 'notReady',
      goodbye: 'callAgain',
    })
    return { state, actions }
  }
  const { recordSpeech } = context.settings
  const greeted = withState(scene, { recording: recordSpeech ? 'on' : 'off' })
  const first = ask(greeted, usableCaller(scene.state) === null ? 'phoneQuestion' : 'reuseQuestion')
  const notice: DialogueAction[] = recordSpeech
    ? [say(greeted, 'recordingNotice'), { do: 'record', recording: 'start' }]
    : []
  return { state: first.state, actions: [say(greeted, 'welcome'), ...notice, ...first.actions] }
}

function initialState({ settings, plan }: DeflectorContext, call: IncomingCall, now: Date): DeflectorState {
  const dialled = plan.parse(call.dialled, settings.country)
  const caller = readCallerId(call.callerId, dialled?.country ?? settings.country, plan)
  const country = callerNumber({ caller })?.country ?? null
  return {
    at: 'phone_question',
    language: chooseLanguage(country, settings.languages),
    caller,
    country: country ?? settings.country,
    result: 'in_progress',
    unreached: null,
    offered: false,
    accepted: false,
    otherNumber: false,
    destination: null,
    asking: null,
    silences: 0,
    misunderstandings: 0,
    repeats: 0,
    waited: false,
    agentRefused: false,
    numberAttempts: 0,
    pieces: 0,
    corrections: 0,
    partialDigits: '',
    candidate: null,
    alternatives: [],
    denied: [],
    doubted: null,
    recording: 'off',
    waits: 0,
    turns: 0,
    startedAt: now.toISOString(),
  }
}

/**
 * Takes a call one event further. Every event in every state has a sensible outcome: one that is late, repeated or
 * impossible counts as no answer, and a call that is over only hangs up. Never throws.
 */
export function step(
  context: DeflectorContext,
  state: DeflectorState,
  event: DialogueEvent,
  now: Date,
): Transition<DeflectorState> {
  if (isOver(state)) return { state, actions: [{ do: 'hang_up' }] }
  if (event.type === 'hung_up') return { state: hungUp(state), actions: [{ do: 'hang_up' }] }
  const scene: Scene = { context, state: { ...state, turns: state.turns + 1 } }
  const { asking } = state
  if (asking === null) {
    const outcome = state.at === 'forwarding' ? answerForward(scene, event) : answerInvitation(scene, event)
    return { state: outcome.state, actions: outcome.actions }
  }
  const reply = readReply(event, state.language)
  const outcome = withinLimits(scene, answerQuestion(scene, asking, reply), now)
  return { state: outcome.state, actions: outcome.actions, ...stepOf(asking, reply, outcome) }
}

/** Whether nothing is asked and nothing is awaited any more. */
export function isOver(state: DeflectorState): boolean {
  return state.at === 'ended'
}

function answerQuestion(scene: Scene, asking: Asking, reply: Reply): Outcome {
  if (objects(scene, asking, reply)) return takeObjection(scene, asking)
  switch (WORDINGS[asking].question) {
    case 'reuse_question':
      return answerReuseQuestion(scene, asking, reply)
    case 'phone_question':
      return answerPhoneQuestion(scene, asking, reply)
    case 'confirm_number':
      return answerReadBack(scene, asking, reply)
  }
}

/** Where a number is asked for, a nine may be its beginning, but not while the notice offers that key. */
function objects({ state }: Scene, asking: Asking, reply: Reply): boolean {
  if (reply.objects) return true
  if (reply.digits !== '9' || state.recording !== 'on') return false
  return WORDINGS[asking].question !== 'phone_question' || state.partialDigits === ''
}

/** Ends a call that has become too long, unless this very answer has settled it. */
function withinLimits(scene: Scene, outcome: Outcome, now: Date): Outcome {
  const { asking, turns, startedAt } = outcome.state
  const isTooLong = now.getTime() - Date.parse(startedAt) >= LONGEST_CALL_MS
  if (asking === null || (turns < MOST_TURNS && !isTooLong)) return outcome
  const given = giveUp({ ...scene, state: outcome.state })
  // An objection to being recorded holds whatever comes after it.
  const recordings = outcome.actions.filter((action) => action.do === 'record')
  return { ...given, actions: [...recordings, ...given.actions], understood: outcome.understood }
}

function stepOf(
  asked: Asking,
  { input, heard }: Reply,
  { understood }: Outcome,
): Pick<Transition<DeflectorState>, 'step'> {
  if (understood === null) return {}
  return { step: { asked, input, understood, ...(heard === null ? {} : { heard }) } }
}

/** The caller is gone: what was decided holds, everything else is abandoned. The invitation leaves without them. */
function hungUp(state: DeflectorState): DeflectorState {
  return { ...state, at: 'ended', asking: null, unreached: null, result: resultWithout(state) }
}

function resultWithout({ accepted, result }: DeflectorState): DeflectorResult {
  if (result !== 'in_progress') return result
  return accepted ? 'invited' : 'abandoned'
}
