import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, failureCode } from '../../api/api-error.ts'
import type { Session } from './session.ts'

export interface SignIn {
  busy: boolean
  fault: string | null
  submit: (email: string, password: string) => Promise<void>
}

/** Signing in, with what goes wrong in words. */
export function useSignIn(session: Session): SignIn {
  const { t } = useTranslation(['session', 'common'])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  function explain(error: unknown): string {
    const code = failureCode(error)
    if (code === 'unauthenticated' || code === 'invalid_input') return t('session:wrong')
    if (code === 'forbidden') return t('session:blocked')
    const wait = error instanceof ApiError ? error.problem?.retryAfterSeconds : undefined
    if (code === 'rate_limited' && wait !== undefined) return t('session:tooMany', { count: Math.ceil(wait) })
    return t(`common:error.${code}`)
  }

  return {
    busy,
    fault,
    async submit(email, password) {
      setBusy(true)
      setFault(null)
      try {
        await session.signIn(email, password)
      } catch (error) {
        setFault(explain(error))
      }
      setBusy(false)
    },
  }
}
