import { Avatar, Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { LinkView } from '../../../../server/contract/identity.ts'
import type { UserView } from '../../../../server/contract/member.ts'
import { hasUnsent } from '../../state/unsent.ts'
import { EntrancePage } from '../session/EntrancePage.tsx'
import { useStyles } from '../session/EntrancePage.styles.ts'
import type { Session } from '../session/session.ts'
import { useAction } from '../session/use-action.ts'
import { useStyles as useWelcomeStyles } from './welcome.styles.ts'

export interface OtherUserProps {
  session: Session
  /** Who is signed in on this device. */
  user: UserView
  view: LinkView
  onStay: () => void
}

/** The link is for somebody else than who is signed in: nobody is signed out without being told. */
export function OtherUser({ session, user, view, onStay }: OtherUserProps) {
  const { t } = useTranslation('welcome')
  const styles = useStyles()
  const welcome = useWelcomeStyles()
  const { busy, run } = useAction()
  const { name } = user
  const lead =
    view.kind === 'setup' ? t('other.textAny', { name }) : t('other.text', { name, email: view.email })
  return (
    <EntrancePage focusTitle title={t('other.title', { name })} lead={lead}>
      <div className={welcome.person}>
        <Avatar aria-hidden size={32} name={name} color="colorful" idForColor={user.id} />
        <span className={welcome.fact}>{user.email}</span>
      </div>
      {hasUnsent(user.id) && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('other.unsent', { name })}</MessageBarBody>
        </MessageBar>
      )}
      <Button
        className={styles.submit}
        appearance="primary"
        size="large"
        disabledFocusable={busy}
        onClick={() => void run(() => session.signOut())}
      >
        {t('other.goOn')}
      </Button>
      <Button className={styles.submit} size="large" onClick={onStay}>
        {t('other.stay', { name })}
      </Button>
    </EntrancePage>
  )
}
