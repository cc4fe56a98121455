import type { z } from 'zod'
import type { DialogueAction, DialogueEvent } from '../domain/dialogue.ts'
import type { RawRequest } from '../lib/raw-request.ts'
import type { SettingField } from '../lib/setting-fields.ts'

/** A voice platform's request. */
export interface VoiceRequest extends RawRequest {
  /** What follows the line's own address, without slashes at its ends; empty where a call starts. */
  step: string
  /** The full addresses under which the platform may know this request: signatures are over one of them. */
  urls: readonly string[]
}

/** What we answer a voice platform with. */
export interface VoiceReply {
  status: number
  contentType: string
  body: string
}

/** What a webhook of a call says. */
export type LineEvent =
  /** Somebody rings; both numbers as the platform gives them. */
  | { type: 'started' }
  /** The answer to what was asked last. `turn` is the one in the address that we gave; `null` where a platform has one address for all. */
  | { type: 'input'; turn: number | null; input: DialogueEvent }
  /** The call is over, whoever ended it. May come before, instead of, or after the last answer, and twice. */
  | { type: 'ended'; durationSeconds: number | null }
  | { type: 'recording'; recording: LineRecording }

/** What a line says about a recording of its caller. */
export interface LineRecording {
  externalId: string
  state: 'ready' | 'absent'
  /** What `fetchRecording` needs; may hold secrets of the call, is never logged. */
  source: Record<string, string>
  durationSeconds: number | null
}

/** A webhook, read. */
export interface LineMessage {
  /** The platform's id of the call. */
  callId: string
  /** The caller's number as the platform gives it: E.164, a SIP address, a word, nothing. */
  from: string
  /** The number that was dialled. */
  to: string
  /** Names this very event where addresses carry no turn: the same event again has the same key. */
  eventKey: string | null
  event: LineEvent
  /** What is needed to send commands for this call, such as an address and a token; given back in `LineContext`. */
  control: Record<string, string>
}

/** Where a reply or a command belongs. */
export interface LineContext {
  callId: string
  control: Readonly<Record<string, string>>
  /** The turn that the next answer is for: goes into its address. */
  turn: number
  /** The full address of a step below the line's own, such as `turn/3`. */
  address(step: string): string
  /** A short tone as WAV (8 kHz, 16-bit PCM). */
  beepUrl: string
  /** Whether the caller is being recorded. A forward ends that: nobody has agreed to the recording of a talk. */
  recording: boolean
}

export interface LineCapabilities {
  /** Whether a caller's speech can be recorded and fetched. */
  recording: boolean
  /** Voices worth offering, by language; the first is taken when nothing is chosen. */
  voices: Readonly<Record<string, readonly string[]>>
}

/** One linked number of a voice platform, opened from its stored record. */
export interface Line {
  readonly provider: string
  /** Whether actions are the answer to a webhook or are sent as commands of their own. */
  readonly control: 'reply' | 'commands'
  readonly capabilities: LineCapabilities
  /** Whether the platform signed this request. Constant time; never throws. */
  verify(request: VoiceRequest): boolean
  /**
   * What the request says; `null` for what needs an acknowledgement only (progress, partial results). Throws
   * `InvalidInputError` for what is none of the platform's.
   */
  parse(request: VoiceRequest): LineMessage | null
  /**
   * The answer to a webhook. Lines that take commands answer with an acknowledgement whatever the actions; the others
   * render the actions. `send_invitation` is never the line's. Pure.
   */
  reply(actions: readonly DialogueAction[], context: LineContext, message: LineMessage): VoiceReply
  /** The answer to what needs none, such as the end of a call. */
  acknowledge(): VoiceReply
}

/** Lines whose platform is told what to do by requests of ours. */
export interface TakesCommands {
  /**
   * Carries out the actions in order; resolves when the platform has taken all of them. `forward` resolves with its
   * outcome as an event when the platform answers only then. Throws a `ChannelError`; the caller's platform then
   * reports silence or the end of the call.
   */
  execute(actions: readonly DialogueAction[], context: LineContext): Promise<DialogueEvent | null>
}

/** Lines that record callers. Both are safe to repeat. */
export interface KeepsRecordings {
  /** Reads a finished recording, never more than `maxSize` bytes. Throws a `ChannelError`. */
  fetchRecording(
    source: Readonly<Record<string, string>>,
    maxSize: number,
  ): Promise<{ content: Buffer; contentType: string }>
  /** Ends recording and has the platform delete what it holds of this call. Throws a `ChannelError`. */
  discardRecordings(callId: string, control: Readonly<Record<string, string>>): Promise<void>
}

/** Those whose platform can be asked whether it knows us. */
export interface ChecksAccess {
  /**
   * Asks the platform whether the settings work; changes nothing there. Resolves with what is worth knowing all the same,
   * `null` when there is nothing to add. Throws a `ChannelError` when they do not work.
   */
  checkAccess(): Promise<string | null>
}

export const checksAccess = (line: Line): line is Line & ChecksAccess => 'checkAccess' in line
export const takesCommands = (line: Line): line is Line & TakesCommands => 'execute' in line
export const keepsRecordings = (line: Line): line is Line & KeepsRecordings => 'fetchRecording' in line

/** What a line gets from outside. */
export interface ProviderEnvironment {
  fetch: typeof fetch
  now: () => Date
}

/** The code for one voice platform. */
export interface TelephonyProvider {
  /** Its name in addresses and channel records, such as `twilio`. */
  readonly provider: string
  readonly title: string
  readonly settings: z.ZodObject
  /** Names of the settings that are never shown or logged. */
  readonly secrets: readonly string[]
  /** What people enter to connect a line, in the order of its form; read from `settings`. */
  readonly fields: readonly SettingField[]
  /** Opens a stored record. Throws `InvalidInputError` when the settings do not fit. */
  open(settings: unknown, environment: ProviderEnvironment): Line
}
