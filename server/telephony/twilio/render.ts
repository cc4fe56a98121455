import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import type { DialogueAction, Listening, Speech } from '../../domain/dialogue.ts'
import type { LineContext, VoiceReply } from '../provider.ts'
import { forwardStep, RECORDING_STEP, resumedStep, turnStep } from './parse.ts'
import { chooseVoice, gatherLanguage, obeysSpeed } from './voices.ts'

type Action<D extends DialogueAction['do']> = Extract<DialogueAction, { do: D }>
type Prompt = Action<'say' | 'beep'>
type GatherAttributes = VoiceResponse.GatherAttributes
/** Prompts are said by a `<Gather>` or by the document itself. */
type Speaker = Pick<VoiceResponse, 'say' | 'play'>

/** The actions as TwiML. Pure. */
export function renderTwiml(actions: readonly DialogueAction[], context: LineContext): VoiceReply {
  const response = new VoiceResponse()
  const listening = actions.findIndex((action) => action.do === 'listen')
  const asked = listening < 0 ? actions.length : beginOfQuestion(actions, listening)
  for (const action of actions.slice(0, asked)) renderAction(response, action, context)
  const listen = actions[listening]
  if (listen?.do === 'listen') {
    const question = actions.slice(asked, listening).filter(isPrompt)
    renderQuestion(response, question, listen.listening, context)
  }
  return twiml(response)
}

/** An answer that asks for nothing; where the platform waits for orders, it ends the call. */
export function renderNothing(): VoiceReply {
  return twiml(new VoiceResponse())
}

function twiml(response: VoiceResponse): VoiceReply {
  return { status: 200, contentType: 'text/xml; charset=utf-8', body: response.toString() }
}

function isPrompt(action: DialogueAction): action is Prompt {
  return action.do === 'say' || action.do === 'beep'
}

/** The prompts right before a `listen` are its question: answers may interrupt them, so they go into the gather. */
function beginOfQuestion(actions: readonly DialogueAction[], listening: number): number {
  const last = actions
    .slice(0, listening)
    .findLastIndex((action) => !isPrompt(action) && action.do !== 'send_invitation')
  return last + 1
}

function renderAction(response: VoiceResponse, action: DialogueAction, context: LineContext): void {
  switch (action.do) {
    case 'say':
    case 'beep':
      return renderPrompt(response, action, context)
    case 'record':
      return action.recording === 'start' ? renderRecording(response, context) : undefined
    case 'pause':
      response.pause({ length: wholeSeconds(action.seconds) })
      response.redirect({ method: 'POST' }, context.address(resumedStep(context.turn)))
      return undefined
    case 'forward':
      return renderForward(response, action, context)
    case 'hang_up':
      response.hangup()
      return undefined
    case 'listen':
    case 'send_invitation':
      return undefined
  }
}

function renderPrompt(speaker: Speaker, prompt: Prompt, context: LineContext): void {
  if (prompt.do === 'say') renderSpeech(speaker, prompt.speech)
  else speaker.play(context.beepUrl)
}

function renderSpeech(speaker: Speaker, speech: Speech): void {
  const text = speakable(speech.text)
  // An empty `<Say>` is an error.
  if (text === '') return
  const attributes = chooseVoice(speech.language, speech.voice.name)
  const rate = Math.round(speech.voice.speed * 100)
  if (rate === 100 || !obeysSpeed(attributes.voice)) speaker.say(attributes, text)
  else speaker.say(attributes, '').prosody({ rate: `${rate}%` }, text)
}

/** XML knows neither controls, nor halves of pairs, nor the two non-characters (XML 1.0, 2.2); the builder would throw. */
const NO_XML = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu

function speakable(text: string): string {
  return text.replaceAll(NO_XML, ' ').replaceAll(/\s+/g, ' ').trim()
}

function renderQuestion(
  response: VoiceResponse,
  question: readonly Prompt[],
  listening: Listening,
  context: LineContext,
): void {
  const action = context.address(turnStep(context.turn))
  const gather = response.gather({
    ...inputAttributes(listening),
    timeout: wholeSeconds(listening.timeoutSeconds),
    // Otherwise silence goes on with what comes after the gather, without any question to us.
    actionOnEmptyResult: true,
    action,
    method: 'POST',
  })
  for (const prompt of question) renderPrompt(gather, prompt, context)
  // Comes into play only if the gather fails: without it the call would end.
  response.redirect({ method: 'POST' }, action)
}

/** Both may be waited for at once: what comes first counts. */
function inputAttributes(listening: Listening): GatherAttributes {
  const keys = listening.input.includes('keys')
  const speech = listening.input.includes('speech')
  return {
    input: [...(keys ? (['dtmf'] as const) : []), ...(speech ? (['speech'] as const) : [])],
    ...(speech ? speechAttributes(listening) : {}),
    ...(keys ? keyAttributes(listening) : {}),
  }
}

/** No `speechModel`: Twilio then chooses a recogniser, and another one when that one fails (Gather page). */
function speechAttributes({ language, endSilenceSeconds, hints }: Listening): GatherAttributes {
  const expected = renderHints(hints)
  return {
    language: gatherLanguage(language),
    // Never `auto`, which ends at the first pause: numbers are spoken in pieces.
    speechTimeout: String(wholeSeconds(endSilenceSeconds)),
    // A masked word is a lost digit: "sechs" has been heard as worse.
    profanityFilter: false,
    ...(expected === '' ? {} : { hints: expected }),
  }
}

function keyAttributes({ maxDigits, finishKey }: Listening): GatherAttributes {
  return {
    // The default is `#`, which would then never reach us.
    finishOnKey: finishKey ?? '',
    ...(maxDigits === null ? {} : { numDigits: maxDigits }),
  }
}

/** A list of up to 500 entries of up to 100 characters, with commas between (Gather page). */
const MOST_HINTS = 500
const LONGEST_HINT = 100

function renderHints(hints: readonly string[]): string {
  return hints
    .map((hint) => speakable(hint.replaceAll(',', ' ')))
    .filter((hint) => hint !== '' && hint.length <= LONGEST_HINT)
    .slice(0, MOST_HINTS)
    .join(',')
}

const RECORDING_NAME = 'caller'

/** The caller's side alone, from here to the end of the call; silences stay, or a single "yes" would be too short to keep. */
function renderRecording(response: VoiceResponse, context: LineContext): void {
  // The name is in Twilio's page, not yet in the package's types.
  const attributes: VoiceResponse.RecordingAttributes & { name: string } = {
    name: RECORDING_NAME,
    track: 'inbound',
    channels: 'mono',
    trim: 'do-not-trim',
    recordingStatusCallback: context.address(RECORDING_STEP),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed', 'absent'],
  }
  response.start().recording(attributes)
}

/** The typed builder knows how to start a recording by name, but not how to stop it (Stop page, Recording noun). */
function stopRecording(response: VoiceResponse): void {
  response.stop().addChild('Recording', { name: RECORDING_NAME })
}

/** The caller keeps hearing it ring. Without `callerId` the destination sees the caller's number. */
function renderForward(response: VoiceResponse, forward: Action<'forward'>, context: LineContext): void {
  if (context.recording) stopRecording(response)
  const dial = response.dial({
    action: context.address(forwardStep(context.turn)),
    method: 'POST',
    timeout: wholeSeconds(forward.timeoutSeconds),
    answerOnBridge: true,
  })
  dial.number(speakable(forward.to))
}

/** TwiML takes whole seconds above zero only. */
function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds))
}
