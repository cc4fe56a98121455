import type { Action } from '../contract/rights.ts'
import { AppError, NotFoundError } from '../lib/errors.ts'
import { actIn } from '../usecases/access.ts'
import type { Actor, Deps, Principal } from '../usecases/ports.ts'
import type { IoSocket } from './io.ts'
import { environmentRoom, memberRoom } from './rooms.ts'

/** Bounds the memory; which environment a conversation belongs to never changes. */
const MOST_KNOWN = 20_000

/** Finds the environment of a conversation, asking the store once for each. */
export class ConversationEnvironments {
  readonly #store: Pick<Deps['store'], 'conversations'>
  readonly #known = new Map<string, string>()

  constructor(store: Pick<Deps['store'], 'conversations'>) {
    this.#store = store
  }

  async find(conversationId: string): Promise<string | null> {
    const known = this.#known.get(conversationId)
    if (known !== undefined) return known
    const conversation = await this.#store.conversations.findAnywhere(conversationId)
    if (conversation === null) return null
    if (this.#known.size >= MOST_KNOWN) this.#known.clear()
    this.#known.set(conversationId, conversation.environmentId)
    return conversation.environmentId
  }
}

/** The environments that one client listens to, and what its user may do there. */
export class Subscriptions {
  readonly #socket: IoSocket
  readonly #principal: Principal
  readonly #directory: Deps['directory']
  readonly #environments: ConversationEnvironments
  readonly #subscribed = new Set<string>()

  constructor(
    socket: IoSocket,
    principal: Principal,
    directory: Deps['directory'],
    environments: ConversationEnvironments,
  ) {
    this.#socket = socket
    this.#principal = principal
    this.#directory = directory
    this.#environments = environments
  }

  /** Throws `NotFoundError` for who does not belong there, `ForbiddenError` for who may not see conversations. */
  async subscribe(environmentId: string): Promise<void> {
    const member = await this.#allowed(environmentId, 'conversation:see')
    // Gone while we looked: joining now would leave the rooms behind.
    if (!this.#socket.connected) return
    this.#subscribed.add(environmentId)
    await this.#socket.join([environmentRoom(environmentId), memberRoom(environmentId, member.memberId)])
  }

  async unsubscribe(environmentId: string): Promise<void> {
    if (!this.#subscribed.delete(environmentId)) return
    await this.#socket.leave(environmentRoom(environmentId))
    await this.#socket.leave(memberRoom(environmentId, this.#principal.userId))
  }

  /** Ends subscriptions that the roles do not allow any more; answers with those. */
  async recheck(): Promise<string[]> {
    const lost: string[] = []
    for (const environmentId of this.#subscribed) {
      if (await this.#mayStill(environmentId)) continue
      await this.unsubscribe(environmentId)
      lost.push(environmentId)
    }
    return lost
  }

  /**
   * The environment of a conversation that this client may do `action` with. Throws `NotFoundError` unless it is
   * subscribed there, so that nobody signals into another tenant's conversations or finds out which there are.
   */
  async environmentOf(conversationId: string, action: Action): Promise<string> {
    const environmentId = await this.#environments.find(conversationId)
    if (environmentId === null || !this.#subscribed.has(environmentId)) {
      throw new NotFoundError('no such conversation in the subscribed environments')
    }
    await this.#allowed(environmentId, action)
    return environmentId
  }

  #allowed(environmentId: string, action: Action): Promise<Actor> {
    return actIn({ directory: this.#directory }, this.#principal, environmentId, action)
  }

  /** Trouble of our own ends nothing. */
  async #mayStill(environmentId: string): Promise<boolean> {
    try {
      await this.#allowed(environmentId, 'conversation:see')
      return true
    } catch (error) {
      return !(error instanceof AppError)
    }
  }
}
