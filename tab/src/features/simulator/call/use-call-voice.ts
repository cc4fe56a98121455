import { useEffect } from 'react'
import { clipAddress, controlApi } from '../state/control-api.ts'
import type { TranscriptEntry } from '../state/call-wire.ts'
import type { HeardCall } from '../state/phone-state.ts'
import { useCallerSettings } from './caller-settings.ts'
import { currentEntry } from './hearing.ts'
import { canSpeak, speak } from './speech.ts'

/** People read faster than voices speak. */
const READING_FACTOR = 0.55
const SHORTEST_MS = 500
/** A voice that never says that it has finished. */
const PATIENCE_FACTOR = 2
const PATIENCE_MS = 4_000

/**
 * Says what the line says, aloud or just for as long as it takes to read, and tells the simulator when that is over.
 * Lives as long as the phone is on the screen, whichever app is open on it.
 */
export function useCallVoice(call: HeardCall | null): void {
  const { sound } = useCallerSettings()
  const entry = call === null ? null : currentEntry(call)
  const lastsMs = call?.state.step === 'talking' ? call.state.lastsMs : 0
  const callId = call?.id ?? ''
  const entryId = entry?.id ?? null
  useEffect(() => {
    if (entry === null || entryId === null) return undefined
    // When it gets lost, the simulator goes on by itself a little later.
    const finish = (): void => void controlApi.finishSpeaking(callId, entryId).catch(() => undefined)
    return perform({ callId, entry, lastsMs, sound }, finish)
    // The entry changes with every word about the call; what is said under this id does not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [callId, entryId, lastsMs, sound])
}

interface Performance {
  callId: string
  entry: TranscriptEntry
  lastsMs: number
  sound: boolean
}

/** The returned function ends it early. */
function perform({ callId, entry, lastsMs, sound }: Performance, finish: () => void): () => void {
  let stop = (): void => undefined
  const waitFor = (ms: number): void => {
    const timer = window.setTimeout(finish, ms)
    stop = () => window.clearTimeout(timer)
  }
  const read = (): void => waitFor(Math.max(SHORTEST_MS, lastsMs * READING_FACTOR))
  if (!sound) {
    read()
  } else if (entry.kind === 'said' && canSpeak()) {
    const patience = window.setTimeout(finish, lastsMs * PATIENCE_FACTOR + PATIENCE_MS)
    const silence = speak(entry, (how) => {
      window.clearTimeout(patience)
      if (how === 'said') finish()
      else read()
    })
    stop = () => {
      window.clearTimeout(patience)
      silence()
    }
  } else if (entry.kind === 'played') {
    const audio = new Audio(clipAddress(callId, entry.id))
    audio.addEventListener('ended', finish)
    audio.addEventListener('error', read)
    audio.play().catch(read)
    stop = () => audio.pause()
  } else {
    read()
  }
  return () => stop()
}
