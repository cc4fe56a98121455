import { Avatar, Button, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../../../server/contract/member.ts'
import type { AccessRequestView } from '../../../../../server/contract/teams.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useStyles } from './access.styles.ts'
import { DeclineDialog } from './DeclineDialog.tsx'
import { nameOf } from './request-name.ts'
import { RolePicker } from './RolePicker.tsx'

export interface AccessRequestCardProps {
  request: AccessRequestView
  environmentName: string
  /** Resolves once the answer is there, whatever it is. */
  onApprove: (roles: readonly Role[]) => Promise<void>
  onDecline: () => Promise<void>
}

/** One person who asks: who they are, what they say, and the two answers. */
export function AccessRequestCard({
  request,
  environmentName,
  onApprove,
  onDecline,
}: AccessRequestCardProps) {
  const styles = useStyles()
  const { t } = useTranslation('access')
  const [roles, setRoles] = useState<readonly Role[]>(['agent'])
  const [busy, setBusy] = useState<'approve' | 'decline' | null>(null)
  const [asking, setAsking] = useState(false)
  const name = nameOf(request)
  const message = request.message?.trim() ?? ''

  function run(what: 'approve' | 'decline', decide: () => Promise<void>): void {
    if (busy !== null) return
    setBusy(what)
    void decide().finally(() => setBusy(null))
  }

  return (
    <li className={styles.card}>
      <Person request={request} />
      {message !== '' && (
        <p className={styles.message} dir="auto">
          {message}
        </p>
      )}
      <div className={styles.answer}>
        <RolePicker roles={roles} name={name} disabled={busy !== null} onChange={setRoles} />
        <div className={styles.buttons}>
          <Button
            disabledFocusable={busy !== null}
            icon={busy === 'decline' ? <Spinner size="tiny" /> : null}
            aria-label={t('declineWho', { name })}
            onClick={() => setAsking(true)}
          >
            {t('decline')}
          </Button>
          <Button
            appearance="primary"
            disabledFocusable={busy !== null || roles.length === 0}
            icon={busy === 'approve' ? <Spinner size="tiny" /> : null}
            aria-label={t('approveWho', { name })}
            onClick={() => run('approve', () => onApprove(roles))}
          >
            {t('approve')}
          </Button>
        </div>
      </div>
      <DeclineDialog
        open={asking}
        name={name}
        environmentName={environmentName}
        onClose={() => setAsking(false)}
        onDecline={() => {
          setAsking(false)
          run('decline', onDecline)
        }}
      />
    </li>
  )
}

function Person({ request }: { request: AccessRequestView }) {
  const styles = useStyles()
  const { t } = useTranslation('access')
  const format = useFormat()
  const now = useNow()
  const at = new Date(request.requestedAt)
  const name = nameOf(request)
  return (
    <div className={styles.person}>
      <Avatar aria-hidden size={40} name={name} color="colorful" idForColor={request.id} />
      <div className={styles.words}>
        <h2 className={styles.name} dir="auto">
          {name}
        </h2>
        <span className={styles.email}>{safeName(request.email)}</span>
      </div>
      <time className={styles.since} dateTime={request.requestedAt} title={format.full(at)}>
        {t('since', { moment: format.moment(at, now) })}
      </time>
    </div>
  )
}
