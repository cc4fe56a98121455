import type { Call, Taken } from './call.ts'
import type { CallerAction, Clip, TranscriptEntry } from './model.ts'
import { speakingTimeMs } from './speaking-time.ts'
import type { Gather, Play, Prompt, Say } from './twiml.ts'

/** What speaking needs of the platform. */
export interface Speaking {
  instant: boolean
  fetchClip(call: Call, url: string): Promise<Clip | null>
}

/** What the caller did while something was being said. */
export type Interruption = Extract<CallerAction, { do: 'key' | 'speak' }>

export interface Talk {
  prompt: Prompt
  documentUrl: string
  /** What listens while it is said; `null`: nothing does. */
  barge: Gather | null
}

/** A page that says the prompts is waited for; but one that has been closed must not keep the call for ever. */
const PATIENCE_FACTOR = 3
const PATIENCE_MS = 8_000

/** Says, plays or is quiet for a while. Resolves with what interrupted it. */
export async function talk(
  desk: Speaking,
  call: Call,
  { prompt, documentUrl, barge }: Talk,
): Promise<Interruption | null> {
  if (prompt.verb === 'pause') {
    const lastsMs = prompt.seconds * 1_000
    call.enter({ step: 'pausing', lastsMs })
    return call.wait<Interruption | null>(
      lastsMs,
      (action) => heard(action, barge),
      () => null,
    )
  }
  for (let time = 0; time < prompt.times; time += 1) {
    const interruption =
      prompt.verb === 'say'
        ? await say(desk, call, { prompt, barge })
        : await play(desk, call, { prompt, barge, documentUrl })
    if (interruption !== null) return interruption
  }
  return null
}

async function say(
  desk: Speaking,
  call: Call,
  { prompt, barge }: { prompt: Say; barge: Gather | null },
): Promise<Interruption | null> {
  const { text, language, voice, rate } = prompt
  const entry = call.note({ kind: 'said', text, language, voice, rate })
  return utter(desk, call, { entry, barge, lastsMs: Math.round(speakingTimeMs(text) / rate) })
}

async function play(
  desk: Speaking,
  call: Call,
  { prompt, barge, documentUrl }: { prompt: Play; barge: Gather | null; documentUrl: string },
): Promise<Interruption | null> {
  const url = URL.canParse(prompt.url, documentUrl) ? new URL(prompt.url, documentUrl).href : null
  const clip = url === null ? null : await desk.fetchClip(call, url)
  const lastsMs = clip?.lastsMs ?? 0
  const entry = call.note({ kind: 'played', clip: clip === null ? 'missing' : 'ready', lastsMs })
  if (clip === null) return null
  call.clipOf.set(entry.id, clip)
  return utter(desk, call, { entry, barge, lastsMs })
}

async function utter(
  desk: Speaking,
  call: Call,
  {
    entry,
    barge,
    lastsMs,
  }: { entry: Extract<TranscriptEntry, { kind: 'said' | 'played' }>; barge: Gather | null; lastsMs: number },
): Promise<Interruption | null> {
  call.enter({ step: 'talking', entryId: entry.id, lastsMs, barge: barge?.listening ?? null })
  if (desk.instant) return null
  const patienceMs = call.about.attended ? lastsMs * PATIENCE_FACTOR + PATIENCE_MS : lastsMs
  const interruption = await call.wait<Interruption | null>(
    patienceMs,
    (action) =>
      action.do === 'finish_speaking' && action.entryId === entry.id ? { done: null } : heard(action, barge),
    () => null,
  )
  if (interruption !== null) {
    entry.cut = true
    call.tell()
  }
  return interruption
}

/** Keys interrupt every prompt that belongs to a question; speech only where it is wanted. */
function heard(action: CallerAction, barge: Gather | null): Taken<Interruption | null> {
  if (action.do === 'key' && barge?.listening.input.includes('keys') === true) return { done: action }
  const speaks = barge?.bargeIn === true && barge.listening.input.includes('speech')
  return action.do === 'speak' && speaks ? { done: action } : null
}
