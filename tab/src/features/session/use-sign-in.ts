import { useState } from 'react'
import { failureCode, type ApiError } from '../../api/api-error.ts'
import type { Session } from './session.ts'
import { useAction } from './use-action.ts'

export type SignInStep =
  | { at: 'password'; email: string }
  /** The password was right, the second factor is missing. */
  | { at: 'code'; email: string; password: string }
  | { at: 'forgot'; email: string }
  | { at: 'sent'; email: string }

export interface SignIn {
  step: SignInStep
  busy: boolean
  error: ApiError | null
  submit: (email: string, password: string) => Promise<void>
  /** With a code of the second factor, or a recovery code. */
  confirm: (code: string) => Promise<void>
  /** To where one asks for a link for a new password. */
  forget: (email: string) => void
  sendLink: (email: string) => Promise<void>
  /** Back to the first step. */
  begin: (email: string) => void
}

const FIRST: SignInStep = { at: 'password', email: '' }

/** Signing in step by step; none of it rejects. */
export function useSignIn(session: Session, first: SignInStep = FIRST): SignIn {
  const [step, setStep] = useState(first)
  const { busy, error, run, clear } = useAction()

  function go(next: SignInStep): void {
    clear()
    setStep(next)
  }

  return {
    step,
    busy,
    error,
    forget: (email) => go({ at: 'forgot', email }),
    begin: (email) => go({ at: 'password', email }),
    async submit(email, password) {
      await run(async () => {
        try {
          await session.signIn(email, password)
        } catch (thrown) {
          if (failureCode(thrown) !== 'totp_required') throw thrown
          setStep({ at: 'code', email, password })
        }
      })
    },
    async confirm(code) {
      if (step.at !== 'code') return
      const { email, password } = step
      await run(async () => {
        try {
          await session.signIn(email, password, code)
        } catch (thrown) {
          // The password has been changed meanwhile.
          if (failureCode(thrown) === 'unauthenticated') setStep({ at: 'password', email })
          throw thrown
        }
      })
    },
    async sendLink(email) {
      await run(async () => {
        await session.anonymous.call('POST /password-resets', { body: { email } })
        setStep({ at: 'sent', email })
      })
    },
  }
}
