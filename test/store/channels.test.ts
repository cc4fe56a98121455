import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConflictError } from '../../server/lib/errors.ts'
import { UndecryptableError } from '../../server/store/cipher.ts'
import type { StoredTemplate } from '../../server/store/entities.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const aChannel = (fields: { environmentId?: string; serviceId?: string; name?: string } = {}) => ({
  environmentId: someId(),
  serviceId: someId(),
  name: 'wa',
  kind: 'whatsapp' as const,
  provider: 'cloud',
  address: '+49301234567',
  settings: { accessToken: 'EAAG-very-secret', nested: { appSecret: 'hidden-too' }, phoneNumberId: '1065' },
  ...fields,
})

describe('channels', () => {
  it('are created or updated by service and name, and keep id and health', async () => {
    const channel = aChannel()
    const first = await store.channels.upsert(channel)
    const health = { state: 'working', since: null, platformCode: null, lastInboundAt: null }
    const later = { version: 1, reachedByName: true, deletedAt: null }
    expect(first).toEqual({ ...channel, ...later, id: first.id, health })
    await store.channels.setHealth(channel.environmentId, first.id, { state: 'failing', since: NOON })
    const second = await store.channels.upsert({
      ...channel,
      address: '+4930',
      settings: { accessToken: 'new' },
    })
    expect(second).toEqual({
      ...first,
      address: '+4930',
      settings: { accessToken: 'new' },
      health: { ...health, state: 'failing', since: NOON },
    })
    expect(await store.channels.list(channel.environmentId)).toEqual([second])
    expect((await store.channels.listAll()).find(({ id }) => id === first.id)).toEqual(second)
  })

  it('are created once, readable, when several processes provision them at once', async () => {
    const channel = aChannel()
    const all = await Promise.all(Array.from({ length: 8 }, () => store.channels.upsert(channel)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect((await store.channels.list(channel.environmentId)).map(({ settings }) => settings)).toEqual([
      channel.settings,
    ])
  })

  it('keep their settings unreadable in the database', async () => {
    const { id } = await store.channels.upsert(aChannel())
    const document = await store.raw.collection('channels').findOne({ _id: id as never })
    const raw = JSON.stringify(document)
    for (const secret of ['very-secret', 'hidden-too', 'accessToken', '1065'])
      expect(raw).not.toContain(secret)
  })

  it('do not open another channel’s settings', async () => {
    const environmentId = someId()
    const one = await store.channels.upsert(aChannel({ environmentId, name: 'one' }))
    const two = await store.channels.upsert(aChannel({ environmentId, name: 'two' }))
    const documents = store.raw.collection('channels')
    const original = await documents.findOne({ _id: two.id as never })
    const stolen = await documents.findOne({ _id: one.id as never })
    await documents.updateOne({ _id: two.id as never }, { $set: { settings: stolen!['settings'] } })
    await expect(store.channels.list(environmentId)).rejects.toThrow(UndecryptableError)
    await documents.updateOne({ _id: two.id as never }, { $set: { settings: original!['settings'] } })
  })

  it('say what is wrong when the process was started with another key', async () => {
    const { environmentId } = await store.channels.upsert(aChannel())
    const other = await openTestStoreAt(store.database, Buffer.alloc(32, 8))
    await expect(other.channels.list(environmentId)).rejects.toThrow(/SECRET_KEY/)
    await other.close()
  })

  it('are read whole when they were stored before people could change them', async () => {
    const { environmentId, id } = await store.channels.upsert(aChannel())
    const unset = { version: '', reachedByName: '', deletedAt: '' }
    await store.raw.collection('channels').updateOne({ _id: id as never }, { $unset: unset })
    const [channel] = await store.channels.list(environmentId)
    expect(channel).toMatchObject({ version: 1, reachedByName: true, deletedAt: null })
    const change = { version: 1, settings: { a: 1 }, address: 'x', accountKey: `key ${id}` }
    const changed = await store.channels.change(environmentId, id, change)
    expect(changed).toMatchObject({ version: 2, settings: { a: 1 }, address: 'x' })
    expect(await store.channels.change(environmentId, id, change)).toBeNull()
  })

  it('are connected once per account, by two processes at once, until they are disconnected', async () => {
    const elsewhere = await openTestStoreAt(store.database)
    const accountKey = `whatsapp cloud ${someId()}`
    const attempts = await Promise.allSettled(
      [store, elsewhere, store, elsewhere].map((by) => by.channels.create({ ...aChannel(), accountKey })),
    )
    await elsewhere.close()
    const made = attempts.filter((one) => one.status === 'fulfilled').map(({ value }) => value)
    expect(made).toHaveLength(1)
    const lost = attempts.filter((one) => one.status === 'rejected').map(({ reason }) => reason as unknown)
    expect(lost).toEqual([1, 2, 3].map(() => expect.any(ConflictError)))
    const { environmentId, id } = made[0]!
    await store.channels.disconnect(environmentId, id, NOON)
    await store.channels.create({ ...aChannel(), accountKey })
  })

  it('leave nothing but their name when they are disconnected, and the name is free again', async () => {
    const channel = aChannel()
    const { id } = await store.channels.create({ ...channel, accountKey: `key ${someId()}` })
    const { environmentId } = channel
    expect(await store.channels.disconnect(environmentId, id, NOON)).toMatchObject({
      name: 'wa',
      settings: {},
    })
    expect(await store.channels.disconnect(environmentId, id, NOON)).toBeNull()
    expect(await store.channels.list(environmentId)).toEqual([])
    const again = await store.channels.upsert(channel)
    expect(again.id).not.toBe(id)
    expect(await store.channels.find(environmentId, id)).toMatchObject({ name: 'wa', deletedAt: NOON })
  })

  it('remember the newest inbound event, whoever reports first', async () => {
    const { environmentId, id } = await store.channels.upsert(aChannel())
    await Promise.all(
      [3, 9, 1].map((minutes) =>
        store.channels.setHealth(environmentId, id, { lastInboundAt: minutesLater(minutes) }),
      ),
    )
    await store.channels.setHealth(environmentId, id, {})
    const [channel] = await store.channels.list(environmentId)
    expect(channel?.health).toEqual({
      state: 'working',
      since: null,
      platformCode: null,
      lastInboundAt: minutesLater(9),
    })
  })
})

describe('templates', () => {
  const environmentId = someId()
  const aTemplate = (
    channelId: string,
    fields: Partial<StoredTemplate> = {},
  ): Omit<StoredTemplate, 'id'> => ({
    environmentId,
    channelId,
    externalId: '1',
    name: 'hello',
    language: 'de',
    category: 'UTILITY',
    status: 'APPROVED',
    quality: null,
    sendable: true,
    parameterFormat: 'positional',
    header: null,
    body: 'Hallo {{1}}',
    bodyParameters: [{ key: '1', example: 'Erika' }],
    footer: null,
    buttons: [{ kind: 'quick_reply', text: 'Ja', index: 0 }],
    syncedAt: NOON,
    ...fields,
  })

  it('become equal to the provider’s, keeping the ids of those that stay', async () => {
    const channelId = someId()
    const other = someId()
    await store.templates.replaceAll(environmentId, other, [aTemplate(other)])
    await store.templates.replaceAll(environmentId, channelId, [
      aTemplate(channelId),
      aTemplate(channelId, { language: 'en', body: '' }),
    ])
    const [german, english] = await store.templates.list(environmentId, channelId)
    expect([german, english]).toMatchObject([
      aTemplate(channelId),
      aTemplate(channelId, { language: 'en', body: '' }),
    ])

    const changed = aTemplate(channelId, { status: 'PAUSED', sendable: false, header: { kind: 'location' } })
    await store.templates.replaceAll(environmentId, channelId, [
      changed,
      aTemplate(channelId, { name: 'bye' }),
    ])
    const after = await store.templates.list(environmentId, channelId)
    expect(after.map(({ name, language }) => [name, language])).toEqual([
      ['bye', 'de'],
      ['hello', 'de'],
    ])
    expect(after[1]).toEqual({ ...changed, id: german?.id })
    expect(await store.templates.find(environmentId, channelId, 'hello', 'de')).toEqual(after[1])
    expect(await store.templates.find(environmentId, channelId, 'hello', 'en')).toBeNull()

    await store.templates.replaceAll(environmentId, channelId, [])
    expect(await store.templates.list(environmentId, channelId)).toEqual([])
    expect(await store.templates.list(environmentId, other)).toHaveLength(1)
  })

  it('stay complete when two processes synchronise at once', async () => {
    const channelId = someId()
    const given = ['a', 'b', 'c'].map((name) => aTemplate(channelId, { name }))
    await Promise.all(
      Array.from({ length: 4 }, () => store.templates.replaceAll(environmentId, channelId, given)),
    )
    expect((await store.templates.list(environmentId, channelId)).map(({ name }) => name)).toEqual([
      'a',
      'b',
      'c',
    ])
  })
})
