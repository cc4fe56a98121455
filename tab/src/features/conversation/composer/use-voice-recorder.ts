import { useCallback, useEffect, useRef, useState } from 'react'
import { oggFromWebm } from './ogg-opus.ts'
import type { VoiceType } from './voice-type.ts'

export type RecorderState =
  { step: 'idle' } | { step: 'recording'; seconds: number } | { step: 'failed'; why: 'denied' | 'failed' }

interface Running {
  recorder: MediaRecorder
  stream: MediaStream
  keep: boolean
}

/** Records from the microphone; `onDone` gets the file once it was stopped and not discarded. */
export function useVoiceRecorder(type: VoiceType | null, onDone: (file: File) => void) {
  const [state, setState] = useState<RecorderState>({ step: 'idle' })
  const running = useRef<Running | null>(null)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })

  const finish = useCallback((keep: boolean) => {
    const current = running.current
    if (current === null) return
    current.keep = keep
    if (current.recorder.state !== 'inactive') current.recorder.stop()
  }, [])

  const start = async () => {
    if (type === null || running.current !== null) return
    let stream: MediaStream
    try {
      // Platforms take voice messages with one channel only.
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true },
      })
    } catch {
      setState({ step: 'failed', why: 'denied' })
      return
    }
    const recorder = new MediaRecorder(stream, { mimeType: type.recorded, audioBitsPerSecond: 32_000 })
    const parts: Blob[] = []
    const current: Running = { recorder, stream, keep: false }
    running.current = current
    recorder.addEventListener('dataavailable', (event) => parts.push(event.data))
    recorder.addEventListener('stop', () => {
      running.current = null
      for (const track of stream.getTracks()) track.stop()
      setState({ step: 'idle' })
      if (!current.keep) return
      fileFrom(parts, type).then(
        (file) => done.current(file),
        () => setState({ step: 'failed', why: 'failed' }),
      )
    })
    recorder.start()
    setState({ step: 'recording', seconds: 0 })
  }

  const isRecording = state.step === 'recording'
  useEffect(() => {
    if (!isRecording) return undefined
    const since = performance.now()
    const timer = setInterval(
      () => setState({ step: 'recording', seconds: Math.floor((performance.now() - since) / 1000) }),
      500,
    )
    return () => clearInterval(timer)
  }, [isRecording])
  useEffect(() => () => finish(false), [finish])

  return {
    state,
    start: () => void start(),
    stop: () => finish(true),
    discard: () => finish(false),
    dismiss: () => setState({ step: 'idle' }),
  }
}

async function fileFrom(parts: readonly Blob[], type: VoiceType): Promise<File> {
  const recorded = new Blob([...parts], { type: type.recorded })
  const bytes = new Uint8Array(await recorded.arrayBuffer())
  const content = type.rewrap ? oggFromWebm(bytes) : bytes
  if (content === null || content.length === 0) throw new Error('nothing was recorded')
  return new File([content], `voice.${type.extension}`, { type: type.contentType })
}
