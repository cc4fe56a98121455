import type { ChannelCapabilitiesView } from '../../../../../server/contract/conversation.ts'

export interface VoiceType {
  /** What the recorder is asked for. */
  recorded: string
  /** What is sent. */
  contentType: string
  /** The recording has to be put into the other container first. */
  rewrap: boolean
  extension: string
}

interface Candidate extends VoiceType {
  sent: string
}

/**
 * In this order: what platforms take as a voice message. Chromium, and with it Teams, records Opus only into
 * WebM; the sound is the same as in Ogg, so it is put over without encoding it again.
 */
const CANDIDATES: readonly Candidate[] = [
  {
    recorded: 'audio/ogg;codecs=opus',
    contentType: 'audio/ogg',
    sent: 'audio/ogg',
    rewrap: false,
    extension: 'ogg',
  },
  {
    recorded: 'audio/webm;codecs=opus',
    contentType: 'audio/ogg',
    sent: 'audio/ogg',
    rewrap: true,
    extension: 'ogg',
  },
  {
    recorded: 'audio/mp4;codecs=mp4a.40.2',
    contentType: 'audio/mp4',
    sent: 'audio/mp4',
    rewrap: false,
    extension: 'm4a',
  },
  {
    recorded: 'audio/webm;codecs=opus',
    contentType: 'audio/webm',
    sent: 'audio/webm',
    rewrap: false,
    extension: 'webm',
  },
]

/** How a voice message can be recorded here so that the channel takes it; `null` when it cannot. */
export function voiceType(
  media: ChannelCapabilitiesView['media'],
  isSupported: (type: string) => boolean,
): VoiceType | null {
  const allowed = media
    .filter((rule) => rule.kind === 'voice')
    .flatMap((rule) => rule.contentTypes)
    .map((type) => (type.split(';')[0] ?? '').trim().toLowerCase())
  return CANDIDATES.find(({ sent, recorded }) => allowed.includes(sent) && isSupported(recorded)) ?? null
}

/** What this browser can record; nothing where there is no recorder. */
export function canRecordType(type: string): boolean {
  return (
    typeof globalThis.MediaRecorder === 'function' &&
    typeof globalThis.navigator.mediaDevices?.getUserMedia === 'function' &&
    MediaRecorder.isTypeSupported(type)
  )
}
