import { derivedId } from '../lib/object-id.ts'
import { channelLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { Call, CallInvitation, Contact, Conversation } from '../store/entities.ts'
import { addCallEntry } from './call-entry.ts'
import { composeTemplate } from './compose-outbound.ts'
import { chooseInvitation } from './invitation-template.ts'
import { openConversation } from './open-conversation.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { queueMessage } from './queue-message.ts'
import { recordInvitation } from './record-invitation.ts'
import { resolveContact } from './resolve-contact.ts'
import { channelsOf } from './service-channels.ts'
import { settingsOf } from './service-record.ts'

/**
 * Invites the caller to WhatsApp, once per call however often it is repeated (DX-DEFL-09, DX-DEFL-11/12): the call
 * becomes the entry of a conversation, and the approved template leaves through the outbox. When no template can be
 * sent the conversation is there all the same, for a person to take care of. Resolves with the call as it is then.
 */
export async function sendInvitation(deps: Deps, call: Call): Promise<Call> {
  const { destination } = call
  if (destination === null || call.invitation !== null) return call
  const service = { id: call.serviceId, environmentId: call.environmentId }
  const { whatsapp: open } = await channelsOf(deps, service)
  if (open === null) throw new Error('the service has no WhatsApp channel that could be opened')
  const contact = await resolveContact(deps, open, { phone: destination }, null)
  const conversation = await conversationFor(deps, open, contact)
  await addCallEntry(deps, call, contact, conversation)
  const invitation = await queueInvitation(deps, { call, open, contact, conversation })
  const invited = await deps.store.calls.setInvitation(call.id, invitation)
  if (invited === null) return (await deps.store.calls.find(call.environmentId, call.id)) ?? call
  await deps.store.conversations.awaitAnswer(call.environmentId, conversation.id, call.id)
  // The outbox may have been faster than the line above; what it recorded found no call then.
  const message = await deps.store.messages.find(call.environmentId, invitation.messageId)
  if (message !== null) await recordInvitation(deps, message)
  metrics.callInvitations.inc({ outcome: invitation.status === 'failed' ? 'failed' : 'queued' })
  return invited
}

/** The contact's active conversation with this service, or a new one that begins with the call (DX-DEFL-18). */
async function conversationFor(deps: Deps, open: OpenChannel, contact: Contact): Promise<Conversation> {
  const { environmentId, serviceId } = open.record
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const conversation =
      (await deps.store.conversations.findActive(environmentId, serviceId, contact.id)) ??
      (await openConversation(deps, open, contact, 'call'))
    if (conversation !== null) return conversation
  }
  throw new Error('conversation could not be opened: it keeps being closed')
}

async function queueInvitation(
  deps: Deps,
  to: { call: Call; open: OpenChannel; contact: Contact; conversation: Conversation },
): Promise<CallInvitation> {
  const { call, open, contact, conversation } = to
  const messageId = derivedId(call.id, 'invitation')
  const invitation: CallInvitation = {
    messageId,
    conversationId: conversation.id,
    status: 'queued',
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    failedAt: null,
    answeredAt: null,
    errorCode: null,
  }
  const { published } = await settingsOf(deps, open.service)
  const chosen = await chooseInvitation(deps, open, published, contact)
  if (chosen === null) {
    channelLog.warn({ callId: call.id, serviceId: call.serviceId }, 'no template to invite with')
    return { ...invitation, status: 'failed', failedAt: deps.clock.now(), errorCode: 'template_problem' }
  }
  const { name, language } = chosen.template
  const draft = await composeTemplate(deps, open, conversation, {
    clientId: `call:${call.id}`,
    name,
    language,
    parameters: chosen.values,
  })
  const { message } = await queueMessage(deps, {
    conversation,
    open,
    author: { kind: 'service', id: open.service.id, name: open.service.name },
    draft: { ...draft, dispatch: { ...draft.dispatch, callId: call.id } },
    answers: false,
    id: messageId,
  })
  return {
    ...invitation,
    conversationId: message.conversationId,
    status: message.delivery?.status ?? 'queued',
  }
}
