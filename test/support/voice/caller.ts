import { waitFor } from '../wait-for.ts'

/** What somebody on the phone notices of where a call is. */
export type CallerState =
  /** Not rung yet. */
  | 'idle'
  /** The other side talks, thinks, or lets wait. */
  | 'talking'
  /** It is the caller's turn. */
  | 'listening'
  /** Somebody else has picked up. */
  | 'forwarded'
  | 'ended'

/**
 * A caller at a voice platform: a stand-in that does to the server what the platform would do, over real HTTP. Each
 * method resolves when the server has answered; what it then does is seen by `untilListening` and `untilEnded`. A
 * method throws when the server refuses a request, or when the call is in no state for it.
 */
export interface VoiceCaller {
  /** Rings. `from` is what the platform tells of the caller: a number, a word, nothing. */
  dial(call: { from: string; to: string }): Promise<void>
  /** Texts said since the last look, in order, as they are heard. */
  heard(): string[]
  /** Presses keys one after the other: digits, `*`, `#`. */
  press(keys: string): Promise<void>
  /** Says something; `confidence` (0 to 1) is the recogniser's. */
  say(text: string, confidence?: number): Promise<void>
  /** Lets the time of the question pass. */
  staySilent(): Promise<void>
  hangUp(): Promise<void>
  state(): CallerState
  /** Resolves when it is the caller's turn; rejects when the call ends instead. */
  untilListening(timeoutMs?: number): Promise<void>
  /** Resolves when the call is over, also for the server. */
  untilEnded(timeoutMs?: number): Promise<void>
}

/** How long tests wait for the other side. */
export const PATIENCE_MS = 10_000

/** The two waiting methods, which are the same for every platform. */
export function waiting(
  state: () => CallerState,
  problem: () => Error | undefined = () => undefined,
): Pick<VoiceCaller, 'untilListening' | 'untilEnded'> {
  const until = async (wanted: CallerState, timeoutMs: number): Promise<void> => {
    await waitFor(
      `the call is ${wanted}`,
      () => {
        const failure = problem()
        if (failure !== undefined) throw failure
        if (state() === 'ended' && wanted !== 'ended') throw new Error('the call ended instead')
        return state() === wanted
      },
      timeoutMs,
    )
  }
  return {
    untilListening: (timeoutMs = PATIENCE_MS) => until('listening', timeoutMs),
    untilEnded: (timeoutMs = PATIENCE_MS) => until('ended', timeoutMs),
  }
}

/** What is heard of a text that may be SSML. */
export function listenTo(text: string): string {
  if (!text.trimStart().startsWith('<speak')) return text
  return text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .trim()
}

export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
