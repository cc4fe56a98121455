import { useCallback, useEffect, useRef, useState } from 'react'
import { failureCode, type FailureCode } from '../../api/api-error.ts'
import { appClock } from '../../state/clock.ts'

const REFRESH_MS = 60_000
/** Coming back to a window again and again is no reason to ask again and again. */
const FRESH_MS = 5000

export interface Loaded<T> {
  /** The newest answer; until it is there, that of the question before. `null` without any. */
  data: T | null
  /** `data` answers an earlier question than the one that is being asked. */
  stale: boolean
  /** Why the last attempt failed. */
  failed: FailureCode | null
  /** The server's time of `data`. */
  loadedAt: Date | null
  reload: () => void
}

interface Answer<T> {
  question: string | null
  data: T | null
  failed: FailureCode | null
  loadedAt: Date | null
}

/**
 * Asks the server, and asks again every minute (or as often as `refreshMs` says) and whenever the reader comes back to the window. What is on the screen
 * stays until there is something to take its place. `question` tells one question from another; `null` asks nothing.
 */
export function useLoaded<T>(
  question: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  refreshMs = REFRESH_MS,
): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<T>>({
    question: null,
    data: null,
    failed: null,
    loadedAt: null,
  })
  const latest = useRef(load)
  const ask = useRef<() => void>(() => undefined)
  useEffect(() => {
    latest.current = load
  }, [load])

  useEffect(() => {
    if (question === null) return undefined
    let request: AbortController | null = null
    let askedAt = -Infinity

    async function run(asked: string): Promise<void> {
      request?.abort()
      const mine = new AbortController()
      request = mine
      askedAt = performance.now()
      try {
        const data = await latest.current(mine.signal)
        if (!mine.signal.aborted) {
          setAnswer({ question: asked, data, failed: null, loadedAt: appClock.now() })
        }
      } catch (error) {
        if (mine.signal.aborted) return
        const failed = failureCode(error)
        // Figures of another question must not stand below the name of this one.
        setAnswer((before) =>
          before.question === asked
            ? { ...before, failed }
            : { question: asked, data: null, failed, loadedAt: null },
        )
      } finally {
        if (request === mine) request = null
      }
    }
    function refresh(olderThanMs: number): void {
      if (document.visibilityState === 'hidden' || request !== null) return
      if (performance.now() - askedAt >= olderThanMs && question !== null) void run(question)
    }
    const comeBack = (): void => refresh(Math.max(FRESH_MS, refreshMs - REFRESH_MS))

    ask.current = () => void run(question)
    void run(question)
    const timer = setInterval(() => refresh(0), refreshMs)
    document.addEventListener('visibilitychange', comeBack)
    window.addEventListener('focus', comeBack)
    window.addEventListener('online', comeBack)
    return () => {
      request?.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', comeBack)
      window.removeEventListener('focus', comeBack)
      window.removeEventListener('online', comeBack)
    }
  }, [question, refreshMs])

  const reload = useCallback(() => ask.current(), [])
  const { data, loadedAt } = answer
  const stale = answer.question !== question
  return { data, stale, failed: stale ? null : answer.failed, loadedAt, reload }
}
