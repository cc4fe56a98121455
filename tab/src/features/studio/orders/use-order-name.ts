import { useTranslation } from 'react-i18next'
import type { OrderView } from '../../../../../server/contract/administration.ts'
import { useTemplateName } from '../use-template-name.ts'

/** What an order is recognised by: its name, and the extension it was booked for (DX-ORDER-15, DX-ORDER-19). */
export function useOrderName(): (order: Pick<OrderView, 'name' | 'product' | 'extension'>) => string {
  const { t } = useTranslation('setup')
  const templateName = useTemplateName()
  return ({ name, product, extension }) => {
    const first = name.trim() === '' ? templateName(product) : name
    return extension === null ? first : `${first} · ${t('orders.extension', { extension })}`
  }
}
