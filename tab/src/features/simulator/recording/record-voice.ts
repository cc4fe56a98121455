import { oggFromWebm } from '../../conversation/composer/ogg-opus.ts'

export interface VoiceRecording {
  /** Ends the recording; `null` when nothing was recorded. */
  stop(): Promise<File | null>
  cancel(): void
}

const TYPES = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus'] as const

/** Whether this browser can record what a voice note is made of. */
export function canRecord(): boolean {
  return (
    typeof MediaRecorder !== 'undefined' &&
    navigator.mediaDevices !== undefined &&
    TYPES.some((type) => MediaRecorder.isTypeSupported(type))
  )
}

/** Asks for the microphone and records. Rejects when the person or the browser says no. */
export async function recordVoice(): Promise<VoiceRecording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } })
  const type = TYPES.find((known) => MediaRecorder.isTypeSupported(known)) ?? TYPES[1]
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24_000 })
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', (event) => parts.push(event.data))
  const release = (): void => {
    for (const track of stream.getTracks()) track.stop()
  }
  recorder.start()
  return {
    async stop() {
      const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }))
      recorder.stop()
      await stopped
      release()
      return toVoiceNote(new Blob(parts), type)
    },
    cancel() {
      recorder.stop()
      release()
    },
  }
}

/** Voice notes are Ogg files; most browsers record WebM, which holds the same packets. */
async function toVoiceNote(recording: Blob, type: (typeof TYPES)[number]): Promise<File | null> {
  if (recording.size === 0) return null
  const about = { type: 'audio/ogg' }
  if (type === 'audio/ogg;codecs=opus') return new File([recording], 'voice.ogg', about)
  const ogg = oggFromWebm(new Uint8Array(await recording.arrayBuffer()))
  return ogg === null ? null : new File([ogg], 'voice.ogg', about)
}
