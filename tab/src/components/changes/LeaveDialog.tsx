import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'

export interface LeaveDialogProps {
  guard: {
    /** Somebody wants to leave and has not said what is to become of the changes. */
    asking: boolean
    stay: () => void
    leave: () => void
  }
  /** Resolves with whether everything is saved. */
  onSave: () => Promise<boolean>
}

/** What is to become of changes that are not saved. */
export function LeaveDialog({ guard, onSave }: LeaveDialogProps) {
  const { t } = useTranslation('studio')

  async function saveAndLeave(): Promise<void> {
    // Whatever kept it from being saved is told on the page behind.
    if (await onSave()) guard.leave()
    else guard.stay()
  }

  return (
    <Dialog modalType="alert" open={guard.asking} onOpenChange={(_, { open }) => !open && guard.stay()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('leave.title')}</DialogTitle>
          <DialogContent>{t('leave.text')}</DialogContent>
          <DialogActions fluid>
            <Button onClick={guard.stay}>{t('leave.stay')}</Button>
            <Button onClick={guard.leave}>{t('leave.discard')}</Button>
            <Button appearance="primary" onClick={() => void saveAndLeave()}>
              {t('leave.save')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
