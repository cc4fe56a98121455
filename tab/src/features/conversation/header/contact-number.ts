import type { ContactView } from '../../../../../server/contract/conversation.ts'
import type { ChannelKind } from '../../../../../server/contract/message.ts'
import { safeName } from '../messages/text-format.ts'

/** The number or name by which the contact is known on this channel; `null` when there is none to show. */
export function contactNumber(contact: ContactView | null, channel: ChannelKind): string | null {
  const known = contact?.identities.filter((identity) => identity.kind !== 'user') ?? []
  const identity =
    known.find((one) => one.channelKind === channel && one.kind === 'phone') ??
    known.find((one) => one.kind === 'phone') ??
    known[0]
  return identity === undefined ? null : safeName(identity.value)
}
