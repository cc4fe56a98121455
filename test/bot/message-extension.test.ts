import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { answerQuery, answerSelect, type ExtensionAnswer } from '../../bot/message-extension.ts'
import { textsOf } from '../../bot/texts/texts.ts'
import { locale, type Role } from '../../server/contract/member.ts'
import { searchWordsOf } from '../../server/domain/search-words.ts'
import { newId } from '../../server/lib/object-id.ts'
import { conversationLink } from '../../server/lib/links.ts'
import type { Conversation } from '../../server/store/entities.ts'
import type { Deps, Principal } from '../../server/usecases/ports.ts'
import { aConversation, aPreview } from '../store/builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, type UsecaseWorld } from '../support/usecase-world.ts'

const NOW = new Date('2026-03-10T12:00:00.000Z')
const TENANT = '11111111-1111-4111-8111-111111111111'
const PHONE = '+4915112345678'

let store: TestStore
let world: UsecaseWorld
let deps: Deps
let anna: Principal
let serviceId: string
const base = {
  publicUrl: 'https://callover.example.test',
  teamsAppId: '55555555-5555-4555-8555-555555555555',
}

beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store, { now: NOW })
  const links = {
    ...world.deps.links,
    conversation: (target: { conversationId: string; tenantId: string | null }) =>
      conversationLink(base, target),
  }
  deps = { ...world.deps, links }
  anna = await world.principalOf('Anna')
  serviceId = [...(await deps.directory.services(world.environmentId)).keys()][0] ?? ''
})
afterAll(() => closeTestStore(store))
afterEach(() => vi.useRealTimers())

interface Person {
  name: string
  phone?: string
  environmentId?: string
}

/** A conversation that is found by name, number and its own number; later ones have been busy later. */
let minutes = 0
async function talk(
  { name, phone = PHONE, environmentId }: Person,
  more: Partial<Conversation> = {},
): Promise<Conversation> {
  minutes += 1
  const inserted = await store.conversations.insert(
    aConversation({
      environmentId: environmentId ?? world.environmentId,
      serviceId,
      contactName: name,
      title: 'WhatsApp +49 **** *******',
      searchWords: searchWordsOf({ names: [name], phones: [phone] }),
      lastActivityAt: new Date(NOW.getTime() - 86_400_000 + minutes * 60_000),
      ...more,
    }),
  )
  if (inserted === null) throw new Error('not inserted')
  return inserted
}

async function newEnvironment(roles: Role[]): Promise<string> {
  const { accountId } = (await store.accounts.findEnvironment(world.environmentId))!
  const name = `Zweig ${newId()}`
  const { id } = await store.accounts.upsertEnvironment({
    accountId: accountId!,
    name,
    timeZone: 'Europe/Berlin',
    country: 'DE',
  })
  await store.people.setRoles(id, anna.userId, roles)
  deps.directory.invalidate()
  return id
}

const queryOf = (text: unknown, queryOptions: unknown = { skip: 0, count: 25 }): object => ({
  commandId: 'searchChats',
  parameters: [{ name: 'search', value: text }],
  queryOptions,
})
const search = (text: unknown, options?: unknown): Promise<ExtensionAnswer> =>
  answerQuery(deps, anna, queryOf(text, options), 'en')

function titlesOf({ composeExtension }: ExtensionAnswer): string[] {
  if (composeExtension.type !== 'result') throw new Error(composeExtension.text)
  return composeExtension.attachments.map(({ preview }) => preview?.content.title ?? '')
}
function wordsOf({ composeExtension }: ExtensionAnswer): string {
  if (composeExtension.type !== 'message') throw new Error('there are results')
  return composeExtension.text
}
function attachmentsOf({ composeExtension }: ExtensionAnswer) {
  return composeExtension.type === 'result' ? composeExtension.attachments : []
}

describe('a search from the compose box', () => {
  it('finds a chat by name, digits of the number and its own number, as the inbox does (NICE-INBOX)', async () => {
    const found = await talk({ name: 'Jürgen Weißflög', phone: '+4917099887766' })
    for (const text of [
      'weißfl',
      'WEISSFLÖG',
      'juergen weissfloeg',
      '0170 998',
      '7766',
      '+49 170 99887766',
    ]) {
      expect([text, titlesOf(await search(text))]).toEqual([text, ['Jürgen Weißflög']])
    }
    expect(titlesOf(await search(`#${found.number} Jürgen`))).toEqual(['Jürgen Weißflög'])
    expect(titlesOf(await search(String(found.number)))).toContain('Jürgen Weißflög')
  })

  it('shows whoever searches whom it is about, and what was said last', async () => {
    const lastMessage = aPreview({ text: `Wo bleibt <b>mein</b> Paket? ${'x'.repeat(500)}` })
    const waitingSince = new Date('2026-03-10T10:30:00.000Z')
    const { number } = await talk(
      { name: 'Vorschau Person' },
      { lastMessage, waitingSince, assigneeId: anna.userId },
    )
    const [attachment] = attachmentsOf(await search('vorschau'))
    const { contentType, content } = attachment!.preview!
    expect(contentType).toBe('application/vnd.microsoft.card.thumbnail')
    expect(content.title).toBe('Vorschau Person')
    expect(content.subtitle).toBe(`#${number} · Hotline · waiting since 11:30 · with Anna`)
    expect(content.text).toMatch(/^Wo bleibt ‹b›mein‹\/b› Paket\? x+…$/)
    expect(content.text.length).toBeLessThanOrEqual(120)
  })

  it('inserts a card that says nothing about the customer', async () => {
    const lastMessage = aPreview({ text: 'Meine IBAN ist geheim' })
    const { id, number } = await talk(
      { name: 'Diskret Kunde', phone: '+4916055443322' },
      { lastMessage, status: 'snoozed' },
    )
    const [{ contentType, content } = { contentType: '', content: null }] = attachmentsOf(
      await search('diskret'),
    )
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
    const card = JSON.stringify(content)
    for (const secret of ['Diskret', 'Kunde', '5544', '3322', '****', 'IBAN'])
      expect(card).not.toContain(secret)
    for (const said of [String(number), 'Hotline', textsOf('en').status.snoozed, id])
      expect(card).toContain(said)
    expect(card).toContain('Action.OpenUrl')
  })

  it('opens in Teams where the person signs in with Entra, and in the browser otherwise', async () => {
    const { id } = await talk({ name: 'Linkziel' })
    const web = conversationLink(base, { conversationId: id, tenantId: null })
    expect(JSON.stringify(attachmentsOf(await search('linkziel'))[0]?.content)).toContain(web)
    const olga = await world.principalOf('Olga')
    await store.people.linkEntra(olga.userId, {
      tenantId: TENANT,
      objectId: '33333333-3333-4333-8333-333333333333',
    })
    const [attachment] = attachmentsOf(await answerQuery(deps, olga, queryOf('linkziel'), 'en'))
    expect(JSON.stringify(attachment?.content)).toContain(
      conversationLink(base, { conversationId: id, tenantId: TENANT }),
    )
  })

  it('shows the latest before anybody has typed, of all environments together', async () => {
    const elsewhere = await newEnvironment(['agent'])
    await talk({ name: 'Vorletzte Person', environmentId: elsewhere })
    await talk({ name: 'Letzte Person' })
    const first = { commandId: 'searchChats', parameters: [{ name: 'initialRun', value: 'true' }] }
    expect(titlesOf(await answerQuery(deps, anna, first, 'en')).slice(0, 2)).toEqual([
      'Letzte Person',
      'Vorletzte Person',
    ])
    expect(titlesOf(await search('')).slice(0, 2)).toEqual(['Letzte Person', 'Vorletzte Person'])
  })

  it('is paged through, without a gap and without one twice', async () => {
    const elsewhere = await newEnvironment(['agent'])
    const names = Array.from({ length: 31 }, (_, index) => `Blatt ${String(index).padStart(2, '0')}`)
    for (const [index, name] of names.entries()) {
      await talk({ name, ...(index % 2 === 0 ? { environmentId: elsewhere } : {}) })
    }
    const pages = [
      titlesOf(await search('blatt')),
      titlesOf(await search('blatt', { skip: 25, count: 25 })),
      titlesOf(await search('blatt', { skip: 50, count: 25 })),
    ]
    expect(pages.map(({ length }) => length)).toEqual([25, 6, 0])
    expect(pages.flat()).toEqual(names.toReversed())
    expect(titlesOf(await search('blatt', { skip: 0, count: 500 }))).toHaveLength(25)
    expect(titlesOf(await search('blatt', { skip: 3, count: 2 }))).toEqual(['Blatt 27', 'Blatt 26'])
  })

  it('says so in the reader’s language when nothing is found', async () => {
    for (const language of locale.options) {
      const answer = await answerQuery(deps, anna, queryOf('gibtesnicht'), language)
      expect(wordsOf(answer)).toBe(
        `${textsOf(language).search.nothing}. ${textsOf(language).search.nothingHint}`,
      )
    }
    expect(wordsOf(await search('!!! ???'))).toContain('Nothing found')
  })
})

describe('who may search', () => {
  it('a stranger learns only that nobody knows them', async () => {
    await talk({ name: 'Geheim Person' })
    for (const answer of [
      await answerQuery(deps, null, queryOf('geheim'), 'en'),
      await answerSelect(deps, null, { conversationId: newId() }, 'en'),
    ]) {
      expect(wordsOf(answer)).toBe(textsOf('en').problem.unknown_person)
    }
  })

  it.each<[string, Role[]]>([
    ['of an environment that is none of theirs', []],
    [
      'where their roles do not let them see chats (DX-ROLE-02 to 08)',
      ['producer', 'analyst', 'environmentManager'],
    ],
  ])('nobody finds or inserts chats %s', async (_name, roles) => {
    const environmentId = await newEnvironment(roles)
    const hidden = await talk({ name: `Verborgen${roles.length} Person`, environmentId })
    expect(wordsOf(await search(`verborgen${roles.length}`))).toContain('Nothing found')
    const answer = await answerSelect(deps, anna, { conversationId: hidden.id }, 'en')
    expect(wordsOf(answer)).toBe(textsOf('en').problem[roles.length === 0 ? 'not_found' : 'forbidden'])
  })
})

describe('choosing a result', () => {
  it('inserts the card as things are now', async () => {
    const { id } = await talk({ name: 'Wandel Person' })
    const [hit] = attachmentsOf(await search('wandel'))
    await store.conversations.change(
      world.environmentId,
      id,
      ['open'],
      { status: 'resolved', active: false },
      NOW,
    )
    const answer = await answerSelect(deps, anna, hit!.preview!.content.tap.value, 'de')
    const [attachment] = attachmentsOf(answer)
    expect(attachment).not.toHaveProperty('preview')
    expect(JSON.stringify(attachment?.content)).toContain(textsOf('de').status.resolved)
    expect(JSON.stringify(attachment?.content)).not.toContain('Wandel')
  })

  it.each([undefined, null, {}, 'x', { conversationId: '../1' }, { conversationId: 7 }])(
    'of something else is told to be out of date: %j',
    async (value) => {
      expect(wordsOf(await answerSelect(deps, anna, value, 'en'))).toBe(textsOf('en').notice.outdated)
    },
  )

  it('of a chat that is not there any more is told so', async () => {
    const answer = await answerSelect(deps, anna, { conversationId: newId() }, 'en')
    expect(wordsOf(answer)).toBe(textsOf('en').problem.not_found)
  })
})

describe('whatever a client sends', () => {
  it('gets an answer of the right form', async () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ parameters: fc.anything(), queryOptions: fc.anything() }),
      fc.record({
        parameters: fc.array(fc.record({ name: fc.string(), value: fc.anything() }), { maxLength: 3 }),
        queryOptions: fc.record({ skip: fc.anything(), count: fc.anything() }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        const answer = await answerQuery(deps, anna, value, 'en')
        expect(['result', 'message']).toContain(answer.composeExtension.type)
        expect(attachmentsOf(answer).length).toBeLessThanOrEqual(25)
      }),
      { numRuns: 60 },
    )
  })

  it('is searched for by its first words, however long it is, and whatever the parameter is called', async () => {
    await talk({ name: 'Langwort Person' })
    const other = { commandId: 'searchCmd', parameters: [{ name: 'searchKeywords', value: 'langwort' }] }
    expect(titlesOf(await answerQuery(deps, anna, other, 'en'))).toEqual(['Langwort Person'])
    expect(titlesOf(await search(`langwort ${' '.repeat(100_000)}`))).toEqual(['Langwort Person'])
  })
})

describe('Teams gets its answer in time', () => {
  it('when the store does not answer', async () => {
    vi.useFakeTimers()
    const people = { ...store.people, membershipsOf: () => new Promise<never>(() => undefined) }
    const answer = answerQuery({ ...deps, store: { ...store, people } }, anna, queryOf('x'), 'en')
    await vi.advanceTimersByTimeAsync(4_500)
    expect(wordsOf(await answer)).toBe(textsOf('en').problem.channel_unavailable)
  })

  it('when the store fails, without a word about why', async () => {
    const people = { ...store.people, membershipsOf: () => Promise.reject(new Error('refused by 10.0.0.1')) }
    const answer = await answerQuery({ ...deps, store: { ...store, people } }, anna, queryOf('x'), 'en')
    expect(wordsOf(answer)).toBe(textsOf('en').problem.internal_error)
  })
})
