import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'

export interface SignOutDialogProps {
  open: boolean
  onClose: () => void
  onConfirm: () => void
}

/** Signing out would delete an answer that has not left yet. */
export function SignOutDialog({ open, onClose, onConfirm }: SignOutDialogProps) {
  const { t } = useTranslation(['inbox', 'common'])
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('inbox:signOut.title')}</DialogTitle>
          <DialogContent>{t('inbox:signOut.text')}</DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary">{t('common:action.cancel')}</Button>
            </DialogTrigger>
            <Button onClick={onConfirm}>{t('inbox:signOut.confirm')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
