import { CodeForm } from './CodeForm.tsx'
import { CredentialsForm } from './CredentialsForm.tsx'
import { ForgotForm, LinkSent } from './ForgotForm.tsx'
import type { SignIn } from './use-sign-in.ts'

export interface SignInFormProps {
  signIn: SignIn
}

/** Whatever the step of signing in takes. */
export function SignInForm({ signIn }: SignInFormProps) {
  const { step, busy, error } = signIn
  switch (step.at) {
    case 'password':
      return <CredentialsForm signIn={signIn} email={step.email} />
    case 'code':
      return (
        <CodeForm
          busy={busy}
          error={error}
          submit={(code) => signIn.confirm(code)}
          onBack={() => signIn.begin(step.email)}
        />
      )
    case 'forgot':
      return <ForgotForm signIn={signIn} email={step.email} />
    case 'sent':
      return <LinkSent signIn={signIn} email={step.email} />
  }
}
