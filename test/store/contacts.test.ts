import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { aContact, minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const channelId = someId()

async function insertContact(keys: string[], environmentId = someId()) {
  const contact = await store.contacts.insert(aContact({ environmentId, keys }))
  if (contact === null) throw new Error('not inserted')
  return contact
}

describe('contacts', () => {
  it('are found as they were inserted', async () => {
    const environmentId = someId()
    const fields = {
      environmentId,
      name: '$name',
      identities: [{ channelKind: 'whatsapp' as const, kind: 'phone' as const, value: '+49151', channelId }],
      windows: { [channelId]: { lastInboundAt: NOON, refusedAt: null } },
    }
    const inserted = await store.contacts.insert(aContact({ ...fields, keys: ['a'] }))
    expect(inserted).toMatchObject(fields)
    expect(inserted).not.toHaveProperty('keys')
    expect(await store.contacts.find(environmentId, inserted!.id)).toEqual(inserted)
  })

  it('have keys that only one of them can hold, also when many are inserted at once', async () => {
    const environmentId = someId()
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        store.contacts.insert(aContact({ environmentId, keys: [`own-${index}`, 'shared'] })),
      ),
    )
    expect(results.filter((contact) => contact !== null)).toHaveLength(1)
    expect(await store.contacts.findByKeys(environmentId, ['shared'])).toHaveLength(1)
  })

  it('may hold the same key in different environments', async () => {
    expect(await insertContact(['same'])).not.toBeNull()
    expect(await insertContact(['same'])).not.toBeNull()
  })

  it('are found by keys in the order of the keys, each once', async () => {
    const environmentId = someId()
    const byPhone = await insertContact(['phone'], environmentId)
    const byUser = await insertContact(['user', 'user-2'], environmentId)
    const found = await store.contacts.findByKeys(environmentId, ['user', 'phone', 'user-2', 'nobody'])
    expect(found.map(({ id }) => id)).toEqual([byUser.id, byPhone.id])
    expect(await store.contacts.findByKeys(environmentId, [])).toEqual([])
  })

  it('may lose all their keys, several of them', async () => {
    const environmentId = someId()
    const [first, second] = [
      await insertContact(['a'], environmentId),
      await insertContact(['b'], environmentId),
    ]
    await store.contacts.removeKeys(environmentId, first.id, ['a', 'unknown'])
    await store.contacts.removeKeys(environmentId, second.id, ['b'])
    expect(await store.contacts.findByKeys(environmentId, ['a', 'b'])).toEqual([])
    // The number belongs to somebody new.
    expect(await insertContact(['a'], environmentId)).toMatchObject({ environmentId })
  })
})

describe('touching a contact', () => {
  it('widens the window, takes over the name and tells the keys', async () => {
    const contact = await insertContact(['k'])
    const touched = await store.contacts.touch(contact.environmentId, 'k', {
      channelId,
      windowAt: NOON,
      name: '$Neu',
    })
    expect(touched).toMatchObject({
      id: contact.id,
      name: '$Neu',
      keys: ['k'],
      windows: { [channelId]: { lastInboundAt: NOON, refusedAt: null } },
    })
  })

  it('leaves out what is not given', async () => {
    const contact = await insertContact(['k'])
    const touched = await store.contacts.touch(contact.environmentId, 'k', {
      channelId,
      windowAt: null,
      name: null,
    })
    expect(touched).toEqual({ ...contact, keys: ['k'] })
  })

  it('finds nobody by an unknown key', async () => {
    const change = { channelId, windowAt: NOON, name: 'x' }
    expect(await store.contacts.touch(someId(), 'nobody', change)).toBeNull()
  })

  it('leads to the same window in whatever order webhooks and refusals arrive', async () => {
    const contact = await insertContact(['k'])
    const { environmentId, id } = contact
    const step = fc.record({
      kind: fc.constantFrom('inbound', 'refusal'),
      minutes: fc.integer({ min: 0, max: 5000 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const channel = someId()
        await Promise.all(
          steps.map(({ kind, minutes }) =>
            kind === 'inbound'
              ? store.contacts.touch(environmentId, 'k', {
                  channelId: channel,
                  windowAt: minutesLater(minutes),
                  name: null,
                })
              : store.contacts.refuseWindow(environmentId, id, channel, minutesLater(minutes)),
          ),
        )
        const newest = (wanted: string): Date | null => {
          const times = steps.filter(({ kind }) => kind === wanted).map(({ minutes }) => minutes)
          return times.length === 0 ? null : minutesLater(Math.max(...times))
        }
        const found = await store.contacts.find(environmentId, id)
        expect(found?.windows[channel]).toEqual({
          lastInboundAt: newest('inbound'),
          refusedAt: newest('refusal'),
        })
      }),
      { numRuns: 40 },
    )
  })

  it('refuses a channel id that is none, which would be a path of its own', async () => {
    const contact = await insertContact(['k'])
    const change = { channelId: 'x.y', windowAt: NOON, name: null }
    await expect(store.contacts.touch(contact.environmentId, 'k', change)).rejects.toThrow(TypeError)
  })
})

describe('adding keys', () => {
  const identity = { channelKind: 'whatsapp' as const, kind: 'user' as const, value: 'DE.1', channelId }

  it('adds keys and identities once', async () => {
    const contact = await insertContact(['a'])
    const { environmentId, id } = contact
    expect(await store.contacts.addKeys(environmentId, id, ['b'], [identity])).toBe(true)
    const again = { ...identity, channelId: someId() }
    expect(await store.contacts.addKeys(environmentId, id, ['b'], [again])).toBe(true)
    const [found] = await store.contacts.findByKeys(environmentId, ['b'])
    expect(found).toMatchObject({ id, identities: [identity] })
    expect(
      (
        await store.contacts.touch(environmentId, 'a', { channelId, windowAt: null, name: null })
      )?.keys.sort(),
    ).toEqual(['a', 'b'])
  })

  it('changes nothing when another contact holds one of the keys', async () => {
    const environmentId = someId()
    await insertContact(['taken'], environmentId)
    const contact = await insertContact(['a'], environmentId)
    expect(await store.contacts.addKeys(environmentId, contact.id, ['free', 'taken'], [identity])).toBe(false)
    expect(await store.contacts.findByKeys(environmentId, ['free'])).toEqual([])
    expect(await store.contacts.find(environmentId, contact.id)).toEqual(contact)
  })

  it('gives a key to one of two contacts that ask for it at once', async () => {
    const environmentId = someId()
    const contacts = [await insertContact(['a'], environmentId), await insertContact(['b'], environmentId)]
    const added = await Promise.all(
      contacts.map(({ id }) => store.contacts.addKeys(environmentId, id, ['wanted'], [])),
    )
    expect(added.filter(Boolean)).toHaveLength(1)
  })
})

it('remembers that a contact wants no marketing, and that he does again', async () => {
  const { environmentId, id } = await insertContact(['a'])
  await store.contacts.setMarketingOptOut(environmentId, id, NOON)
  expect((await store.contacts.find(environmentId, id))?.marketingOptOutAt).toEqual(NOON)
  await store.contacts.setMarketingOptOut(environmentId, id, null)
  expect((await store.contacts.find(environmentId, id))?.marketingOptOutAt).toBeNull()
})
