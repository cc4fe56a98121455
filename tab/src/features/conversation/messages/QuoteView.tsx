import { mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Quote } from '../../../../../server/contract/message.ts'
import { usePaneTools } from '../pane-tools.ts'
import { useStyles } from './QuoteView.styles.ts'
import { safeName } from './text-format.ts'

/** The message that is answered; a press goes there when we have it. */
export function QuoteView({ quote }: { quote: Quote }) {
  const { t } = useTranslation('conversation')
  const { jumpTo } = usePaneTools()
  const styles = useStyles()
  const { messageId } = quote
  const name = safeName(quote.authorName ?? '')
  const kind = quote.kind === undefined || quote.kind === 'text' ? '' : t(`kind.${quote.kind}`)
  const said = [kind, safeName(quote.excerpt ?? '')].filter((part) => part !== '').join(', ')
  const product =
    quote.product === undefined
      ? ''
      : t('message.quoteProduct', { product: safeName(quote.product.productId) })
  const content = (
    <>
      {name !== '' && <span className={styles.name}>{name}</span>}
      <span className={styles.excerpt} dir="auto">
        {said || product || t('message.quoteUnknown')}
      </span>
    </>
  )
  if (messageId === undefined) return <div className={styles.root}>{content}</div>
  return (
    <button
      type="button"
      className={mergeClasses(styles.root, styles.button)}
      aria-label={`${t('message.quoteJump', { name })}: ${said}`}
      onClick={() => jumpTo(messageId)}
    >
      {content}
    </button>
  )
}
