import { useCallback, useEffect, useRef, useState } from 'react'
import type { TemplateView } from '../../../../../server/contract/template.ts'
import type { ConversationActions } from '../types.ts'

export type TemplatesState =
  | { step: 'loading' }
  | { step: 'failed' }
  | { step: 'ready'; templates: readonly TemplateView[]; refreshing: boolean }

/** The templates of the conversation's channel; `refresh` asks the provider again. */
export function useTemplates(actions: Pick<ConversationActions, 'templates'>) {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  const [state, setState] = useState<TemplatesState>({ step: 'loading' })
  const [attempt, setAttempt] = useState({ count: 0, refresh: false })
  useEffect(() => {
    let left = false
    latest.current.templates(attempt.refresh).then(
      (templates) => {
        if (!left) setState({ step: 'ready', templates, refreshing: false })
      },
      () => {
        // A refresh that failed takes nothing away; its reason was reported where it was asked for.
        if (!left)
          setState((now) => (now.step === 'ready' ? { ...now, refreshing: false } : { step: 'failed' }))
      },
    )
    return () => {
      left = true
    }
  }, [attempt])

  const again = useCallback((refresh: boolean) => {
    setState((now) => (now.step === 'ready' ? { ...now, refreshing: true } : { step: 'loading' }))
    setAttempt((now) => ({ count: now.count + 1, refresh }))
  }, [])
  return { state, refresh: () => again(true), retry: () => again(false) }
}
