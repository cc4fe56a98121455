import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'

export interface Action {
  busy: boolean
  /** What the last attempt failed with; `null` while there is nothing to be said. */
  error: ApiError | null
  /** Does it, unless it is being done already. Answers whether it went well; never rejects. */
  run: (work: () => Promise<void>) => Promise<boolean>
  clear: () => void
}

/** One thing at a time that may fail, such as what a form is for. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const running = useRef(false)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  const run = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setError(null)
    let failure: ApiError | null = null
    try {
      await work()
    } catch (thrown) {
      failure = thrown instanceof ApiError ? thrown : new ApiError('internal_error', { cause: thrown })
    }
    running.current = false
    if (!gone.current) {
      setBusy(false)
      setError(failure)
    }
    return failure === null
  }, [])
  const clear = useCallback(() => setError(null), [])
  return { busy, error, run, clear }
}
