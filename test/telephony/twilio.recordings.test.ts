import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ChannelError } from '../../server/lib/errors.ts'
import { keepsRecordings } from '../../server/telephony/provider.ts'
import { twilio } from '../../server/telephony/twilio/index.ts'
import {
  dropConnection,
  json,
  startFakePlatform,
  text,
  type Answer,
  type FakePlatform,
} from '../channels/fake-platform.ts'
import { expectNothingSecret, NOW } from './contract.ts'
import {
  ACCOUNT_SID,
  apiError,
  AUTH_TOKEN,
  CALL_SID,
  listOf,
  RECORDING_SID,
  subject,
} from './twilio.subject.ts'

let platform: FakePlatform
beforeAll(async () => {
  platform = await startFakePlatform()
})
beforeEach(() => {
  platform.reset()
})
afterAll(async () => {
  await platform.close()
})

function recorder(prefix = '') {
  const line = twilio.open(subject.settings(platform.url + prefix), { fetch, now: () => NOW })
  if (!keepsRecordings(line)) throw new Error('keeps no recordings')
  return line
}
const source = { recordingSid: RECORDING_SID }
const ACCOUNT = `/2010-04-01/Accounts/${ACCOUNT_SID}`
const audio =
  (content: Buffer | string, type = 'audio/mpeg'): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type }).end(content)
  }
const told = () => platform.requests.map(({ method, path }) => `${method} ${path}`)

async function failureOf(attempt: Promise<unknown>) {
  const error: unknown = await attempt.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ChannelError)
  expectNothingSecret(error, subject)
  return (error as ChannelError).failure
}

describe('twilio: fetching a recording', () => {
  it('asks with the account’s credentials at the address that it makes itself', async () => {
    platform.answer(audio(Buffer.from('sound')))
    const fetched = await recorder('/behind/a/proxy/').fetchRecording(source, 100)
    expect(fetched.content.toString()).toBe('sound')
    expect(told()).toEqual([`GET /behind/a/proxy${ACCOUNT}/Recordings/${RECORDING_SID}.mp3`])
    const credentials = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')
    expect(platform.requests[0]?.headers.authorization).toBe(`Basic ${credentials}`)
  })

  it('goes to no other host, whatever the source or the platform says', async () => {
    const elsewhere = await startFakePlatform()
    elsewhere.answer(audio('stolen'))
    platform.answer(text(302, '', { location: `${elsewhere.url}/recording.mp3` }))
    const lured = { ...source, url: elsewhere.url, RecordingUrl: elsewhere.url }
    expect(await failureOf(recorder().fetchRecording(lured, 100))).toMatchObject({
      reason: 'channel_misconfigured',
    })
    expect(elsewhere.requests).toEqual([])
    await elsewhere.close()
  })

  it('takes audio and nothing else', async () => {
    for (const type of ['audio/x-wav', 'audio/wav; charset=binary', 'AUDIO/MPEG']) {
      platform.answer(audio('sound', type))
      expect((await recorder().fetchRecording(source, 100)).contentType).toMatch(/^audio\/(wav|mpeg)$/)
    }
    for (const type of ['text/html', 'application/json', '']) {
      platform.answer(audio('<h1>Sign in</h1>', type))
      expect(await failureOf(recorder().fetchRecording(source, 100))).toMatchObject({
        reason: 'media_rejected',
      })
    }
  })

  it('stops reading at the limit, whatever length was announced', async () => {
    let sent = 0
    platform.answer((_, response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg' })
      const chunk = Buffer.alloc(16 * 1024)
      const more = () => {
        while (!response.destroyed && sent < 400 * chunk.length) {
          sent += chunk.length
          if (!response.write(chunk)) return
        }
        response.end()
      }
      response.on('drain', more).on('error', () => undefined)
      more()
    })
    expect(await failureOf(recorder().fetchRecording(source, 1000))).toMatchObject({ detail: 'too_large' })
    expect(sent).toBeLessThan(400 * 16 * 1024)
  })

  it('does not try again for one that is gone', async () => {
    platform.answer(json(404, apiError(20404)))
    const failure = await failureOf(recorder().fetchRecording(source, 100))
    expect(failure).toMatchObject({ reason: 'attachment_missing', platformCode: '20404' })
    expect(failure.retryAfterMs).toBeUndefined()
  })

  it('tries again when the connection breaks in the middle', async () => {
    platform.answer((_, response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '100' })
      response.write('half', () => response.destroy())
    })
    expect(await failureOf(recorder().fetchRecording(source, 100))).toMatchObject({
      reason: 'channel_unavailable',
      retryAfterMs: expect.any(Number) as number,
    })
  })
})

describe('twilio: discarding the recordings of a call', () => {
  const discard = async () => recorder().discardRecordings(CALL_SID, {})
  const finished = { sid: RECORDING_SID, status: 'completed' }
  const running = { sid: 'RE9a8b7c6d5e4f30212233445566778899', status: 'in-progress' }
  const done: Answer = (_, response) => response.writeHead(204).end()

  it('ends the one that runs, and deletes every one', async () => {
    platform.answerInTurn(json(200, listOf(running, finished)), json(200, {}), done)
    await discard()
    expect(told()).toEqual([
      `GET ${ACCOUNT}/Calls/${CALL_SID}/Recordings.json`,
      `POST ${ACCOUNT}/Calls/${CALL_SID}/Recordings/${running.sid}.json`,
      `DELETE ${ACCOUNT}/Recordings/${running.sid}.json`,
      `DELETE ${ACCOUNT}/Recordings/${RECORDING_SID}.json`,
    ])
    expect(platform.requests[1]?.body.toString()).toBe('Status=stopped')
  })

  it('is content when nothing was recorded, or everything is gone already', async () => {
    platform.answer(json(200, listOf()))
    await discard()
    platform.answer(json(404, apiError(20404)))
    await discard()
    platform.answerInTurn(json(200, listOf(finished)), json(404, apiError(20404)))
    await discard()
    expect(told().filter((one) => one.startsWith('DELETE'))).toHaveLength(1)
  })

  it('deletes a recording whose call ended meanwhile', async () => {
    platform.answerInTurn(json(200, listOf(running)), json(400, apiError(21220)), done)
    await discard()
    expect(told().at(-1)).toBe(`DELETE ${ACCOUNT}/Recordings/${running.sid}.json`)
  })

  it('asks to be tried again while the platform still works on one, and deletes the others', async () => {
    platform.answerInTurn(
      json(200, listOf(running, finished)),
      json(200, {}),
      json(409, apiError(20009)),
      done,
    )
    const failure = await failureOf(discard())
    expect(failure).toMatchObject({
      reason: 'channel_unavailable',
      platformCode: '20009',
      outcome: 'not-sent',
    })
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(60_000)
    expect(told().at(-1)).toBe(`DELETE ${ACCOUNT}/Recordings/${RECORDING_SID}.json`)
  })

  it('never takes an unreadable list for an empty one', async () => {
    for (const answer of [text(200, 'OK'), json(200, { recordings: 'none' }), json(200, {})]) {
      platform.answer(answer)
      expect((await failureOf(discard())).retryAfterMs).toBeGreaterThan(0)
    }
  })

  it('asks for nothing with an id that could leave its place in the address', async () => {
    for (const callId of ['../../Accounts', 'CA1/../..', '', 'CA 1', 'CA1?x']) {
      await failureOf(recorder().discardRecordings(callId, {}))
    }
    expect(platform.requests).toEqual([])
  })
})

describe('twilio: errors of the API', () => {
  const fails = async (answer: Answer) => {
    platform.answer(answer)
    return failureOf(recorder().fetchRecording(source, 100))
  }

  const BROKEN = { channelBroken: true }
  const AGAIN = { retryAfterMs: expect.any(Number) as number }
  const CODES: [number, number, object][] = [
    [401, 20003, { reason: 'channel_misconfigured', ...BROKEN }],
    [403, 20006, { reason: 'channel_misconfigured', ...BROKEN }],
    [401, 20005, { reason: 'account_restricted', ...BROKEN }],
    [400, 10001, { reason: 'account_restricted', ...BROKEN }],
    [429, 20429, { reason: 'rate_limited', ...AGAIN }],
    [409, 20009, { reason: 'channel_unavailable', ...AGAIN }],
    [400, 16114, { reason: 'channel_unavailable', ...AGAIN }],
    [500, 20500, { reason: 'channel_unavailable', ...AGAIN }],
    [400, 99_999, { reason: 'unknown' }],
  ]
  it.each(CODES)('knows HTTP %i with code %i', async (status, code, expected) => {
    const { reason, channelBroken, retryAfterMs, ...rest } = await fails(json(status, apiError(code)))
    expect({ reason, channelBroken, retryAfterMs }).toEqual({
      channelBroken: undefined,
      retryAfterMs: undefined,
      ...expected,
    })
    expect(rest).toMatchObject({ connector: 'twilio', outcome: 'not-sent', platformCode: String(code) })
  })

  it('judges by the status where there is no error to read', async () => {
    expect(await fails(text(401, 'no'))).toMatchObject({
      reason: 'channel_misconfigured',
      detail: 'HTTP 401',
    })
    expect(await fails(text(502, '<h1>Sorry</h1>'))).toMatchObject({ reason: 'channel_unavailable' })
    expect(await fails(json(400, { code: {}, message: 1 }))).toMatchObject({ reason: 'unknown' })
    expect(await fails(dropConnection)).toMatchObject({ reason: 'channel_unavailable' })
  })

  it('waits as long as the platform asks, within reason', async () => {
    const after = async (header: string) => fails(json(429, apiError(20429), { 'retry-after': header }))
    expect((await after('60')).retryAfterMs).toBe(60_000)
    expect((await after('999999')).retryAfterMs).toBe(3_600_000)
    expect((await after('Sun, 22 Nov 2026 12:00:00 GMT')).retryAfterMs).toBeLessThan(60_000)
  })

  it('passes on the platform’s words without ids, numbers and secrets', async () => {
    const { detail } = await fails(json(400, apiError(99_999)))
    expect(detail).toBe('Failed for *** with ***, ***')
  })
})
