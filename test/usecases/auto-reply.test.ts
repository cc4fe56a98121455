import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceSettings } from '../../server/contract/service-settings.ts'
import { defaultSettings } from '../../server/domain/settings-defaults.ts'
import type { Conversation, Message } from '../../server/store/entities.ts'
import type { Store } from '../../server/store/store.ts'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import { replyAutomatically } from '../../server/usecases/auto-reply.ts'
import { createDirectory } from '../../server/usecases/directory.ts'
import type { Deps, OpenChannel } from '../../server/usecases/ports.ts'
import { sendMessage } from '../../server/usecases/send-message.ts'
import { freshSettingsOf } from '../../server/usecases/service-record.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

/** Tuesday, 10 March 2026; in Berlin it is one hour later. */
const NOON = new Date('2026-03-10T12:00:00.000Z')
const EVENING = new Date('2026-03-10T19:00:00.000Z')
const NEXT_MORNING = new Date('2026-03-11T08:30:00.000Z')
const NEXT_EVENING = new Date('2026-03-11T19:00:00.000Z')

let store: TestStore
let world: UsecaseWorld
let open: OpenChannel
let defaults: ServiceSettings
let people = 0

/** Numbers of people who have not written before. */
const somebody = (callingCode = '49170'): string => `${callingCode}${String((people += 1)).padStart(7, '0')}`

beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store)
  const [record] = await store.channels.listAll()
  const found = await world.deps.channels.get(record?.id ?? '')
  if (found === null) throw new Error('nothing was provisioned')
  open = found
  // What is provisioned for tests keeps quiet.
  defaults = defaultSettings(open.service)
})

afterAll(async () => {
  await closeTestStore(store)
})

beforeEach(async () => {
  world.now = NOON
  await saveDraft({})
  await publish()
})

async function saveDraft(change: Partial<ServiceSettings>): Promise<void> {
  const { version } = await freshSettingsOf(world.deps, open.service)
  const draft = { ...defaults, ...change }
  await store.serviceSettings.save(world.environmentId, open.service.id, {
    version,
    draft,
    by: null,
    now: world.now,
  })
  world.deps.directory.invalidate()
}

async function publish(): Promise<void> {
  const { version } = await freshSettingsOf(world.deps, open.service)
  await store.serviceSettings.publish(world.environmentId, open.service.id, {
    version,
    by: null,
    now: world.now,
  })
  world.deps.directory.invalidate()
}

/** Somebody writes at an instant; it is worked off at once. */
async function write(from: string, at: Date, deps: Deps = world.deps): Promise<void> {
  world.now = at
  await world.receive(textOf(from, `wamid.${from}.${at.getTime()}`, at))
  for (const event of await world.pending()) {
    await applyInboundEvent(deps, event)
    await store.intake.finish([event.id])
  }
}

async function conversationOf(from: string): Promise<Conversation> {
  const [contact] = await store.contacts.findByKeys(world.environmentId, [`whatsapp:phone:+${from}`])
  const active = await store.conversations.findActive(world.environmentId, open.service.id, contact?.id ?? '')
  if (active === null) throw new Error(`${from} has no conversation`)
  return active
}

/** What the service itself has said to somebody, oldest first. */
async function repliesTo(from: string): Promise<Message[]> {
  const { id } = await conversationOf(from)
  const { items } = await store.messages.page(world.environmentId, id, { before: null, limit: 50 })
  return items.filter((message) => message.author.kind === 'service').toReversed()
}

const textsTo = async (from: string): Promise<string[]> =>
  (await repliesTo(from)).map(({ text = '' }) => text)

/** The same store, but for some methods of a part. */
function altered<P extends keyof Store>(part: P, methods: Partial<Store[P]>): Deps {
  return { ...world.deps, store: { ...store, [part]: { ...(store[part] as object), ...methods } } }
}

describe('auto reply', () => {
  it('is queued for a message during opening hours, in the name of the service (DX-CONT-03)', async () => {
    const from = somebody()
    await write(from, NOON)
    const [reply, ...more] = await repliesTo(from)
    expect(more).toEqual([])
    expect(reply).toMatchObject({
      direction: 'outbound',
      kind: 'text',
      clientId: 'auto:online',
      author: { kind: 'service', id: open.service.id, name: 'Hotline' },
      delivery: { status: 'queued' },
    })
    expect(reply?.text).toBe(
      'Vielen Dank für Ihre Nachricht an Muster GmbH. Wir melden uns so bald wie möglich hier im Chat bei Ihnen.',
    )
  })

  it('is no answer: the customer goes on waiting', async () => {
    const from = somebody()
    await write(from, NOON)
    expect(await conversationOf(from)).toMatchObject({
      waitingSince: NOON,
      inboundCount: 1,
      autoReplies: ['online'],
      lastMessage: { authorName: 'Hotline' },
    })
  })

  it('tells outside opening hours that nobody is there, once per closed period (DX-CONT-04, DX-HOURS-03)', async () => {
    const from = somebody()
    await write(from, EVENING)
    await write(from, new Date(EVENING.getTime() + 3_600_000))
    expect(await textsTo(from)).toEqual([
      'Vielen Dank für Ihre Nachricht an Muster GmbH. Zurzeit ist leider niemand erreichbar. Wir sind morgen um 09:00 Uhr wieder für Sie da und melden uns dann hier im Chat bei Ihnen.',
    ])
    await write(from, NEXT_EVENING)
    expect(await textsTo(from)).toHaveLength(2)
    expect((await conversationOf(from)).autoReplies).toEqual([
      'offline:2026-03-10T16:00:00.000Z',
      'offline:2026-03-11T16:00:00.000Z',
    ])
  })

  it('keeps out of a talk with a person, but speaks up when nobody has answered', async () => {
    const [answered, ignored] = [somebody(), somebody()]
    await write(answered, EVENING)
    await write(ignored, EVENING)
    world.now = NEXT_MORNING
    const anna = await world.principalOf('Anna')
    await sendMessage(world.deps, anna, (await conversationOf(answered)).id, {
      clientId: 'a',
      text: 'Guten Morgen!',
    })
    const later = new Date(NEXT_MORNING.getTime() + 60_000)
    await write(answered, later)
    await write(ignored, later)
    expect(await textsTo(answered)).toHaveLength(1)
    expect(await textsTo(ignored)).toHaveLength(2)
    expect((await conversationOf(ignored)).autoReplies).toContain('online')
  })

  it('comes again in the next conversation', async () => {
    const from = somebody()
    await write(from, NOON)
    const { id } = await conversationOf(from)
    const resolved = { status: 'resolved' as const, active: false }
    await store.conversations.change(world.environmentId, id, ['open'], resolved, NOON)
    await write(from, new Date(NOON.getTime() + 60_000))
    expect((await conversationOf(from)).id).not.toBe(id)
    expect(await textsTo(from)).toHaveLength(1)
  })

  it('is closed on public holidays of the country', async () => {
    const from = somebody()
    await write(from, new Date('2026-05-14T10:00:00Z'))
    expect((await conversationOf(from)).autoReplies).toEqual(['offline:2026-05-13T15:00:00.000Z'])
  })

  it('goes by what is published, not by what is only saved (DX-HOURS-02)', async () => {
    const [before, after] = [somebody(), somebody()]
    await saveDraft({
      openingHours: { ...defaults.openingHours, always: true },
      autoResponses: { de: { online: 'Moin' } },
    })
    await write(before, EVENING)
    expect((await conversationOf(before)).autoReplies).toEqual(['offline:2026-03-10T16:00:00.000Z'])
    await publish()
    await write(after, EVENING)
    expect(await textsTo(after)).toEqual(['Moin'])
  })

  it('is not sent where its text is empty', async () => {
    const from = somebody()
    await saveDraft({ autoResponses: { de: { online: '' } } })
    await publish()
    await write(from, NOON)
    expect(await conversationOf(from)).toMatchObject({
      autoReplies: [],
      lastMessage: { direction: 'inbound' },
    })
    await write(from, EVENING)
    expect(await textsTo(from)).toHaveLength(1)
  })

  it('fits into one message, whole characters, when the filled-in text is too long', async () => {
    const from = somebody()
    const { textLimit } = open.channel.capabilities
    await saveDraft({
      autoResponses: { de: { online: `{{company}}${'😀'.repeat((textLimit - 11) / 2)}` } },
      deflector: { ...defaults.deflector, companyName: 'Muster und Sohn' },
    })
    await publish()
    await write(from, NOON)
    const [text = ''] = await textsTo(from)
    expect(text.startsWith('Muster und Sohn😀')).toBe(true)
    expect(text.length).toBeLessThanOrEqual(textLimit)
    expect(text.length).toBeGreaterThan(textLimit - 3)
    expect(text.endsWith('😀')).toBe(true)
  })
})

describe('the language of an auto reply', () => {
  it.each([
    ['most spoken where the number is from', '44770', 'Thank you'],
    ['the first of the service when that one is not offered', '31610', 'Vielen Dank'],
  ])('is the one %s (DX-LANG-04)', async (_, callingCode, begins) => {
    const from = somebody(callingCode)
    await write(from, NOON)
    const [text = ''] = await textsTo(from)
    expect(text.startsWith(begins)).toBe(true)
  })

  it('is the contact’s own where that is known and offered', async () => {
    const [english, spanish] = [somebody(), somebody()]
    const autoResponses = { de: { online: '' } }
    await saveDraft({ autoResponses })
    await publish()
    for (const [from, language] of [
      [english, 'en'],
      [spanish, 'es'],
    ] as const) {
      await write(from, NOON)
      const { contactId } = await conversationOf(from)
      await store.raw
        .collection<{ _id: string }>('contacts')
        .updateOne({ _id: contactId }, { $set: { language } })
      await write(from, EVENING)
    }
    expect((await textsTo(english))[0]).toContain('tomorrow at 09:00')
    expect((await textsTo(spanish))[0]).toContain('morgen um 09:00 Uhr')
  })
})

describe('no auto reply goes out', () => {
  const asked = async (
    conversation: Partial<Conversation>,
    inbound: { at: Date; counts: boolean },
  ): Promise<string[]> => {
    const from = somebody()
    await saveDraft({ autoResponses: { de: { online: '' } } })
    await publish()
    await write(from, NOON)
    await saveDraft({})
    await publish()
    const written = await conversationOf(from)
    await replyAutomatically(world.deps, open, { ...written, ...conversation }, inbound)
    return (await conversationOf(from)).autoReplies
  }

  it('unless a message that counts came within the hour and may be answered', async () => {
    expect(await asked({}, { at: NOON, counts: true })).toEqual(['online'])
    expect(await asked({}, { at: new Date(NOON.getTime() - 3_600_000), counts: true })).toEqual(['online'])
  })

  it('to news of the platform', async () => {
    expect(await asked({}, { at: NOON, counts: false })).toEqual([])
  })

  it('to a message of more than an hour ago', async () => {
    expect(await asked({}, { at: new Date(NOON.getTime() - 3_600_001), counts: true })).toEqual([])
  })

  it('while the reply window is closed (DX-WA-01)', async () => {
    const closed = { lastInboundAt: new Date(NOON.getTime() - 86_400_000), refusedAt: null }
    expect(await asked({ window: closed }, { at: NOON, counts: true })).toEqual([])
  })

  it('when a repeated webhook brings the message again', async () => {
    const from = somebody()
    await write(from, NOON)
    await world.receive(textOf(from, `wamid.${from}.${NOON.getTime()}`, NOON))
    expect(await world.pending()).toEqual([])
    expect(await textsTo(from)).toHaveLength(1)
  })
})

describe('auto replies, races and crashes', () => {
  it('asks the database for nothing when nothing is due', async () => {
    const from = somebody()
    await write(from, NOON)
    const conversation = await conversationOf(from)
    const asked: string[] = []
    const noting = (_: object, part: string | symbol): never => {
      asked.push(String(part))
      throw new Error('the database was asked')
    }
    const deps = { ...world.deps, store: new Proxy<Store>(store, { get: noting }) }
    await replyAutomatically(deps, open, conversation, { at: NOON, counts: true })
    expect(asked).toEqual([])
    await replyAutomatically(deps, open, { ...conversation, autoReplies: [] }, { at: NOON, counts: true })
    expect(asked).toEqual(['contacts'])
  })

  it('sends one when two processes work off two messages of a conversation at once', async () => {
    const other = await openTestStoreAt(store.database)
    try {
      const second: Deps = { ...world.deps, store: other, directory: createDirectory(other) }
      for (let round = 0; round < 8; round += 1) {
        const from = somebody()
        await world.receive(textOf(from, `wamid.${from}.1`, NOON))
        await world.receive(textOf(from, `wamid.${from}.2`, NOON))
        const [one, two] = await world.pending()
        if (one === undefined || two === undefined) throw new Error('nothing was stored')
        await Promise.all([applyInboundEvent(world.deps, one), applyInboundEvent(second, two)])
        await store.intake.finish([one.id, two.id])
        expect((await conversationOf(from)).autoReplies).toEqual(['online'])
        expect(await textsTo(from)).toHaveLength(1)
      }
    } finally {
      await other.close()
    }
  })

  it('sends one, and lists show it, when another process is faster between looking and writing', async () => {
    const from = somebody()
    const inbound = { at: NOON, counts: true }
    await write(from, NOON, altered('contacts', { find: () => Promise.reject(new Error('no answer')) }))
    const written = await conversationOf(from)
    const overtake = async <T>(found: Promise<T>): Promise<T> => {
      await found
      await replyAutomatically(world.deps, open, written, inbound)
      return found
    }
    const overtaken = altered('messages', {
      find: (...by) => overtake(store.messages.find(...by)),
      findByClientId: (...by) => overtake(store.messages.findByClientId(...by)),
    })
    await replyAutomatically(overtaken, open, written, inbound)
    const conversation = await conversationOf(from)
    const replies = await repliesTo(from)
    expect(replies).toHaveLength(1)
    expect(conversation.lastMessage?.id).toBe(replies[0]?.id)
  })

  it('sends one when the process dies between queueing and noting it', async () => {
    const from = somebody()
    const dying = altered('conversations', { addAutoReply: () => Promise.reject(new Error('died')) })
    await write(from, NOON, dying)
    expect((await conversationOf(from)).autoReplies).toEqual([])
    expect(await textsTo(from)).toHaveLength(1)
    await write(from, new Date(NOON.getTime() + 60_000))
    expect((await conversationOf(from)).autoReplies).toEqual(['online'])
    expect(await textsTo(from)).toHaveLength(1)
  })

  it('loses no message of the customer when it fails, and sends it after the next one', async () => {
    const from = somebody()
    const failing = altered('contacts', { find: () => Promise.reject(new Error('no answer')) })
    await write(from, NOON, failing)
    expect(await conversationOf(from)).toMatchObject({ inboundCount: 1, autoReplies: [] })
    await write(from, new Date(NOON.getTime() + 60_000))
    expect(await textsTo(from)).toHaveLength(1)
  })
})
