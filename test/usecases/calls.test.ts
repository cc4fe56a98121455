import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectors } from '../../server/channels/registry.ts'
import { KeyedQueue } from '../../server/lib/keyed-queue.ts'
import { provision } from '../../server/provision.ts'
import type { Store } from '../../server/store/store.ts'
import { providers } from '../../server/telephony/registry.ts'
import type { VoiceReply } from '../../server/telephony/provider.ts'
import { createDirectory } from '../../server/usecases/directory.ts'
import { createChannelPool, createLinePool } from '../../server/usecases/open-channels.ts'
import type { Deps } from '../../server/usecases/ports.ts'
import { receiveVoiceWebhook } from '../../server/usecases/receive-voice-webhook.ts'
import { recordDelivery } from '../../server/usecases/record-delivery.ts'
import { recoverCalls } from '../../server/usecases/recover-calls.ts'
import { templateOf } from '../support/service-builders.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { twilioSignature } from '../support/voice/twilio-signature.ts'
import { LINE, provisioningFor, twilioLine } from '../support/world.ts'
import { NO_TEAMS } from '../support/no-teams.ts'

const BASE = 'https://callover.example.test/webhooks/voice/twilio/line'

let store: TestStore
let now: Date
let deps: Deps

beforeAll(async () => {
  store = await openTestStore()
  await provision(store, connectors, provisioningFor('http://127.0.0.1:9', { lines: [twilioLine()] }), {
    providers,
  })
})

afterAll(async () => {
  await closeTestStore(store)
})

beforeEach(async () => {
  now = new Date('2026-03-10T12:00:00.000Z')
  deps = depsOn(store)
  await setTemplate('APPROVED')
})

/** What one process has. */
function depsOn(opened: Store): Deps {
  const clock = { now: () => now }
  const environment = { fetch, now: clock.now }
  return {
    store: opened,
    clock,
    newId: () => Array.from({ length: 24 }, () => Math.floor(Math.random() * 16).toString(16)).join(''),
    directory: createDirectory(opened),
    channels: createChannelPool(opened, connectors, environment),
    lines: createLinePool(opened, providers, environment),
    callQueue: new KeyedQueue(),
    ...NO_TEAMS,
    publisher: { emit: () => undefined },
    jobs: {
      intakeAdded: () => undefined,
      messageQueued: () => undefined,
      fileQueued: () => undefined,
      templatesChanged: () => undefined,
      cardsChanged: () => undefined,
    },
  }
}

async function setTemplate(status: string): Promise<void> {
  const wa = await deps.channels.find('wa')
  if (wa === null) throw new Error('nothing was provisioned')
  const { id: channelId, environmentId } = wa.record
  const { id: _id, ...template } = templateOf({
    channelId,
    name: 'callover_invitation',
    language: 'de',
    status,
    sendable: status === 'APPROVED',
  })
  await store.templates.replaceAll(environmentId, channelId, [
    { ...template, environmentId, externalId: '1', syncedAt: now },
  ])
}

let calls = 0
let lastNumber = 17_139_200_100

interface Caller {
  sid: string
  from: string
  /** Posts what Twilio would, signed, and waits for what follows from it; `process` is who gets it. */
  post(step: string, fields?: Record<string, string>, process?: Deps): Promise<VoiceReply>
}

function newCaller(): Caller {
  calls += 1
  lastNumber += 1
  const sid = `CA${String(calls).padStart(32, '0')}`
  const from = `+49${lastNumber}`
  return {
    sid,
    from,
    async post(step, fields = {}, process = deps) {
      const url = step === '' ? BASE : `${BASE}/${step}`
      const form = {
        CallSid: sid,
        AccountSid: LINE.accountSid,
        From: from,
        To: LINE.phoneNumber,
        CallStatus: 'in-progress',
        ...fields,
      }
      const reply = await receiveVoiceWebhook(
        process,
        { provider: 'twilio', line: 'line', baseUrl: BASE, beepUrl: `${BASE}/beep.wav` },
        {
          method: 'POST',
          step,
          urls: [url],
          query: new URLSearchParams(),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'x-twilio-signature': twilioSignature(LINE.authToken, url, form),
          },
          body: Buffer.from(new URLSearchParams(form).toString()),
        },
      )
      await process.callQueue.idle()
      return reply
    },
  }
}

async function callOf(caller: Caller) {
  const line = await deps.lines.find('line')
  if (line === null) throw new Error('no line')
  const call = await store.calls.findByExternalId(line.record.id, caller.sid)
  if (call === null) throw new Error('no such call')
  return call
}

async function messagesWith(caller: Caller) {
  const call = await callOf(caller)
  if (call.invitation === null) return []
  const { items } = await store.messages.page(call.environmentId, call.invitation.conversationId, {
    before: null,
    limit: 50,
  })
  return items
}

async function conversationsWith(caller: Caller) {
  const call = await callOf(caller)
  const { items } = await store.conversations.list(call.environmentId, {
    words: [caller.from.slice(1)],
    sort: 'activity',
    after: null,
    limit: 10,
  })
  return items
}

describe('a webhook of a call', () => {
  it('that comes again gets the same answer, and counts once', async () => {
    const caller = newCaller()
    const first = await caller.post('', { CallStatus: 'ringing' })
    expect(await caller.post('', { CallStatus: 'ringing' })).toEqual(first)
    const second = await caller.post('turn/1', { Digits: '1' })
    expect(await caller.post('turn/1', { Digits: '1' })).toEqual(second)
    expect(await caller.post('turn/1', { Digits: '2' })).toEqual(second)
    const call = await callOf(caller)
    expect(call).toMatchObject({ turn: 2, accepted: true, destination: caller.from })
    expect(call.steps).toHaveLength(1)
    expect(await messagesWith(caller)).toHaveLength(2)
  })

  it('that two processes get at once is stepped by one of them, and both give its answer', async () => {
    const other = depsOn(await openTestStoreAt(store.database))
    try {
      for (let round = 0; round < 5; round += 1) {
        const caller = newCaller()
        const starts = await Promise.all([caller.post(''), caller.post('', {}, other)])
        expect(starts[0]).toEqual(starts[1])
        const answers = await Promise.all([
          caller.post('turn/1', { Digits: '1' }),
          caller.post('turn/1', { Digits: '1' }, other),
        ])
        expect(answers[0]).toEqual(answers[1])
        expect((await callOf(caller)).turn).toBe(2)
        expect((await messagesWith(caller)).map((message) => message.kind).toSorted()).toEqual([
          'call',
          'template',
        ])
      }
    } finally {
      await other.store.close()
    }
  })

  it('with a wrong signature is refused and leaves nothing behind', async () => {
    const caller = newCaller()
    const request = {
      method: 'POST',
      step: '',
      urls: [BASE],
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'AAAA' },
      body: Buffer.from(`CallSid=${caller.sid}&From=%2B49171&To=%2B4930`),
    }
    const address = { provider: 'twilio', line: 'line', baseUrl: BASE, beepUrl: BASE }
    await expect(receiveVoiceWebhook(deps, address, request)).rejects.toMatchObject({ status: 401 })
    await expect(callOf(caller)).rejects.toThrow('no such call')
    const elsewhere = { ...address, provider: 'jambonz' }
    await expect(receiveVoiceWebhook(deps, elsewhere, request)).rejects.toMatchObject({ status: 404 })
  })

  it('of a call whose beginning got lost begins it', async () => {
    const caller = newCaller()
    const reply = await caller.post('turn/1', { Digits: '1' })
    expect(reply.body).toContain('<Gather')
    expect(await callOf(caller)).toMatchObject({ turn: 1, accepted: false })
  })

  it('that finds the store broken is answered with an apology, not with silence', async () => {
    const caller = newCaller()
    await caller.post('')
    const broken: Store = {
      ...store,
      calls: { ...store.calls, findByExternalId: () => Promise.reject(new Error('connection lost')) },
    }
    const reply = await caller.post('turn/1', { Digits: '1' }, { ...deps, store: broken })
    expect(reply.status).toBe(200)
    expect(reply.body).toMatch(/<Say[^>]*>[^<]{20,}<\/Say>.*<Hangup\/>/s)
  })
})

describe('an invitation', () => {
  it('is made up for when the process died between the consent and sending it, once (DX-DEFL-09)', async () => {
    for (let n = 1; n <= 12; n += 1) {
      const caller = newCaller()
      await caller.post('')
      await caller.post('turn/1', { Digits: '1' }, { ...deps, store: dyingStore(store, n) })
      now = new Date(now.getTime() + 10_000)
      await recoverCalls(deps)
      await recoverCalls(deps)
      const call = await callOf(caller)
      expect(call.invitation, `died at call ${n}`).toMatchObject({ status: 'queued' })
      expect(
        (await messagesWith(caller)).map((message) => message.kind).toSorted(),
        `died at call ${n}`,
      ).toEqual(['call', 'template'])
      expect(await conversationsWith(caller)).toHaveLength(1)
    }
  })

  it('knows what became of it even when the provider was faster than our own books', async () => {
    const caller = newCaller()
    await caller.post('')
    await caller.post('turn/1', { Digits: '1' })
    const { invitation, environmentId } = await callOf(caller)
    const messageId = invitation?.messageId ?? ''
    const claimed = await store.messages.claim(messageId, now, new Date(now.getTime() + 1000))
    const open = await deps.channels.get(claimed?.channelId ?? '')
    if (open === null) throw new Error('no channel')
    const status = {
      type: 'status' as const,
      dedupeKey: 'k',
      raw: null,
      externalId: `wamid.${caller.sid}`,
      correlationId: `${messageId}.1`,
      person: { phone: caller.from },
    }
    await recordDelivery(deps, open, { ...status, at: now, status: 'delivered' }, 1)
    await recordDelivery(deps, open, { ...status, at: now, status: 'sent' }, 1)
    expect((await store.calls.find(environmentId, (await callOf(caller)).id))?.invitation).toMatchObject({
      status: 'delivered',
      sentAt: now,
      deliveredAt: now,
    })
    const reply = await caller.post('turn/2/resumed')
    expect(reply.body).toMatch(/unterwegs.*<Hangup\/>/s)
  })

  it('is not sent for a service without an approved template: the caller hears an apology (DX-DEFL-13)', async () => {
    await setTemplate('PAUSED')
    const caller = newCaller()
    const reply = await caller.post('')
    expect(reply.body).toMatch(/Leider.*<Hangup\/>/s)
    expect(await callOf(caller)).toMatchObject({ result: 'not_ready', offered: false, destination: null })
  })

  it('whose template vanishes after the consent fails honestly and leaves the conversation to a person', async () => {
    const caller = newCaller()
    await caller.post('')
    await setTemplate('REJECTED')
    await caller.post('turn/1', { Digits: '1' })
    const reply = await caller.post('turn/2/resumed')
    expect(reply.body).toMatch(/leider nicht gesendet/)
    expect(await callOf(caller)).toMatchObject({
      result: 'invitation_failed',
      invitation: { status: 'failed', errorCode: 'template_problem' },
    })
    expect(await conversationsWith(caller)).toHaveLength(1)
  })

  it('keeps the proof of the consent: words, language, answer, number and time', async () => {
    const caller = newCaller()
    await caller.post('')
    await caller.post('turn/1', { SpeechResult: 'Ja, gerne.', Confidence: '0.9' })
    const { consent, steps } = await callOf(caller)
    expect(consent).toMatchObject({ language: 'de', answer: 'speech: yes', number: caller.from, at: now })
    expect(consent?.prompt).toContain('WhatsApp')
    expect(JSON.stringify(steps)).not.toContain('gerne')
  })
})

describe('the end of a call', () => {
  it('is noted once, with the platform’s duration whenever it comes', async () => {
    const caller = newCaller()
    await caller.post('')
    await caller.post('status', { CallStatus: 'completed' })
    const first = await callOf(caller)
    expect(first).toMatchObject({ result: 'abandoned', hungUpAt: 'reuseQuestion' })
    now = new Date(now.getTime() + 60_000)
    await caller.post('status', { CallStatus: 'completed', CallDuration: '17' })
    expect((await callOf(caller)).endedAt).toEqual(first.endedAt)
    const late = await caller.post('turn/1', { Digits: '1' })
    expect(late.body).toContain('<Hangup/>')
    expect(await callOf(caller)).toMatchObject({ accepted: false, invitation: null })
  })

  it('that nobody told us is assumed after a quarter of an hour of silence', async () => {
    const caller = newCaller()
    await caller.post('')
    now = new Date(now.getTime() + 14 * 60_000)
    await recoverCalls(deps)
    expect((await callOf(caller)).endedAt).toBeNull()
    now = new Date(now.getTime() + 2 * 60_000)
    await recoverCalls(deps)
    expect(await callOf(caller)).toMatchObject({ result: 'abandoned', endedAt: now })
  })
})

/** A store that dies at its `n`th call below: after doing it, before anybody knows. */
function dyingStore(real: Store, n: number): Store {
  let count = 0
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]) => {
          count += 1
          if (count > n) throw new Error('the process has died')
          return Reflect.apply(member, target, args) as unknown
        }
      },
    })
  const dyingCalls = wrap(real.calls)
  return {
    ...real,
    contacts: wrap(real.contacts),
    conversations: wrap(real.conversations),
    messages: wrap(real.messages),
    calls: { ...real.calls, setInvitation: (...args) => dyingCalls.setInvitation(...args) },
  }
}
