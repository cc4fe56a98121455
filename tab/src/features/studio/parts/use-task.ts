import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, failureCode, type FailureCode } from '../../../api/api-error.ts'

export interface Task {
  busy: boolean
  /** Why the last one did not succeed. */
  fault: FailureCode | null
  /** What the server says of the last one's fields, by their paths. */
  issues: ReadonlyMap<string, string>
  /** One at a time; resolves with whether it succeeded. */
  run: (work: () => Promise<unknown>) => Promise<boolean>
  forget: () => void
}

const NO_ISSUES: ReadonlyMap<string, string> = new Map()

/** Something that is asked of the server by the press of a button. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const running = useRef(false)
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  const run = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setError(null)
    try {
      await work()
      return true
    } catch (cause) {
      if (mounted.current) setError(cause)
      return false
    } finally {
      running.current = false
      if (mounted.current) setBusy(false)
    }
  }, [])

  return {
    busy,
    fault: error === null ? null : failureCode(error),
    issues: issuesOf(error),
    run,
    forget: useCallback(() => setError(null), []),
  }
}

function issuesOf(error: unknown): ReadonlyMap<string, string> {
  const issues = error instanceof ApiError ? error.problem?.issues : undefined
  return issues === undefined ? NO_ISSUES : new Map(issues.map(({ path, message }) => [path, message]))
}
