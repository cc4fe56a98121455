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

export interface DeclineDialogProps {
  open: boolean
  name: string
  environmentName: string
  onClose: () => void
  onDecline: () => void
}

/** Nobody is turned away by a slip of the hand. */
export function DeclineDialog({ open, name, environmentName, onClose, onDecline }: DeclineDialogProps) {
  const { t } = useTranslation(['access', 'common'])
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('access:confirm.title', { name })}</DialogTitle>
          <DialogContent>{t('access:confirm.text', { name, environment: environmentName })}</DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('common:action.cancel')}</Button>
            <Button appearance="primary" onClick={onDecline}>
              {t('access:confirm.yes')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
