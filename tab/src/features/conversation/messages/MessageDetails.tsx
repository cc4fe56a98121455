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
import { useFormat } from '../../../i18n/use-format.ts'
import { usePaneTools } from '../pane-tools.ts'
import { useReturnFocus } from '../use-return-focus.ts'
import { useStyles } from './cards.styles.ts'
import { authorName, type ConversationText } from './message-words.ts'
import { safeName } from './text-format.ts'

/** Everything we know about a message, for questions and for support. */
export function MessageDetails({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const { t } = useTranslation('conversation')
  const { me } = usePaneTools()
  useReturnFocus()
  const format = useFormat()
  const styles = useStyles()
  const rows = detailRows(message, { t, full: format.full, author: authorName(message.author, me, t) })
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('details.title')}</DialogTitle>
          <DialogContent>
            <dl className={styles.fields}>
              {rows.map(([name, value]) => (
                <div key={name}>
                  <dt className={styles.fieldName}>{name}</dt>
                  <dd className={styles.fieldValue} dir="auto">
                    {value}
                  </dd>
                </div>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('details.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

interface Words {
  t: ConversationText
  full: (at: Date) => string
  author: string
}

function detailRows(message: MessageView, { t, full, author }: Words): [string, string][] {
  const { delivery } = message
  const at = (instant: string | undefined) => (instant === undefined ? undefined : full(new Date(instant)))
  const rows: [string, string | undefined][] = [
    [t('details.from'), author],
    [t('details.kind'), message.direction === 'note' ? t('author.note') : t(`kind.${message.kind}`)],
    [t('details.channel'), message.channel && t(`channel.${message.channel.kind}`)],
    [t('details.time'), at(message.at)],
    [t('details.status'), delivery && t(`delivery.${delivery.status}`)],
    [t('details.statusTime'), at(delivery?.at)],
    [t('details.reason'), delivery?.error && t(`failure.${delivery.error.code}.title`)],
    [t('details.platformCode'), delivery?.error?.platformCode],
    [t('details.platformDetail'), delivery?.error?.detail],
    [t('details.edited'), at(message.editedAt)],
    [t('details.deleted'), at(message.revokedAt)],
    [t('details.externalId'), message.externalId],
  ]
  return rows.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, safeName(value)]],
  )
}
