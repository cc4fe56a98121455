import type { DialogueAction, Listening, Speech } from '../../domain/dialogue.ts'
import type { LineContext } from '../provider.ts'
import { readsSsml, tagOf, voiceOf } from './voices.ts'

/** One instruction; see jambonz's verb reference. */
export type Verb = { verb: string } & Record<string, unknown>

export interface RenderSettings {
  /** Shown to whoever a call is forwarded to. */
  phoneNumber: string
  /** Absent: what the application has set. */
  speechVendor?: string | undefined
  recognizerVendor?: string | undefined
}

/** Stands for what the application has set. */
const APPLICATION = 'default'
/** Seconds between two keys of a number, after which it is taken to be complete. */
const BETWEEN_KEYS_SECONDS = 4
/** The longest national or international way to write a number, 00 included. */
const MOST_DIGITS = 18

/**
 * The actions as verbs. The speech or the tone right before a `listen` goes into the `gather`, where keys may cut it
 * short; everything before is heard to its end. Recordings need a recorder beside jambonz, so nothing is made of them.
 */
export function renderVerbs(
  actions: readonly DialogueAction[],
  context: LineContext,
  settings: RenderSettings,
): Verb[] {
  const audible = actions.filter(({ do: what }) => what !== 'send_invitation' && what !== 'record')
  return audible.flatMap((action, index) => {
    const before = audible[index - 1]
    const nested = audible[index + 1]?.do === 'listen' && (action.do === 'say' || action.do === 'beep')
    if (nested) return []
    if (action.do !== 'listen') return renderSimple(action, context, settings)
    return renderGather(action.listening, promptOf(before, context, settings), context, settings)
  })
}

function renderSimple(
  action: Exclude<DialogueAction, { do: 'listen' }>,
  context: LineContext,
  settings: RenderSettings,
): Verb[] {
  switch (action.do) {
    case 'say':
      return [{ verb: 'say', ...renderSpeech(action.speech, settings) }]
    case 'beep':
      return [{ verb: 'play', url: context.beepUrl }]
    case 'pause':
      return [
        { verb: 'pause', length: action.seconds },
        { verb: 'redirect', actionHook: context.address(`turn/${context.turn}/resumed`) },
      ]
    case 'forward':
      return renderDial(action, context.address(`forward/${context.turn}`), settings)
    case 'hang_up':
      return [{ verb: 'hangup' }]
    case 'record':
    case 'send_invitation':
      return []
  }
}

/** What the `gather` says itself. */
function promptOf(
  before: DialogueAction | undefined,
  { beepUrl }: LineContext,
  settings: RenderSettings,
): { say?: object; play?: object } {
  if (before?.do === 'say') return { say: renderSpeech(before.speech, settings) }
  return before?.do === 'beep' ? { play: { url: beepUrl } } : {}
}

function renderGather(
  listening: Listening,
  prompt: { say?: object; play?: object },
  context: LineContext,
  settings: RenderSettings,
): Verb[] {
  const { input, timeoutSeconds } = listening
  const actionHook = context.address(`turn/${context.turn}`)
  const keys = input.includes('keys')
  const speech = input.includes('speech')
  const gather = {
    verb: 'gather',
    actionHook,
    // "digits" is the word that counts, although an overview of jambonz's says "dtmf".
    input: [...(keys ? ['digits'] : []), ...(speech ? ['speech'] : [])],
    ...(keys ? renderKeys(listening) : {}),
    timeout: timeoutSeconds,
    ...(speech ? { recognizer: renderRecognizer(listening, settings) } : {}),
    ...prompt,
  }
  // A recogniser that cannot be reached ends the `gather` without a word to us; then the call would end in silence.
  return [gather, { verb: 'redirect', actionHook }]
}

/**
 * At least one key: without a minimum jambonz never starts the time between keys, and keys short of the minimum are
 * lost when the time is over.
 */
function renderKeys({ maxDigits, finishKey }: Listening): Record<string, unknown> {
  const finish = finishKey === null ? {} : { finishOnKey: finishKey }
  if (maxDigits === 1) return { ...finish, numDigits: 1, dtmfBargein: true }
  return {
    ...finish,
    minDigits: 1,
    maxDigits: maxDigits ?? MOST_DIGITS,
    interDigitTimeout: BETWEEN_KEYS_SECONDS,
    dtmfBargein: true,
  }
}

/** Numbers are spoken in pieces: these are collected until nothing more comes, where a choice is taken at once. */
function renderRecognizer(
  { language, hints, maxDigits, finishKey, endSilenceSeconds }: Listening,
  { recognizerVendor }: RenderSettings,
): Record<string, unknown> {
  const pieces = {
    asrTimeout: endSilenceSeconds,
    ...(finishKey === null ? {} : { asrDtmfTerminationDigit: finishKey }),
  }
  return {
    vendor: recognizerVendor ?? APPLICATION,
    language: tagOf(language),
    ...(hints.length === 0 ? {} : { hints }),
    ...(maxDigits === 1 ? {} : pieces),
  }
}

function renderDial(
  { to, timeoutSeconds }: Extract<DialogueAction, { do: 'forward' }>,
  actionHook: string,
  { phoneNumber }: RenderSettings,
): Verb[] {
  const dial = {
    verb: 'dial',
    actionHook,
    answerOnBridge: true,
    timeout: timeoutSeconds,
    // Carriers pass on numbers of their own customers only.
    callerId: phoneNumber,
    target: [{ type: 'phone', number: to }],
  }
  // Like a `gather`, a `dial` that breaks off tells nobody.
  return [dial, { verb: 'redirect', actionHook }]
}

/** What jambonz would take for markup, for the address of a sound, or for silence. */
const NO_WORDS = /^\s*(?:<|[a-z][\w+.-]*:)/i

function renderSpeech({ text, language, voice }: Speech, { speechVendor }: RenderSettings): object {
  const words = clean(text)
  const ssml = readsSsml(speechVendor) && (voice.speed !== 1 || NO_WORDS.test(words))
  const synthesizer = renderSynthesizer(voice.name, language, speechVendor)
  return {
    text: ssml ? markUp(words, voice.speed, speechVendor) : words,
    ...(synthesizer === undefined ? {} : { synthesizer }),
  }
}

/**
 * `undefined` leaves everything to the application: its voice cannot speak another language, and a tag that does not
 * fit the voice would make the vendor say nothing at all.
 */
function renderSynthesizer(
  name: string | null,
  language: string,
  vendor: string | undefined,
): object | undefined {
  const voice = voiceOf(name, language, vendor)
  if (vendor === undefined && voice === undefined) return undefined
  return {
    vendor: vendor ?? APPLICATION,
    language: tagOf(language),
    ...(voice === undefined ? {} : { voice }),
    // The voices on offer have no other engine.
    ...(vendor === 'aws' ? { engine: 'neural' } : {}),
  }
}

function markUp(words: string, speed: number, vendor: string | undefined): string {
  const escaped = escapeXml(words)
  if (speed === 1) return `<speak>${escaped}</speak>`
  return `<speak><prosody rate="${rateOf(speed, vendor)}">${escaped}</prosody></speak>`
}

/** Percent of the voice's own rate; Microsoft's service counts what is added or taken instead. */
function rateOf(speed: number, vendor: string | undefined): string {
  const percent = Math.round(speed * 100)
  if (vendor !== 'microsoft') return `${percent}%`
  return `${percent < 100 ? '' : '+'}${percent - 100}%`
}

/** Without what neither speech nor XML can carry. */
function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
