import type { Message } from '../store/entities.ts'
import { windowOf } from './open-conversation.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishConversation } from './publish.ts'

/**
 * The platform refused `message`, which left at `at`, because of the reply window (131047): its word counts, our
 * window is closed until the customer writes again.
 */
export async function refuseWindow(deps: Deps, open: OpenChannel, message: Message, at: Date): Promise<void> {
  const { environmentId, id: channelId } = open.record
  const contact = await deps.store.contacts.refuseWindow(environmentId, message.contactId, channelId, at)
  if (contact === null) return
  const now = deps.clock.now()
  const window = windowOf(open, contact.windows[channelId], now)
  const conversations = await deps.store.conversations.setWindow(
    environmentId,
    contact.id,
    channelId,
    window,
    now,
  )
  await Promise.all(conversations.map((conversation) => publishConversation(deps, conversation)))
}
