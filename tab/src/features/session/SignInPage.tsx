import { Link, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Logo } from '../../components/Logo.tsx'
import { DemoAccounts } from './DemoAccounts.tsx'
import { MicrosoftSignIn } from './MicrosoftSignIn.tsx'
import type { Session } from './session.ts'
import { SignInForm } from './SignInForm.tsx'
import { useStyles } from './SignInPage.styles.ts'
import { useDemo } from './use-demo.ts'
import { useSignIn } from './use-sign-in.ts'
import { useSignInWays } from './use-sign-in-ways.ts'

export interface SignInPageProps {
  session: Session
  expired: boolean
  /** What a sign-in with Microsoft ended with. */
  fault: string | null
}

export function SignInPage({ session, expired, fault }: SignInPageProps) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const demo = useDemo()
  const signIn = useSignIn(session)
  const ways = useSignInWays(session)

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
        {fault !== null && signIn.fault === null && <MicrosoftFault fault={fault} />}
        {ways.password && <SignInForm signIn={signIn} />}
        {ways.microsoft && <MicrosoftSignIn alone={!ways.password} />}
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

/** What has a sentence of its own; everything else did not work, whatever it was. */
const FAULTS = [
  'cancelled',
  'consent_required',
  'unknown_person',
  'expired',
  'rate_limited',
  'unavailable',
  'not_configured',
] as const

function MicrosoftFault({ fault }: { fault: string }) {
  const { t } = useTranslation('session')
  const known = FAULTS.find((name) => name === fault) ?? 'failed'
  return (
    <MessageBar intent={known === 'cancelled' ? 'info' : 'error'} layout="multiline" role="alert">
      <MessageBarBody>{t(`microsoft.fault.${known}`)}</MessageBarBody>
    </MessageBar>
  )
}
