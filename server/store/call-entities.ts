import type { CallerKind, CallResult } from '../contract/call.ts'
import type { DeliveryStatus } from '../contract/delivery.ts'
import type { DialogueAction } from '../domain/dialogue.ts'

/** One exchange of a call. */
export interface CallStepRecord {
  at: Date
  asked: string
  input: 'speech' | 'keys' | 'none'
  understood: string
  heard?: string
}

/** The proof of an opt-in: which words were put in which language, and how they were answered. */
export interface CallConsent {
  at: Date
  prompt: string
  language: string
  answer: string
  /** E.164. */
  number: string
}

export interface CallInvitation {
  messageId: string
  /** Where the chat goes on. */
  conversationId: string
  status: DeliveryStatus
  sentAt: Date | null
  deliveredAt: Date | null
  readAt: Date | null
  failedAt: Date | null
  /** The customer's first message after it. */
  answeredAt: Date | null
  errorCode: string | null
}

/** One phone call: its place in the dialogue, and what became of it. */
export interface Call {
  id: string
  environmentId: string
  serviceId: string
  /** The voice line. */
  channelId: string
  /** The platform's id; unique per line. */
  externalId: string
  /** E.164; `null` when withheld or unusable. */
  caller: string | null
  callerKind: CallerKind
  dialled: string
  language: string
  /** Raised by every applied event: the address of the next answer carries it. */
  turn: number
  /** The dialogue's own. */
  state: unknown
  /** What the line was told last: the answer to a webhook that comes again. */
  actions: DialogueAction[]
  /** Keys of the events applied last, for platforms whose addresses carry no turn. */
  applied: string[]
  steps: CallStepRecord[]
  result: CallResult
  offered: boolean
  accepted: boolean
  otherNumber: boolean
  /** E.164: where the invitation goes. */
  destination: string | null
  consent: CallConsent | null
  invitation: CallInvitation | null
  recording: 'off' | 'on' | 'discarded'
  /** The prompt that was waiting for an answer when the caller hung up. */
  hungUpAt: string | null
  startedAt: Date
  /** When the last event came: calls whose end nobody told are closed by it. */
  activeAt: Date
  endedAt: Date | null
  durationSeconds: number | null
}
