import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptFrom } from '../../server/domain/retention.ts'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import { newId } from '../../server/lib/object-id.ts'
import { enforceRetention } from '../../server/usecases/enforce-retention.ts'
import { sendMessage } from '../../server/usecases/send-message.ts'
import { splitConversation } from '../../server/usecases/split-conversation.ts'
import { aCall } from '../store/builders.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

const DAY_MS = 86_400_000
const DAYS = 30

let store: TestStore
let world: UsecaseWorld

beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store)
  await store.accounts.upsertAccount({ name: 'Muster GmbH', retentionDays: DAYS, twoFactorRequired: false })
})

afterAll(async () => {
  await closeTestStore(store)
})

let lastNumber = 491_725_000_000

interface Person {
  number: string
  says(text: string, more?: object): Promise<void>
}

function newPerson(): Person {
  lastNumber += 1
  const number = String(lastNumber)
  let said = 0
  return {
    number,
    async says(text, more = {}) {
      said += 1
      await world.receive(
        textOf(number, `wamid.${number}.${said}`, world.now, { text: { body: text }, ...more }),
      )
      const events = await world.pending()
      for (const event of events) await applyInboundEvent(world.deps, event)
      await store.intake.finish(events.map(({ id }) => id))
    },
  }
}

/** Every document of every collection, as text. */
async function everything(): Promise<string> {
  const collections = await store.raw.listCollections().toArray()
  const texts = await Promise.all(
    collections.map(
      async ({ name }) => `${name} ${JSON.stringify(await store.raw.collection(name).find().toArray())}`,
    ),
  )
  return texts.join('\n')
}

const later = (days: number): void => {
  world.now = new Date(world.now.getTime() + days * DAY_MS)
}

describe('what an account does not want kept any longer', () => {
  it('is gone from every collection, and nothing younger is (DX-RET-06, DX-RET-09)', async () => {
    const [gone, stays, writes] = [newPerson(), newPerson(), newPerson()]
    await gone.says('uralt-geheim')
    await gone.says('', { type: 'image', image: { id: '9', mime_type: 'image/jpeg', caption: 'uralt-bild' } })
    await writes.says('uralt-auch')
    const { items } = await store.conversations.list(world.environmentId, {
      words: [gone.number],
      sort: 'activity',
      after: null,
      limit: 1,
    })
    const old = items[0]!
    const anna = await world.principalOf('Anna')
    await sendMessage(world.deps, anna, old.id, { clientId: 'n', note: 'uralt-notiz' })
    const pending = (await store.files.claimPending(new Date(), new Date(Date.now() + DAY_MS)))!
    await store.files.storeContent(pending.id, Buffer.from('uralt'), 'image/jpeg')
    const uploaded = { environmentId: world.environmentId, conversationId: old.id, channelId: old.channelId }
    await store.files.addUploaded(
      {
        ...uploaded,
        kind: 'document',
        fileName: 'uralt.pdf',
        contentType: 'application/pdf',
        createdAt: world.now,
      },
      Buffer.from('never sent'),
    )
    const { environmentId, serviceId, channelId } = old
    const spoken = { environmentId, serviceId, channelId, caller: `+${gone.number}`, startedAt: world.now }
    const { call } = await store.calls.insert(
      aCall({ ...spoken, externalId: 'uralt-anruf', endedAt: world.now }),
    )
    const recording = newId()
    await store.files.addPending({
      id: recording,
      environmentId,
      channelId,
      conversationId: null,
      messageId: null,
      callId: call.id,
      kind: 'audio',
      fileName: 'uralt.wav',
      contentType: 'audio/wav',
      source: {},
      sha256: null,
      createdAt: world.now,
    })
    await store.files.storeContent(recording, Buffer.from('uralt'), 'audio/wav')
    later(20)
    await writes.says('jung-genug')
    await stays.says('jung-auch')
    later(15)
    await enforceRetention(world.deps, 'one')

    const left = await everything()
    expect(left).not.toContain('uralt')
    expect(left).not.toContain(gone.number)
    expect(left).toContain('jung-genug')
    expect(left).toContain('jung-auch')
    expect(await store.raw.collection('attachments.files').countDocuments()).toBe(0)
    expect(await store.raw.collection('attachments.chunks').countDocuments()).toBe(0)
    const [record] = await store.retention.records(world.environmentId, 1)
    expect(record?.finishedAt).not.toBeNull()
    expect(record?.counts).toMatchObject({ conversations: 1, messages: 4, files: 3, contacts: 1, calls: 1 })
  })

  it('is deleted once a day, by one process', async () => {
    later(3)
    const other = await openTestStoreAt(store.database)
    try {
      const before = (await store.retention.records(world.environmentId, 100)).length
      await Promise.all([
        enforceRetention(world.deps, 'one'),
        enforceRetention({ ...world.deps, store: other }, 'two'),
      ])
      await enforceRetention(world.deps, 'one')
      expect((await store.retention.records(world.environmentId, 100)).length).toBe(before + 1)
    } finally {
      await other.close()
    }
  })

  it('leaves an account without a limit alone (DX-RET-01)', async () => {
    await store.accounts.upsertAccount({ name: 'Muster GmbH', retentionDays: null, twoFactorRequired: false })
    await newPerson().says('ewig-da')
    later(5000)
    await enforceRetention(world.deps, 'one')
    expect(await everything()).toContain('ewig-da')
    await store.accounts.upsertAccount({ name: 'Muster GmbH', retentionDays: DAYS, twoFactorRequired: false })
  })

  it('takes files along whose messages were moved into another conversation (DX-RET-06)', async () => {
    const person = newPerson()
    await person.says('bleibt-beisammen')
    await person.says('', { type: 'image', image: { id: '9', mime_type: 'image/jpeg' } })
    const file = (await store.files.claimPending(new Date(), new Date(Date.now() + DAY_MS)))!
    await store.files.storeContent(file.id, Buffer.from('moved'), 'image/jpeg')
    const anna = await world.principalOf('Anna')
    const split = await splitConversation(world.deps, anna, file.conversationId!, [file.messageId!])
    expect(split.id).not.toBe(file.conversationId)
    later(DAYS + 1)
    await enforceRetention(world.deps, 'one')
    expect(await store.files.find(file.id)).toBeNull()
    expect(await store.raw.collection('attachments.chunks').countDocuments()).toBe(0)
  })

  it('is forgotten by younger answers that quote it, and by webhooks that have not been told yet', async () => {
    const person = newPerson()
    await person.says('uralt-zitiert')
    const webhook = await store.webhooks.insert({
      environmentId: world.environmentId,
      url: 'https://crm.example.test/',
      events: ['message.created'],
      active: true,
      secret: 'whs_secret',
      createdAt: world.now,
    })
    await store.webhooks.add({
      environmentId: world.environmentId,
      webhookId: webhook.id,
      conversationId: newId(),
      event: 'message.created',
      dedupeKey: null,
      at: world.now,
      createdAt: world.now,
      data: '"uralt-untold"',
    })
    later(20)
    await person.says('junge-antwort', { context: { id: `wamid.${person.number}.1` } })
    expect(await everything()).toMatch(/uralt-zitiert[^]*uralt-untold|uralt-untold[^]*uralt-zitiert/)
    later(15)
    await enforceRetention(world.deps, 'one')
    const left = await everything()
    expect(left).toContain('junge-antwort')
    expect(left).not.toContain('uralt-')
    await store.webhooks.delete(world.environmentId, webhook.id)
  })

  it('of numbers that were said in a call and not taken is nothing, as soon as the call is over (CVG-DLG)', async () => {
    const said = '+491519998877'
    const { call } = await store.calls.insert(
      aCall({
        environmentId: world.environmentId,
        state: {
          candidate: { e164: said },
          alternatives: [{ e164: said }],
          denied: [said],
          partialDigits: said,
        },
        actions: [{ do: 'say', speech: { text: `Habe ich ${said} verstanden?` } } as never],
      }),
    )
    expect(await everything()).toContain(said)
    const end = { endedAt: world.now, durationSeconds: 9, result: 'refused' as const, hungUpAt: null }
    expect(await store.calls.finish(call.id, end)).toMatchObject({ result: 'refused', actions: [] })
    expect(await everything()).not.toContain(said)
  })

  it('is decided to the minute, whatever the ages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('2027-03-29T10:00:00Z', '2027-10-31T23:30:00Z', '2028-01-01T00:00:00Z'),
        async (offsets, end) => {
          const now = new Date(Date.parse(end) + (lastNumber % 1000) * 400 * DAY_MS)
          const from = keptFrom(DAYS, 'Europe/Berlin', now)
          const person = newPerson()
          const said = offsets
            .toSorted((a, b) => a - b)
            .map((minutes, index) => ({
              text: `m-${person.number}-${index}`,
              at: new Date(from.getTime() + minutes * 60_000),
            }))
          for (const { text, at } of said) {
            world.now = at
            await person.says(text)
          }
          world.now = now
          await enforceRetention(world.deps, 'one')
          const left = await store.raw.collection('messages').find().toArray()
          for (const { text, at } of said)
            expect(left.some((message) => message['text'] === text)).toBe(at >= from)
        },
      ),
      { numRuns: 12 },
    )
  })
})
