import { mergeClasses } from '@fluentui/react-components'
import { Clock12Regular, LockClosed12Regular, Warning12Regular } from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import type { ComposerState } from '../composer/composer-state.ts'
import { useStyles } from './WindowWords.styles.ts'

/** How long the customer can be answered freely, in words; quiet until it becomes pressing. */
export function WindowWords({ state, now }: { state: ComposerState; now: Date }) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  if (state.kind === 'closed') {
    const text = t(state.why === 'never_wrote' ? 'window.never' : 'window.closed')
    return <Words icon={<LockClosed12Regular />} text={text} className={styles.closed} />
  }
  if (state.kind !== 'open') return null
  const closesAt = new Date(state.closesAt)
  const moment = format.moment(closesAt, now)
  const title = format.full(closesAt)
  const left = format.exactSpan(state.msLeft)
  switch (state.phase) {
    case 'plenty':
      return <Words icon={<Clock12Regular />} text={t('window.until', { moment })} title={title} />
    case 'soon':
      return <Words icon={<Clock12Regular />} text={t('window.untilLeft', { moment, left })} title={title} />
    case 'closing':
      return (
        <Words
          icon={<Warning12Regular />}
          text={t('window.untilLeft', { moment, left })}
          title={title}
          className={styles.warning}
        />
      )
    case 'checking':
      return (
        <Words
          icon={<Warning12Regular />}
          text={t('window.lastMinute')}
          title={title}
          className={styles.severe}
        />
      )
  }
}

interface WordsProps {
  icon: ReactElement
  text: string
  title?: string
  className?: string | undefined
}

function Words({ icon, text, title, className }: WordsProps) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.root, className)} title={title}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      {text}
    </span>
  )
}
