import { Avatar, Button, Field, MessageBar, MessageBarBody, Select } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, entranceLanguages, isComplete, languageNames } from '../../i18n/languages.ts'
import { useAccount } from '../inbox/use-account.ts'
import { FaultBar } from '../session/FaultBar.tsx'
import type { Session } from '../session/session.ts'
import type { Action } from '../session/use-action.ts'
import { useSignInWays } from '../session/use-sign-in-ways.ts'
import type { AccountView } from './account-view.ts'
import { useStyles } from './OwnAccountDialog.styles.ts'
import { SessionList } from './SessionList.tsx'
import { TwoFactorSection } from './TwoFactorSection.tsx'
import type { OwnSessions } from './use-own-sessions.ts'
import type { KnownTwoFactor } from './use-two-factor.ts'

export interface OverviewProps {
  session: Session
  twoFactor: KnownTwoFactor
  sessions: OwnSessions
  /** Sending a link for a new password. */
  sending: Action
  /** What has just been done; empty when there is nothing to say. */
  said: string
  onView: (view: AccountView) => void
  onSendLink: () => void
}

/** Everything about one's own account at a glance. */
export function Overview({ session, twoFactor, sessions, sending, said, onView, onSendLink }: OverviewProps) {
  const { t } = useTranslation('ownAccount')
  const styles = useStyles()
  const { user } = useAccount()
  const ways = useSignInWays(session)
  const microsoft = sessions.items?.some(({ current, method }) => current && method === 'microsoft') ?? false
  return (
    <>
      {said !== '' && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>
            <output>{said}</output>
          </MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.me}>
        <Avatar aria-hidden size={48} name={user.name} color="colorful" idForColor={user.id} />
        <span className={styles.meWords}>
          <span className={styles.name}>{user.name}</span>
          <span className={styles.email}>{user.email}</span>
        </span>
      </div>
      <Language />
      {ways.password && (
        <section className={styles.section}>
          <h3 className={styles.sectionTitle}>{t('password.title')}</h3>
          <p className={styles.text}>{t(microsoft ? 'password.textMicrosoft' : 'password.text')}</p>
          <FaultBar error={sending.error} />
          <div className={styles.actions}>
            {microsoft ? (
              <Button disabledFocusable={sending.busy} onClick={onSendLink}>
                {t('password.sendLink')}
              </Button>
            ) : (
              <Button onClick={() => onView('password')}>{t('password.change')}</Button>
            )}
          </div>
        </section>
      )}
      <TwoFactorSection known={twoFactor} onView={onView} />
      <section className={styles.section}>
        <h3 className={styles.sectionTitle}>{t('sessions.title')}</h3>
        <SessionList sessions={sessions} />
      </section>
    </>
  )
}

function Language() {
  const { t, i18n } = useTranslation('ownAccount')
  const styles = useStyles()
  const { setLanguage } = useAccount()
  const current = chooseLanguage([i18n.language])
  return (
    <Field
      className={styles.language}
      label={t('language')}
      {...(isComplete(current) ? {} : { hint: t('partlyTranslated') })}
    >
      <Select value={current} onChange={(_, data) => setLanguage(chooseLanguage([data.value]))}>
        {entranceLanguages.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </Select>
    </Field>
  )
}
