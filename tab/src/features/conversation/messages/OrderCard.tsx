import { Cart20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../../../../server/contract/message.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useStyles } from './cards.styles.ts'
import { orderTotal } from './order-total.ts'
import { safeName } from './text-format.ts'

/** A shopping cart that the customer sent. */
export function OrderCard({ order }: { order: Order }) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  const money = (amount: number, currency: string | undefined) =>
    formatMoney(format.language, amount, currency)
  const total = orderTotal(order)
  return (
    <div className={styles.card}>
      <span className={styles.head}>
        <span className={styles.icon} aria-hidden="true">
          <Cart20Regular />
        </span>
        <span className={styles.title}>{t('order.title', { count: order.items.length })}</span>
      </span>
      <ul className={styles.list}>
        {order.items.map((item, index) => (
          <li key={index} className={styles.row}>
            <span className={styles.value}>
              {t('order.quantity', { quantity: format.number(item.quantity) })} {safeName(item.productId)}
            </span>
            {item.price !== undefined && (
              <span className={styles.quiet}>{money(item.price * item.quantity, item.currency)}</span>
            )}
          </li>
        ))}
      </ul>
      {total !== null && (
        <span className={styles.total}>
          <span>{t('order.total')}</span>
          <span>{money(total.amount, total.currency)}</span>
        </span>
      )}
    </div>
  )
}

function formatMoney(language: string, amount: number, currency: string | undefined): string {
  try {
    if (currency !== undefined)
      return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount)
  } catch {
    // Not a currency that anybody knows: the bare number is still true.
  }
  return [
    new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(amount),
    safeName(currency ?? ''),
  ]
    .join(' ')
    .trim()
}
