import type { VoiceLine } from '../options.ts'

/** What is listened for, as TwiML's `<Gather>` says it. */
export interface CallListening {
  input: readonly ('keys' | 'speech')[]
  /** BCP 47 tag of the recogniser. */
  language: string
  hints: readonly string[]
  /** So many keys end the input at once. */
  numDigits: number | null
  /** The key that ends the input; `null` when none does. */
  finishKey: string | null
}

/** Why a call ended with the platform's error announcement. */
export interface CallFailure {
  code:
    | 'unreachable'
    /** No answer within the platform's 15 seconds. */
    | 'no_answer'
    /** 401 or 403: usually a signature that does not fit. */
    | 'refused'
    | 'wrong_status'
    | 'wrong_content_type'
    | 'malformed_twiml'
    | 'too_many_redirects'
    | 'internal_error'
  status?: number
  /** For whoever looks into it; English, no secrets. */
  detail?: string
}

export interface Forwarding {
  to: string
  lastsMs: number
}

/** Where a call is. Times are real milliseconds, counted from when the step began. */
export type CallStep =
  /** The first webhook is under way. */
  | { step: 'dialling' }
  /** Something is being said or played. `barge` is what would interrupt it; `null`: nothing does. */
  | { step: 'talking'; entryId: number; lastsMs: number; barge: CallListening | null }
  | { step: 'pausing'; lastsMs: number }
  | { step: 'listening'; listening: CallListening; keys: string; lastsMs: number }
  /** `<Record>`: whatever is said is recorded until a finish key or silence. */
  | { step: 'recording'; finishKeys: string; lastsMs: number }
  /** The platform waits for the answer to a webhook. */
  | { step: 'waiting' }
  /** A third party's phone rings. */
  | ({ step: 'ringing' } & Forwarding)
  | { step: 'forwarded'; to: string }
  | {
      step: 'ended'
      /** `line`: the other end hung up, `failure`: the platform did, after its announcement, `lost`: no network. */
      by: 'caller' | 'line' | 'failure' | 'rejected' | 'lost' | 'time_limit'
      failure?: CallFailure
    }

/** What a call consisted of, in order. */
export type TranscriptEntry = { id: number } & (
  | { kind: 'said'; text: string; language: string; voice: string | null; rate: number; cut?: true }
  /** `missing`: the file could not be fetched. */
  | { kind: 'played'; clip: 'ready' | 'missing'; lastsMs: number; cut?: true }
  | { kind: 'spoke'; text: string; confidence: number | null }
  | { kind: 'pressed'; keys: string }
  | { kind: 'silent' }
  | { kind: 'note'; note: CallNote }
)

export type CallNote =
  | 'recording_started'
  | 'recording_stopped'
  | 'forward_answered'
  | 'forward_no_answer'
  | 'forward_busy'
  | 'forward_failed'
  | 'forward_ended'

/** A call as it is told to the phone page. */
export interface CallView {
  id: string
  line: { name: string; phoneNumber: string }
  /** `null`: withheld. */
  from: string | null
  contactId: string | null
  /** Business clock. */
  startedAt: string
  /** How long it has been connected, in real milliseconds; `null` before it was answered. */
  connectedMs: number | null
  state: CallStep
  /** How long the step has lasted when this was told. */
  elapsedMs: number
  transcript: readonly TranscriptEntry[]
}

/** What the caller, or whoever is called in their place, does. */
export type CallerAction =
  | { do: 'key'; key: string }
  | { do: 'speak'; text: string; confidence: number | null }
  /** Nothing more comes: the time is over at once. */
  | { do: 'stay_silent' }
  /** The page has said the prompt with this id. */
  | { do: 'finish_speaking'; entryId: number }
  | { do: 'settle_forward'; outcome: ForwardOutcome }

export type ForwardOutcome = 'answered' | 'busy' | 'no_answer' | 'failed' | 'hung_up'

export interface NewCall {
  line: VoiceLine
  /** As it is told to the product; `null`: withheld. */
  from: string | null
  contactId: string | null
  /** A page says the prompts and tells when it has; otherwise they pass by themselves. */
  attended: boolean
}

/** Something a prompt plays. */
export interface Clip {
  content: Buffer
  contentType: string
  lastsMs: number
}
