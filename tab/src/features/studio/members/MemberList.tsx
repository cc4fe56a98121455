import { Avatar, Badge, Tooltip } from '@fluentui/react-components'
import {
  EditRegular,
  PhoneKeyRegular,
  PersonDeleteRegular,
  ShieldCheckmark16Filled,
  ShieldKeyhole16Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberDetail } from '../../../../../server/contract/people-routes.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useAccount } from '../../inbox/use-account.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { RowMenu, type RowAction } from '../parts/RowMenu.tsx'
import { useTask } from '../parts/use-task.ts'
import { useEnvironment } from '../frame/use-environment.ts'
import { useStudio } from '../use-studio.ts'
import { ResetFactor } from './ResetFactor.tsx'
import { RolesDialog } from './RolesDialog.tsx'
import { RoleTags } from './RoleTags.tsx'

export interface MemberListProps {
  members: readonly MemberDetail[]
  onChanged: () => void
  /** What the member themselves may do here has changed. */
  onOwnChange: () => void
  /** The row that had the focus is gone. */
  onRemoved: () => void
}

/** Those who can work here: given roles here, or passed on by the agency. */
export function MemberList({ members, onChanged, onOwnChange, onRemoved }: MemberListProps) {
  const styles = useStyles()
  const { t } = useTranslation('people')
  const { user } = useAccount()
  const notify = useNotify()
  const [editing, setEditing] = useState<MemberDetail | null>(null)
  const [resetting, setResetting] = useState<MemberDetail | null>(null)
  const [removing, setRemoving] = useState<MemberDetail | null>(null)
  return (
    <Group title={t('members.list')} hint={t('members.count', { count: members.length })}>
      <ul className={styles.list}>
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            isSelf={member.id === user.id}
            onEdit={() => setEditing(member)}
            onReset={() => setResetting(member)}
            onRemove={() => setRemoving(member)}
          />
        ))}
      </ul>
      {editing !== null && (
        <RolesDialog
          member={editing}
          isSelf={editing.id === user.id}
          onClose={() => setEditing(null)}
          onSaved={() => {
            notify.done(t('members.saved', { name: safeName(editing.name) }))
            setEditing(null)
            onChanged()
            if (editing.id === user.id) onOwnChange()
          }}
        />
      )}
      {resetting !== null && (
        <ResetFactor
          member={resetting}
          onClose={() => setResetting(null)}
          onReset={() => {
            notify.done(t('resetFactor.done', { name: safeName(resetting.name) }))
            setResetting(null)
            onChanged()
          }}
        />
      )}
      {removing !== null && (
        <RemoveMember
          member={removing}
          onClose={() => setRemoving(null)}
          onRemoved={() => {
            notify.done(t('members.removed', { name: safeName(removing.name) }))
            setRemoving(null)
            onChanged()
            onRemoved()
          }}
        />
      )}
    </Group>
  )
}

interface MemberRowProps {
  member: MemberDetail
  isSelf: boolean
  onEdit: () => void
  onReset: () => void
  onRemove: () => void
}

function MemberRow({ member, isSelf, onEdit, onReset, onRemove }: MemberRowProps) {
  const { t } = useTranslation('people')
  const name = safeName(member.name) || safeName(member.email)
  const isGuest = member.ownRoles.length === 0
  const actions: RowAction[] = [
    { text: t(isGuest ? 'members.giveRoles' : 'members.editRoles'), icon: <EditRegular />, run: onEdit },
    ...(member.twoFactor && !isSelf
      ? [{ text: t('members.resetFactor'), icon: <PhoneKeyRegular />, run: onReset }]
      : []),
    // Whoever leaves is let go by a colleague: nobody locks themselves out by a slip.
    ...(isGuest || isSelf
      ? []
      : [{ text: t('members.remove'), icon: <PersonDeleteRegular />, run: onRemove }]),
  ]
  return (
    <ListRow
      media={<Avatar size={36} name={name} color="colorful" idForColor={member.id} />}
      name={name}
      marks={
        isSelf && (
          <Badge appearance="tint" color="brand">
            {t('members.you')}
          </Badge>
        )
      }
      detail={<MemberFacts member={member} />}
      aside={<RoleTags own={member.ownRoles} inherited={member.inheritedRoles} />}
      actions={<RowMenu label={t('members.actionsFor', { name })} actions={actions} />}
    />
  )
}

function MemberFacts({ member }: { member: MemberDetail }) {
  const styles = useStyles()
  const { t } = useTranslation('people')
  const format = useFormat()
  const now = useNow()
  const { lastSeenAt } = member
  return (
    <>
      <span>{safeName(member.email)}</span>
      <span title={lastSeenAt === null ? undefined : format.full(new Date(lastSeenAt))}>
        {lastSeenAt === null
          ? t('members.neverSeen')
          : t('members.seen', { moment: format.moment(new Date(lastSeenAt), now) })}
      </span>
      {member.twoFactor && (
        <Tooltip content={t('members.twoFactorHint')} relationship="description">
          <span className={styles.mark}>
            <ShieldCheckmark16Filled className={styles.good} aria-hidden />
            {t('members.twoFactor')}
          </span>
        </Tooltip>
      )}
      {member.microsoft && (
        <Tooltip content={t('members.microsoftHint')} relationship="description">
          <span className={styles.mark}>
            <ShieldKeyhole16Regular aria-hidden />
            {t('members.microsoft')}
          </span>
        </Tooltip>
      )}
    </>
  )
}

interface RemoveMemberProps {
  member: MemberDetail
  onClose: () => void
  onRemoved: () => void
}

function RemoveMember({ member, onClose, onRemoved }: RemoveMemberProps) {
  const { t } = useTranslation('people')
  const { api, environmentId } = useStudio()
  const environment = useEnvironment()
  const task = useTask()
  const name = safeName(member.name)
  const stays = member.inheritedRoles.length > 0
  async function remove(): Promise<void> {
    const params = { id: environmentId, memberId: member.id }
    if (await task.run(() => api.call('DELETE /environments/:id/people/:memberId', { params }))) onRemoved()
  }
  return (
    <ConfirmDialog
      title={t('remove.title', { name })}
      text={t(stays ? 'remove.textInherited' : 'remove.text', { name, environment: environment.name })}
      yes={t('remove.yes')}
      task={task}
      faults={{ conflict: t('members.lastManager') }}
      onClose={onClose}
      onConfirm={() => void remove()}
    />
  )
}
