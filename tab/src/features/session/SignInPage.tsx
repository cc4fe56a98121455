import { Link, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { DemoAccounts } from './DemoAccounts.tsx'
import { EntrancePage } from './EntrancePage.tsx'
import { useStyles } from './EntrancePage.styles.ts'
import { MicrosoftSignIn } from './MicrosoftSignIn.tsx'
import type { Session } from './session.ts'
import { SignInForm } from './SignInForm.tsx'
import { useDemo } from './use-demo.ts'
import { useSignIn, type SignIn, type SignInStep } from './use-sign-in.ts'
import { useSignInWays } from './use-sign-in-ways.ts'

export interface SignInPageProps {
  session: Session
  expired: boolean
  /** What a sign-in with Microsoft ended with. */
  fault: string | null
  /** Where it begins, when that is not with the password. */
  first?: SignInStep
}

const TITLES = {
  password: 'title',
  code: 'code.title',
  forgot: 'forgot.title',
  sent: 'forgot.sentTitle',
} as const satisfies Record<SignInStep['at'], string>

/** For whoever is nobody here yet. */
export function SignInPage({ session, expired, fault, first }: SignInPageProps) {
  const { t } = useTranslation('session')
  const signIn = useSignIn(session, first)
  const ways = useSignInWays(session)
  const { at } = signIn.step
  const begins = at === 'password'
  const silent = signIn.error === null && !signIn.busy

  return (
    <EntrancePage
      title={t(TITLES[at])}
      focusTitle={at === 'sent'}
      below={begins && <Demo signIn={signIn} />}
      {...(begins ? { lead: t('lead') } : {})}
    >
      {begins && ways.setup && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('setup.title')}</MessageBarTitle>
            {t('setup.text')}
          </MessageBarBody>
        </MessageBar>
      )}
      {begins && expired && silent && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('expired')}</MessageBarBody>
        </MessageBar>
      )}
      {begins && fault !== null && silent && <MicrosoftFault fault={fault} />}
      {(ways.password || !begins) && <SignInForm signIn={signIn} />}
      {begins && ways.microsoft && <MicrosoftSignIn alone={!ways.password} />}
    </EntrancePage>
  )
}

/** Who one may be on a demonstration server; nothing elsewhere. */
function Demo({ signIn }: { signIn: SignIn }) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const demo = useDemo()
  if (demo === null || demo.accounts.length === 0) return null
  return (
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
