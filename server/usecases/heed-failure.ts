import type { DeliveryError } from '../contract/message.ts'
import type { Message } from '../store/entities.ts'
import { reportChannelFailing } from './channel-health.ts'
import { refuseWindow } from './close-window.ts'
import type { Deps, OpenChannel } from './ports.ts'

/** A platform's refusal of one message, however it was told. */
export interface Refusal {
  error: DeliveryError
  windowClosed?: boolean | undefined
  channelBroken?: boolean | undefined
  /** When the message left. */
  leftAt: Date
  /** Told by a status: the platform had accepted the message before. */
  accepted: boolean
}

/**
 * What a refusal says beyond its message: the window is closed, the channel does not work, the customer wants no marketing, our list
 * of templates is out of date (error-codes page). May be repeated.
 */
export async function heedFailure(
  deps: Deps,
  open: OpenChannel,
  message: Message,
  refusal: Refusal,
): Promise<void> {
  const { error, leftAt, accepted } = refusal
  if (refusal.windowClosed === true) await refuseWindow(deps, open, message, leftAt)
  if (refusal.channelBroken === true)
    await reportChannelFailing(deps, open, { platformCode: error.platformCode ?? null, accepting: accepted })
  if (error.code === 'recipient_opted_out')
    await deps.store.contacts.setMarketingOptOut(message.environmentId, message.contactId, leftAt)
  if (error.code === 'template_problem') deps.jobs.templatesChanged(open.record.id)
}
