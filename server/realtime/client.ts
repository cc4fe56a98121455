import type { Deps, Principal, Publisher } from '../usecases/ports.ts'
import { handleEvents } from './ack.ts'
import type { IoSocket } from './io.ts'
import type { Presence } from './presence.ts'
import { Subscriptions, type ConversationEnvironments } from './subscriptions.ts'
import { TypingSignal, type CustomerTyping, type Timers } from './typing.ts'

/** What all clients of a gateway share. */
export interface ClientContext {
  directory: Deps['directory']
  publisher: Publisher
  environments: ConversationEnvironments
  presence: Presence
  customerTyping: CustomerTyping
  timers: Timers
  /** Shows the customer that somebody types. Never throws. */
  onTyping(principal: Principal, conversationId: string): Promise<void>
}

interface Viewed {
  conversationId: string
  environmentId: string
}

/** One connected client: what it listens to, looks at and types. */
export class Client {
  readonly principal: Principal
  readonly #socket: IoSocket
  readonly #context: ClientContext
  readonly #subscriptions: Subscriptions
  readonly #typing: TypingSignal
  #viewed: Viewed | null = null

  constructor(socket: IoSocket, principal: Principal, context: ClientContext) {
    this.principal = principal
    this.#socket = socket
    this.#context = context
    this.#subscriptions = new Subscriptions(socket, principal, context.directory, context.environments)
    this.#typing = new TypingSignal(socket.data.person, context.publisher, context.timers)
    this.#listen()
  }

  /** Ends what the user's roles do not allow any more. */
  async recheck(): Promise<void> {
    const lost = await this.#subscriptions.recheck()
    await Promise.all(lost.map((environmentId) => this.#leaveEnvironment(environmentId)))
  }

  #listen(): void {
    handleEvents(this.#socket, {
      subscribe: ({ environmentId }) => this.#subscriptions.subscribe(environmentId),
      unsubscribe: async ({ environmentId }) => {
        await this.#subscriptions.unsubscribe(environmentId)
        await this.#leaveEnvironment(environmentId)
      },
      'conversation:open': ({ conversationId }) => this.#open(conversationId),
      'conversation:close': async ({ conversationId }) => {
        if (this.#viewed?.conversationId === conversationId) await this.#close()
      },
      'typing:start': ({ conversationId }) => this.#startTyping(conversationId),
      'typing:stop': ({ conversationId }) => this.#typing.stop(conversationId),
    })
    this.#socket.once('disconnect', () => {
      this.#typing.stop()
      void this.#close()
    })
  }

  async #open(conversationId: string): Promise<void> {
    const environmentId = await this.#subscriptions.environmentOf(conversationId, 'conversation:see')
    if (!this.#socket.connected || this.#viewed?.conversationId === conversationId) return
    await this.#close()
    this.#viewed = { conversationId, environmentId }
    await this.#context.presence.enter(this.#socket, conversationId, environmentId)
  }

  async #close(): Promise<void> {
    const viewed = this.#viewed
    if (viewed === null) return
    this.#viewed = null
    await this.#context.presence.leave(this.#socket, viewed.conversationId, viewed.environmentId)
  }

  async #startTyping(conversationId: string): Promise<void> {
    const environmentId = await this.#subscriptions.environmentOf(conversationId, 'conversation:reply')
    if (!this.#socket.connected) return
    this.#typing.start(conversationId, environmentId)
    const { customerTyping, timers } = this.#context
    if (!customerTyping.isDue(conversationId, timers.now())) return
    void this.#context.onTyping(this.principal, conversationId)
  }

  async #leaveEnvironment(environmentId: string): Promise<void> {
    if (this.#viewed?.environmentId === environmentId) await this.#close()
    this.#typing.stopIn(environmentId)
  }
}
