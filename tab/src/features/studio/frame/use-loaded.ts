import { useCallback, useEffect, useState } from 'react'
import { failureCode, isAborted, type FailureCode } from '../../../api/api-error.ts'

export type LoadState<T> =
  { step: 'loading' } | { step: 'failed'; code: FailureCode } | { step: 'ready'; value: T }

export interface Loaded<T> {
  state: LoadState<T>
  /** Asks again. What is there stays on the screen until the answer comes, and when none comes. */
  reload: () => void
  /** Puts in what is known anew; nothing before anything is there. */
  change: (edit: (value: T) => T) => void
}

/** What a page needs from the server. Another `load` is another question: it has to stay the same between renderings. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<LoadState<T>>({ step: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const [asked, setAsked] = useState(() => load)
  if (asked !== load) {
    setAsked(() => load)
    setState({ step: 'loading' })
  }

  useEffect(() => {
    const question = new AbortController()
    load(question.signal)
      .then((value) => !question.signal.aborted && setState({ step: 'ready', value }))
      .catch((error: unknown) => {
        if (isAborted(error) || question.signal.aborted) return
        setState((before) =>
          before.step === 'ready' ? before : { step: 'failed', code: failureCode(error) },
        )
      })
    return () => question.abort()
  }, [load, attempt])

  return {
    state,
    reload: useCallback(() => {
      setState((before) => (before.step === 'failed' ? { step: 'loading' } : before))
      setAttempt((count) => count + 1)
    }, []),
    change: useCallback(
      (edit) =>
        setState((before) =>
          before.step === 'ready' ? { step: 'ready', value: edit(before.value) } : before,
        ),
      [],
    ),
  }
}
