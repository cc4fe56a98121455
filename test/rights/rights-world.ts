import { createToken, hashToken } from '../../server/auth/tokens.ts'
import type { Role } from '../../server/contract/member.ts'
import { newId } from '../../server/lib/object-id.ts'
import type { Conversation, Environment, User } from '../../server/store/entities.ts'
import type { Deps } from '../../server/usecases/ports.ts'
import { ApiClient } from '../support/api-client.ts'
import { sessionFor } from '../support/people.ts'
import { startWorld, type World } from '../support/world.ts'
import { aContact, aConversation, aQueuedMessage } from '../store/builders.ts'

/** A partner with customers below it. */
export interface Agency {
  agency: Environment
  accountId: string
  environment: Environment
}

/** The whole product with two partners, the first of which has two customers, and one of everything at the first customer. */
export interface RightsWorld {
  world: World
  deps: Deps
  ours: Agency
  /** Another customer of the same partner. */
  neighbour: Agency
  /** Another partner's customer. */
  foreign: Agency
  ids: Ids
  /** What the other partner's customer has, by the name that paths give it. */
  theirs: Readonly<Record<string, string>>
  /** Somebody new with these roles in an environment. */
  person(environmentId: string, roles: readonly Role[]): Promise<ApiClient & { user: User }>
  /** Another customer of our partner, for what ends one. */
  spareAccount(): Promise<string>
  close(): Promise<void>
}

/** What our customer has; whatever is not here is named by an id that nothing has. */
export interface Ids {
  environment: string
  agency: string
  account: string
  conversation: string
  message: string
  file: string
  service: string
  order: string
}

export async function startRightsWorld(): Promise<RightsWorld> {
  const world = await startWorld()
  const { deps } = world.server
  const first = await addAgency(deps, 'Partner Nord')
  const ours = await addCustomer(deps, first, 'Muster')
  const neighbour = await addCustomer(deps, first, 'Nachbar')
  const foreign = await addCustomer(deps, await addAgency(deps, 'Partner Süd'), 'Muster')
  deps.directory.invalidate()
  const person = (environmentId: string, roles: readonly Role[]) =>
    signIn(world.server.url, deps, { environmentId, roles })
  const admin = await person(first.id, ['environmentManager', 'producer'])
  return {
    world,
    deps,
    ours,
    neighbour,
    foreign,
    person,
    ids: await populate(deps, ours, admin),
    theirs: await populateForeign(deps, foreign, person),
    spareAccount: async () => (await addCustomer(deps, first, `Ende ${newId()}`)).accountId,
    close: () => world.close(),
  }
}

/** One of everything that has an address below an environment. */
async function populateForeign(
  deps: Deps,
  foreign: Agency,
  person: RightsWorld['person'],
): Promise<Record<string, string>> {
  const admin = await person(foreign.agency.id, ['environmentManager', 'producer', 'operator'])
  const ids = await populate(deps, foreign, admin)
  const conversation = await deps.store.conversations.findAnywhere(ids.conversation)
  const params = { id: ids.environment }
  const { invitation } = await admin.call('POST /environments/:id/invitations', {
    params,
    body: { email: `${newId()}@example.test`, roles: ['agent'] },
  })
  const { apiKey } = await admin.call('POST /environments/:id/api-keys', {
    params,
    body: { name: 'ERP', scopes: ['calls:read'] },
  })
  const { webhook } = await admin.call('POST /environments/:id/webhooks', {
    params,
    body: { url: 'https://hooks.example.test/in', events: ['message.created'] },
  })
  const member = await person(ids.environment, ['agent'])
  const recording = await deps.store.leftRecordings.add(
    {
      environmentId: ids.environment,
      channelId: conversation?.channelId ?? '',
      callId: newId(),
      source: {},
      startedAt: null,
      certain: true,
    },
    new Date(),
  )
  return {
    serviceId: ids.service,
    messageId: ids.message,
    channelId: conversation?.channelId ?? '',
    contactId: conversation?.contactId ?? '',
    invitationId: invitation.id,
    keyId: apiKey.id,
    webhookId: webhook.id,
    recordingId: recording.id,
    memberId: member.user.id,
    version: '1',
  }
}

function addAgency(deps: Deps, name: string): Promise<Environment> {
  return deps.store.accounts.upsertAgency({ name, timeZone: 'Europe/Berlin', country: 'DE' })
}

async function addCustomer(deps: Deps, agency: Environment, name: string): Promise<Agency> {
  const account = await deps.store.accounts.upsertAccount({
    name,
    agencyId: agency.id,
    retentionDays: null,
    twoFactorRequired: false,
  })
  const environment = await deps.store.accounts.upsertEnvironment({
    accountId: account.id,
    agencyId: agency.id,
    name,
    timeZone: 'Europe/Berlin',
    country: 'DE',
  })
  return { agency, accountId: account.id, environment }
}

async function signIn(
  url: string,
  deps: Deps,
  { environmentId, roles }: { environmentId: string; roles: readonly Role[] },
): Promise<ApiClient & { user: User }> {
  const user = await deps.store.people.upsertUser({ email: `${newId()}@example.test`, name: 'Somebody' })
  await deps.store.people.setRoles(environmentId, user.id, [...roles])
  deps.directory.invalidate()
  const client = new ApiClient(url)
  client.token = createToken()
  await deps.store.sessions.insert({ ...sessionFor(user.id), tokenHash: hashToken(client.token) })
  return Object.assign(client, { user })
}

async function populate(
  deps: Deps,
  { agency, accountId, environment }: Agency,
  admin: ApiClient,
): Promise<Ids> {
  const { store } = deps
  const environmentId = environment.id
  const service = await store.services.upsert({
    environmentId,
    name: 'Hotline',
    template: 'whatsapp-deflector',
    languages: ['de'],
    country: 'DE',
    timeZone: 'Europe/Berlin',
    invitationTemplate: null,
    readReceipts: 'never',
  })
  const channel = await store.channels.upsert({
    environmentId,
    serviceId: service.id,
    name: `rights-${newId()}`,
    kind: 'whatsapp',
    provider: 'cloud',
    address: '+49301111111',
    settings: { phoneNumber: '+49301111111', phoneNumberId: newId(), wabaId: '1', ...SECRETS },
  })
  const contact = await store.contacts.insert(aContact({ environmentId, keys: [newId()] }))
  const refs = { environmentId, serviceId: service.id, channelId: channel.id, contactId: contact?.id ?? '' }
  const conversation = await store.conversations.insert(aConversation({ ...refs, searchWords: ['erika'] }))
  if (conversation === null) throw new Error('the conversation was not inserted')
  const order = await admin.call('POST /environments/:id/orders', {
    params: { id: environmentId },
    body: { product: 'messaging' },
  })
  return {
    environment: environmentId,
    agency: agency.id,
    account: accountId,
    conversation: conversation.id,
    service: service.id,
    order: order.id,
    ...(await addMessage(deps, conversation)),
  }
}

const SECRETS = { accessToken: 'a', appSecret: 'b', verifyToken: 'c', apiBaseUrl: 'http://127.0.0.1:9' }

async function addMessage(
  { store }: Deps,
  { id: conversationId, environmentId, contactId, channelId }: Conversation,
): Promise<Pick<Ids, 'message' | 'file'>> {
  const { message } = await store.messages.insert(
    aQueuedMessage({ environmentId, conversationId, contactId, channelId, clientId: newId() }),
  )
  const place = { environmentId, conversationId, channelId, kind: 'document' as const }
  const file = await store.files.addUploaded(
    { ...place, fileName: 'a.txt', contentType: 'text/plain', createdAt: new Date() },
    Buffer.from('text'),
  )
  await store.files.attachTo(environmentId, [file.id], message.id)
  return { message: message.id, file: file.id }
}
