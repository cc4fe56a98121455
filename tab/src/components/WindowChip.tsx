import { mergeClasses } from '@fluentui/react-components'
import { Timer12Regular, Warning12Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { WindowView } from '../../../server/contract/conversation.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useNow } from './use-now.ts'
import { useStyles } from './WindowChip.styles.ts'
import { windowState } from './window-state.ts'

export interface WindowChipProps {
  window: WindowView
  /** Where the words stand elsewhere, such as in the label of a row. */
  silent?: boolean
}

/** The reply window in one chip: nothing while there is plenty of time, words and shape before colour. */
export function WindowChip({ window, silent = false }: WindowChipProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const styles = useStyles()
  const now = useNow(window.open ? window.closesAt : null)
  const state = windowState(window, now)

  if (state.step === 'plenty' || state.step === 'unlimited') return null
  if (state.step === 'closed' || state.step === 'never') {
    return (
      <span className={mergeClasses(styles.root, styles.quiet)} aria-hidden={silent || undefined}>
        {t(state.step === 'closed' ? 'window.closed' : 'window.first')}
      </span>
    )
  }
  const words = t('window.closesIn', { span: format.exactSpan(state.leftMs, 'long') })
  return (
    <span
      className={mergeClasses(styles.root, styles[state.step])}
      {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words })}
      title={words}
    >
      {state.step === 'minute' ? <Warning12Regular /> : <Timer12Regular />}
      {format.span(state.leftMs, 'narrow')}
    </span>
  )
}
