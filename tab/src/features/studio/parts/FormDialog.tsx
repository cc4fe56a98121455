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
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../../components/BusyButton.tsx'
import type { FailureCode } from '../../../api/api-error.ts'
import { useStyles } from './dialogs.styles.ts'
import type { Task } from './use-task.ts'

export interface FormDialogProps {
  title: string
  submit: string
  task: Pick<Task, 'busy' | 'fault'>
  /** Faults that mean something special here. */
  faults?: Partial<Record<FailureCode, string>>
  /** What is given cannot be sent as it is. */
  disabled?: boolean
  onClose: () => void
  onSubmit: () => void
  children: ReactNode
}

/** A form of its own in front of the page. What the server refuses is told in it, and nothing typed is lost. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, task, faults = {}, disabled = false, onClose, onSubmit, children } = props
  const styles = useStyles()
  const { t } = useTranslation('common')
  const fault = task.fault
  const send = (event: FormEvent): void => {
    event.preventDefault()
    // Forms of the page around it do not concern it.
    event.stopPropagation()
    if (!disabled && !task.busy) onSubmit()
  }
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && !task.busy && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={send} noValidate>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>
              {children}
              {fault !== null && (
                <MessageBar intent="error" layout="multiline" role="alert">
                  <MessageBarBody>{faults[fault] ?? t(`error.${fault}`)}</MessageBarBody>
                </MessageBar>
              )}
            </DialogContent>
            <DialogActions fluid>
              <Button onClick={onClose} disabledFocusable={task.busy}>
                {t('action.cancel')}
              </Button>
              <BusyButton busy={task.busy} disabled={disabled} type="submit">
                {submit}
              </BusyButton>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
