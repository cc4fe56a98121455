import { Badge, Button, Spinner } from '@fluentui/react-components'
import { DesktopRegular, PhoneRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '../../../../server/contract/identity.ts'
import { Delayed } from '../../components/Delayed.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { FaultBar } from '../session/FaultBar.tsx'
import { useAction, type Action } from '../session/use-action.ts'
import { useStyles as useDialogStyles } from './OwnAccountDialog.styles.ts'
import { useStyles } from './SessionList.styles.ts'
import type { OwnSessions } from './use-own-sessions.ts'

export interface SessionListProps {
  sessions: OwnSessions
}

/** Where one is signed in, and the way to put an end to it elsewhere. */
export function SessionList({ sessions }: SessionListProps) {
  const { t } = useTranslation('ownAccount')
  const dialog = useDialogStyles()
  const styles = useStyles()
  const action = useAction()
  const [said, setSaid] = useState('')
  const { items, failure } = sessions
  if (failure !== null) return <ErrorState code={failure} onRetry={() => void sessions.load()} />
  if (items === null) {
    return (
      <Delayed afterMs={400}>
        <Spinner label={t('loading')} />
      </Delayed>
    )
  }

  async function end(work: () => Promise<void>, words: string): Promise<void> {
    setSaid('')
    if (await action.run(work)) setSaid(words)
  }

  const others = items.filter(({ current }) => !current).length
  return (
    <>
      <ul className={styles.list}>
        {items.map((session) => (
          <Row
            key={session.id}
            session={session}
            busy={action.busy}
            onEnd={() => void end(() => sessions.end(session.id), t('sessions.ended'))}
          />
        ))}
      </ul>
      <FaultBar error={action.error} />
      <output className={dialog.hint}>{said !== '' ? said : others === 0 && t('sessions.none')}</output>
      {others > 1 && (
        <EndOthers
          action={action}
          onEnd={() => void end(() => sessions.endOthers(), t('sessions.othersEnded'))}
        />
      )}
    </>
  )
}

interface RowProps {
  session: SessionView
  busy: boolean
  onEnd: () => void
}

/** Names of systems that are held in a hand; whatever else it is stands on a desk. */
const HANDHELD = /android|iphone|ipad|ios/i

function Row({ session, busy, onEnd }: RowProps) {
  const { t } = useTranslation('ownAccount')
  const styles = useStyles()
  const format = useFormat()
  const now = useNow()
  const device = session.device ?? t('sessions.unknownDevice')
  const facts = [
    session.current
      ? t('sessions.activeNow')
      : t('sessions.lastSeen', { moment: format.moment(new Date(session.lastSeenAt), now) }),
    ...(session.address === null ? [] : [session.address]),
    ...(session.method === 'microsoft' ? [t('sessions.microsoft')] : []),
  ]
  return (
    <li className={styles.row}>
      <span className={styles.icon} aria-hidden="true">
        {HANDHELD.test(device) ? <PhoneRegular /> : <DesktopRegular />}
      </span>
      <span className={styles.words}>
        <span className={styles.device}>
          {device}
          {session.current && (
            <Badge appearance="tint" color="success">
              {t('sessions.thisOne')}
            </Badge>
          )}
        </span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
      </span>
      {!session.current && (
        <Button aria-label={t('sessions.endOf', { device })} disabledFocusable={busy} onClick={onEnd}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}

/** Asks once more: it cannot be taken back. */
function EndOthers({ action, onEnd }: { action: Action; onEnd: () => void }) {
  const { t } = useTranslation(['ownAccount', 'common'])
  const dialog = useDialogStyles()
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <div className={dialog.actions}>
        <Button onClick={() => setAsking(true)}>{t('ownAccount:sessions.endOthers')}</Button>
      </div>
    )
  }
  return (
    <>
      <output className={dialog.text}>{t('ownAccount:sessions.endOthersConfirm')}</output>
      <div className={dialog.actions}>
        <Button appearance="primary" disabledFocusable={action.busy} onClick={onEnd}>
          {t('ownAccount:sessions.endOthers')}
        </Button>
        <Button onClick={() => setAsking(false)}>{t('common:action.cancel')}</Button>
      </div>
    </>
  )
}
