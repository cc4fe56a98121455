/** A recording that a voice platform still holds and that is to be deleted there. */
export interface LeftRecording {
  id: string
  environmentId: string
  /** The line. */
  channelId: string
  /** The platform's id of the call. */
  callId: string
  /** What the line needs to have it deleted; may hold secrets of the call. */
  source: Record<string, string>
  /** When the call began; `null` when that is not known any more. */
  startedAt: Date | null
  /** Whether there was one for certain: of some calls nobody ever said what became of their recording. */
  certain: boolean
  /** Since when it should be gone, by the clock of the rules. */
  since: Date
  state: 'trying' | 'given_up'
  attempts: number
  lastAttemptAt: Date | null
  /** Why the platform has not deleted it; `null` before the first answer. */
  reason: string | null
  /** When it is tried again, by the machine's clock; `null`: only when somebody asks for it. */
  dueAt: Date | null
}

/** What is handed over to be deleted at a platform. */
export type RecordingAtPlatform = Pick<
  LeftRecording,
  'environmentId' | 'channelId' | 'callId' | 'source' | 'startedAt' | 'certain'
>

/** Recordings that voice platforms still hold. Every step may be repeated, by several processes at once. */
export interface LeftRecordingStore {
  /** Hands one over, due at once; answers with the one that is there already when it has been handed over before. */
  add(recording: RecordingAtPlatform, since: Date): Promise<LeftRecording>
  /** Those that have been refused at least once, the longest waiting first. */
  list(environmentId: string, limit: number): Promise<LeftRecording[]>
  find(environmentId: string, recordingId: string): Promise<LeftRecording | null>
  /** Takes one that is due until `until`; counts the attempt. `null` when none is. */
  claim(now: Date, until: Date): Promise<LeftRecording | null>
  /** Notes that an attempt failed; `null` when it is not there any more. */
  refused(
    recordingId: string,
    refusal: Pick<LeftRecording, 'state' | 'reason' | 'attempts' | 'dueAt'> & { at: Date },
  ): Promise<LeftRecording | null>
  /** It is gone; `null` when somebody else has said so before. */
  remove(environmentId: string, recordingId: string): Promise<LeftRecording | null>
}
