import { useEffect, useRef, useState } from 'react'
import { recordVoice, type VoiceRecording } from '../recording/record-voice.ts'

/** A recording under way, ended when the chat is left. */
export function useRecording() {
  const [startedAt, setStartedAt] = useState<number | null>(null)
  const current = useRef<VoiceRecording | null>(null)
  useEffect(() => () => current.current?.cancel(), [])

  const end = (): VoiceRecording | null => {
    const recording = current.current
    current.current = null
    setStartedAt(null)
    return recording
  }
  return {
    startedAt,
    /** False when there is no microphone, or no permission to use it. */
    async start(): Promise<boolean> {
      try {
        current.current = await recordVoice()
      } catch {
        return false
      }
      setStartedAt(Date.now())
      return true
    },
    async stop(): Promise<File | null> {
      return (await end()?.stop()) ?? null
    },
    cancel: (): void => end()?.cancel(),
  }
}
