import type { MediaStore } from './media-store.ts'
import type { Chat, Contact } from './model.ts'
import type { BusinessNumber, Timing } from './options.ts'
import type { Delivery } from './phone/delivery.ts'
import type { Verification } from './webhooks/verification.ts'
import type { WebhookSender } from './webhooks/sender.ts'
import type { Exchange } from './voice/exchange.ts'
import type { World } from './world.ts'

/** The parts of the simulator, as they are handed to whatever works on them. */
export interface Platform {
  world: World
  media: MediaStore
  webhooks: WebhookSender
  delivery: Delivery
  voice: Exchange
  timing: Timing
  fetch: typeof fetch
  numbers(): readonly BusinessNumber[]
  number(phoneNumberId: string): BusinessNumber | undefined
  verification(phoneNumberId: string): Verification
}

/** One customer and the business number they write with. */
export interface Party {
  contact: Contact
  number: BusinessNumber
}

/** Webhooks about one customer and one number leave in order. */
export function laneOf({ phoneNumberId, contactId }: Pick<Chat, 'phoneNumberId' | 'contactId'>): string {
  return `${phoneNumberId} ${contactId}`
}
