import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import { ApiClient } from '../support/api-client.ts'
import { createTwilioCaller } from '../support/voice/twilio.ts'
import { waitFor } from '../support/wait-for.ts'
import { LINE, NUMBER } from '../support/world.ts'
import { createAuthenticator, type Authenticator } from './from-nothing/authenticator.ts'
import { startFromNothing, type EmptyWorld } from './from-nothing/empty-world.ts'
import { AGENCY, AGENT, CALLER, CUSTOMER, PARTNER, SERVICE, WELCOME } from './from-nothing/people.ts'

const PATIENCE_MS = 240_000
const WAIT_MS = 60_000

type Customer = ReturnType<EmptyWorld['platform']['simulator']['customer']>

let world: EmptyWorld
beforeAll(async () => {
  world = await startFromNothing()
}, PATIENCE_MS)
afterAll(async () => {
  await world?.close()
}, PATIENCE_MS)

/** The secret part of a link, as its page reads it. */
function tokenOf(link: string, kind: string): string {
  const [page, token] = link.split(`#${kind}=`)
  expect(page).toBe(`${world.url}/welcome`)
  return decodeURIComponent(token ?? '')
}

async function setUpTwoFactor(api: ApiClient): Promise<Authenticator> {
  const { secret } = await api.call('POST /me/two-factor/setup')
  const authenticator = createAuthenticator(secret)
  const { recoveryCodes } = await api.call('POST /me/two-factor/confirm', {
    body: { code: await authenticator.code() },
  })
  expect(recoveryCodes).toHaveLength(10)
  return authenticator
}

/** The partner admin with the agency's id. */
async function setUpServer(): Promise<{ partner: ApiClient; agencyId: string }> {
  const partner = new ApiClient(world.url)
  const token = tokenOf(world.setUpLink, 'setup')
  const wish = { token, agency: AGENCY, ...PARTNER }
  expect(await partner.call('POST /links/look', { body: { token } })).toMatchObject({ kind: 'setup' })
  const session = await partner.call('POST /set-up', { body: wish })
  partner.token = session.token
  await expect(new ApiClient(world.url).call('POST /set-up', { body: wish })).rejects.toMatchObject({
    code: 'link_expired',
  })
  const me = await partner.call('GET /me')
  expect(me.environments).toMatchObject([{ kind: 'agency', name: AGENCY }])
  return { partner, agencyId: me.environments[0]?.id ?? '' }
}

/** A customer whose account demands a second factor; answers with the id of its environment. */
async function createCustomer(partner: ApiClient, agencyId: string): Promise<string> {
  const account = await partner.call('POST /agencies/:id/accounts', {
    params: { id: agencyId },
    body: { name: CUSTOMER, reference: 'K-4711' },
  })
  const { version, name, reference, retentionDays, entraTenants, policy } = account
  const changed = await partner.call('PUT /accounts/:id', {
    params: { id: account.id },
    body: {
      version,
      name,
      reference,
      retentionDays,
      entraTenants,
      policy: policy.own,
      twoFactorRequired: true,
    },
  })
  expect(changed.twoFactorRequired).toBe(true)
  return account.environmentId
}

async function createService(partner: ApiClient, id: string): Promise<string> {
  const order = await partner.call('POST /environments/:id/orders', {
    params: { id },
    body: { product: 'whatsapp-deflector', extension: '500', name: SERVICE, reference: 'A-1' },
  })
  expect(order.state).toBe('open')
  const service = await partner.call('POST /environments/:id/services', {
    params: { id },
    body: {
      name: SERVICE,
      template: 'whatsapp-deflector',
      languages: ['de', 'en'],
      country: 'DE',
      timeZone: 'Europe/Berlin',
      orderId: order.id,
      clientId: 'first',
    },
  })
  const { items } = await partner.call('GET /environments/:id/orders', { params: { id } })
  expect(items).toMatchObject([{ state: 'configured', services: [{ id: service.id }] }])
  return service.id
}

/** Numbers as people write them, no address: the platforms' own are taken. */
async function connectChannels(partner: ApiClient, id: string, serviceId: string): Promise<void> {
  const { phoneNumberId, wabaId, accessToken, appSecret, verifyToken } = NUMBER
  const { accountSid, authToken } = LINE
  const params = { id, serviceId }
  const whatsapp = await partner.call('POST /environments/:id/services/:serviceId/channels', {
    params,
    body: {
      name: 'WhatsApp',
      kind: 'whatsapp',
      provider: 'cloud',
      values: { phoneNumber: '030 1234567', phoneNumberId, wabaId, accessToken, appSecret, verifyToken },
    },
  })
  expect(whatsapp).toMatchObject({ address: NUMBER.phoneNumber })
  expect(JSON.stringify(whatsapp)).not.toContain(NUMBER.accessToken)
  const voice = await partner.call('POST /environments/:id/services/:serviceId/channels', {
    params,
    body: {
      name: 'Hotline',
      kind: 'telephony',
      provider: 'twilio',
      values: { phoneNumber: '+49 (0)30 23125000', accountSid, authToken },
    },
  })
  expect(voice).toMatchObject({ address: LINE.phoneNumber })
  for (const { id: channelId } of [whatsapp, voice]) {
    const test = await partner.call('POST /environments/:id/channels/:channelId/test', {
      params: { id, channelId },
    })
    expect(test).toEqual({ ok: true, detail: null })
  }
  world.enterWebhooks({ whatsapp: whatsapp.webhookUrl ?? '', voice: voice.webhookUrl ?? '' })
  await waitFor(
    'the platform has verified the webhook',
    () => world.platform.simulator.verification(NUMBER.phoneNumberId).state === 'verified',
    WAIT_MS,
  )
}

/** Writes prompts, chooses the invitation and publishes, until the service takes calls. */
async function publishContent(partner: ApiClient, id: string, serviceId: string): Promise<void> {
  const params = { id, serviceId }
  const view = await waitFor(
    "the platform's templates are known",
    async () => {
      const settings = await partner.call('GET /environments/:id/services/:serviceId/settings', { params })
      return settings.templates.some(({ name }) => name === 'callover_invitation') ? settings : undefined
    },
    WAIT_MS,
  )
  const { version, draft } = view
  const places = view.templates.find(({ name }) => name === 'callover_invitation')?.places ?? []
  const values = Object.fromEntries(places.map((place) => [place, '{{company}}']))
  const saved = await partner.call('PUT /environments/:id/services/:serviceId/settings', {
    params,
    body: {
      version,
      settings: {
        ...draft,
        prompts: { ...draft.prompts, de: { ...draft.prompts.de, welcome: WELCOME } },
        invitation: { template: 'callover_invitation', values: { de: values, en: values } },
      },
    },
  })
  expect(saved).toMatchObject({ service: { unpublished: true } })
  expect(saved.published.prompts.de?.welcome).not.toBe(WELCOME)
  const live = await partner.call('POST /environments/:id/services/:serviceId/publish', {
    params,
    body: { version: saved.version },
  })
  expect(live).toMatchObject({
    publishedBy: PARTNER.name,
    service: { unpublished: false, ready: true, problems: [] },
  })
}

/** Invites the agent, who chooses a name and a password and sets up the second factor that the account demands. */
async function welcomeAgent(partner: ApiClient, id: string): Promise<ApiClient> {
  const { link } = await partner.call('POST /environments/:id/invitations', {
    params: { id },
    body: { email: AGENT.email, roles: ['agent'] },
  })
  const token = tokenOf(link ?? '', 'invitation')
  const agent = new ApiClient(world.url)
  expect(await agent.call('POST /links/look', { body: { token } })).toMatchObject({
    kind: 'invitation',
    email: AGENT.email,
    environment: CUSTOMER,
    known: false,
  })
  const accepted = await agent.call('POST /invitations/accept', {
    body: { token, name: AGENT.name, password: AGENT.password },
  })
  agent.token = accepted.token
  expect(await agent.call('GET /me')).toMatchObject({ pending: 'two_factor_setup' })
  await expect(agent.call('GET /environments/:id/conversations', { params: { id } })).rejects.toMatchObject({
    status: 403,
    code: 'two_factor_required',
  })
  const authenticator = await setUpTwoFactor(agent)
  expect(await agent.call('GET /me')).toMatchObject({ pending: null })
  return signInAnew(authenticator)
}

/** On another device: the password alone is not enough any more. */
async function signInAnew(authenticator: Authenticator): Promise<ApiClient> {
  const agent = new ApiClient(world.url)
  await expect(agent.signIn(AGENT.email, AGENT.password)).rejects.toMatchObject({ code: 'totp_required' })
  const session = await agent.call('POST /sessions', {
    body: { email: AGENT.email, password: AGENT.password, totp: await authenticator.code() },
  })
  agent.token = session.token
  return agent
}

/** Rings, and takes the offer of a chat by a key. Answers with the phone in the caller's hand. */
async function ringHotline(): Promise<Customer> {
  const phone = world.platform.simulator.customer(CALLER.number, { name: CALLER.name })
  const caller = createTwilioCaller(world.platform.simulator)
  await caller.dial({ from: CALLER.number, to: LINE.phoneNumber })
  await caller.untilListening(WAIT_MS)
  expect(caller.heard().join(' ')).toContain(WELCOME)
  await caller.press('1')
  await caller.untilEnded(WAIT_MS)
  return phone
}

/** The conversation that the call became, answered by the customer and then by the agent. */
async function answerCaller(
  agent: ApiClient,
  environmentId: string,
  phone: Customer,
): Promise<ConversationView> {
  const arrived = (text: string) =>
    phone.waitForMessage((message) => JSON.stringify(message).includes(text), WAIT_MS)
  await arrived(`Danke für Ihren Anruf bei ${CUSTOMER}`)
  const conversation = await waitFor(
    'the call is in the inbox',
    async () => {
      const params = { id: environmentId }
      return (await agent.call('GET /environments/:id/conversations', { params })).items[0]
    },
    WAIT_MS,
  )
  const params = { id: conversation.id }
  phone.sendText('Zwei Brezeln, bitte!')
  await waitFor(
    'the answer opens the window',
    async () => (await agent.call('GET /conversations/:id', { params })).window.open,
    WAIT_MS,
  )
  const body = { clientId: 'a-1', text: 'Gerne, um acht sind sie fertig.' }
  await agent.call('POST /conversations/:id/messages', { params, body })
  await arrived('um acht')
  return conversation
}

/** Who set what up is on record, without what is secret. */
async function expectRecords(partner: ApiClient, id: string): Promise<void> {
  const { items } = await partner.call('GET /environments/:id/audit', { params: { id } })
  expect(items.map(({ verb, object }) => `${object.kind} ${verb}`)).toEqual(
    expect.arrayContaining([
      'order created',
      'service created',
      'channel created',
      'serviceSettings published',
      'invitation invited',
      'invitation accepted',
    ]),
  )
  expect(JSON.stringify(items)).not.toMatch(new RegExp(`${NUMBER.accessToken}|${LINE.authToken}`))
}

describe('from an empty database', () => {
  it(
    'a partner sets up a customer, whose first deflected call reaches the invited agent (DX-ROLE-12, DX-ORG-11, DX-ORDER-01, DX-BOT-05, DX-CH-01, DX-PUB-01, DX-MEM-02, DX-SEC-03, DX-DEFL-01)',
    { timeout: PATIENCE_MS },
    async () => {
      const { partner, agencyId } = await setUpServer()
      const id = await createCustomer(partner, agencyId)
      await expect(partner.call('GET /environments/:id/orders', { params: { id } })).rejects.toMatchObject({
        status: 403,
        code: 'two_factor_required',
      })
      await setUpTwoFactor(partner)
      const serviceId = await createService(partner, id)
      await connectChannels(partner, id, serviceId)
      await publishContent(partner, id, serviceId)
      const agent = await welcomeAgent(partner, id)
      const socket = await agent.socket(id)
      const told = new Set<string>()
      socket.on('conversation:upserted', (conversation) => void told.add(conversation.id))

      const phone = await ringHotline()
      const conversation = await answerCaller(agent, id, phone)
      expect(conversation).toMatchObject({ origin: 'call', service: { id: serviceId } })
      await waitFor('the agent is told without asking', () => told.has(conversation.id), WAIT_MS)
      socket.close()
      await expectRecords(partner, id)
    },
  )
})
