import { Link, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Logo } from '../../components/Logo.tsx'
import { DemoAccounts } from './DemoAccounts.tsx'
import type { Session } from './session.ts'
import { SignInForm } from './SignInForm.tsx'
import { useStyles } from './SignInPage.styles.ts'
import { useDemo } from './use-demo.ts'
import { useSignIn } from './use-sign-in.ts'

export interface SignInPageProps {
  session: Session
  expired: boolean
}

export function SignInPage({ session, expired }: SignInPageProps) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const demo = useDemo()
  const signIn = useSignIn(session)

  return (
    <main className={styles.root}>
      <div className={styles.card}>
        <div className={styles.head}>
          <div className={styles.logo}>
            <Logo size={40} />
          </div>
          <h1 className={styles.title}>{t('title')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
        </div>
        {expired && signIn.fault === null && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>{t('expired')}</MessageBarBody>
          </MessageBar>
        )}
        <SignInForm signIn={signIn} />
      </div>
      {demo !== null && demo.accounts.length > 0 && (
        <section className={styles.card} aria-label={t('demo.title')}>
          <DemoAccounts accounts={demo.accounts} signIn={signIn} />
          {demo.simulatorUrl !== undefined && (
            <div className={styles.simulator}>
              <Link href={demo.simulatorUrl} target="_blank" rel="noopener">
                {t('demo.simulator')}
              </Link>
              <span>{t('demo.simulatorHint')}</span>
            </div>
          )}
        </section>
      )}
    </main>
  )
}
