import { Avatar } from '@fluentui/react-components'
import { DismissCircleRegular, LinkRegular, MailRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '../../../../../server/contract/people-routes.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { RowMenu } from '../parts/RowMenu.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import type { FreshLink } from './MembersPage.tsx'
import { RoleTags } from './RoleTags.tsx'

export interface InvitationsProps {
  invitations: readonly InvitationView[]
  onChanged: () => void
  onLink: (link: FreshLink) => void
  onWithdrawn: () => void
}

/** Who has been invited and has not answered yet; nothing when there is nobody. */
export function Invitations({ invitations, onChanged, onLink, onWithdrawn }: InvitationsProps) {
  const styles = useStyles()
  const { t } = useTranslation(['people', 'common'])
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const [withdrawing, setWithdrawing] = useState<InvitationView | null>(null)
  if (invitations.length === 0) return null

  async function renew(invitation: InvitationView, sendMail: boolean): Promise<void> {
    try {
      const { link } = await api.call('POST /environments/:id/invitations/:invitationId/renew', {
        params: { id: environmentId, invitationId: invitation.id },
        body: { sendMail },
      })
      if (link === null) notify.done(t('people:invite.sent', { email: safeName(invitation.email) }))
      else onLink({ email: safeName(invitation.email), link })
      onChanged()
    } catch {
      notify.failed(t('people:invitations.renewFailed', { email: safeName(invitation.email) }))
      onChanged()
    }
  }

  return (
    <Group title={t('people:invitations.title')} hint={t('people:invitations.hint')}>
      <ul className={styles.list}>
        {invitations.map((invitation) => (
          <InvitationRow
            key={invitation.id}
            invitation={invitation}
            onRenew={(sendMail) => void renew(invitation, sendMail)}
            onWithdraw={() => setWithdrawing(invitation)}
          />
        ))}
      </ul>
      {withdrawing !== null && (
        <Withdraw
          invitation={withdrawing}
          onClose={() => setWithdrawing(null)}
          onDone={() => {
            setWithdrawing(null)
            onChanged()
            onWithdrawn()
          }}
        />
      )}
    </Group>
  )
}

interface InvitationRowProps {
  invitation: InvitationView
  onRenew: (sendMail: boolean) => void
  onWithdraw: () => void
}

function InvitationRow({ invitation, onRenew, onWithdraw }: InvitationRowProps) {
  const styles = useStyles()
  const { t } = useTranslation('people')
  const format = useFormat()
  const now = useNow()
  const email = safeName(invitation.email)
  const ends = new Date(invitation.expiresAt)
  const isOver = invitation.state === 'expired' || ends <= now
  return (
    <ListRow
      media={<Avatar size={36} name={email} icon={<MailRegular />} />}
      name={email}
      detail={
        <>
          <span>
            {t('invitations.by', {
              name: safeName(invitation.invitedBy),
              moment: format.moment(new Date(invitation.invitedAt), now),
            })}
          </span>
          <span className={isOver ? styles.bad : undefined} title={format.full(ends)}>
            {isOver
              ? t('invitations.expired')
              : t('invitations.expires', { moment: format.moment(ends, now) })}
          </span>
          <span>{t(`invitations.sentBy.${invitation.sentBy}`)}</span>
        </>
      }
      aside={<RoleTags own={invitation.roles} />}
      actions={
        <RowMenu
          label={t('invitations.actionsFor', { email })}
          actions={[
            { text: t('invitations.resend'), icon: <MailRegular />, run: () => onRenew(true) },
            { text: t('invitations.newLink'), icon: <LinkRegular />, run: () => onRenew(false) },
            { text: t('invitations.withdraw'), icon: <DismissCircleRegular />, run: onWithdraw },
          ]}
        />
      }
    />
  )
}

interface WithdrawProps {
  invitation: InvitationView
  onClose: () => void
  onDone: () => void
}

function Withdraw({ invitation, onClose, onDone }: WithdrawProps) {
  const { t } = useTranslation('people')
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const task = useTask()
  const email = safeName(invitation.email)
  async function withdraw(): Promise<void> {
    const params = { id: environmentId, invitationId: invitation.id }
    const request = () => api.call('DELETE /environments/:id/invitations/:invitationId', { params })
    if (!(await task.run(request))) return
    notify.done(t('withdraw.done', { email }))
    onDone()
  }
  return (
    <ConfirmDialog
      title={t('withdraw.title', { email })}
      text={t('withdraw.text')}
      yes={t('withdraw.yes')}
      task={task}
      faults={{ not_found: t('withdraw.gone'), conflict: t('withdraw.gone') }}
      onClose={onClose}
      onConfirm={() => void withdraw()}
    />
  )
}
