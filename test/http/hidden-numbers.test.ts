import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import { apiScope } from '../../server/contract/integration-routes.ts'
import { routes, type Route, type RouteKey } from '../../server/contract/http.ts'
import { SCOPE_ACTIONS } from '../../server/domain/api-scopes.ts'
import { newId } from '../../server/lib/object-id.ts'
import type { Conversation } from '../../server/store/entities.ts'
import { addCallEntry } from '../../server/usecases/call-entry.ts'
import { labelConversation } from '../../server/usecases/change-conversation.ts'
import { createApiKey } from '../../server/usecases/integrations/api-keys.ts'
import { deliverTurn, takeWebhookTurn } from '../../server/usecases/integrations/deliver-webhooks.ts'
import { createWebhook } from '../../server/usecases/integrations/webhooks.ts'
import { sendMessage } from '../../server/usecases/send-message.ts'
import { createMessageId } from '../../server/simulator/identifiers.ts'
import { SAMPLES } from '../rights/route-samples.ts'
import { aCall, anInvitation, aStep } from '../store/builders.ts'
import { listen, type ListeningServer } from '../support/http-server.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createIntegrationWorld, type IntegrationWorld } from '../usecases/integrations/integration-world.ts'

const CUSTOMER = '+491713920077'
const LANDLINE = '+493061728394'
const KNOWN = [CUSTOMER, LANDLINE]
const PATIENCE_MS = 120_000
/** How people write the customer's number: it must be told in none of these ways. */
const WRITTEN = ['+49 171 392 00 77', '0171/3920077', '0171 392-0077', '00491713920077', '(0171) 39 200 77']

let store: TestStore
let world: IntegrationWorld
let server: ListeningServer
let conversation: Conversation
let agent: string
const posted: string[] = []
const ids = { call: newId(), recording: newId(), file: '', message: '' }

beforeAll(async () => {
  store = await openTestStore()
  world = await createIntegrationWorld(store)
  const { deps } = world
  server = await listen(
    createApp({ deps, publicUrl: null, demo: false, tabDir: '/nowhere', checkResponses: true }),
  )
  const hooks = [
    'conversation.created',
    'conversation.updated',
    'message.created',
    'message.updated',
  ] as const
  const target = { url: 'https://crm.example.test/', events: hooks }
  await createWebhook(deps, world.manager, world.environmentId, target)
  await world.setPolicy({ anonymiseNumbers: true })
  await fill()
  agent = await world.tokenOf(await world.member('agent', 'operator'))
}, PATIENCE_MS)
afterAll(async () => {
  await server.close()
  await world.close()
  await closeTestStore(store)
})

/** A customer whose number is wherever a number can be. */
async function fill(): Promise<void> {
  const { deps, environmentId } = world
  const digits = CUSTOMER.slice(1)
  const first = createMessageId(digits)
  await world.says(digits, first, `Bitte rufen Sie ${WRITTEN[0]} an`)
  for (const [index, written] of WRITTEN.entries())
    await world.says(digits, createMessageId(digits), `Nr. ${index}: ${written}.`, { context: { id: first } })
  const document = {
    id: '9',
    mime_type: 'application/pdf',
    filename: `Vertrag ${WRITTEN[1]!.replace('/', ' ')}.pdf`,
  }
  await world.says(digits, createMessageId(digits), '', { type: 'document', document })
  const file = (await store.files.claimPending(new Date(), new Date('9000-01-01')))!
  await store.files.storeContent(file.id, Buffer.from('%PDF-1.4'), 'application/pdf')
  const listed = await store.conversations.list(environmentId, { sort: 'activity', after: null, limit: 1 })
  conversation = listed.items[0]!
  const somebody = await world.member('agent', 'operator')
  const text = `Wir rufen ${WRITTEN[2]} zurück, oder die Endziffern 20077`
  const sent = await sendMessage(deps, somebody, conversation.id, { clientId: 'a', text })
  await sendMessage(deps, somebody, conversation.id, { clientId: 'n', note: `Notiz zu ${CUSTOMER}` })
  await labelConversation(deps, somebody, conversation.id, [`Rückruf ${WRITTEN[3]}`, 'eilig'])
  Object.assign(ids, { file: file.id, message: sent.id })
  await ring()
}

/** One who rang from a landline, said the number, and was invited; and one who led to nothing. */
async function ring(): Promise<void> {
  const { deps, environmentId } = world
  const { serviceId, channelId, contactId, id: conversationId } = conversation
  const steps = [
    aStep({ asked: 'phoneQuestion', understood: 'number', heard: `meine Nummer ist ${WRITTEN[4]}` }),
  ]
  const base = { environmentId, serviceId, channelId, steps, endedAt: world.now, startedAt: world.now }
  const invitation = anInvitation({ conversationId })
  const call = aCall({
    ...base,
    id: ids.call,
    caller: LANDLINE,
    destination: CUSTOMER,
    otherNumber: true,
    invitation,
  })
  const stored = (await store.calls.insert(call)).call
  const contact = await store.contacts.find(environmentId, contactId)
  await addCallEntry(deps, stored, contact!, conversation)
  await store.calls.insert(aCall({ ...base, caller: CUSTOMER, result: 'refused', recording: 'on' }))
  await store.files.addPending({
    id: ids.recording,
    environmentId,
    channelId,
    conversationId: null,
    messageId: null,
    callId: ids.call,
    kind: 'audio',
    fileName: 'call.wav',
    contentType: 'audio/wav',
    source: {},
    sha256: null,
    createdAt: world.now,
  })
  await store.files.storeContent(ids.recording, Buffer.from('my number is'), 'audio/wav')
}

/** Another key for every request, so that none has to wait. */
async function keyFor(): Promise<string> {
  const scopes = apiScope.options.filter((scope) => scope !== 'orders:write')
  const asked = { name: `key ${newId()}`, scopes, expiresAt: null }
  const { key, apiKey } = await createApiKey(world.deps, world.manager, world.environmentId, asked)
  spent.push(apiKey.id)
  return key
}
const spent: string[] = []

async function request(key: RouteKey, token: string): Promise<{ status: number; all: string }> {
  const sample = SAMPLES[key] ?? {}
  const [method = '', template = ''] = key.split(' ')
  const { serviceId: service, id, environmentId: environment } = conversation
  const known = {
    environment,
    service,
    conversation: id,
    agency: '',
    account: '',
    order: '',
    message: ids.message,
    file: ids.file,
  }
  const own: Record<string, string> = { environments: environment, conversations: id, files: ids.file }
  const params: Record<string, string> = {
    id: own[template.split('/')[1] ?? ''] ?? newId(),
    messageId: ids.message,
    serviceId: service,
    ...sample.params?.(known),
  }
  const path = template.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? newId())
  const body = sample.body?.(known)
  const query = new URLSearchParams(sample.query).toString()
  const response = await fetch(`${server.url}/api/v1${path}?${query}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const headers = JSON.stringify([...response.headers])
  return {
    status: response.status,
    all: `${headers}\n${decodeURIComponent(headers)}\n${await response.text()}`,
  }
}

/** What is random in an answer holds digits by chance. */
const BY_CHANCE = /md5-hash:[0-9a-f]{32}|\b[0-9a-f]{24,64}\b|\d{4}-\d\d-\d\dT[\d:.]+Z?/g

/** How an answer tells of a number: in whatever form, whole or as an end that is longer than any mask shows. */
function tellingParts(answer: string): string[] {
  const plain = answer.replaceAll(BY_CHANCE, '')
  const encoded = [...plain.matchAll(/[A-Za-z0-9+/_-]{16,}={0,2}/g)].map(([text]) =>
    Buffer.from(text, 'base64').toString('latin1'),
  )
  const shown = [plain, ...encoded]
  const joined = shown.map((text) => text.replaceAll(/(?<=\d)[\s()./_-]+(?=\d)/g, ''))
  return KNOWN.flatMap((number) => {
    const digits = number.slice(1)
    const parts = [digits, digits.slice(2), digits.slice(-5), digits.slice(2, 8)]
    return parts.filter((part) => [...shown, ...joined].some((text) => text.includes(part)))
  })
}

const granted = new Set(Object.values(SCOPE_ACTIONS).flat() as string[])
const reachable = (Object.entries(routes) as [RouteKey, Route][]).filter(([, { right, orRight = [] }]) =>
  [right, ...orRight].some((one) => one !== undefined && granted.has(one)),
)
const reading = reachable.filter(([key]) => key.startsWith('GET '))
const changing = reachable.filter(([key]) => !key.startsWith('GET '))

describe("customers' numbers, where a policy hides them (CVG-PRIV-01, CVG-PRIV-02)", () => {
  it('are in what members see, so that this test can find them', async () => {
    for (const key of [
      'GET /conversations/:id',
      'GET /conversations/:id/messages',
      'GET /files/:id',
    ] as const)
      expect(tellingParts((await request(key, agent)).all), `${key}`).not.toEqual([])
  })

  it(
    'are in no answer of any route that an API key may call, in no form',
    { timeout: PATIENCE_MS },
    async () => {
      const faults: string[] = []
      let answered = 0
      for (const [key, { upload }] of [...reading, ...changing]) {
        if (upload === true) continue
        const { status, all } = await request(key, await keyFor())
        answered += status < 300 ? 1 : 0
        const parts = tellingParts(all)
        if (parts.length > 0 || status === 401 || status === 500)
          faults.push(`${key}: ${status} ${parts.join(' ')}`)
        await Promise.all(spent.splice(0).map((id) => store.apiKeys.delete(world.environmentId, id)))
      }
      expect(faults).toEqual([])
      expect(reachable.length).toBeGreaterThan(20)
      expect(answered).toBeGreaterThan(12)
    },
  )

  it('are in nothing that webhooks are told', async () => {
    const sender = {
      post: async ({ body }: { body: string }) => {
        posted.push(body)
        return { status: 200 }
      },
    }
    for (;;) {
      const turn = await takeWebhookTurn(world.deps, new Date(Date.now() + 3_600_000), [])
      if (turn === null) break
      await deliverTurn(world.deps, sender, turn, () => new Date())
    }
    expect(posted.length).toBeGreaterThan(10)
    expect(posted.flatMap(tellingParts)).toEqual([])
    expect(posted.join('')).toContain('md5-hash:')
  })

  it('are not played: the recording of a call holds what its caller said', async () => {
    const read = async (token: string): Promise<number> =>
      (await world.call('GET', `/files/${ids.recording}`, token)).status
    expect(await read(await keyFor())).toBe(403)
    expect(await read(await world.tokenOf(await world.member('analyst')))).toBe(200)
  })
})

describe('a search by digits, where numbers are hidden', () => {
  const search = async (q: string, token: string) => {
    const query = new URLSearchParams({ q }).toString()
    return world.call('GET', `/environments/${world.environmentId}/conversations?${query}`, token)
  }
  const found = ({ json }: { json: Record<string, unknown> }): number => (json['items'] as unknown[]).length

  it('finds nothing for a key, whatever part of the number in whatever form', async () => {
    const digits = CUSTOMER.slice(1)
    const forms = [
      CUSTOMER,
      ...WRITTEN,
      digits,
      digits.slice(2),
      digits.slice(-4),
      '4917',
      '49',
      '4',
      'Person 4917',
      '+49 x 4',
    ]
    const key = await keyFor()
    let seen = 0
    for (const q of forms) {
      expect(found(await search(q, key)), `search for ${q}`).toBe(0)
      seen += found(await search(q, agent))
    }
    expect(seen).toBeGreaterThan(6)
    expect(found(await search('Person', key))).toBe(1)
  })

  it('is answered alike whether or not there is such a number', async () => {
    const key = await keyFor()
    const [right, wrong] = [await search('49171392', key), await search('49171399', key)]
    expect([right.status, right.text]).toEqual([wrong.status, wrong.text])
    const label = new URLSearchParams({ label: `Rückruf ${WRITTEN[3]}` }).toString()
    const path = `/environments/${world.environmentId}/conversations?${label}`
    expect(found(await world.call('GET', path, key))).toBe(0)
  })

  it('finds again what a key saw, once the policy hides nothing', async () => {
    const key = await keyFor()
    await world.setPolicy({})
    try {
      expect(found(await search('0171 392 00 77', key))).toBe(1)
    } finally {
      await world.setPolicy({ anonymiseNumbers: true })
    }
  })
})
