import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../server/store/connect.ts'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, TEST_SECRET_KEY, type TestStore } from '../support/store.ts'
import { someId } from './builders.ts'

const NEXT_KEY = Buffer.alloc(32, 9)

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const openWith = (secretKey: Buffer, formerKeys: Buffer[] = []): Promise<Store> =>
  openStore({
    mongodbUri: store.database.uri,
    databaseName: store.database.name,
    dataDir: '',
    secretKey,
    formerKeys,
  })

async function aChannel(by: Store): Promise<{ environmentId: string; id: string }> {
  return by.channels.upsert({
    environmentId: someId(),
    serviceId: someId(),
    name: 'wa',
    kind: 'whatsapp',
    provider: 'cloud',
    address: '+49',
    settings: { accessToken: 'very-secret' },
  })
}

describe('a new secret key', () => {
  it('takes over everything that was encrypted with the one before it', async () => {
    const channels = [await aChannel(store), await aChannel(store), await aChannel(store)]
    const user = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Anna' })
    await store.secondFactors.propose(user.id, Buffer.from('totp secret'))
    const both = await openWith(NEXT_KEY, [TEST_SECRET_KEY])
    // Everything can be read before it has been renewed.
    expect(await both.channels.find(channels[0]!.environmentId, channels[0]!.id)).toMatchObject({
      settings: { accessToken: 'very-secret' },
    })
    // An earlier start has died after the first of them; now two processes do the rest at once.
    const first = await both.channels.find(channels[0]!.environmentId, channels[0]!.id)
    await both.channels.upsert(first!)
    const again = await openWith(NEXT_KEY, [TEST_SECRET_KEY])
    const done = await Promise.all([both.secrets.renew(), again.secrets.renew()])
    expect(done[0].renewed + done[1].renewed).toBe(3)
    expect(await again.secrets.renew()).toEqual({ renewed: 0, unreadable: 0 })
    await both.close()
    await again.close()
    const alone = await openWith(NEXT_KEY)
    for (const { environmentId, id } of channels)
      expect(await alone.channels.find(environmentId, id)).toMatchObject({
        settings: { accessToken: 'very-secret' },
      })
    expect((await alone.secondFactors.findProposed(user.id))?.secret.toString()).toBe('totp secret')
    await alone.close()
  })

  it('leaves alone what no key opens, counts it, and goes on with the rest', async () => {
    const stranger = await openWith(Buffer.alloc(32, 1))
    const lost = await aChannel(stranger)
    await stranger.close()
    const former = await openWith(TEST_SECRET_KEY)
    const kept = await aChannel(former)
    await former.close()
    const both = await openWith(NEXT_KEY, [TEST_SECRET_KEY])
    const text = () => store.raw.collection('channels').findOne({ _id: lost.id as never })
    const before = await text()
    expect(await both.secrets.renew()).toMatchObject({ renewed: 1, unreadable: 1 })
    expect(await text()).toEqual(before)
    await expect(both.channels.find(lost.environmentId, lost.id)).rejects.toThrow(/SECRET_KEY/)
    expect(await both.channels.find(kept.environmentId, kept.id)).not.toBeNull()
    await both.close()
    await store.raw.collection('channels').deleteOne({ _id: lost.id as never })
  })

  it('does not undo what somebody changes meanwhile', async () => {
    const former = await openWith(TEST_SECRET_KEY)
    const { environmentId, id } = await aChannel(former)
    const both = await openWith(NEXT_KEY, [TEST_SECRET_KEY])
    const change = { version: 1, settings: { accessToken: 'newer' }, address: 'x', accountKey: `key ${id}` }
    await Promise.all([both.secrets.renew(), former.channels.change(environmentId, id, change)])
    expect(await both.channels.find(environmentId, id)).toMatchObject({ settings: { accessToken: 'newer' } })
    await both.secrets.renew()
    await former.close()
    await both.close()
    const alone = await openWith(NEXT_KEY)
    expect(await alone.channels.find(environmentId, id)).toMatchObject({ settings: { accessToken: 'newer' } })
    await alone.close()
  })
})
