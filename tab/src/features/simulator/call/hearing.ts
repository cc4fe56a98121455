import type { HeardCall } from '../state/phone-state.ts'
import type { CallStep, TranscriptEntry } from '../state/call-wire.ts'

export interface Hearing {
  speech: boolean
  keys: boolean
}

/** What would be heard right now. */
export function hearingOf(state: CallStep): Hearing {
  if (state.step === 'recording') return { speech: true, keys: true }
  const listening =
    state.step === 'listening' ? state.listening : state.step === 'talking' ? state.barge : null
  // After the first key only keys count.
  const typed = state.step === 'listening' && state.keys !== ''
  return {
    speech: !typed && listening?.input.includes('speech') === true,
    keys: listening?.input.includes('keys') === true,
  }
}

/** The language of the conversation: what is listened for, otherwise what was said last. */
export function languageOf(call: HeardCall): string {
  const { state } = call
  if (state.step === 'listening') return state.listening.language
  if (state.step === 'talking' && state.barge !== null) return state.barge.language
  const said = call.transcript.findLast((entry) => entry.kind === 'said')
  return said?.kind === 'said' ? said.language : 'de-DE'
}

/** What is being said or played right now. */
export function currentEntry({ state, transcript }: HeardCall): TranscriptEntry | null {
  if (state.step !== 'talking') return null
  return transcript.find((entry) => entry.id === state.entryId) ?? null
}

/** How long the call has been connected; `null` before it was answered. */
export function connectedMs(call: HeardCall, realNow: number): number | null {
  if (call.connectedMs === null) return null
  return call.state.step === 'ended'
    ? call.connectedMs
    : call.connectedMs + Math.max(0, realNow - call.heardAtMs)
}

/** What is left of the step's time; `null` when it has none. */
export function leftMs(call: HeardCall, realNow: number): number | null {
  if (!('lastsMs' in call.state)) return null
  return Math.max(0, call.state.lastsMs - call.elapsedMs - Math.max(0, realNow - call.heardAtMs))
}

/** `0:07`, `12:34`, `1:02:03` */
export function formatDuration(ms: number): string {
  const total = Math.floor(ms / 1_000)
  const hours = Math.floor(total / 3_600)
  const minutes = Math.floor(total / 60) % 60
  const seconds = String(total % 60).padStart(2, '0')
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
}
