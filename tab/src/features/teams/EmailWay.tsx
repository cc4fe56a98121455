import { Divider, Link } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../session/session.ts'
import { SignInForm } from '../session/SignInForm.tsx'
import { useSignIn } from '../session/use-sign-in.ts'
import { useSignInWays } from '../session/use-sign-in-ways.ts'
import { useStyles } from './StoppedPage.styles.ts'

/** E-mail and password, out of the way of those who come with their Microsoft account. */
export function EmailWay({ session }: { session: Session }) {
  const { t } = useTranslation('teams')
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const signIn = useSignIn(session)
  const { password } = useSignInWays(session)
  if (!password) return null
  return open ? (
    <>
      <Divider />
      <SignInForm signIn={signIn} />
    </>
  ) : (
    <Link as="button" className={styles.email} onClick={() => setOpen(true)}>
      {t('email')}
    </Link>
  )
}
