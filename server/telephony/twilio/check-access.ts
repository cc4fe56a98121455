import { z } from 'zod'
import type { ChecksAccess } from '../provider.ts'
import type { TwilioClient } from './client.ts'

const wireNumbers = z.object({
  incoming_phone_numbers: z.array(z.object({ phone_number: z.string().optional() })),
})

/** Whether the account lets us in and has the line's number (IncomingPhoneNumber resource). */
export function createAccessCheck(phoneNumber: string, client: TwilioClient): ChecksAccess {
  return {
    async checkAccess() {
      const query = new URLSearchParams({ PhoneNumber: phoneNumber, PageSize: '1' })
      const answer = await client.call({
        method: 'GET',
        path: `IncomingPhoneNumbers.json?${query.toString()}`,
      })
      const numbers = wireNumbers.safeParse(answer).data?.incoming_phone_numbers ?? []
      return numbers.some((number) => number.phone_number === phoneNumber)
        ? null
        : 'the account lists no such number, which is as it should be when calls come over a SIP trunk only'
    },
  }
}
