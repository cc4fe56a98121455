import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANES } from '../../server/domain/lanes.ts'
import type { ServiceSettings } from '../../server/contract/service-settings.ts'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import {
  aCall,
  aContact,
  aConversation,
  anInbound,
  anInvitation,
  aPreview,
  aQueuedMessage,
  minutesLater,
  NOON,
  someId,
} from './builders.ts'

let store: TestStore
let world: World
beforeAll(async () => {
  store = await openTestStore()
  world = await populate(someId())
})
afterAll(() => closeTestStore(store))

type World = Awaited<ReturnType<typeof populate>>

/** The store keeps settings as they come. */
const settings = { deflector: { companyName: 'Muster' } } as ServiceSettings
const period = { from: minutesLater(-9), until: minutesLater(9), timeZone: 'Europe/Berlin' }

const anInvitationLink = (tokenHash: string) => ({
  tokenHash,
  invitedBy: 'Anna',
  invitedById: someId(),
  invitedAt: NOON,
  expiresAt: minutesLater(60),
})

/** One of everything in an environment. */
async function populate(environmentId: string) {
  const user = await store.people.upsertUser({ email: `${environmentId}@example.test`, name: 'Anna' })
  await store.people.setRoles(environmentId, user.id, ['agent'])
  const tokenHash = someId()
  const invitedMember = await store.invitations.invite({
    environmentId,
    email: 'erika@example.test',
    roles: ['agent'],
    ...anInvitationLink(tokenHash),
  })
  const auditId = await store.audit.announce({
    environmentId,
    at: NOON,
    actor: { kind: 'system', id: null, name: 'Callover' },
    address: null,
    verb: 'created',
    object: { kind: 'environment', id: environmentId, name: 'Muster GmbH' },
    changes: [],
    version: null,
  })
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
    name: 'wa',
    kind: 'whatsapp',
    provider: 'cloud',
    address: '+49',
    settings: {},
  })
  await store.serviceSettings.create(environmentId, service.id, settings, NOON)
  const orderId = someId()
  await store.orders.create({
    id: orderId,
    environmentId,
    accountId: someId(),
    product: 'messaging',
    extension: null,
    name: '',
    reference: null,
    startsOn: null,
    createdAt: NOON,
  })
  const picture = { contentType: 'image/png', content: Buffer.from('x') }
  const { pictureId } = (await store.services.setPicture(environmentId, service.id, picture))!
  const invitation = anInvitation()
  const { call } = await store.calls.insert(
    aCall({ environmentId, serviceId: service.id, accepted: true, destination: '+4915112345', invitation }),
  )
  const contact = await store.contacts.insert(aContact({ environmentId, keys: ['key'] }))
  const lastMessage = aPreview({ direction: 'outbound', delivery: 'queued' })
  const conversation = await store.conversations.insert(
    aConversation({
      environmentId,
      serviceId: service.id,
      contactId: contact!.id,
      channelId: channel.id,
      lastMessage,
      awaitingCallId: call.id,
      searchWords: ['erika'],
      labels: ['vip'],
    }),
  )
  const { message } = await store.messages.insert(
    aQueuedMessage({
      environmentId,
      conversationId: conversation!.id,
      clientId: 'client',
      attachments: [
        { id: someId(), kind: 'image', fileName: 'a', contentType: 'image/png', state: 'pending' },
      ],
    }),
  )
  const upload = {
    environmentId,
    conversationId: conversation!.id,
    channelId: channel.id,
    kind: 'image' as const,
  }
  const file = await store.files.addUploaded(
    { ...upload, fileName: 'a.png', contentType: 'image/png', createdAt: NOON },
    Buffer.from('x'),
  )
  await store.files.addPending({
    ...upload,
    id: someId(),
    conversationId: null,
    messageId: null,
    callId: call.id,
    kind: 'audio',
    fileName: 'a.wav',
    contentType: 'audio/wav',
    sha256: null,
    source: null,
    createdAt: NOON,
  })
  await store.templates.replaceAll(environmentId, channel.id, [
    {
      environmentId,
      channelId: channel.id,
      externalId: '1',
      name: 'hello',
      language: 'de',
      category: 'UTILITY',
      status: 'APPROVED',
      quality: null,
      sendable: true,
      parameterFormat: 'positional',
      header: null,
      body: 'Hallo',
      bodyParameters: [],
      footer: null,
      buttons: [],
      syncedAt: NOON,
    },
  ])
  const apiKey = await store.apiKeys.insert({
    environmentId,
    name: 'CRM',
    scopes: ['calls:read'],
    prefix: 'cok_',
    keyHash: environmentId,
    createdAt: NOON,
    createdBy: 'Anna',
    expiresAt: null,
  })
  const webhook = await store.webhooks.insert({
    environmentId,
    url: 'https://crm.example.test/',
    events: ['message.created'],
    active: true,
    secret: 'secret',
    createdAt: NOON,
  })
  await store.webhooks.add({
    environmentId,
    webhookId: webhook.id,
    conversationId: conversation!.id,
    event: 'message.created',
    at: NOON,
    createdAt: NOON,
    data: '{}',
    dedupeKey: null,
  })
  const erasure = {
    kind: 'caller' as const,
    id: someId(),
    environmentId,
    contactId: someId(),
    address: '+49 ****',
    by: { memberId: user.id, name: 'Anna', address: null },
    startedAt: NOON,
    person: { phones: ['+4915199999'], userIds: [] },
    dueAt: NOON,
  }
  await store.privacy.begin(erasure)
  const atPlatform = {
    environmentId,
    channelId: channel.id,
    callId: 'CA1',
    source: {},
    startedAt: NOON,
    certain: true,
  }
  const leftRecording = await store.leftRecordings.add(atPlatform, NOON)
  const refusal = { state: 'given_up' as const, reason: 'unknown', attempts: 1, dueAt: null, at: NOON }
  await store.leftRecordings.refused(leftRecording.id, refusal)
  return {
    environmentId,
    apiKey,
    webhook,
    erasure,
    leftRecording,
    user,
    tokenHash,
    invitedMember: invitedMember!,
    auditId,
    service,
    pictureId: pictureId!,
    orderId,
    channel,
    call,
    invitation,
    contact: contact!,
    conversation: conversation!,
    message,
    file,
  }
}

/** Everything there is, to see that nothing has changed. */
async function snapshot(): Promise<unknown> {
  const collections = await store.raw.collections()
  const contents = await Promise.all(
    collections.map(async (collection) => [
      collection.collectionName,
      await collection.find({}).sort({ _id: 1 }).toArray(),
    ]),
  )
  return Object.fromEntries(contents)
}

const attachment = {
  kind: 'image' as const,
  fileName: 'b',
  contentType: 'image/png',
  state: 'ready' as const,
}
const reaction = { emoji: '👍', by: 'contact' as const, memberId: null, name: '', at: NOON, messageId: null }
const window = { lastInboundAt: NOON, refusedAt: NOON, closesAt: NOON }

/** Every method that takes an environment, asked by another one for what this one has. */
const attempts: Record<string, (other: string, w: World) => Promise<unknown>> = {
  'people.membersOf': (other) => store.people.membersOf(other),
  'people.findMember': (other, w) => store.people.findMember(other, w.user.id),
  'memberships.changeRoles': (other, w) =>
    store.memberships.changeRoles(other, w.user.id, { roles: ['agent'], keepManager: false }),
  'invitations.find': (other, w) => store.invitations.find(other, w.invitedMember.id),
  'invitations.pending': (other) => store.invitations.pending(other, 9),
  'invitations.renew': (other, w) =>
    store.invitations.renew(other, w.invitedMember.id, anInvitationLink(someId())),
  'invitations.markMailed': (other, w) =>
    store.invitations.markMailed(other, w.invitedMember.id, w.tokenHash),
  'invitations.withdraw': (other, w) => store.invitations.withdraw(other, w.invitedMember.id, NOON),
  'environmentSettings.change': (other) =>
    store.environmentSettings.change(other, 1, {
      name: 'x',
      timeZone: 'Europe/Berlin',
      country: 'DE',
      policy: {},
    }),
  'audit.list': async (other) => (await store.audit.list(other, { after: null, limit: 9 })).items,
  'audit.settle': (other, w) => {
    const object = { kind: 'environment' as const, id: other, name: 'x' }
    return store.audit.settle(other, w.auditId, { verb: 'changed', object, changes: [] })
  },
  'audit.withdraw': (other, w) => store.audit.withdraw(other, w.auditId),
  'audit.judge': (other, w) => store.audit.judge(other, w.auditId, 'failed'),
  'services.list': (other) => store.services.list(other),
  'services.find': (other, w) => store.services.find(other, w.service.id),
  'services.change': (other, w) => {
    const { languages, country, timeZone } = w.service
    return store.services.change(other, w.service.id, { name: 'x', languages, country, timeZone, version: 1 })
  },
  'services.countByEnvironments': (other) => store.services.countByEnvironments([other]),
  'services.setPicture': (other, w) =>
    store.services.setPicture(other, w.service.id, { contentType: 'image/png', content: Buffer.from('y') }),
  'services.findPicture': (other, w) => store.services.findPicture(other, w.pictureId),
  'services.readPicture': (other, w) => store.services.readPicture(other, w.pictureId),
  'serviceSettings.find': (other, w) => store.serviceSettings.find(other, w.service.id),
  'serviceSettings.list': (other) => store.serviceSettings.list(other),
  'serviceSettings.save': (other, w) =>
    store.serviceSettings.save(other, w.service.id, { version: 1, draft: settings, by: null, now: NOON }),
  'serviceSettings.set': (other, w) =>
    store.serviceSettings.set(other, w.service.id, {
      version: 1,
      draft: settings,
      published: settings,
      now: NOON,
    }),
  'serviceSettings.versions': (other, w) => store.serviceSettings.versions(other, w.service.id),
  'serviceSettings.findVersion': (other, w) => store.serviceSettings.findVersion(other, w.service.id, 1),
  'serviceSettings.publish': (other, w) =>
    store.serviceSettings.publish(other, w.service.id, { version: 1, by: null, now: NOON }),
  'calls.find': (other, w) => store.calls.find(other, w.call.id),
  'calls.recordInvitation': (other, w) =>
    store.calls.recordInvitation(other, w.invitation.messageId, { status: 'failed', failedAt: NOON }),
  'calls.recordAnswer': (other, w) => store.calls.recordAnswer(other, w.call.id, NOON),
  'calls.list': async (other, w) => [
    ...(await store.calls.list(other, { after: null, limit: 9 })).items,
    ...(await store.calls.list(other, { after: null, limit: 9, serviceId: w.service.id })).items,
  ],
  'calls.figures': async (other, w) => [
    ...(await store.calls.figures(other, period)).days,
    ...(await store.calls.figures(other, { ...period, serviceId: w.service.id })).services,
  ],
  'channels.list': (other) => store.channels.list(other),
  'channels.find': (other, w) => store.channels.find(other, w.channel.id),
  'channels.change': (other, w) =>
    store.channels.change(other, w.channel.id, { version: 1, settings: {}, address: '', accountKey: 'key' }),
  'channels.disconnect': (other, w) => store.channels.disconnect(other, w.channel.id, NOON),
  'channels.setHealth': (other, w) => store.channels.setHealth(other, w.channel.id, { state: 'failing' }),
  'contacts.find': (other, w) => store.contacts.find(other, w.contact.id),
  'contacts.findByKeys': (other) => store.contacts.findByKeys(other, ['key']),
  'contacts.touch': (other, w) =>
    store.contacts.touch(other, 'key', { channelId: w.channel.id, windowAt: NOON, name: 'x' }),
  'contacts.addKeys': (other, w) => store.contacts.addKeys(other, w.contact.id, ['more'], []),
  'contacts.removeKeys': (other, w) => store.contacts.removeKeys(other, w.contact.id, ['key']),
  'contacts.refuseWindow': (other, w) => store.contacts.refuseWindow(other, w.contact.id, w.channel.id, NOON),
  'contacts.setMarketingOptOut': (other, w) => store.contacts.setMarketingOptOut(other, w.contact.id, NOON),
  'conversationFigures.ofService': async (other, w) =>
    (await store.conversationFigures.ofService(other, { ...period, serviceId: w.service.id })).days,
  'conversations.find': (other, w) => store.conversations.find(other, w.conversation.id),
  'conversations.findActive': (other, w) => store.conversations.findActive(other, w.service.id, w.contact.id),
  'conversations.numbersOf': (other, w) => store.conversations.numbersOf(other, [w.conversation.id]),
  'conversations.listOfContact': (other, w) => store.conversations.listOfContact(other, w.contact.id, 10),
  'conversations.list': async (other) => [
    ...(await store.conversations.list(other, { sort: 'activity', after: null, limit: 9 })).items,
    ...(await store.conversations.list(other, { sort: 'waiting', after: null, limit: 9, assigneeId: null }))
      .items,
    ...(await store.conversations.list(other, { sort: 'window', after: null, limit: 9, words: ['erika'] }))
      .items,
  ],
  'conversations.count': (other) => store.conversations.count(other, { words: ['erika'] }, 10),
  'conversations.labelsInUse': async (other) => (await store.conversations.labelsInUse(other))[0] ?? null,
  'conversations.applyInbound': (other, w) =>
    store.conversations.applyInbound(other, w.service.id, w.contact.id, anInbound()),
  'conversations.applyOutbound': (other, w) =>
    store.conversations.applyOutbound(other, w.conversation.id, {
      statuses: ['open'],
      lastMessage: null,
      answers: true,
      now: NOON,
    }),
  'conversations.take': (other, w) =>
    store.conversations.take(other, w.conversation.id, { memberId: someId() }, NOON),
  'conversations.told': (other, w) => store.conversations.told(other, w.conversation.id, 1),
  'conversations.setLastDelivery': (other, w) =>
    store.conversations.setLastDelivery(other, w.conversation.lastMessage!.id, w.conversation.id, 'sent'),
  'conversations.setWindow': (other, w) =>
    store.conversations.setWindow(other, w.contact.id, w.channel.id, window, NOON),
  'conversations.change': (other, w) =>
    store.conversations.change(other, w.conversation.id, ['open'], { assigneeId: null }, NOON),
  'conversations.relabel': (other, w) =>
    store.conversations.relabel(other, w.conversation.id, { add: ['VIP'], remove: [], most: 20 }, NOON),
  'conversations.markRead': (other, w) =>
    store.conversations.markRead(other, w.conversation.id, w.user.id, 9),
  'conversations.searchWords': async (other, w) =>
    (await store.conversations.searchWords(other, w.conversation.id))[0] ?? null,
  'conversations.expectMove': (other, w) =>
    store.conversations.expectMove(
      other,
      w.conversation.id,
      { from: someId(), messageIds: null, seq: 99 },
      NOON,
    ),
  'conversations.recount': (other, w) =>
    store.conversations.recount(other, w.conversation.id, { inboundCount: 99, lastMessage: null }, NOON),
  'conversations.addAutoReply': (other, w) =>
    store.conversations.addAutoReply(other, w.conversation.id, 'online'),
  'conversations.awaitAnswer': (other, w) =>
    store.conversations.awaitAnswer(other, w.conversation.id, someId()),
  'conversations.clearAwaited': (other, w) =>
    store.conversations.clearAwaited(other, w.conversation.id, w.call.id),
  'messages.move': async (other, w) => {
    await store.messages.move(other, w.conversation.id, someId(), null)
    return null
  },
  'messages.summarise': async (other, w) => (await store.messages.summarise(other, w.conversation.id)).newest,
  'messages.find': (other, w) => store.messages.find(other, w.message.id),
  'messages.findByClientId': (other, w) => store.messages.findByClientId(other, w.conversation.id, 'client'),
  'messages.page': async (other, w) =>
    (await store.messages.page(other, w.conversation.id, { before: null, limit: 9 })).items,
  'messages.setReaction': (other, w) => store.messages.setReaction(other, w.message.id, reaction),
  'messages.edit': (other, w) => store.messages.edit(other, w.message.id, 'x', NOON),
  'messages.revoke': (other, w) => store.messages.revoke(other, w.message.id, NOON),
  'messages.setAttachment': (other, w) =>
    store.messages.setAttachment(other, w.message.id, { ...attachment, id: w.message.attachments![0]!.id }),
  'messages.addAttachment': (other, w) =>
    store.messages.addAttachment(other, w.message.id, { ...attachment, id: someId() }),
  'messages.setCall': (other, w) => store.messages.setCall(other, w.message.id, { outcome: 'ended' }),
  'files.findByCall': (other, w) => store.files.findByCall(other, w.call.id),
  'files.attachTo': (other, w) => store.files.attachTo(other, [w.file.id], w.message.id),
  'orders.find': (other, w) => store.orders.find(other, w.orderId),
  'orders.list': (other) => store.orders.list(other),
  'orders.terminate': (other, w) => store.orders.terminate(other, w.orderId, NOON),
  'templates.replaceAll': (other, w) => store.templates.replaceAll(other, w.channel.id, []),
  'templates.remove': async (other, w) => {
    const [template] = await store.templates.list(w.environmentId, w.channel.id)
    return store.templates.remove(other, w.channel.id, template!.id)
  },
  'templates.list': (other, w) => store.templates.list(other, w.channel.id),
  'templates.find': (other, w) => store.templates.find(other, w.channel.id, 'hello', 'de'),
}

const person = { phones: ['+4915112345'], userIds: [] }

/** What integrations and privacy requests reach. */
const laterAttempts: typeof attempts = {
  'apiKeys.list': (other) => store.apiKeys.list(other),
  'apiKeys.delete': (other, w) => store.apiKeys.delete(other, w.apiKey.id),
  'webhooks.list': (other) => store.webhooks.list(other),
  'webhooks.find': (other, w) => store.webhooks.find(other, w.webhook.id),
  'webhooks.change': (other, w) =>
    store.webhooks.change(other, w.webhook.id, { url: 'x', events: [], active: false, version: 1 }),
  'webhooks.delete': (other, w) => store.webhooks.delete(other, w.webhook.id),
  'webhooks.deliveries': async (other, w) =>
    (await store.webhooks.deliveries(other, w.webhook.id, { after: null, limit: 9 })).items,
  'privacy.find': (other, w) => store.privacy.find(other, w.erasure.contactId),
  'privacy.findCaller': (other) => store.privacy.findCaller(other, '+4915199999'),
  'leftRecordings.list': (other) => store.leftRecordings.list(other, 9),
  'leftRecordings.find': (other, w) => store.leftRecordings.find(other, w.leftRecording.id),
  'leftRecordings.remove': (other, w) => store.leftRecordings.remove(other, w.leftRecording.id),
  'privacy.callsOf': (other, w) =>
    store.privacy.callsOf(other, { phones: person.phones, conversationIds: [w.conversation.id] }),
  'privacy.conversationIdsOf': (other, w) => store.privacy.conversationIdsOf(other, w.contact.id),
  'privacy.deleteContact': (other, w) => store.privacy.deleteContact(other, w.contact.id),
  'privacy.deleteConversation': async (other, w) =>
    (await store.privacy.deleteConversation(other, w.conversation.id)).messages ?? 0,
  'privacy.deleteFilesOf': async (other, w) =>
    (await store.privacy.deleteFilesOf(other, [w.conversation.id])).files ?? 0,
  'privacy.deleteCall': async (other, w) =>
    (await store.privacy.deleteCall(other, { id: w.call.id, entryId: w.message.id }, NOON)).calls ?? 0,
  'privacy.deleteEvents': async (other) =>
    (await store.privacy.deleteEvents(other, person, minutesLater(9))).events ?? 0,
}
Object.assign(attempts, laterAttempts)

/** Methods that look over all environments on purpose: workers, sign-in, and look-ups whose callers check. */
const OVER_ALL = new Set([
  'accounts.agencyNamed',
  'accounts.accountNamed',
  'accounts.environmentNamed',
  'accounts.upsertAgency',
  'apiKeys.findByHash',
  'apiKeys.insert',
  'apiKeys.touch',
  'privacy.begin',
  'privacy.due',
  'privacy.update',
  'leftRecordings.add',
  'leftRecordings.claim',
  'leftRecordings.refused',
  'webhooks.add',
  'webhooks.endTurn',
  'webhooks.insert',
  'webhooks.nextOf',
  'webhooks.noteFailure',
  'webhooks.noteSuccess',
  'webhooks.settle',
  'webhooks.switchOff',
  'webhooks.takeTurn',
  'accounts.upsertAccount',
  'accounts.upsertEnvironment',
  'accounts.findEnvironment',
  'accounts.findAccount',
  'accounts.accountsOfTenants',
  'accounts.accountsWithoutTenant',
  'accounts.environmentsOf',
  'accounts.createAccount',
  'accounts.createEnvironment',
  'accounts.changeAccount',
  'accounts.deactivate',
  'accounts.restore',
  'accounts.unusedEnvironments',
  'accounts.withPolicy',
  'accounts.environmentsBesides',
  'orders.create',
  'orders.findAnywhere',
  'people.upsertUser',
  'people.findUser',
  'people.findUserByEmail',
  'people.findUserByEntra',
  'people.linkEntra',
  'people.setLocale',
  'people.setPassword',
  'people.isAnybodyThere',
  'people.noteSeen',
  'people.setRoles',
  'people.membershipsOf',
  'memberships.addRoles',
  'memberships.signInFacts',
  'invitations.invite',
  'invitations.findByTokenHash',
  'invitations.pendingFor',
  'invitations.claim',
  'invitations.accept',
  'invitations.release',
  'audit.append',
  'templates.put',
  'audit.announce',
  'audit.lost',
  'services.upsert',
  'services.create',
  'services.endOfOrder',
  'serviceSettings.create',
  'calls.findByExternalId',
  'calls.insert',
  'calls.advance',
  'calls.finish',
  'calls.setDuration',
  'calls.setInvitation',
  'calls.withoutInvitation',
  'calls.silentSince',
  'channels.upsert',
  'channels.create',
  'channels.listAll',
  'contacts.insert',
  'conversations.findAnywhere',
  'conversations.insert',
  'conversations.wakeSnoozed',
  'conversations.listUntold',
  'conversations.withMoves',
  'messages.findByExternalId',
  'messages.insert',
  'messages.heads',
  'messages.claim',
  'messages.expireClaims',
  'messages.advance',
])

describe('another environment', () => {
  for (const [name, attempt] of Object.entries(attempts)) {
    it(`finds and changes nothing by ${name}`, async () => {
      const before = await snapshot()
      const result = await attempt(someId(), world)
      const isNothing = [undefined, null, false, 0].includes(result as null)
      expect(isNothing || (result instanceof Map ? result.size : (result as unknown[]).length) === 0).toBe(
        true,
      )
      expect(await snapshot()).toEqual(before)
    })
  }

  it('does not get in the way: the environment itself finds what the other does not', async () => {
    const { environmentId } = world
    const blind: string[] = []
    for (const name of Object.keys(attempts).filter((one) =>
      /find|list|count|page|member|figures/.test(one),
    )) {
      const result = await attempts[name]!(environmentId, world)
      if (result === null || result === 0 || (Array.isArray(result) && result.length === 0)) blind.push(name)
    }
    expect(blind).toEqual([])
  })

  it('is covered for every method of the store', () => {
    const parts = [
      'apiKeys',
      'webhooks',
      'privacy',
      'leftRecordings',
      'accounts',
      'people',
      'memberships',
      'invitations',
      'environmentSettings',
      'audit',
      'services',
      'serviceSettings',
      'calls',
      'channels',
      'contacts',
      'conversations',
      'conversationFigures',
      'messages',
      'templates',
      'orders',
    ]
    const methods = parts.flatMap((part) =>
      Object.keys(store[part as keyof Store]).map((method) => `${part}.${method}`),
    )
    const covered = new Set([...Object.keys(attempts), ...OVER_ALL])
    expect(methods.filter((method) => !covered.has(method))).toEqual([])
  })
})

it('workers see all environments and answer with the environment of what they found', async () => {
  const lanes = Array.from({ length: LANES }, (_, lane) => lane)
  const heads = await store.messages.heads(lanes, minutesLater(1), 10)
  expect(heads.map(({ environmentId }) => environmentId)).toContain(world.environmentId)
})
