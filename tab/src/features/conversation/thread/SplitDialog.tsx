import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../../server/contract/conversation.ts'
import { BusyButton } from '../../../components/BusyButton.tsx'
import { contactName } from '../../../components/contact-name.ts'

interface SplitDialogProps {
  conversation: Pick<ConversationView, 'number' | 'status' | 'contact' | 'title'>
  count: number
  onSplit: () => Promise<boolean>
  onClose: (done: boolean) => void
}

/** Says what becomes of both conversations before anything is moved. */
export function SplitDialog({ conversation, count, onSplit, onClose }: SplitDialogProps) {
  const { t } = useTranslation('conversation')
  const [busy, setBusy] = useState(false)
  const { number, status } = conversation
  const isActive = status === 'open' || status === 'snoozed'

  async function split(): Promise<void> {
    setBusy(true)
    const done = await onSplit()
    setBusy(false)
    onClose(done)
  }

  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && !busy && onClose(false)}>
      <DialogSurface style={{ width: 'min(480px, calc(100vw - 16px))', boxSizing: 'border-box' }}>
        <DialogBody>
          <DialogTitle>{t('split.title', { count })}</DialogTitle>
          <DialogContent>
            {t('split.text', { count, name: contactName(conversation) })}{' '}
            {t(isActive ? 'split.aside' : 'split.stays', { number })}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => onClose(false)} disabledFocusable={busy}>
              {t('selection.cancel')}
            </Button>
            <BusyButton busy={busy} onClick={() => void split()}>
              {t('split.confirm')}
            </BusyButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
