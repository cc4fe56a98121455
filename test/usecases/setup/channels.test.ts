import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors } from '../../../server/channels/registry.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../../server/lib/errors.ts'
import type { Store } from '../../../server/store/store.ts'
import { providers } from '../../../server/telephony/registry.ts'
import { checkChannel } from '../../../server/usecases/setup/check-channel.ts'
import { listChannelSetups } from '../../../server/usecases/setup/channel-setup.ts'
import {
  changeChannel,
  connectChannel,
  disconnectChannel,
  type NewChannel,
} from '../../../server/usecases/setup/connect-channel.ts'
import { listChannelProviders } from '../../../server/usecases/setup/platforms.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../../support/store.ts'
import { LINE, NUMBER, startPlatform, type Platform } from '../../support/world.ts'
import { createSetupWorld, type SetupWorld } from './setup-world.ts'

let store: TestStore
let other: Store
let platform: Platform
let world: SetupWorld
beforeAll(async () => {
  store = await openTestStore()
  other = await openTestStoreAt(store.database)
  platform = await startPlatform()
  world = await createSetupWorld(store, {
    trustedBases: [platform.apiBaseUrl.replace(/\/simulator\/.*$/, '/simulator')],
  })
})
afterAll(async () => {
  await platform?.close()
  await other?.close()
  await closeTestStore(store)
})

let lastNumber = 0
/** Numbers of their own, so that tests do not get in each other's way. */
const aNumber = (): string => `+4930${String(23125100 + (lastNumber += 1))}`

const whatsapp = (values: Record<string, string> = {}, name = 'chat'): NewChannel => ({
  name,
  kind: 'whatsapp',
  provider: 'cloud',
  values: {
    phoneNumber: aNumber(),
    phoneNumberId: `10654${(lastNumber += 1)}`,
    wabaId: '102290129340398',
    accessToken: 'EAAG-very-secret',
    appSecret: 'app-secret-value',
    verifyToken: 'verify-me',
    ...values,
  },
})
const twilio = (values: Record<string, string> = {}, name = 'line'): NewChannel => ({
  name,
  kind: 'telephony',
  provider: 'twilio',
  values: { phoneNumber: aNumber(), accountSid: 'AC0123456789', authToken: 'twilio-secret', ...values },
})

async function connect(channel: NewChannel, serviceId?: string) {
  const { deps, producer, environmentId } = world
  const ref = { environmentId, serviceId: serviceId ?? (await world.makeService()) }
  return connectChannel(deps, producer, ref, channel)
}

describe('what can be connected', () => {
  it('is asked for just as the platform’s own check wants it, field by field', async () => {
    const { items } = await listChannelProviders(world.deps, world.producer, world.environmentId)
    expect(items.map(({ kind, provider }) => `${kind} ${provider}`)).toEqual([
      'whatsapp cloud',
      'telephony twilio',
      'telephony vier',
      'telephony jambonz',
    ])
    /** For the operator's file alone. */
    const notAsked = new Set(['vier callbackOrigins', 'vier apiBaseUrl'])
    for (const one of [...connectors, ...providers]) {
      const fields = items.find(({ provider }) => provider === one.provider)?.fields ?? []
      const settings = Object.entries(one.settings.shape).filter(
        ([name]) => !notAsked.has(`${one.provider} ${name}`),
      )
      expect(fields.map(({ name }) => name)).toEqual(settings.map(([name]) => name))
      for (const { name, required, kind } of fields) {
        const schema = one.settings.shape[name] as { safeParse(value: unknown): { success: boolean } }
        expect([name, required]).toEqual([name, !schema.safeParse(undefined).success])
        expect([name, kind === 'secret']).toEqual([name, one.secrets.includes(name)])
      }
    }
  })

  it('names one setting each by which the account is known', () => {
    for (const one of [...connectors, ...providers])
      expect(one.fields.filter(({ identifies }) => identifies)).toHaveLength(1)
  })
})

describe('connecting a channel', () => {
  it('keeps secrets to itself and says what to enter at the provider', async () => {
    const serviceId = await world.makeService()
    const setup = await connect(whatsapp(), serviceId)
    expect(setup).toMatchObject({
      serviceId,
      version: 1,
      secretsSet: ['accessToken', 'appSecret', 'verifyToken'],
      webhookUrl: `https://callover.example.test/webhooks/whatsapp/${setup.id}`,
      health: { state: 'working' },
    })
    expect(JSON.stringify(setup)).not.toMatch(/very-secret|app-secret-value|verify-me/)
    const document = await store.raw.collection('channels').findOne({ _id: setup.id as never })
    expect(JSON.stringify(document)).not.toMatch(/very-secret|app-secret-value|verify-me/)
    const [noted] = await world.notes(setup.id)
    expect(noted).toMatchObject({ verb: 'created', object: { kind: 'channel' } })
    expect(JSON.stringify(noted)).not.toMatch(/very-secret|app-secret-value|verify-me/)
    expect(world.templatesAskedFor).toContain(setup.id)
    expect((await world.deps.channels.get(setup.id))?.record.serviceId).toBe(serviceId)
  })

  it('opens a voice line that platforms reach by its id', async () => {
    const setup = await connect(twilio())
    expect(setup.webhookUrl).toBe(`https://callover.example.test/webhooks/voice/twilio/${setup.id}`)
    expect((await world.deps.lines.find(setup.id))?.line.provider).toBe('twilio')
  })

  it.each([
    ['030 / 231 25-800', '+493023125800'],
    ['+49 (0)30 23125801', '+493023125801'],
    ['0049 30 23125802', '+493023125802'],
    ['+49 30 23125803', '+493023125803'],
  ])('reads the number %s as it is dialled in the service’s country', async (written, phoneNumber) => {
    const setup = await connect(twilio({ phoneNumber: written }))
    expect(setup).toMatchObject({ address: phoneNumber, values: { phoneNumber } })
  })

  it('refuses what the platform’s own check refuses, by field', async () => {
    const attempt = connect(twilio({ phoneNumber: 'call me', accountSid: '', authToken: 'töken' }))
    await expect(attempt).rejects.toMatchObject({
      issues: [{ path: 'values.phoneNumber' }, { path: 'values.accountSid' }, { path: 'values.authToken' }],
    })
    await expect(connect(twilio({ apiKey: 'x' }))).rejects.toMatchObject({
      issues: [{ path: 'values.apiKey' }],
    })
    await expect(connect({ ...twilio(), provider: 'nobody' })).rejects.toThrow(InvalidInputError)
  })

  it.each([
    'http://169.254.169.254/latest',
    'http://127.0.0.1:27017/',
    'https://graph.facebook.com.evil.test/v26.0',
    'https://graph.facebook.com:8443/v26.0',
    'https://user:pass@graph.facebook.com/v26.0',
    'http://graph.facebook.com/v26.0',
  ])('never asks another host than the platform’s on people’s behalf: %s', async (apiBaseUrl) => {
    await expect(connect(whatsapp({ apiBaseUrl }))).rejects.toMatchObject({
      issues: [{ path: 'values.apiBaseUrl' }],
    })
  })

  it('is for one number or account once, wherever that is, also when two do it at once', async () => {
    const { producer, environmentId } = world
    const [one, two] = [await world.makeService(), await world.makeService()]
    const channel = whatsapp()
    const attempts = await Promise.allSettled(
      [one, two].map((serviceId, index) =>
        connectChannel(
          world.elsewhere(index === 0 ? store : other),
          producer,
          { environmentId, serviceId },
          channel,
        ),
      ),
    )
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(connect(channel)).rejects.toThrow(ConflictError)
    const { phoneNumber } = twilio().values
    await connect(twilio({ phoneNumber: phoneNumber! }))
    const elsewhere = { name: 'x', kind: 'telephony' as const, provider: 'jambonz' }
    await expect(
      connect({ ...elsewhere, values: { phoneNumber: phoneNumber!, webhookSecret: 'long enough' } }),
    ).rejects.toThrow(ConflictError)
    // One of the provisioning file counts as well.
    await expect(connect(whatsapp({ phoneNumberId: '106540352242922' }))).rejects.toThrow(ConflictError)
  })

  it('refuses a name under which a platform reaches another channel, and one twice in a service', async () => {
    await expect(connect(whatsapp({}, 'wa'))).rejects.toThrow(ConflictError)
    const serviceId = await world.makeService()
    await connect(whatsapp({}, 'same'), serviceId)
    await expect(connect(whatsapp({}, 'same'), serviceId)).rejects.toThrow(/same/)
    await connect(whatsapp({}, 'same'))
  })

  it('gives a SmartIVR no chat (DX-CH-01)', async () => {
    const serviceId = await world.makeService({ template: 'smart-ivr' })
    await expect(connect(whatsapp(), serviceId)).rejects.toMatchObject({ issues: [{ path: 'kind' }] })
    await connect(twilio(), serviceId)
  })
})

describe('changing a channel', () => {
  it('leaves a secret that is left out as it is', async () => {
    const { deps, producer, environmentId } = world
    const { id: channelId, values } = await connect(twilio())
    const ref = { environmentId, channelId }
    await changeChannel(deps, producer, ref, {
      version: 1,
      values: { ...values, accountSid: 'AC999', authToken: '' },
    })
    const record = await store.channels.find(environmentId, channelId)
    expect(record).toMatchObject({
      version: 2,
      settings: { accountSid: 'AC999', authToken: 'twilio-secret' },
    })
    const changed = await changeChannel(deps, producer, ref, {
      version: 2,
      values: { ...values, authToken: 'another-one' },
    })
    expect(changed.secretsSet).toEqual(['authToken'])
    const [noted] = await world.notes(channelId)
    expect(noted?.changes).toContainEqual({ path: 'secrets.authToken', before: '•••', after: '•••' })
  })

  it('is on top of the version that was seen', async () => {
    const { deps, producer, environmentId } = world
    const { id: channelId, values } = await connect(twilio())
    const ref = { environmentId, channelId }
    const change = { version: 1, values }
    const attempts = await Promise.allSettled(
      [store, other].map((by) => changeChannel(world.elsewhere(by), producer, ref, change)),
    )
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(changeChannel(deps, producer, ref, change)).rejects.toThrow(ConflictError)
  })

  it('keeps what the operator set and no form asks for', async () => {
    const { deps, producer, environmentId } = world
    const channel = { name: 'v', kind: 'telephony' as const, provider: 'vier' }
    const phoneNumber = aNumber()
    const stored = await store.channels.upsert({
      ...channel,
      environmentId,
      serviceId: await world.makeService(),
      address: phoneNumber,
      settings: { phoneNumber, botToken: 'bot-token', apiBaseUrl: 'http://10.0.0.5:8080' },
    })
    const values = { phoneNumber }
    await changeChannel(deps, producer, { environmentId, channelId: stored.id }, { version: 1, values })
    const record = await store.channels.find(environmentId, stored.id)
    expect(record?.settings).toEqual(stored.settings)
  })

  it('forgets that it was failing: that was about what has been changed', async () => {
    const { deps, producer, environmentId } = world
    const { id: channelId, values } = await connect(twilio())
    await store.channels.setHealth(environmentId, channelId, { state: 'failing', platformCode: '20003' })
    const changed = await changeChannel(deps, producer, { environmentId, channelId }, { version: 1, values })
    expect(changed.health).toMatchObject({ state: 'working', platformCode: null })
  })
})

describe('disconnecting a channel', () => {
  it('wipes its credentials, refuses its webhooks and keeps its name', async () => {
    const { deps, producer, environmentId } = world
    const serviceId = await world.makeService()
    const channel = twilio({}, 'gone')
    const { id: channelId } = await connect(channel, serviceId)
    const ref = { environmentId, channelId }
    const { service } = await disconnectChannel(deps, producer, ref)
    expect(service.id).toBe(serviceId)
    expect(await deps.lines.find(channelId)).toBeNull()
    expect(await store.channels.find(environmentId, channelId)).toMatchObject({
      name: 'gone',
      settings: {},
      deletedAt: deps.clock.now(),
    })
    const { items } = await listChannelSetups(deps, producer, { environmentId, serviceId })
    expect(items).toEqual([])
    const [noted] = await world.notes(channelId)
    expect(noted?.verb).toBe('deleted')
    await expect(disconnectChannel(deps, producer, ref)).rejects.toThrow(NotFoundError)
    // Name and number are free again.
    await connect(channel, serviceId)
  })
})

describe('asking the provider', () => {
  const chat = (values: Record<string, string> = {}): NewChannel => {
    const { phoneNumber, phoneNumberId, wabaId, accessToken, appSecret, verifyToken } = NUMBER
    const own = { phoneNumber, phoneNumberId, wabaId, accessToken, appSecret, verifyToken }
    return { ...whatsapp(), values: { ...own, apiBaseUrl: platform.apiBaseUrl, ...values } }
  }

  it('tells whether WhatsApp’s credentials work', async () => {
    const { deps, producer, environmentId } = world
    // The account of the world's own channel, which is connected already.
    const own = await store.channels.list(environmentId)
    const { id: ownId } = own.find(({ name }) => name === 'wa')!
    await disconnectChannel(deps, await world.memberWith('producer'), { environmentId, channelId: ownId })
    const { id: channelId, values, version } = await connect(chat())
    const ref = { environmentId, channelId }
    expect(await checkChannel(deps, producer, ref)).toEqual({ ok: true, detail: null })
    await changeChannel(deps, producer, ref, { version, values: { ...values, accessToken: 'wrong' } })
    const refused = await checkChannel(deps, producer, ref)
    expect(refused.ok).toBe(false)
    expect(refused.detail).toContain('190')
    expect(refused.detail).not.toContain('wrong')
  })

  it('tells whether Twilio’s credentials work', async () => {
    const { deps, producer, environmentId } = world
    const { phoneNumber, accountSid, authToken } = LINE
    const line = twilio({ phoneNumber, accountSid, authToken, apiBaseUrl: platform.voiceApiBaseUrl })
    const { id: channelId, values } = await connect(line)
    const ref = { environmentId, channelId }
    expect(await checkChannel(deps, producer, ref)).toEqual({ ok: true, detail: null })
    await changeChannel(deps, producer, ref, { version: 1, values: { ...values, authToken: 'wrong' } })
    expect(await checkChannel(deps, producer, ref)).toMatchObject({ ok: false })
  })

  it('says so where a platform cannot be asked', async () => {
    const { deps, producer, environmentId } = world
    const values = { phoneNumber: aNumber(), webhookSecret: 'long enough' }
    const { id } = await connect({ name: 'j', kind: 'telephony', provider: 'jambonz', values })
    const answer = await checkChannel(deps, producer, { environmentId, channelId: id })
    expect(answer).toMatchObject({ ok: false, detail: expect.stringContaining('cannot be asked') })
  })
})

describe('channels of others', () => {
  it('are not there', async () => {
    const { deps, environmentId } = world
    const { id: channelId, values } = await connect(twilio())
    const stranger = await world.stranger('producer', 'environmentManager')
    const ref = { environmentId, channelId }
    for (const attempt of [
      () => changeChannel(deps, stranger, ref, { version: 1, values }),
      () => disconnectChannel(deps, stranger, ref),
      () => checkChannel(deps, stranger, ref),
    ])
      await expect(attempt()).rejects.toThrow(NotFoundError)
  })
})
