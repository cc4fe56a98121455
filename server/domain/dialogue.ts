/**
 * The common ground of everything that speaks with a caller: what can happen on the line and what can be asked of
 * it, in no platform's words. Voice platforms never see a rule, rules never see a platform.
 */

/** One reading of what was said; recognisers give several, the best first. */
export interface SpeechAlternative {
  text: string
  /** 0 to 1; `null` when the platform did not say, which is not the same as 0. */
  confidence: number | null
}

/** What a caller does, or what becomes of something that we asked for. */
export type DialogueEvent =
  | { type: 'speech'; alternatives: readonly SpeechAlternative[] }
  /** Keys in the order in which they were pressed: digits, `*`, `#`. */
  | { type: 'keys'; digits: string }
  | { type: 'silence' }
  /** Something was said, the recogniser made nothing of it. */
  | { type: 'unintelligible' }
  /** The time of a `pause` is over. */
  | { type: 'resumed' }
  /** What is known of the invitation by now; `waiting` while the provider has not answered. */
  | { type: 'invitation'; outcome: 'waiting' | 'sent' | 'delivered' | 'failed'; reason?: InvitationFailure }
  | { type: 'forwarded'; outcome: 'completed' | 'busy' | 'no_answer' | 'failed' }
  | { type: 'hung_up' }

/** Why no invitation reached the customer. */
export type InvitationFailure = 'not_on_channel' | 'template_problem' | 'channel_unavailable' | 'unknown'

/** How something is to be spoken. */
export interface Voice {
  /** The platform's name of a voice; `null` takes the platform's best for the language. */
  name: string | null
  /** Speaking rate; 1 is the voice's own. */
  speed: number
}

/** Something to be said. Plain text; platforms escape it. */
export interface Speech {
  /** The prompt's name: for the call's history and the figures. */
  prompt: string
  text: string
  /** Two letters. */
  language: string
  voice: Voice
}

/** What is listened for. Whatever comes first ends it: keys, speech, or the time. */
export interface Listening {
  input: readonly ('speech' | 'keys')[]
  /** Two letters. */
  language: string
  /** How long nothing may happen after the prompt. */
  timeoutSeconds: number
  /** Ends the input at once when so many keys have been pressed; `null`: the finish key or the time ends it. */
  maxDigits: number | null
  finishKey: '#' | null
  /** Silence that ends an utterance; long enough for numbers, which are spoken in pieces. */
  endSilenceSeconds: number
  /** Words to be expected. */
  hints: readonly string[]
}

/**
 * What is asked of the line, in order. At most one of `listen`, `pause`, `forward` and `hang_up` is in a batch, and it
 * is the last: everything after it belongs to the next turn.
 */
export type DialogueAction =
  | { do: 'say'; speech: Speech }
  | { do: 'beep' }
  /** Records what the caller says to us: a forward ends it, because nobody has agreed to the recording of a talk. */
  | { do: 'record'; recording: 'start' | 'discard' }
  /** Carried out by the server, not by the line: the approved template leaves through the outbox. */
  | { do: 'send_invitation'; to: string }
  | { do: 'listen'; listening: Listening }
  | { do: 'pause'; seconds: number }
  | { do: 'forward'; to: string; timeoutSeconds: number }
  | { do: 'hang_up' }

/** One exchange, for the call's history: what was asked and what was made of the answer. */
export interface DialogueStep {
  /** The prompt that was answered. */
  asked: string
  input: 'speech' | 'keys' | 'none'
  /** `yes`, `no`, `number`, `silence`, `not_understood`, … */
  understood: string
  /** What was said or pressed, as it came. */
  heard?: string
}

/** What a step of a dialogue brings about. */
export interface Transition<S> {
  state: S
  actions: readonly DialogueAction[]
  /** What the event answered, when it answered something. */
  step?: DialogueStep
}
