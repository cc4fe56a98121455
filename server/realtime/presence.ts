import type { Publisher } from '../usecases/ports.ts'
import type { IoServer, IoSocket } from './io.ts'
import { peopleIn } from './people-in.ts'
import { viewersRoom } from './rooms.ts'

/** Tells an environment who has which of its conversations on the screen. */
export class Presence {
  readonly #io: IoServer
  readonly #publisher: Publisher
  /** Conversations whose viewers are being counted; `true` when they have changed again meanwhile. */
  readonly #counting = new Map<string, boolean>()

  constructor(io: IoServer, publisher: Publisher) {
    this.#io = io
    this.#publisher = publisher
  }

  async enter(socket: IoSocket, conversationId: string, environmentId: string): Promise<void> {
    await socket.join(viewersRoom(conversationId))
    this.announce(conversationId, environmentId)
  }

  /** Also for a socket that has left all its rooms by disconnecting. */
  async leave(socket: IoSocket, conversationId: string, environmentId: string): Promise<void> {
    await socket.leave(viewersRoom(conversationId))
    this.announce(conversationId, environmentId)
  }

  /** Counts in the background, one at a time per conversation, so that the last word is the newest. */
  announce(conversationId: string, environmentId: string): void {
    if (this.#counting.has(conversationId)) {
      this.#counting.set(conversationId, true)
      return
    }
    this.#counting.set(conversationId, false)
    void this.#announce(conversationId, environmentId)
  }

  async #announce(conversationId: string, environmentId: string): Promise<void> {
    const viewers = await peopleIn(this.#io, viewersRoom(conversationId))
    this.#publisher.emit({ environmentId }, 'presence', { conversationId, viewers })
    const changed = this.#counting.get(conversationId) === true
    this.#counting.delete(conversationId)
    if (changed) this.announce(conversationId, environmentId)
  }
}
