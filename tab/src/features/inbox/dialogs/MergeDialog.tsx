import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail, ConversationView } from '../../../../../server/contract/conversation.ts'
import { BusyButton } from '../../../components/BusyButton.tsx'
import { contactName } from '../../../components/contact-name.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useStyles } from './MergeDialog.styles.ts'

type Other = ConversationDetail['previous'][number]

export interface MergeDialogProps {
  conversation: ConversationView
  previous: readonly Other[]
  /** Resolves when it is done, with whether it was. */
  onMerge: (otherIds: readonly string[]) => Promise<boolean>
  onClose: () => void
}

/** Which other conversations of the same customer this one is to take in, and what becomes of them. */
export function MergeDialog({ conversation, previous, onMerge, onClose }: MergeDialogProps) {
  const { t } = useTranslation(['inbox', 'common'])
  const styles = useStyles()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const others = previous.filter((other) => other.mergeable)
  const numbers = others.filter(({ id }) => chosen.includes(id)).map(({ number }) => `#${number}`)
  const { number } = conversation

  async function merge(): Promise<void> {
    setBusy(true)
    const done = await onMerge(chosen)
    setBusy(false)
    if (done) onClose()
  }

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && !busy && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('inbox:merge.title', { number })}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.intro}>
              {t(others.length === 0 ? 'inbox:merge.none' : 'inbox:merge.intro', {
                name: contactName(conversation),
              })}
            </p>
            <ul className={styles.list}>
              {others.map((other) => (
                <OtherLine
                  key={other.id}
                  other={other}
                  chosen={chosen.includes(other.id)}
                  onChange={(on) =>
                    setChosen((before) =>
                      on ? [...before, other.id] : before.filter((id) => id !== other.id),
                    )
                  }
                />
              ))}
            </ul>
            <p className={styles.outcome} aria-live="polite">
              {numbers.length > 0 &&
                t('inbox:merge.outcome', { count: numbers.length, numbers: numbers.join(', '), number })}
            </p>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} disabledFocusable={busy}>
              {t(others.length === 0 ? 'common:action.close' : 'common:action.cancel')}
            </Button>
            {others.length > 0 && (
              <BusyButton busy={busy} disabled={chosen.length === 0} onClick={() => void merge()}>
                {t('inbox:merge.confirm')}
              </BusyButton>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

interface OtherLineProps {
  other: Other
  chosen: boolean
  onChange: (chosen: boolean) => void
}

function OtherLine({ other, chosen, onChange }: OtherLineProps) {
  const { t } = useTranslation('common')
  const styles = useStyles()
  const format = useFormat()
  const last = other.lastMessage
  const preview = last === null ? '' : (last.text ?? t(`kind.${last.kind}`))
  return (
    <li className={styles.item}>
      <Checkbox
        className={styles.check}
        checked={chosen}
        onChange={(_, data) => onChange(data.checked === true)}
        label={
          <span className={styles.other}>
            <span className={styles.head}>
              <span className={styles.number}>#{other.number}</span>
              <span className={styles.meta}>
                {t(`status.${other.status}`)} · {format.date(new Date(other.updatedAt))}
              </span>
            </span>
            <span className={styles.preview} dir="auto">
              {preview}
            </span>
          </span>
        }
      />
    </li>
  )
}
