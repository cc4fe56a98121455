import type { Chat, ChatMessage, Contact } from '../model.ts'
import type { BusinessNumber, Timing } from '../options.ts'
import { laneOf } from '../platform.ts'
import { statusChange, type StatusReport } from '../webhooks/envelope.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import { knowsNumber, type World } from '../world.ts'
import { KNOWN_ERRORS } from '../errors.ts'

export interface DeliveryOptions {
  world: World
  webhooks: WebhookSender
  timing: Timing
  number: (phoneNumberId: string) => BusinessNumber | undefined
}

/** Why a message will not arrive. */
export interface Refusal {
  code: number
  details?: string
}

/**
 * Carries the business's messages to the phones and reports each step as a status webhook: `sent`, then
 * `delivered` while the phone is online, then `read` while the customer looks at the chat.
 */
export class Delivery {
  readonly #options: DeliveryOptions
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #viewed = new Set<Chat>()

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  /** Steps that are still to come by themselves. */
  get size(): number {
    return this.#timers.size
  }

  accept(message: ChatMessage, refusal: Refusal | null): void {
    this.#after(this.#options.timing.sentMs, () => {
      if (refusal === null) this.#sent(message)
      else this.#fail(message, refusal)
    })
  }

  /** Goes on with what an earlier run had not carried to its end. */
  resume(): void {
    for (const message of this.#options.world.messages.values()) {
      if (message.author !== 'business') continue
      if (message.status === 'accepted') this.accept(message, null)
      else if (message.status === 'sent') this.#deliverSoon(message)
    }
  }

  /** The phone is back: everything that waited for it arrives. */
  online(contact: Contact): void {
    for (const chat of this.#options.world.chats.values()) {
      if (chat.contactId !== contact.id) continue
      for (const message of chat.messages) {
        if (message.author === 'business' && message.status === 'sent') this.#deliverSoon(message)
      }
    }
  }

  /** The customer has the chat on the screen, until told otherwise. */
  view(chat: Chat, open: boolean): void {
    if (!open) {
      this.#viewed.delete(chat)
      return
    }
    this.#viewed.add(chat)
    this.read(chat)
  }

  /** The customer has seen everything that arrived. */
  read(chat: Chat): void {
    for (const message of chat.messages) {
      if (message.author === 'business' && message.status === 'delivered') this.#advance(message, 'read')
    }
  }

  /** The customer listened to a voice message for the first time (status since November 2025). */
  play(message: ChatMessage): void {
    if (message.playedAt !== undefined || message.author !== 'business') return
    message.playedAt = this.#options.world.now()
    this.#options.world.tell({ kind: 'message', message })
    this.#report(message, { status: 'played' })
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#viewed.clear()
  }

  #sent(message: ChatMessage): void {
    this.#advance(message, 'sent')
    if (message.sending?.reaction !== true) this.#deliverSoon(message)
  }

  #deliverSoon(message: ChatMessage): void {
    this.#after(this.#options.timing.deliveredMs, () => {
      const contact = this.#options.world.contacts.get(message.contactId)
      if (message.status !== 'sent' || contact?.online !== true) return
      this.#advance(message, 'delivered')
      const chat = this.#options.world.chat(message.phoneNumberId, message.contactId)
      if (!this.#viewed.has(chat)) return
      this.#after(this.#options.timing.readMs, () => {
        if (this.#viewed.has(chat)) this.read(chat)
      })
    })
  }

  #advance(message: ChatMessage, status: 'sent' | 'delivered' | 'read'): void {
    message.status = status
    if (message.sending?.reaction !== true) this.#options.world.tell({ kind: 'message', message })
    this.#report(message, { status })
  }

  #fail(message: ChatMessage, refusal: Refusal): void {
    message.status = 'failed'
    message.error = { code: refusal.code, title: KNOWN_ERRORS[refusal.code]?.title ?? 'Unknown error' }
    if (message.sending?.reaction !== true) this.#options.world.tell({ kind: 'message', message })
    this.#report(message, {
      status: 'failed',
      errorCode: refusal.code,
      ...(refusal.details === undefined ? {} : { errorDetails: refusal.details }),
    })
  }

  #report(message: ChatMessage, step: Pick<StatusReport, 'status' | 'errorCode' | 'errorDetails'>): void {
    const { world, webhooks } = this.#options
    const contact = world.contacts.get(message.contactId)
    const number = this.#options.number(message.phoneNumberId)
    if (contact === undefined || number === undefined) return
    const arrived = step.status === 'delivered' || step.status === 'read'
    const priced = step.status === 'sent' || (arrived && message.sending?.priced !== true)
    if (arrived && message.sending !== undefined) message.sending.priced = true
    const chat = world.chat(message.phoneNumberId, message.contactId)
    webhooks.enqueue({
      lane: laneOf(message),
      phoneNumberId: message.phoneNumberId,
      subject: step.errorCode === undefined ? `status ${step.status}` : `status failed ${step.errorCode}`,
      change: statusChange({
        ...step,
        message,
        contact,
        number,
        at: world.now(),
        knowsNumber: message.sending?.toUser !== true || knowsNumber(contact, chat, world.clock.now()),
        priced,
      }),
    })
  }

  #after(ms: number, step: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      step()
      // Whoever waits for quiet looks again.
      if (this.#timers.size === 0) this.#options.world.tell({ kind: 'queue' })
    }, ms)
    this.#timers.add(timer)
  }
}
