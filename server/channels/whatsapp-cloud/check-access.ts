import { z } from 'zod'
import type { GraphClient } from './client.ts'
import { refusal } from './failure.ts'

const wireNumber = z.object({ display_phone_number: z.string().optional() })

interface Access {
  phoneNumber: string
  phoneNumberId: string
  wabaId: string
}

/**
 * Whether the token may act for the number and read the account's templates, and whether the number is the one that was
 * entered. Throws a `ChannelError`.
 */
export async function checkAccess(
  { phoneNumber, phoneNumberId, wabaId }: Access,
  client: GraphClient,
): Promise<null> {
  const number = await client.call({
    method: 'GET',
    path: encodeURIComponent(phoneNumberId),
    query: { fields: 'id,display_phone_number' },
    effect: 'nothing',
  })
  // Shown in groups, such as "+49 30 1234567".
  const digits = wireNumber.safeParse(number).data?.display_phone_number?.replaceAll(/\D/g, '') ?? ''
  if (digits !== '' && digits !== phoneNumber.slice(1))
    throw refusal('channel_misconfigured', 'the phone number id belongs to another number')
  await client.call({
    method: 'GET',
    path: `${encodeURIComponent(wabaId)}/message_templates`,
    query: { fields: 'id', limit: '1' },
    effect: 'nothing',
  })
  return null
}
