import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buffer } from 'node:stream/consumers'
import { exportContact } from '../../../server/usecases/privacy/export-contact.ts'
import { searchContacts } from '../../../server/usecases/privacy/search-contacts.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createPrivacyWorld, type Customer, type PrivacyWorld } from './privacy-world.ts'

let store: TestStore
let world: PrivacyWorld
beforeAll(async () => {
  store = await openTestStore()
  world = await createPrivacyWorld(store)
})
afterAll(async () => {
  await world.close()
  await closeTestStore(store)
})

async function exported({ contact }: Customer): Promise<Record<string, string>> {
  const refs = { environmentId: world.environmentId, contactId: contact.id }
  const archive = await exportContact(world.deps, world.manager, refs)
  const files = unzipSync(await buffer(archive.read()))
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
  )
}

describe('the export of a contact', () => {
  it('holds the contact, every message, calls and the files themselves, and nobody else', async () => {
    const [asked, other] = [await world.customer(), await world.customer()]
    for (let count = 1; count <= 120; count += 1) await world.writes(asked, `Nachricht ${count}`)
    await world.writes(asked, '', { type: 'image', image: { id: '9', mime_type: 'image/jpeg' } })
    const file = (await store.files.claimPending(new Date(), new Date('9000-01-01')))!
    await store.files.storeContent(file.id, Buffer.from('the picture'), 'image/jpeg')
    const recording = await world.record(await world.rings(asked, { recording: 'on' }), 'the voice')
    await world.rings(other, { destination: asked.number })

    const files = await exported(asked)
    const paths = Object.keys(files)
    expect(JSON.parse(files['contact.json']!)).toMatchObject({
      name: asked.name,
      identities: [{ kind: 'phone', value: asked.number }],
    })
    const conversation = paths.filter((path) => path.startsWith('conversations/'))
    expect(conversation).toHaveLength(1)
    const { messages } = JSON.parse(files[conversation[0]!]!) as { messages: { text?: string }[] }
    expect(messages).toHaveLength(122)
    expect(messages.map(({ text }) => text)).toContain('Nachricht 1')
    const calls = JSON.parse(files['calls.json']!) as object[]
    expect(calls).toMatchObject([
      { caller: asked.number, recordings: [recording] },
      { caller: null, invitedNumber: asked.number },
    ])
    const contents = paths.filter((path) => path.startsWith('files/')).map((path) => files[path])
    expect(new Set(contents)).toEqual(new Set(['the picture', 'the voice']))
    const all = Object.values(files).join('\n')
    expect(all).not.toContain(other.name)
    expect(all).not.toContain(other.number)
  })

  it('names the files that it cannot hold', async () => {
    const customer = await world.customer()
    await world.writes(customer, '', {
      type: 'document',
      document: { id: '7', mime_type: 'application/pdf' },
    })
    const files = await exported(customer)
    expect(JSON.parse(files['missing-files.json']!)).toMatchObject([{ reason: 'pending' }])
  })

  it('is noted without name and number, and is for managers alone', async () => {
    const customer = await world.customer()
    const refs = { environmentId: world.environmentId, contactId: customer.contact.id }
    const producer = await world.member('producer', 'operator')
    await expect(exportContact(world.deps, producer, refs)).rejects.toMatchObject({ code: 'forbidden' })
    await exported(customer)
    const { items } = await store.audit.list(world.environmentId, {
      objectId: customer.contact.id,
      after: null,
      limit: 9,
    })
    expect(items).toMatchObject([{ verb: 'exported', object: { name: '+49 **** *******' } }])
    const elsewhere = { ...refs, environmentId: 'f'.repeat(24) }
    await expect(exportContact(world.deps, world.manager, elsewhere)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('the search for a contact', () => {
  const search = async (q: string): Promise<string[]> => {
    const { items } = await searchContacts(world.deps, world.manager, world.environmentId, q)
    return items.map(({ id }) => id)
  }

  it('finds them by name and by their whole number in any form, never by a part of it', async () => {
    const { number, name, contact } = await world.customer()
    const national = `0${number.slice(3)}`
    for (const q of [name, name.toUpperCase(), number, number.slice(1), `00${number.slice(1)}`, national])
      expect(await search(q), `search for ${q}`).toEqual([contact.id])
    expect(await search(`${number.slice(0, 6)} ${number.slice(6)}`)).toEqual([contact.id])
    expect(await search(number.slice(-6))).toEqual([])
    expect(await search(number.slice(0, -1))).toEqual([])
    expect(await search('%$')).toEqual([])
  })

  it('shows a masked number, and how much there is', async () => {
    const { name } = await world.customer()
    const { items } = await searchContacts(world.deps, world.manager, world.environmentId, name)
    expect(items).toMatchObject([
      { name, address: '+49 **** *******', conversations: 1, lastActivityAt: world.now.toISOString() },
    ])
  })
})
