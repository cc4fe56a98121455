import { unzipSync } from 'fflate'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '../../../server/store/entities.ts'
import type { Store } from '../../../server/store/store.ts'
import { addCallEntry } from '../../../server/usecases/call-entry.ts'
import type { Deps } from '../../../server/usecases/ports.ts'
import { eraseCaller } from '../../../server/usecases/privacy/callers.ts'
import { resumeErasures } from '../../../server/usecases/privacy/erasing.ts'
import { exportCaller } from '../../../server/usecases/privacy/export-caller.ts'
import { searchContacts } from '../../../server/usecases/privacy/search-contacts.ts'
import { anInvitation, aStep } from '../../store/builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { everything } from '../integrations/integration-world.ts'
import { createPrivacyWorld, type PrivacyWorld } from './privacy-world.ts'

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

const LATER = new Date('9000-01-01')
const PATIENCE_MS = 180_000
let last = 0

/** Somebody who rang from a landline, spoke, was recorded, and wanted no WhatsApp. */
async function caller(): Promise<{ number: string; words: string; call: Call }> {
  last += 1
  const number = `+4930${String(5_550_000 + last)}`
  const words = `Nein-Danke-${last}-Ende`
  const call = await rings(number, words)
  await world.record(call, `voice ${words}`)
  return { number, words, call }
}

function rings(number: string, words: string, change: Partial<Call> = {}): Promise<Call> {
  const steps = [aStep({ understood: 'refused', heard: words })]
  return world.rings(
    { number },
    { result: 'refused', recording: 'on', callerKind: 'fixed', steps, ...change },
  )
}

function find(q: string) {
  return searchContacts(world.deps, world.manager, world.environmentId, q)
}

function erase(number: string, confirm = number, deps: Deps = world.deps) {
  return eraseCaller(deps, world.manager, { environmentId: world.environmentId, number }, confirm)
}

async function contents(): Promise<string> {
  const chunks = await store.raw.collection('attachments.chunks').find().toArray()
  return chunks.map(({ data }) => Buffer.from((data as { buffer: Uint8Array }).buffer).toString()).join('\n')
}

/** Which of these are anywhere in the database. */
async function traces(...words: string[]): Promise<string[]> {
  const all = `${await everything(store)}\n${await contents()}`
  return words.filter((word) => all.includes(word))
}

describe('somebody who rang and never became a contact', () => {
  it('is found by the whole number in any usual form, never by a part of it', async () => {
    const { number } = await caller()
    const national = `0${number.slice(3)}`
    const forms = [
      number,
      national,
      number.slice(1),
      `00${number.slice(1)}`,
      `${number.slice(0, 3)} ${number.slice(3, 5)} ${number.slice(5)}`,
      `+49 (0)30 ${number.slice(5)}`,
      `0049 (0) 30/${number.slice(5)}`,
      `(030) ${number.slice(5, 8)}–${number.slice(8)}`,
      `+49\u00a030\u00a0${number.slice(5)}`,
      `tel:${number}`,
    ]
    for (const q of forms) {
      const { items, callers } = await find(q)
      expect(items, `search for ${q}`).toEqual([])
      expect(
        callers.map((row) => row.number),
        `search for ${q}`,
      ).toEqual([number])
    }
    for (const part of [number.slice(0, -1), number.slice(-6), national.slice(0, -2)])
      expect((await find(part)).callers, `search for ${part}`).toEqual([])
  })

  it('is shown with what there is, and exported with words and recordings but nobody else’s number', async () => {
    const { number, words, call } = await caller()
    const other = await world.customer()
    await world.rings(other, { destination: number, otherNumber: true })
    const { callers } = await find(number)
    expect(callers).toMatchObject([
      {
        number,
        address: expect.stringMatching(/^\+49 [* ]+$/),
        calls: 2,
        latest: expect.arrayContaining([
          expect.objectContaining({
            id: call.id,
            result: 'refused',
            recordings: 1,
            words: true,
            consent: false,
          }),
        ]),
      },
    ])
    const refs = { environmentId: world.environmentId, number }
    const archive = await exportCaller(world.deps, world.manager, refs)
    expect(archive.fileName).not.toContain(number.slice(3))
    const files = Object.entries(unzipSync(await buffer(archive.read())))
    const texts = files.map(([, bytes]) => Buffer.from(bytes).toString())
    expect(texts.join('\n')).toContain(words)
    expect(texts).toContain(`voice ${words}`)
    expect(texts.join('\n')).not.toContain(other.number)
    const { items } = await store.audit.list(world.environmentId, { after: null, limit: 1 })
    expect(items).toMatchObject([
      { verb: 'exported', object: { kind: 'contact', name: callers[0]!.address } },
    ])
  })

  it('is erased from every collection and from the files, and everybody else stays', async () => {
    const [gone, stays] = [await caller(), await caller()]
    await rings(gone.number, `again ${gone.words}`)
    const digits = gone.number.slice(1)
    expect(await traces(digits, gone.words)).toHaveLength(2)
    expect(await erase(gone.number, `0${gone.number.slice(3)}`)).toMatchObject({
      deleted: { calls: 2, files: 1, contacts: 0, conversations: 0 },
    })
    await resumeErasures(world.deps, LATER)
    expect(await traces(digits, gone.words, gone.call.id, gone.call.externalId)).toEqual([
      // What the platform may still hold is asked for by the platform's own id.
      ...(await traces(gone.call.externalId)),
    ])
    expect(await traces(stays.number.slice(1), stays.words)).toHaveLength(2)
    expect((await find(gone.number)).callers).toEqual([])
    const { items } = await store.audit.list(world.environmentId, { after: null, limit: 5 })
    expect(items.find(({ verb }) => verb === 'erased')).toMatchObject({
      object: { kind: 'contact', name: expect.stringMatching(/^\+49 [* ]+$/) },
      actor: { id: world.manager.userId },
    })
    await expect(erase(gone.number)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('needs the number typed again, and the right of an environment manager', async () => {
    const { number } = await caller()
    await expect(erase(number, `${number.slice(0, -1)}9`)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(erase(number, number.slice(-4))).rejects.toMatchObject({ code: 'invalid_input' })
    const others = await world.member('agent', 'operator', 'producer', 'analyst')
    const refs = { environmentId: world.environmentId, number }
    await expect(eraseCaller(world.deps, others, refs, number)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(exportCaller(world.deps, others, refs)).rejects.toMatchObject({ code: 'forbidden' })
    const elsewhere = { ...refs, environmentId: 'f'.repeat(24) }
    await expect(eraseCaller(world.deps, world.manager, elsewhere, number)).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await find(number)).callers).toHaveLength(1)
  })

  it('leaves a contact with the same number alone, whose thread forgets the call', async () => {
    const customer = await world.customer()
    const [conversation] = await store.conversations.listOfContact(
      world.environmentId,
      customer.contact.id,
      1,
    )
    const invitation = anInvitation({ conversationId: conversation!.id })
    const call = await world.rings(customer, { invitation, steps: [aStep({ heard: 'gesagt-geheim' })] })
    await addCallEntry(world.deps, call, customer.contact, conversation!)
    await erase(customer.number)
    await resumeErasures(world.deps, LATER)
    expect(await traces('gesagt-geheim')).toEqual([])
    const { items, callers } = await find(customer.number)
    expect(items.map(({ id }) => id)).toEqual([customer.contact.id])
    expect(callers).toEqual([])
  })

  it('lets a call that goes on end first', async () => {
    const { number } = await caller()
    const live = await rings(number, 'noch dran', { endedAt: null })
    await erase(number)
    await resumeErasures(world.deps, LATER)
    expect(await store.calls.find(world.environmentId, live.id)).not.toBeNull()
    await store.raw
      .collection<{ _id: string }>('calls')
      .updateOne({ _id: live.id }, { $set: { endedAt: world.now, live: false } })
    await resumeErasures(world.deps, new Date(LATER.getTime() + 3_600_000))
    expect(await traces(number.slice(1))).toEqual([])
  })
})

class Crash extends Error {}

describe('a crash at any point of the deletion of a caller', () => {
  it.each(['before', 'after'] as const)(
    'is made up for by the server itself (%s each step)',
    async (moment) => {
      const numbers: string[] = []
      for (let n = 1; ; n += 1) {
        const { number } = await caller()
        let steps = 0
        let died = false
        const wrap = <T extends object>(part: T): T =>
          new Proxy(part, {
            get(target, name) {
              const member: unknown = Reflect.get(target, name)
              if (typeof member !== 'function') return member
              return async (...args: unknown[]) => {
                steps += 1
                const dies = steps === n
                died ||= dies
                if (dies && moment === 'before') throw new Crash()
                const result: unknown = await Reflect.apply(member, target, args)
                if (dies) throw new Crash()
                return result
              }
            },
          })
        const dying: Store = { ...store, privacy: wrap(store.privacy), audit: wrap(store.audit) }
        await erase(number, number, { ...world.deps, store: dying }).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error
        })
        if (!died) break
        numbers.push(number)
        if ((await store.privacy.findCaller(world.environmentId, number)) === null)
          await erase(number).catch((error: { code?: string }) => {
            if (error.code !== 'not_found') throw error
          })
      }
      expect(numbers.length).toBeGreaterThan(6)
      await resumeErasures(world.deps, LATER)
      await resumeErasures(world.deps, LATER)
      expect(await traces(...numbers.map((number) => number.slice(1)))).toEqual([])
    },
    PATIENCE_MS,
  )
})
