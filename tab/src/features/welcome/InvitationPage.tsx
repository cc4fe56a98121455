import { Button, Divider } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkView } from '../../../../server/contract/identity.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { CodeForm } from '../session/CodeForm.tsx'
import { EntrancePage } from '../session/EntrancePage.tsx'
import { useStyles as useEntranceStyles } from '../session/EntrancePage.styles.ts'
import { MicrosoftLogo } from '../session/MicrosoftLogo.tsx'
import type { Session } from '../session/session.ts'
import type { SignInStep } from '../session/use-sign-in.ts'
import { KnownPersonForm } from './KnownPersonForm.tsx'
import { NewPersonForm } from './NewPersonForm.tsx'
import { useEntering } from './use-entering.ts'
import { useStyles } from './welcome.styles.ts'

type Invitation = Extract<LinkView, { kind: 'invitation' }>

export interface InvitationPageProps {
  session: Session
  token: string
  view: Invitation
  onGone: () => void
  onAsk: (step: SignInStep) => void
}

/** What an invitation asks of somebody: a name and a password, or the password that they have. */
export interface Acceptance {
  name?: string
  password: string
}

/** Follows an invitation (DX-MEM-03, DX-MEM-04). */
export function InvitationPage({ session, token, view, onGone, onAsk }: InvitationPageProps) {
  const { t } = useTranslation(['welcome', 'session'])
  const { environment, invitedBy: name } = view
  const [given, setGiven] = useState<Acceptance | null>(null)
  const entering = useEntering(session, onGone)
  const { action, needsCode } = entering

  const accept = (acceptance: Acceptance, totp?: string): Promise<boolean> => {
    setGiven(acceptance)
    return entering.enter(() =>
      session.anonymous.call('POST /invitations/accept', {
        body: { token, ...acceptance, ...(totp === undefined ? {} : { totp }) },
      }),
    )
  }

  if (needsCode && given !== null) {
    return (
      <EntrancePage title={t('session:code.title')}>
        <CodeForm
          busy={action.busy}
          error={action.error}
          submit={(code) => accept(given, code)}
          onBack={entering.back}
          action={t('welcome:invitation.accept')}
        />
      </EntrancePage>
    )
  }
  return (
    <EntrancePage
      title={t('welcome:invitation.title', { environment })}
      lead={
        name === null
          ? t('welcome:invitation.invited', { environment })
          : t('welcome:invitation.invitedBy', { environment, name })
      }
    >
      <Facts view={view} />
      {view.known ? (
        <KnownPersonForm
          email={view.email}
          action={action}
          submit={accept}
          onForgot={() => onAsk({ at: 'forgot', email: view.email })}
        />
      ) : (
        <NewPersonForm view={view} action={action} submit={accept} />
      )}
      {view.microsoft && <WithMicrosoft email={view.email} />}
    </EntrancePage>
  )
}

function Facts({ view }: { view: Invitation }) {
  const { t } = useTranslation(['welcome', 'common'])
  const styles = useStyles()
  const format = useFormat()
  const list = new Intl.ListFormat(format.language)
  return (
    <dl className={styles.facts}>
      <dt className={styles.term}>{t('welcome:invitation.for')}</dt>
      <dd className={styles.fact}>{view.email}</dd>
      <dt className={styles.term}>{t('welcome:invitation.roles', { count: view.roles.length })}</dt>
      <dd className={styles.fact}>{list.format(view.roles.map((role) => t(`common:role.${role}`)))}</dd>
      <dt className={styles.term}>{t('welcome:invitation.validUntil')}</dt>
      <dd className={styles.fact}>{format.dateTime(new Date(view.expiresAt))}</dd>
    </dl>
  )
}

/** Whoever signs in with the Microsoft account of the invited address has accepted; the link itself does not go along. */
function WithMicrosoft({ email }: { email: string }) {
  const { t } = useTranslation(['welcome', 'session'])
  const styles = useEntranceStyles()
  const query = new URLSearchParams({ return: '/', login_hint: email })
  return (
    <>
      <Divider>{t('session:or')}</Divider>
      <Button
        as="a"
        href={`/auth/microsoft?${query.toString()}`}
        size="large"
        className={styles.submit}
        icon={<MicrosoftLogo />}
      >
        {t('welcome:invitation.microsoft')}
      </Button>
    </>
  )
}
