import {
  fetchesMedia,
  marksRead,
  sendsMedia,
  sendsReactions,
  sendsTemplates,
  showsTyping,
} from '../../server/channels/channel.ts'
import { ChannelError, type ChannelFailure } from '../../server/lib/errors.ts'
import { openChannel } from './contract.ts'
import { subject } from './whatsapp-cloud.subject.ts'

/** A channel with all powers of this connector, and types that know it. */
export function openWhatsapp(apiBaseUrl: string) {
  const channel = openChannel(subject, apiBaseUrl)
  if (
    sendsMedia(channel) &&
    fetchesMedia(channel) &&
    sendsTemplates(channel) &&
    sendsReactions(channel) &&
    marksRead(channel) &&
    showsTyping(channel)
  ) {
    return channel
  }
  throw new Error('a power is missing')
}

/** How a call fails. */
export async function failureOf(call: Promise<unknown>): Promise<ChannelFailure> {
  const error: unknown = await call.then(
    () => new Error('it succeeded'),
    (caught: unknown) => caught,
  )
  if (error instanceof ChannelError) return error.failure
  throw error
}
