import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { whatsappCloud } from '../../server/channels/whatsapp-cloud/index.ts'
import { ChannelError, type ChannelFailure } from '../../server/lib/errors.ts'
import { expectNothingSecret } from './contract.ts'
import { json, startFakePlatform, text, type Answer, type FakePlatform } from './fake-platform.ts'
import { failureOf, openWhatsapp } from './whatsapp-cloud.open.ts'
import { ACCESS_TOKEN, graphError, RECIPIENT, subject } from './whatsapp-cloud.subject.ts'

let graph: FakePlatform
let channel: ReturnType<typeof openWhatsapp>
beforeAll(async () => {
  graph = await startFakePlatform()
  channel = openWhatsapp(graph.url)
})
beforeEach(() => {
  graph.reset()
})
afterAll(async () => {
  await graph.close()
})

const message = { to: { phone: RECIPIENT }, correlationId: 'attempt-1', text: 'Hello' }
const send = async (answer: Answer) => {
  graph.answer(answer)
  return failureOf(channel.sendText(message))
}

type Reason = ChannelFailure['reason']
const CODES: [Reason, number[]][] = [
  ['channel_misconfigured', [0, 190, 3, 10, 200, 250, 299, 131005, 33, 133010, 131045, 131037]],
  ['rate_limited', [4, 80007, 130429, 131056]],
  ['channel_unavailable', [1, 2, 131000, 131016, 133004, 131057, 133015]],
  ['invalid_content', [100, 131008, 131009, 131021, 131051, 131062, 135000]],
  ['account_restricted', [368, 131031, 130497, 131048, 131064]],
  ['payment_problem', [131042, 134011]],
  ['window_closed', [131047]],
  ['marketing_limit', [130472, 131049]],
  ['recipient_opted_out', [131050]],
  ['not_on_channel', [131026, 130403]],
  ['attachment_missing', [131052]],
  ['media_rejected', [131053]],
  ['template_problem', [132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018, 132068, 131063]],
]
const AGAIN = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 132069, 133004, 133015])
const ALARMING = new Set<Reason>(['channel_misconfigured', 'account_restricted', 'payment_problem'])

describe('whatsapp-cloud: errors of the platform', () => {
  it.each(CODES.flatMap(([reason, codes]) => codes.map((code) => [code, reason] as const)))(
    'takes %i for %s',
    async (code, reason) => {
      const failure = await send(json(400, graphError(code)))
      expect(failure).toMatchObject({
        reason,
        platformCode: String(code),
        outcome: 'not-sent',
        detail: 'Details.',
      })
      expect(failure.retryAfterMs !== undefined).toBe(AGAIN.has(code))
      expect(failure.channelBroken === true).toBe(ALARMING.has(reason))
      expect(failure.windowClosed === true).toBe(code === 131047)
    },
  )

  it('decides by the code, whatever the HTTP status', async () => {
    for (const status of [400, 403, 404, 429, 500, 503]) {
      expect(await send(json(status, graphError(131047)))).toMatchObject({
        reason: 'window_closed',
        outcome: 'not-sent',
      })
    }
  })

  it('waits 4^n seconds at the pair rate', async () => {
    expect(await send(json(400, graphError(131056)))).toMatchObject({ retryAfterMs: 4000, backoffFactor: 4 })
  })

  it('lets a status come first after the platform’s own trouble, and tries few times only', async () => {
    const failure = await send(json(500, graphError(131000)))
    expect(failure).toMatchObject({ outcome: 'not-sent', maxAttempts: 3 })
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(30_000)
  })

  it('waits as long as the platform asks', async () => {
    const failure = await send(json(429, graphError(4), { 'retry-after': '600' }))
    expect(failure.retryAfterMs).toBe(600_000)
    expect((await send(json(429, {}, { 'retry-after': 'Sun, 22 Nov 2026 12:00:00 GMT' }))).reason).toBe(
      'rate_limited',
    )
  })

  it('takes an unknown object in the path for a misconfigured channel', async () => {
    const failure = await send(json(400, graphError(100, 'No such object', { error_subcode: 33 })))
    expect(failure).toMatchObject({ reason: 'channel_misconfigured', channelBroken: true })
  })

  it('takes unknown codes for a refusal below 500, and for an unknown outcome above', async () => {
    expect(await send(json(400, graphError(987_654)))).toMatchObject({
      reason: 'unknown',
      outcome: 'not-sent',
    })
    expect(await send(json(500, graphError(987_654)))).toMatchObject({
      outcome: 'unknown',
      platformCode: '987654',
    })
    const transient = await send(json(400, graphError(987_654, 'Later.', { is_transient: true })))
    expect(transient).toMatchObject({ outcome: 'not-sent', retryAfterMs: 30_000 })
  })

  it('judges by the status where there is no error to read', async () => {
    expect(await send(text(401, 'no'))).toMatchObject({
      reason: 'channel_misconfigured',
      outcome: 'not-sent',
    })
    expect(await send(text(404, 'no'))).toMatchObject({
      reason: 'channel_misconfigured',
      outcome: 'not-sent',
    })
    expect(await send(text(400, ''))).toMatchObject({ reason: 'unknown', outcome: 'not-sent' })
    expect(await send(text(429, ''))).toMatchObject({ reason: 'rate_limited', outcome: 'not-sent' })
    expect(await send(text(408, ''))).toMatchObject({ outcome: 'unknown' })
    expect(await send(json(502, { meta: { success: false } }))).toMatchObject({ outcome: 'unknown' })
  })

  it('does not know the outcome of a success without an id', async () => {
    for (const answer of [json(200, {}), json(200, { messages: [] }), text(200, 'ok'), text(200, '')]) {
      expect(await send(answer)).toMatchObject({ reason: 'channel_unavailable', outcome: 'unknown' })
    }
  })

  it('does not know the outcome when the answer breaks off', async () => {
    const broken: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"messages":')
      setTimeout(() => response.destroy(), 20)
    }
    expect(await send(broken)).toMatchObject({ outcome: 'unknown' })
  })

  it('does not know the outcome when no answer comes in time', async () => {
    const timedOut = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    const impatient = whatsappCloud.open(subject.settings(graph.url), {
      now: () => new Date(),
      fetch: (_, init) => {
        expect(init?.signal).toBeInstanceOf(AbortSignal)
        return Promise.reject(timedOut)
      },
    })
    expect(await failureOf(impatient.sendText(message))).toMatchObject({
      outcome: 'unknown',
      detail: 'no answer in time',
    })
  })

  it.each([
    ['ENOTFOUND', 'getaddrinfo'],
    ['EHOSTUNREACH', 'connect'],
    ['UND_ERR_CONNECT_TIMEOUT', undefined],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined],
  ])('knows that nothing was sent after %s', async (code, syscall) => {
    const cause = Object.assign(new Error(code), { code, syscall })
    const failing = (errors: Error) =>
      whatsappCloud.open(subject.settings(graph.url), {
        now: () => new Date(),
        fetch: () => Promise.reject(new TypeError('fetch failed', { cause: errors })),
      })
    expect(await failureOf(failing(cause).sendText(message))).toMatchObject({
      outcome: 'not-sent',
      retryAfterMs: 5000,
    })
    const all = new AggregateError([cause, cause])
    expect(await failureOf(failing(all).sendText(message))).toMatchObject({ outcome: 'not-sent' })
    const some = new AggregateError([
      cause,
      Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' }),
    ])
    expect(await failureOf(failing(some).sendText(message))).toMatchObject({ outcome: 'unknown' })
  })

  it('follows no redirect with the token', async () => {
    const other = await startFakePlatform()
    const failure = await send(text(307, '', { location: `${other.url}/elsewhere` }))
    expect(failure).toMatchObject({ reason: 'channel_misconfigured', outcome: 'not-sent' })
    expect(other.requests).toHaveLength(0)
    await other.close()
  })

  it('keeps tokens and numbers out of everything it tells', async () => {
    const leaky = graphError(
      131000,
      `Token ${ACCESS_TOKEN} of +49 (30) 23125-100, app-secret-of-the-tests, to ${RECIPIENT}`,
    )
    for (const answer of [
      json(400, leaky),
      json(500, leaky),
      text(400, JSON.stringify(leaky).slice(0, -2)),
    ]) {
      graph.answer(answer)
      const error: unknown = await channel.sendText(message).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(ChannelError)
      expectNothingSecret(error, subject)
      expect(JSON.stringify(error)).not.toMatch(/23125|4069012/)
    }
  })

  it('may repeat what reaches no customer', async () => {
    graph.answer(text(502, ''))
    const calls = [() => channel.markRead('m'), () => channel.showTyping('m'), () => channel.listTemplates()]
    for (const call of calls) {
      const failure = await failureOf(call())
      expect(failure).toMatchObject({ outcome: 'not-sent', reason: 'channel_unavailable' })
      expect(failure.retryAfterMs).toBeGreaterThan(0)
    }
  })
})
