import type { ApiClient } from './api-client.ts'
import { waitFor } from './wait-for.ts'
import type { World } from './world.ts'

/** A customer who has just said hello, and the conversation that came of it. `phone` is theirs alone, in E.164. */
export async function meetCustomer(
  world: World,
  member: ApiClient,
  { name, phone }: { name: string; phone: string },
) {
  const customer = world.simulator.customer(phone, { name })
  const firstId = customer.sendText('hello')
  const conversation = await waitFor(`conversation of ${name}`, async () => {
    const { items } = await member.call('GET /environments/:id/conversations', {
      params: { id: world.environmentId },
      query: { q: name },
    })
    return items[0]?.inboundCount === 1 ? items[0] : null
  })
  return { customer, conversation, firstId }
}
