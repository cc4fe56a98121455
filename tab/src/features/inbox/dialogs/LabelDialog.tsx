import { TagRegular } from '@fluentui/react-icons'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../../server/contract/conversation.ts'
import { MOST_LABELS } from '../../../../../server/contract/label-routes.ts'
import { contactName } from '../../../components/contact-name.ts'
import { PickDialog } from '../pick/PickDialog.tsx'
import type { Rearranging } from '../use-rearranging.ts'
import { useInbox, useWorkspace } from '../use-workspace.ts'

const LONGEST_LABEL = 50

export interface LabelDialogProps {
  conversation: ConversationView
  onLabel: Rearranging['label']
  onClose: () => void
}

/** The labels of a conversation: those it has first, then those that the team uses elsewhere. */
export function LabelDialog({ conversation, onLabel, onClose }: LabelDialogProps) {
  const { t } = useTranslation('inbox')
  const workspace = useWorkspace()
  const used = useInbox((state) => state.labels)
  const { id, labels } = conversation
  useEffect(() => void workspace.loadLabels().catch(() => undefined), [workspace])

  const isFull = labels.length >= MOST_LABELS
  // In an order that stays while they are chosen and let go of.
  const all = [...new Set([...(used ?? []), ...labels])].toSorted((a, b) => a.localeCompare(b))
  return (
    <PickDialog
      title={t('label.title', { name: contactName(conversation) })}
      placeholder={t('label.placeholder')}
      several
      maxLength={LONGEST_LABEL}
      choices={all
        .filter((label) => !isFull || labels.includes(label))
        .map((label) => ({
          key: label,
          text: label,
          icon: <TagRegular />,
          chosen: labels.includes(label),
        }))}
      {...(isFull ? {} : { create: (typed: string) => t('label.create', { label: typed }) })}
      nothing={t(isFull ? 'label.full' : 'label.none')}
      hint={t('label.hint')}
      onPick={(label) => {
        const next = labels.includes(label) ? labels.filter((other) => other !== label) : [...labels, label]
        void onLabel(id, next, true)
      }}
      onClose={onClose}
    />
  )
}
