import { Avatar } from '@fluentui/react-components'
import { PersonDeleteRegular } from '@fluentui/react-icons'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../../server/contract/conversation.ts'
import { PickDialog } from '../pick/PickDialog.tsx'
import { useNotify } from '../use-notify.tsx'
import { useInbox, useWorkspace } from '../use-workspace.ts'

const NOBODY = 'nobody'

export interface AssignDialogProps {
  conversation: ConversationView
  onAssign: (memberId: string | null) => void
  onClose: () => void
}

/** Whose a conversation is to be: oneself first, then the colleagues. */
export function AssignDialog({ conversation, onAssign, onClose }: AssignDialogProps) {
  const { t } = useTranslation('contact')
  const workspace = useWorkspace()
  const notify = useNotify()
  const me = useInbox((state) => state.me)
  const members = useInbox((state) => state.members)
  useEffect(
    () =>
      void workspace.loadMembers().catch(() => {
        notify.failed(t('membersFailed'))
        onClose()
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- asked for once
    [workspace],
  )

  const others = (members ?? [])
    .filter((member) => member.id !== me.id)
    .toSorted((a, b) => a.name.localeCompare(b.name))
  const owner = conversation.assignee?.id ?? NOBODY
  const people = [{ id: me.id, name: t('me', { name: me.name }) }, ...others].map(({ id, name }) => ({
    key: id,
    text: name,
    icon: <Avatar size={20} name={name} color="colorful" idForColor={id} />,
    chosen: id === owner,
  }))
  const nobody = {
    key: NOBODY,
    text: t('nobody'),
    icon: <PersonDeleteRegular />,
    chosen: owner === NOBODY,
  }
  return (
    <PickDialog
      title={t('assignTo')}
      placeholder={t('searchMember')}
      choices={members === null ? null : [...people, nobody]}
      nothing={t('noMember')}
      onPick={(key) => onAssign(key === NOBODY ? null : key)}
      onClose={onClose}
    />
  )
}
