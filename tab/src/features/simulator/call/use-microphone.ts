import { useEffect, useRef, useState } from 'react'

/** The part of the browser's speech recognition that is used; it has no types of its own everywhere. */
interface Recognition extends EventTarget {
  lang: string
  interimResults: boolean
  start(): void
  abort(): void
}
interface RecognitionEvent extends Event {
  results: ArrayLike<ArrayLike<{ transcript: string; confidence: number }> & { isFinal: boolean }>
}
type RecognitionConstructor = new () => Recognition

function findRecognition(): RecognitionConstructor | null {
  const found: unknown =
    Reflect.get(window, 'SpeechRecognition') ?? Reflect.get(window, 'webkitSpeechRecognition')
  return typeof found === 'function' ? (found as RecognitionConstructor) : null
}

export interface Microphone {
  on: boolean
  /** What has been understood so far. */
  interim: string
  toggle: () => void
}

export interface MicrophoneOptions {
  language: string
  heard: (text: string, confidence: number) => void
  failed: () => void
}

/** Turns speech into text, by the browser's own recogniser; `null` when it has none. */
export function useMicrophone({ language, heard, failed }: MicrophoneOptions): Microphone | null {
  const [Recogniser] = useState(() => findRecognition())
  const [on, setOn] = useState(false)
  const [interim, setInterim] = useState('')
  const current = useRef<Recognition | null>(null)
  useEffect(() => () => current.current?.abort(), [])
  if (Recogniser === null) return null

  const start = (): void => {
    const recognition = new Recogniser()
    current.current = recognition
    recognition.lang = language
    recognition.interimResults = true
    recognition.addEventListener('result', (event) => {
      const results = Array.from((event as RecognitionEvent).results)
      const best = results.map((result) => result[0])
      const text = best.map((alternative) => alternative?.transcript ?? '').join(' ')
      setInterim(text)
      if (results.every(({ isFinal }) => isFinal)) heard(text.trim(), best[0]?.confidence ?? 0)
    })
    recognition.addEventListener('error', (event) => {
      // Silence and our own abort are no failures.
      const code: unknown = Reflect.get(event, 'error')
      if (code !== 'no-speech' && code !== 'aborted') failed()
    })
    recognition.addEventListener('end', () => {
      setOn(false)
      setInterim('')
    })
    recognition.start()
    setOn(true)
  }
  return {
    on,
    interim,
    toggle: () => (on ? current.current?.abort() : start()),
  }
}
