import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { Warning16Filled } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyLine } from './CopyLine.tsx'
import { useStyles } from './dialogs.styles.ts'

export interface OnceDialogProps {
  title: string
  text: ReactNode
  /** What the secret is called. */
  what: string
  secret: string
  onClose: () => void
}

/** A secret that is shown this one time; it stays until somebody says that they have it. */
export function OnceDialog({ title, text, what, secret, onClose }: OnceDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  return (
    // Neither a click beside it nor Escape throws away what cannot be had again.
    <Dialog modalType="alert" open>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.once}>
            <p className={styles.text}>{text}</p>
            <CopyLine value={secret} what={what} />
            <p className={styles.warning}>
              <span className={styles.warningIcon} aria-hidden="true">
                <Warning16Filled />
              </span>
              {t('parts.once')}
            </p>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('parts.haveIt')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
