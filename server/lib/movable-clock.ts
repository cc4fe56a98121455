import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A clock that runs with the machine's, some time ahead of it. */
export interface MovableClock {
  now(): Date
  /** Moves it forward; a clock is never moved back. */
  advance(ms: number): void
  /** Called after every move. */
  onMove(listener: () => void): void
}

/**
 * For demonstrations and tests. `file` keeps how far ahead it is over restarts, so that what was written "tomorrow"
 * does not lie in the future afterwards; `null` keeps it in memory.
 */
export function createMovableClock(file: string | null): MovableClock {
  let aheadMs = file === null ? 0 : readAhead(file)
  const listeners: (() => void)[] = []
  return {
    now: () => new Date(Date.now() + aheadMs),
    advance(ms) {
      if (!(ms > 0)) return
      aheadMs += ms
      if (file !== null) writeAhead(file, aheadMs)
      for (const listener of listeners) listener()
    },
    onMove: (listener) => void listeners.push(listener),
  }
}

function readAhead(file: string): number {
  try {
    const ahead = Number(readFileSync(file, 'utf8'))
    return Number.isFinite(ahead) && ahead > 0 ? ahead : 0
  } catch {
    return 0
  }
}

function writeAhead(file: string, aheadMs: number): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, String(aheadMs))
  renameSync(`${file}.new`, file)
}
