import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../../components/BusyButton.tsx'
import type { FailureCode } from '../../../api/api-error.ts'
import { useStyles } from './dialogs.styles.ts'
import type { Task } from './use-task.ts'

export interface ConfirmDialogProps {
  title: string
  /** What happens then. */
  text: ReactNode
  yes: string
  task: Pick<Task, 'busy' | 'fault'>
  faults?: Partial<Record<FailureCode, string>>
  /** Something else that has to be there first. */
  disabled?: boolean
  onClose: () => void
  onConfirm: () => void
}

/** Nothing that cannot be taken back is done by a slip of the hand. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, yes, task, faults = {}, disabled = false, onClose, onConfirm } = props
  const styles = useStyles()
  const { t } = useTranslation('common')
  const fault = task.fault
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && !task.busy && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            {typeof text === 'string' ? <p className={styles.text}>{text}</p> : text}
            {fault !== null && (
              <MessageBar intent="error" layout="multiline" role="alert">
                <MessageBarBody>{faults[fault] ?? t(`error.${fault}`)}</MessageBarBody>
              </MessageBar>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} disabledFocusable={task.busy}>
              {t('action.cancel')}
            </Button>
            <BusyButton
              busy={task.busy}
              disabled={disabled}
              onClick={() => !disabled && !task.busy && onConfirm()}
            >
              {yes}
            </BusyButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
