import type { SharedContact } from '../../contract/message.ts'
import type { InboundContent } from '../channel.ts'
import { compact } from './compact.ts'
import {
  wireOrder,
  wireOrderItem,
  wireSharedAddress,
  wireSharedContact,
  wireSharedEmail,
  wireSharedPhone,
  wireSharedUrl,
} from './wire.ts'

/** Contact cards. Most parts of a card are optional, even the name (contacts page). */
export function readSharedContacts(part: unknown): InboundContent | undefined {
  if (!Array.isArray(part)) return undefined
  const contacts = part.flatMap(readCard)
  return contacts.length === 0 ? undefined : { kind: 'contacts', contacts }
}

function readCard(element: unknown): SharedContact[] {
  const card = wireSharedContact.safeParse(element).data
  if (card === undefined) return []
  const phones = (card.phones ?? []).flatMap(readPhone)
  const emails = (card.emails ?? []).flatMap((item) => wireSharedEmail.safeParse(item).data?.email ?? [])
  const parts = [card.name?.first_name, card.name?.last_name].filter((part) => part !== undefined).join(' ')
  const names = [card.name?.formatted_name, parts, card.org?.company, phones[0]?.number, emails[0]]
  return [
    {
      name: names.find((name) => name !== undefined && name !== '') ?? '',
      phones,
      emails,
      ...compact({
        organisation: card.org?.company,
        birthday: card.birthday,
        addresses: unlessEmpty((card.addresses ?? []).flatMap(readPostalAddress)),
        urls: unlessEmpty((card.urls ?? []).flatMap((item) => wireSharedUrl.safeParse(item).data?.url ?? [])),
      }),
    },
  ]
}

function readPhone(element: unknown): { number: string; type?: string }[] {
  const phone = wireSharedPhone.safeParse(element).data
  const number = phone?.phone ?? (phone?.wa_id === undefined ? undefined : `+${phone.wa_id}`)
  return number === undefined ? [] : [compact({ number, type: phone?.type })]
}

function readPostalAddress(element: unknown): string[] {
  const address = wireSharedAddress.safeParse(element).data
  if (address === undefined) return []
  const { street, city, state, zip, country } = address
  const line = [street, city, state, zip, country]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
  return line === '' ? [] : [line]
}

function unlessEmpty(items: string[]): string[] | undefined {
  return items.length === 0 ? undefined : items
}

/** A cart that the customer sent (order page). */
export function readOrder(part: unknown): InboundContent | undefined {
  const order = wireOrder.safeParse(part).data
  if (order === undefined) return undefined
  const items = order.product_items.flatMap((element) => {
    const item = wireOrderItem.safeParse(element).data
    if (item?.product_retailer_id === undefined) return []
    const { product_retailer_id: productId, quantity = 1, item_price: price, currency } = item
    return [compact({ productId, quantity, price, currency })]
  })
  return {
    kind: 'order',
    ...(order.text === undefined || order.text === '' ? {} : { text: order.text }),
    order: compact({ catalogId: order.catalog_id, items }),
  }
}
