import type { DialogueAction, Listening, Speech } from '../../domain/dialogue.ts'
import { clean, renderSilence, renderSpeech } from './speech.ts'
import { sameLanguage, tagOf } from './voices.ts'
import type { Control } from './wire.ts'

/** One request of the call API. */
export interface Command {
  path: `/call/${string}`
  body: Record<string, unknown>
  /** Answers besides success that leave everything as it should be. */
  harmless?: readonly number[]
  /** Milliseconds that the answer may take; the client's own limit when absent. */
  timeoutMs?: number
}

/** The call that is told something. */
export interface Target {
  dialogId: string
  control: Control
  /** The turn that the next answer is for. */
  turn: number
  beepUrl: string
  /** Whether the caller is being recorded. */
  recording: boolean
  /** Shown to whoever a call is forwarded to. */
  callerId: string
}

/** The one recording of a call. */
export const RECORDING_ID = 'default'
/** Calls are short; this ends what nobody ends. */
const LONGEST_RECORDING_MS = 15 * 60_000
/** Not being recorded, no longer there: nothing is left to be stopped. */
export const NOTHING_TO_STOP: readonly number[] = [400, 403, 404]
/** Recording is switched off in the project, or runs already. */
const RECORDING_REFUSED: readonly number[] = [400, 403]
const CALL_IS_OVER: readonly number[] = [404]

/** The longest national or international way to write a number, 00 included. */
const MOST_DIGITS = 18
/** Longer than any pause or words before a question, and than a forward takes besides its ringing. */
const HOLD_MS = 60_000
/** The platform's limits for ringing (call.yml), and the time that everything else of a forward may take. */
const RING_MS = { shortest: 10_000, longest: 120_000 }
const FORWARD_MARGIN_MS = 20_000

/**
 * The actions as commands, in order. Speech right before a `listen` becomes the prompt's own, so that keys may cut it
 * short. Blank speech is left out: the platform refuses it.
 */
export function renderCommands(actions: readonly DialogueAction[], target: Target): Command[] {
  const told = actions.filter(
    (action) =>
      action.do !== 'send_invitation' && (action.do !== 'say' || clean(action.speech.text).trim() !== ''),
  )
  const first = told.findIndex((action) => action.do === 'say')
  return told.flatMap((action, index) => {
    const before = told[index - 1]
    if (action.do === 'listen') {
      return renderPrompt(action.listening, before?.do === 'say' ? before.speech : undefined, target)
    }
    if (action.do !== 'say') return renderSimple(action, target)
    if (told[index + 1]?.do === 'listen') return []
    return [renderWords(action.speech, index === first ? holdOf(told) : null, target)]
  })
}

/** How long the first words of a batch keep the prompt before from reporting anything; `null`: not at all. */
function holdOf(told: readonly DialogueAction[]): number | null {
  const last = told.at(-1)
  switch (last?.do) {
    case 'listen':
    case 'pause':
      return HOLD_MS
    case 'forward':
      return HOLD_MS + ringTimeOf(last.timeoutSeconds)
    case 'say':
    case 'beep':
    case 'record':
    case 'send_invitation':
    case 'hang_up':
    case undefined:
      return null
  }
}

/**
 * A prompt goes on while we speak, and would report silence in the midst of it. Another prompt ends it: one that nobody
 * can answer, which also swallows keys that answer nothing.
 */
function renderWords(speech: Speech, holdMs: number | null, { dialogId, control }: Target): Command {
  const words = { dialogId, ...renderSpeech(speech, control) }
  if (holdMs === null) return { path: '/call/say', body: { ...words, bargeIn: false } }
  const bargeIn = { onSpeech: false, onDtmf: false }
  return { path: '/call/prompt', body: { ...words, bargeIn, timeout: holdMs, type: NO_KEY } }
}

function renderSimple(
  action: Exclude<DialogueAction, { do: 'listen' | 'say' }>,
  { dialogId, beepUrl, callerId, recording }: Target,
): Command[] {
  switch (action.do) {
    case 'beep':
      return [{ path: '/call/play', body: { dialogId, url: beepUrl, mode: 'FOREGROUND', bargeIn: false } }]
    case 'record':
      return [renderRecording(action.recording, dialogId)]
    case 'forward':
      return [
        ...(recording ? [renderRecording('stop', dialogId)] : []),
        renderForward(action, dialogId, callerId),
      ]
    case 'hang_up':
      // Waits for what is being said: commands are queued.
      return [{ path: '/call/drop', body: { dialogId }, harmless: CALL_IS_OVER }]
    // The caller of this code keeps the time.
    case 'pause':
    case 'send_invitation':
      return []
  }
}

function renderRecording(recording: 'start' | 'stop' | 'discard', dialogId: string): Command {
  const body = { dialogId, recordingId: RECORDING_ID }
  if (recording !== 'start') {
    return {
      path: '/call/recording/stop',
      body: { ...body, terminate: true },
      harmless: NOTHING_TO_STOP,
    }
  }
  return {
    path: '/call/recording/start',
    body: { ...body, maxDuration: LONGEST_RECORDING_MS, speakers: ['CUSTOMER'] },
    // The caller is better served unrecorded than not at all.
    harmless: RECORDING_REFUSED,
  }
}

function renderForward(
  { to, timeoutSeconds }: Extract<DialogueAction, { do: 'forward' }>,
  dialogId: string,
  callerId: string,
): Command {
  const ringTimeout = ringTimeOf(timeoutSeconds)
  return {
    path: '/call/forward',
    body: { dialogId, destinationNumber: to, callerId, ringTimeout, acceptAnsweringMachines: true },
    timeoutMs: ringTimeout + FORWARD_MARGIN_MS,
  }
}

function ringTimeOf(timeoutSeconds: number): number {
  return Math.min(RING_MS.longest, Math.max(RING_MS.shortest, Math.round(timeoutSeconds * 1000)))
}

/**
 * A prompt takes the keys; speech passes it by and comes as a message, since no spoken word is a choice of it. That
 * way our own understanding decides about every word, and silence is told by the prompt.
 */
function renderPrompt(
  listening: Listening,
  speech: Speech | undefined,
  { dialogId, control, turn }: Target,
): Command[] {
  const words =
    speech === undefined ? renderSilence(listening.language, control) : renderSpeech(speech, control)
  const prompt: Command = {
    path: '/call/prompt',
    body: {
      dialogId,
      ...words,
      bargeIn: bargeInOf(listening),
      timeout: Math.round(listening.timeoutSeconds * 1000),
      type: typeOf(listening, turn),
    },
  }
  if (!listening.input.includes('speech') || sameLanguage(listening.language, control.language)) {
    return [prompt]
  }
  const language = tagOf(listening.language, control.language)
  return [{ path: '/call/transcription/switch', body: { dialogId, language } }, prompt]
}

/** A choice must be there; no telephone has this key. */
const NO_KEY = { name: 'MultipleChoice', choices: { none: ['DTMF_D'] } }
const KEYS: readonly string[] = '0123456789*#'.split('')

/** Every key of a telephone is a choice of its own; its name tells the turn, so that a late answer is known for one. */
function anyKey(turn: number): Record<string, unknown> {
  const choices = KEYS.map((key, index) => [`turn${turn}_key${index}`, [`DTMF_${key}`]])
  return { name: 'MultipleChoice', choices: Object.fromEntries(choices) }
}

function typeOf({ input, maxDigits, finishKey }: Listening, turn: number): Record<string, unknown> {
  if (!input.includes('keys')) return NO_KEY
  if (maxDigits === 1) return anyKey(turn)
  return {
    name: 'Number',
    ...(finishKey === null ? {} : { submitInputs: [`DTMF_${finishKey}`] }),
    // With a minimum below the maximum, the time's end brings the keys so far instead of losing them (call.yml).
    minDigits: 1,
    maxDigits: maxDigits ?? MOST_DIGITS,
  }
}

/** Limits of the platform's phrase list. */
const MOST_PHRASES = 100
const LONGEST_PHRASE = 80

/**
 * What is said while nothing may cut the speech short is thrown away. A choice is cut short by words that are expected
 * only, since any noise would do otherwise; numbers come in pieces, and the second one often comes while we answer
 * the first.
 */
function bargeInOf({ input, maxDigits, hints }: Listening): Record<string, unknown> {
  const onDtmf = input.includes('keys')
  if (!input.includes('speech')) return { onSpeech: false, onDtmf }
  if (maxDigits !== 1) return { onSpeech: true, onDtmf }
  const usable = hints
    .map((hint) => clean(hint).trim())
    .filter((hint) => hint !== '' && hint.length <= LONGEST_PHRASE)
  const phraseList = [...new Set(usable)].slice(0, MOST_PHRASES)
  return phraseList.length === 0 ? { onSpeech: false, onDtmf } : { onSpeech: true, onDtmf, phraseList }
}
