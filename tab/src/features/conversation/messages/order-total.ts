import type { Order } from '../../../../../server/contract/message.ts'

/** The sum of an order; `null` when a price is missing or currencies are mixed. */
export function orderTotal(order: Order): { amount: number; currency: string | undefined } | null {
  const currencies = new Set(order.items.map((item) => item.currency))
  if (order.items.length === 0 || currencies.size > 1) return null
  let amount = 0
  for (const { price, quantity } of order.items) {
    if (price === undefined) return null
    amount += price * quantity
  }
  return { amount, currency: order.items[0]?.currency }
}
