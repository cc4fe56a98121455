import { useSyncExternalStore } from 'react'
import { canSpeak } from '../../simulator/call/speech.ts'

const NONE: readonly string[] = []
let known: readonly string[] = NONE

/** Browsers load their voices late and tell when they have. */
function subscribe(listener: () => void): () => void {
  if (!canSpeak()) return () => undefined
  window.speechSynthesis.addEventListener('voiceschanged', listener)
  return () => window.speechSynthesis.removeEventListener('voiceschanged', listener)
}

function languages(): readonly string[] {
  if (!canSpeak()) return NONE
  const current = [
    ...new Set(window.speechSynthesis.getVoices().map(({ lang }) => lang.slice(0, 2).toLowerCase())),
  ].toSorted()
  if (current.join() !== known.join()) known = current
  return known
}

/** The languages (two letters) that this browser has a voice for. */
export function useBrowserVoices(): readonly string[] {
  return useSyncExternalStore(subscribe, languages)
}
