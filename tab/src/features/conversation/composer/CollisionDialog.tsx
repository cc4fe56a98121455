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
import type { MessageView } from '../../../../../server/contract/message.ts'
import { authorName, messageExcerpt } from '../messages/message-words.ts'
import { safeName } from '../messages/text-format.ts'
import { usePaneTools } from '../pane-tools.ts'
import { useStyles } from './CollisionDialog.styles.ts'

interface CollisionDialogProps {
  answers: readonly MessageView[]
  text: string
  onSend: () => void
  onEdit: () => void
  onDiscard: () => void
}

/** Somebody else answered while this answer was written: shows theirs beside mine before anything leaves. */
export function CollisionDialog({ answers, text, onSend, onEdit, onDiscard }: CollisionDialogProps) {
  const { t } = useTranslation('conversation')
  const { me, contact } = usePaneTools()
  const styles = useStyles()
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onEdit()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('collision.title', { count: answers.length })}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.intro}>{t('collision.text', { name: safeName(contact.name) })}</p>
            {answers.map((answer) => (
              <blockquote key={answer.id} className={styles.quote}>
                <span className={styles.who}>{authorName(answer.author, me, t)}</span>
                <span dir="auto">{answer.text ?? messageExcerpt(answer, t)}</span>
              </blockquote>
            ))}
            {text !== '' && (
              <>
                <p className={styles.intro}>{t('collision.yours')}</p>
                <blockquote className={styles.quote} dir="auto">
                  {text}
                </blockquote>
              </>
            )}
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="subtle" onClick={onDiscard}>
              {t('collision.discard')}
            </Button>
            <Button onClick={onSend}>{t('collision.sendAnyway')}</Button>
            <Button appearance="primary" onClick={onEdit}>
              {t('collision.edit')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
