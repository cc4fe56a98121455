import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../../server/store/store.ts'
import type { Conversation } from '../../../server/store/entities.ts'
import { addCallEntry } from '../../../server/usecases/call-entry.ts'
import { createWebhook } from '../../../server/usecases/integrations/webhooks.ts'
import type { Deps } from '../../../server/usecases/ports.ts'
import { eraseContact } from '../../../server/usecases/privacy/erase-contact.ts'
import { resumeErasures } from '../../../server/usecases/privacy/erasing.ts'
import { sendMessage } from '../../../server/usecases/send-message.ts'
import { aMessage, anInvitation } from '../../store/builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { everything } from '../integrations/integration-world.ts'
import { createPrivacyWorld, type Customer, type PrivacyWorld } from './privacy-world.ts'

let store: TestStore
let world: PrivacyWorld
beforeAll(async () => {
  store = await openTestStore()
  world = await createPrivacyWorld(store)
  await createWebhook(world.deps, world.manager, world.environmentId, {
    url: 'https://crm.example.test/',
    events: ['conversation.created', 'message.created', 'conversation.updated'],
  })
})
afterAll(async () => {
  await world.close()
  await closeTestStore(store)
})

const LATER = new Date('9000-01-01')
/** Many deletions, on a machine that may have a lot to do. */
const PATIENCE_MS = 180_000

function erase(customer: Customer, deps: Deps = world.deps) {
  const refs = { environmentId: world.environmentId, contactId: customer.contact.id }
  return eraseContact(deps, world.manager, refs, customer.name)
}

function conversationsOf({ contact }: Customer): Promise<Conversation[]> {
  return store.conversations.listOfContact(world.environmentId, contact.id, 100)
}

/** Everything that a customer can have: messages of both sides, files, calls with recordings. */
async function fill(customer: Customer): Promise<void> {
  await world.writes(customer, '', {
    type: 'image',
    image: { id: '9', mime_type: 'image/jpeg', caption: `picture of ${customer.name}` },
  })
  const file = await store.files.claimPending(new Date(), LATER)
  await store.files.storeContent(file!.id, Buffer.from(`picture ${customer.name}`), 'image/jpeg')
  const [conversation] = await conversationsOf(customer)
  const agent = await world.member('agent')
  await sendMessage(world.deps, agent, conversation!.id, { clientId: 'a', text: `Hallo ${customer.name}` })
  const { id: conversationId, environmentId, channelId } = conversation!
  await store.files.addUploaded(
    {
      environmentId,
      conversationId,
      channelId,
      kind: 'document',
      fileName: `${customer.name}.pdf`,
      contentType: 'application/pdf',
      createdAt: world.now,
    },
    Buffer.from('never sent'),
  )
  await world.record(await world.rings(customer, { recording: 'on' }), `voice of ${customer.name}`)
}

/** How much of a customer is in the whole database; the id stays in the record of the deletion and the audit log only. */
async function tracesOf(customer: Customer, ids: readonly string[]): Promise<string[]> {
  return tracesIn(await dump(), customer, ids)
}

async function dump(): Promise<{ all: string; elsewhere: string }> {
  return { all: await everything(store), elsewhere: await everything(store, ['erasures', 'auditEntries']) }
}

function tracesIn(
  { all, elsewhere }: { all: string; elsewhere: string },
  { number, name, contact }: Customer,
  ids: readonly string[],
): string[] {
  return [
    ...[number.slice(1), name].filter((trace) => all.includes(trace)),
    ...[contact.id, ...ids].filter((trace) => elsewhere.includes(trace)),
  ]
}

describe('the deletion of a contact', () => {
  it('leaves nothing of them in any collection, and everything of everybody else', async () => {
    const [gone, stays] = [await world.customer(), await world.customer()]
    await fill(gone)
    await fill(stays)
    const [conversation] = await conversationsOf(gone)
    const { items } = await store.messages.page(world.environmentId, conversation!.id, {
      before: null,
      limit: 99,
    })
    const ids = [
      conversation!.id,
      ...items.flatMap(({ id, attachments = [] }) => [id, ...attachments.map((one) => one.id)]),
    ]
    const before = await tracesOf(gone, ids)
    expect(before).toHaveLength(3 + ids.length)

    expect(await erase(gone)).toEqual({
      deleted: { conversations: 1, messages: 3, files: 3, calls: 1, contacts: 1 },
    })
    await resumeErasures(world.deps, LATER)
    expect(await tracesOf(gone, ids)).toEqual([])
    expect(await tracesOf(stays, [])).toHaveLength(3)
    const [kept] = await conversationsOf(stays)
    const thread = await store.messages.page(world.environmentId, kept!.id, { before: null, limit: 99 })
    expect(thread.items).toHaveLength(3)
    const chunks = await store.raw.collection('attachments.chunks').find().toArray()
    const contents = chunks.map(({ data }) => Buffer.from((data as { buffer: Uint8Array }).buffer).toString())
    expect(contents.filter((content) => content.includes(gone.name))).toEqual([])
    expect(contents.filter((content) => content.includes(stays.name))).toHaveLength(2)
  })

  it('is in the audit log and its own record without name and number, and is asked for by managers alone', async () => {
    const customer = await world.customer()
    const refs = { environmentId: world.environmentId, contactId: customer.contact.id }
    const agent = await world.member('agent', 'operator', 'producer')
    await expect(eraseContact(world.deps, agent, refs, customer.name)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await erase(customer)
    const { items } = await store.audit.list(world.environmentId, {
      objectId: customer.contact.id,
      after: null,
      limit: 9,
    })
    expect(items).toMatchObject([
      { verb: 'erased', object: { name: '+49 **** *******' }, actor: { id: world.manager.userId } },
    ])
    await resumeErasures(world.deps, LATER)
    const record = await store.privacy.find(world.environmentId, customer.contact.id)
    expect(record).toMatchObject({
      counts: { contacts: 1, conversations: 1, messages: 1 },
      person: null,
      conversationIds: [],
      finishedAt: world.now,
    })
  })

  it('needs the name, and finds nobody of another environment or who is gone', async () => {
    const customer = await world.customer()
    const { id: contactId } = customer.contact
    const refs = { environmentId: world.environmentId, contactId }
    await expect(eraseContact(world.deps, world.manager, refs, 'Wilhelm')).rejects.toMatchObject({
      code: 'invalid_input',
    })
    const elsewhere = { ...refs, environmentId: 'f'.repeat(24) }
    await expect(eraseContact(world.deps, world.manager, elsewhere, customer.name)).rejects.toMatchObject({
      code: 'not_found',
    })
    await erase(customer)
    expect(await erase(customer)).toMatchObject({ deleted: { contacts: 1 } })
    await resumeErasures(world.deps, LATER)
    await expect(erase(customer)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('takes calls by their number with it, and makes the threads of others forget who rang', async () => {
    const [rang, wasInvited] = [await world.customer(), await world.customer()]
    const [conversation] = await conversationsOf(wasInvited)
    const invitation = anInvitation({ conversationId: conversation!.id })
    const call = await world.rings(rang, { destination: wasInvited.number, otherNumber: true, invitation })
    await addCallEntry(world.deps, call, wasInvited.contact, conversation!)
    await erase(rang)
    expect(await tracesOf(rang, [])).toEqual([])
    const { items } = await store.messages.page(world.environmentId, conversation!.id, {
      before: null,
      limit: 9,
    })
    expect(items.map(({ kind }) => kind).toSorted()).toEqual(['call', 'text'])
  })

  it('lets a call that goes on end first', async () => {
    const customer = await world.customer()
    const call = await world.rings(customer, { endedAt: null })
    await erase(customer)
    expect(await store.calls.find(world.environmentId, call.id)).not.toBeNull()
    await store.raw
      .collection<{ _id: string }>('calls')
      .updateOne({ _id: call.id }, { $set: { endedAt: world.now, live: false } })
    await resumeErasures(world.deps, LATER)
    expect(await store.calls.find(world.environmentId, call.id)).toBeNull()
    expect(await tracesOf(customer, [])).toEqual([])
  })

  it('makes somebody new of whoever writes meanwhile, and sweeps up what was under way', async () => {
    const customer = await world.customer()
    const dying: Deps = {
      ...world.deps,
      store: {
        ...store,
        privacy: {
          ...store.privacy,
          async deleteContact(environmentId, contactId) {
            const deleted = await store.privacy.deleteContact(environmentId, contactId)
            world.now = new Date(world.now.getTime() + 1000)
            await world.writes(customer, 'ich nochmal')
            return deleted
          },
        },
      },
    }
    await erase(customer, dying)
    await resumeErasures(world.deps, LATER)
    const keys = [`whatsapp:phone:${customer.number}`]
    const [again] = await store.contacts.findByKeys(world.environmentId, keys)
    expect(again?.id).not.toBe(customer.contact.id)
    const fresh = { ...customer, contact: again! }
    expect(await conversationsOf(fresh)).toHaveLength(1)
    expect(await conversationsOf(customer)).toEqual([])
  })

  it('sweeps up what an event that was being worked on still writes', async () => {
    const customer = await world.customer()
    const [conversation] = await conversationsOf(customer)
    await erase(customer)
    const { environmentId, id: conversationId } = conversation!
    await store.messages.insert(
      aMessage({ environmentId, conversationId, contactId: customer.contact.id, text: customer.name }),
    )
    await resumeErasures(world.deps, LATER)
    expect(await tracesOf(customer, [conversationId])).toEqual([])
    expect((await store.privacy.find(environmentId, customer.contact.id))?.finishedAt).toBeNull()
    await resumeErasures(world.deps, new Date(LATER.getTime() + 3_600_000))
    expect((await store.privacy.find(environmentId, customer.contact.id))?.finishedAt).not.toBeNull()
  })
})

class Crash extends Error {}

/** Dependencies whose process dies at its `n`th deletion or note: before doing it, or after it is done. */
function dyingDeps(n: number, moment: 'before' | 'after'): { deps: Deps; died: () => boolean } {
  let calls = 0
  let died = false
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]) => {
          calls += 1
          const dies = calls === n
          died ||= dies
          if (dies && moment === 'before') throw new Crash()
          const result: unknown = await Reflect.apply(member, target, args)
          if (dies) throw new Crash()
          return result
        }
      },
    })
  const dying: Store = { ...store, privacy: wrap(store.privacy), audit: wrap(store.audit) }
  return { deps: { ...world.deps, store: dying }, died: () => died }
}

describe('a crash at any point of a deletion', () => {
  it.each(['before', 'after'] as const)(
    'is made up for by the server itself (%s each step)',
    async (moment) => {
      const customers: Customer[] = []
      for (let n = 1; ; n += 1) {
        const customer = await world.customer()
        await world.record(await world.rings(customer, { recording: 'on' }), customer.name)
        const { deps, died } = dyingDeps(n, moment)
        await erase(customer, deps).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error
        })
        if (!died()) break
        customers.push(customer)
        const begun = await store.privacy.find(world.environmentId, customer.contact.id)
        if (begun === null) await erase(customer)
      }
      expect(customers.length).toBeGreaterThan(10)
      await resumeErasures(world.deps, LATER)
      await resumeErasures(world.deps, LATER)
      const found = await dump()
      for (const [index, customer] of customers.entries()) {
        expect(tracesIn(found, customer, []), `step ${index + 1}`).toEqual([])
        const noted = await store.audit.list(world.environmentId, {
          objectId: customer.contact.id,
          after: null,
          limit: 9,
        })
        expect(noted.items.length, `step ${index + 1}`).toBeGreaterThan(0)
      }
    },
    PATIENCE_MS,
  )
})

describe('a deletion in any world', () => {
  it(
    'takes all of one person and nothing of the others',
    async () => {
      const step = fc.record({
        who: fc.nat(2),
        what: fc.constantFrom('writes', 'picture', 'rings', 'recorded', 'answered'),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.nat(2), async (steps, chosen) => {
          const people = [await world.customer(), await world.customer(), await world.customer()]
          for (const { who, what } of steps) await act(people[who]!, what)
          const counts = await sizesOf(people)
          await erase(people[chosen]!)
          await resumeErasures(world.deps, LATER)
          expect(await tracesOf(people[chosen]!, [])).toEqual([])
          const after = await sizesOf(people)
          expect(after).toEqual(counts.map((size, index) => (index === chosen ? 0 : size)))
        }),
        { numRuns: 8 },
      )
    },
    PATIENCE_MS,
  )
})

async function act(person: Customer, what: string): Promise<void> {
  if (what === 'writes') return world.writes(person, `more of ${person.name}`)
  if (what === 'picture') {
    const image = { type: 'image', image: { id: '9', mime_type: 'image/jpeg', caption: person.name } }
    return world.writes(person, '', image)
  }
  if (what === 'answered') {
    const [conversation] = await conversationsOf(person)
    const agent = await world.member('agent')
    await sendMessage(world.deps, agent, conversation!.id, {
      clientId: world.deps.newId(),
      text: person.name,
    })
    return
  }
  const call = await world.rings(person, { recording: what === 'recorded' ? 'on' : 'off' })
  if (what === 'recorded') await world.record(call, person.name)
}

/** How many documents name each person by name or number. */
async function sizesOf(people: readonly Customer[]): Promise<number[]> {
  const documents = (await everything(store, ['webhook_deliveries'])).split('{"_id"')
  return people.map(
    ({ name, number }) =>
      documents.filter((one) => one.includes(name) || one.includes(number.slice(1))).length,
  )
}
