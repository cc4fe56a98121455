import type { PreferenceEvent } from '../channels/channel.ts'
import { channelLog } from '../lib/logger.ts'
import type { IntakeEvent } from '../store/entities.ts'
import { decodeEvent } from './event-codec.ts'
import { linkIdentity } from './link-identity.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { receiveEdit, receiveRevoke } from './receive-edit.ts'
import { receiveMessage } from './receive-message.ts'
import { receiveReaction } from './receive-reaction.ts'
import { recordAccountNews } from './record-account-news.ts'
import { recordDelivery } from './record-delivery.ts'
import { resolveContact } from './resolve-contact.ts'

/**
 * Works off one stored event. May be called again for the same event after a failure or a crash; the result is
 * the same. Throws when it should be tried later.
 */
export async function applyInboundEvent(deps: Deps, stored: IntakeEvent): Promise<void> {
  const open = await deps.channels.get(stored.channelId)
  if (open === null) throw new Error('the channel of this event is gone')
  const event = decodeEvent(String(stored.event))
  switch (event.type) {
    case 'message':
      return receiveMessage(deps, open, stored.id, event)
    case 'reaction':
      return receiveReaction(deps, open, { eventId: stored.id, tries: stored.attempts }, event)
    case 'edit':
      return receiveEdit(deps, open, { eventId: stored.id, tries: stored.attempts }, event)
    case 'revoke':
      return receiveRevoke(deps, open, stored.attempts, event)
    case 'status':
      return recordDelivery(deps, open, event, stored.attempts)
    case 'identity':
      return linkIdentity(deps, open, stored.id, event)
    case 'preference':
      return recordPreference(deps, open, event)
    case 'template':
      deps.jobs.templatesChanged(open.record.id)
      return
    case 'account':
      return recordAccountNews(deps, open, event)
    case 'parked':
      channelLog.warn(
        { channelId: open.record.id, name: event.name, reason: event.reason },
        'event set aside',
      )
      return
  }
}

async function recordPreference(deps: Deps, open: OpenChannel, event: PreferenceEvent): Promise<void> {
  const contact = await resolveContact(deps, open, event.person, null)
  const at = event.marketing === 'stop' ? event.at : null
  await deps.store.contacts.setMarketingOptOut(open.record.environmentId, contact.id, at)
}
