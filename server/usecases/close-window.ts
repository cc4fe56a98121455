import type { Message } from '../store/entities.ts'
import { windowOf } from './open-conversation.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishConversation } from './publish.ts'
import { alongside, touchCards } from './teams/notify.ts'

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
  for (const conversation of conversations) {
    await publishConversation(deps, conversation)
    await alongside({ conversationId: conversation.id }, () => touchCards(deps, conversation))
  }
}
