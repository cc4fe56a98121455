import type { Call, Contact } from '../../../server/store/entities.ts'
import { newId } from '../../../server/lib/object-id.ts'
import { applyInboundEvent } from '../../../server/usecases/apply-inbound-event.ts'
import { aCall } from '../../store/builders.ts'
import type { TestStore } from '../../support/store.ts'
import { createIntegrationWorld, type IntegrationWorld } from '../integrations/integration-world.ts'

/** A customer of a random world, with all that can be known of one. */
export interface Customer {
  /** With plus. */
  number: string
  name: string
  contact: Contact
}

export interface PrivacyWorld extends Omit<IntegrationWorld, 'call'> {
  /** Somebody who has written. Names are unlike anything else that is stored. */
  customer(): Promise<Customer>
  /** The customer writes, in their own words. */
  writes(customer: Pick<Customer, 'number' | 'name'>, text: string, more?: object): Promise<void>
  rings(customer: Pick<Customer, 'number'>, change?: Partial<Call>): Promise<Call>
  /** A recording that we have. */
  record(call: Call, content: string): Promise<string>
}

let last = 0

export async function createPrivacyWorld(store: TestStore): Promise<PrivacyWorld> {
  const world = await createIntegrationWorld(store)
  const { environmentId, deps } = world
  const [channel] = await store.channels.list(environmentId)
  if (channel === undefined) throw new Error('nothing was provisioned')
  const { id: channelId, serviceId } = channel
  const writes: PrivacyWorld['writes'] = async ({ number, name }, text, more = {}) => {
    last += 1
    const from = number.slice(1)
    const value = {
      contacts: [{ profile: { name }, wa_id: from }],
      messages: [
        {
          from,
          id: `wamid.p${last}`,
          timestamp: String(Math.floor(world.now.getTime() / 1000)),
          type: 'text',
          text: { body: text },
          ...more,
        },
      ],
    }
    await world.receive(value)
    const events = await world.pending()
    for (const event of events) await applyInboundEvent(deps, event)
    await store.intake.finish(events.map(({ id }) => id))
  }
  return Object.assign(world, {
    writes,
    async customer() {
      last += 1
      const number = `+49151${String(70_000_000 + last)}`
      const name = `Wilhelmine${newId()}`
      await writes({ number, name }, `text of ${name}`)
      const [contact] = await store.contacts.findByKeys(environmentId, [`whatsapp:phone:${number}`])
      if (contact === undefined) throw new Error('no contact')
      return { number, name, contact }
    },
    async rings({ number }: Pick<Customer, 'number'>, change: Partial<Call> = {}) {
      const startedAt = world.now
      const fields = { environmentId, serviceId, channelId, caller: number, startedAt, endedAt: startedAt }
      return (await store.calls.insert(aCall({ ...fields, ...change }))).call
    },
    async record(call: Call, content: string) {
      const id = newId()
      await store.files.addPending({
        id,
        environmentId,
        channelId,
        conversationId: null,
        messageId: null,
        callId: call.id,
        kind: 'audio',
        fileName: 'call.wav',
        contentType: 'audio/wav',
        source: { callId: call.externalId },
        sha256: null,
        createdAt: world.now,
      })
      await store.files.storeContent(id, Buffer.from(content), 'audio/wav')
      return id
    },
  })
}
