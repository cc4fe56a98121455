import type { World } from '../world.ts'
import type { Call } from './call.ts'
import type { Exchange } from './exchange.ts'
import type { CallerAction, CallStep, CallView, ForwardOutcome, TranscriptEntry } from './model.ts'
import { pressKeys } from './press-keys.ts'
import type { Recording } from './recordings.ts'

/** A prompt as the caller heard it. */
export interface Heard {
  text: string
  /** As in the document, such as `de-DE`. */
  language: string
  voice: string | null
}

/**
 * A caller's ear and hands. What they do waits until somebody listens, and resolves when the product has answered;
 * all of it throws when that does not happen in time, or when the call ends first.
 */
export interface SimulatedCall {
  /** The platform's id of the call. */
  readonly sid: string
  /** Everything that was said so far, in order. */
  heard(): readonly Heard[]
  transcript(): readonly TranscriptEntry[]
  state(): CallStep
  /** Digits, `*` and `#`, one after the other; those after the end of the input are lost, as on a real line. */
  press(keys: string): Promise<void>
  /** `confidence` is 0.92 when not given; `null` leaves it out, as some recognisers do. */
  say(text: string, confidence?: number | null): Promise<void>
  /** Lets the time for an answer pass, at once. */
  staySilent(): Promise<void>
  /** What the third party does whose phone rings. */
  settleForward(outcome: ForwardOutcome): Promise<void>
  hangUp(): Promise<void>
  untilListening(timeoutMs?: number): Promise<void>
  untilForwarding(timeoutMs?: number): Promise<void>
  /** Also for the product: it has been told. */
  untilEnded(timeoutMs?: number): Promise<void>
}

/** The voice platform in the hands of a test. */
export interface VoiceControls {
  /**
   * Rings. `from` is the caller's number as the network tells it, `withheld` tells none; without `to` the first line
   * is called. Throws a `DialRefusal`.
   */
  dial(call: { from?: string; to?: string; line?: string; withheld?: boolean }): SimulatedCall
  /** Newest last. */
  calls(): readonly CallView[]
  /** What is kept of a line's account, oldest first. */
  recordings(line: string): readonly Readonly<Recording>[]
  /** Where a line's webhooks go may become known only later. */
  setWebhook(line: string, url: string): void
}

const WAIT_MS = 10_000
const USUAL_CONFIDENCE = 0.92

export function createVoiceControls(exchange: Exchange, world: World): VoiceControls {
  return {
    dial({ from, to, line: name, withheld = false }) {
      const line = exchange.line({ name, phoneNumber: to })
      const contact = from === undefined ? undefined : world.findContact(from)
      const call = exchange.dial({
        line,
        from: withheld ? null : (from ?? null),
        contactId: contact?.id ?? null,
        attended: false,
      })
      return createSimulatedCall(call, world)
    },
    calls: () => exchange.views(),
    recordings: (name) => exchange.recordings.of(exchange.line({ name }).accountSid),
    setWebhook: (name, url) => exchange.setWebhook(name, url),
  }
}

function createSimulatedCall(call: Call, world: World): SimulatedCall {
  const until = (fits: (step: CallStep['step']) => boolean, timeoutMs?: number): Promise<void> =>
    waitForStep(call, world, { fits, timeoutMs })
  const listening = (timeoutMs?: number): Promise<void> =>
    until((step) => step === 'listening' || step === 'recording', timeoutMs)
  const answered = (): Promise<void> => waitForStep(call, world, { fits: (step) => step !== 'waiting' })
  const whenListening = async (action: CallerAction): Promise<void> => {
    await listening()
    if (!call.act(action)) throw new Error(`nobody listens for this: ${action.do}`)
    await answered()
  }
  return {
    sid: call.sid,
    heard: () =>
      call.transcript.flatMap((entry) =>
        entry.kind === 'said' ? [{ text: entry.text, language: entry.language, voice: entry.voice }] : [],
      ),
    transcript: () => call.view().transcript,
    state: () => call.state,
    async press(keys) {
      await listening()
      if ((await pressKeys(call, keys)) === 0) throw new Error('nobody listens for keys')
      await answered()
    },
    say: (text, confidence = USUAL_CONFIDENCE) => whenListening({ do: 'speak', text, confidence }),
    staySilent: () => whenListening({ do: 'stay_silent' }),
    async settleForward(outcome) {
      await until((step) => step === 'ringing' || step === 'forwarded')
      call.act({ do: 'settle_forward', outcome })
      await answered()
    },
    async hangUp() {
      call.end('caller')
      await call.farewell
    },
    untilListening: listening,
    untilForwarding: (timeoutMs) => until((step) => step === 'ringing' || step === 'forwarded', timeoutMs),
    async untilEnded(timeoutMs) {
      await until((step) => step === 'ended', timeoutMs)
      await call.farewell
    },
  }
}

function waitForStep(
  call: Call,
  world: World,
  {
    fits,
    timeoutMs = WAIT_MS,
  }: { fits: (step: CallStep['step']) => boolean; timeoutMs?: number | undefined },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = (): void => undefined
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`the call is still ${call.state.step} after ${timeoutMs} ms`))
    }, timeoutMs)
    const look = (): void => {
      const { state } = call
      if (!fits(state.step) && state.step !== 'ended') return
      clearTimeout(timer)
      stop()
      if (fits(state.step)) resolve()
      else reject(new Error(`the call has ended: ${JSON.stringify(state)}`))
    }
    stop = world.onChange((change) => {
      if (change.kind === 'call' && change.call.id === call.sid) look()
    })
    look()
  })
}
