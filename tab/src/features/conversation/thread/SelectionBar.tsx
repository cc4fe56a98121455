import { Button } from '@fluentui/react-components'
import { ArrowSplit20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../../server/contract/conversation.ts'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { useStyles } from './SelectionBar.styles.ts'
import { SplitDialog } from './SplitDialog.tsx'

interface SelectionBarProps {
  conversation: Pick<ConversationView, 'number' | 'status' | 'inboundCount' | 'contact' | 'title'>
  chosen: readonly MessageView[]
  onSplit: (messageIds: readonly string[]) => Promise<boolean>
  onEnd: () => void
}

/** Stands in the composer's place while messages are chosen: how many there are, and what can be done with them. */
export function SelectionBar({ conversation, chosen, onSplit, onEnd }: SelectionBarProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const [asking, setAsking] = useState(false)
  const inbound = chosen.filter(({ direction }) => direction === 'inbound').length
  const takesAll = inbound === conversation.inboundCount && chosen.length > 0
  const count = chosen.length

  return (
    <section className={styles.root} aria-label={t('selection.label')}>
      <div className={styles.words}>
        <output className={styles.count}>{t('selection.count', { count })}</output>
        <span className={styles.hint}>{t(takesAll ? 'selection.needCustomer' : 'selection.hint')}</span>
      </div>
      <div className={styles.buttons}>
        <Button onClick={onEnd}>{t('selection.cancel')}</Button>
        <Button
          appearance="primary"
          icon={<ArrowSplit20Regular />}
          disabledFocusable={count === 0 || takesAll}
          onClick={() => setAsking(true)}
        >
          {t('selection.move')}
        </Button>
      </div>
      {asking && (
        <SplitDialog
          conversation={conversation}
          count={count}
          onSplit={() => onSplit(chosen.map(({ id }) => id))}
          onClose={(done) => {
            setAsking(false)
            if (done) onEnd()
          }}
        />
      )}
    </section>
  )
}
