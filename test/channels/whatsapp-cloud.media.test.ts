import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { whatsappCloud } from '../../server/channels/whatsapp-cloud/index.ts'
import {
  dropConnection,
  json,
  startFakePlatform,
  text,
  type Answer,
  type FakePlatform,
} from './fake-platform.ts'
import { failureOf, openWhatsapp } from './whatsapp-cloud.open.ts'
import {
  accepted,
  ACCESS_TOKEN,
  graphError,
  PHONE_NUMBER_ID,
  RECIPIENT,
  subject,
} from './whatsapp-cloud.subject.ts'

let graph: FakePlatform
let channel: ReturnType<typeof openWhatsapp>
beforeAll(async () => {
  graph = await startFakePlatform()
  channel = openWhatsapp(`${graph.url}/v26.0`)
})
beforeEach(() => {
  graph.reset()
})
afterAll(async () => {
  await graph.close()
})

const media = { kind: 'image' as const, externalId: '710000', contentType: 'image/jpeg' }
const MB = 1024 * 1024
const found = (url: string, more: object = {}) =>
  json(200, { id: '710000', mime_type: 'image/png', url, ...more })
const bytes =
  (content: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(content)
  }
const here = (path = '/files/1') => `${graph.url}${path}`

describe('whatsapp-cloud: fetching media', () => {
  it('looks the address up, then fetches the bytes with the token', async () => {
    graph.answerInTurn(found(here()), bytes('picture'))
    const file = await channel.fetchMedia(media, MB)
    expect(file).toEqual({ content: Buffer.from('picture'), contentType: 'image/png' })
    expect(graph.requests.map(({ path }) => path)).toEqual(['/v26.0/710000', '/files/1'])
    expect(graph.requests[0]?.query.get('phone_number_id')).toBe(PHONE_NUMBER_ID)
    for (const request of graph.requests) expect(request.headers.authorization).toBe(`Bearer ${ACCESS_TOKEN}`)
  })

  it('asks for a new address once when the first has expired', async () => {
    graph.answerInTurn(found(here()), text(404, ''), found(here('/files/2')), bytes('picture'))
    expect((await channel.fetchMedia(media, MB)).content.toString()).toBe('picture')
    graph.answerInTurn(found(here()), text(404, ''), found(here()), text(404, ''))
    const failure = await failureOf(channel.fetchMedia(media, MB))
    expect(failure).toMatchObject({ reason: 'attachment_missing', outcome: 'not-sent' })
    expect(failure.retryAfterMs).toBeUndefined()
  })

  it('gives up on media that the platform no longer has', async () => {
    graph.answer(json(400, graphError(100, 'Object does not exist', { error_subcode: 33 })))
    const failure = await failureOf(channel.fetchMedia(media, MB))
    expect(failure.reason).toBe('attachment_missing')
    expect(failure.retryAfterMs).toBeUndefined()
  })

  it('tries again after hiccups, and after a broken channel was repaired', async () => {
    graph.answerInTurn(found(here()), text(502, ''))
    expect((await failureOf(channel.fetchMedia(media, MB))).retryAfterMs).toBeGreaterThan(0)
    graph.answerInTurn(found(here()), dropConnection)
    expect((await failureOf(channel.fetchMedia(media, MB))).retryAfterMs).toBeGreaterThan(0)
    graph.answer(json(401, graphError(190)))
    const failure = await failureOf(channel.fetchMedia(media, MB))
    expect(failure).toMatchObject({ channelBroken: true, reason: 'channel_misconfigured' })
    expect(failure.retryAfterMs).toBeGreaterThan(0)
  })

  it('reads no more than allowed, whatever the platform announces', async () => {
    const tooLarge = { reason: 'media_rejected', outcome: 'not-sent', detail: 'too_large' }
    graph.answer(found(here(), { file_size: MB + 1 }))
    expect(await failureOf(channel.fetchMedia(media, MB))).toMatchObject(tooLarge)
    expect(graph.requests).toHaveLength(1)
    graph.answerInTurn(found(here()), bytes(Buffer.alloc(MB + 1)))
    expect(await failureOf(channel.fetchMedia(media, MB))).toMatchObject(tooLarge)
    let written = 0
    const endless: Answer = (_, response) => {
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) written += 65_536
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }
    graph.answerInTurn(found(here()), endless)
    expect(await failureOf(channel.fetchMedia(media, MB))).toMatchObject(tooLarge)
    expect(written).toBeLessThan(50 * MB)
    graph.answerInTurn(found(here()), bytes(Buffer.alloc(MB)))
    expect((await channel.fetchMedia(media, MB)).content).toHaveLength(MB)
  })

  it('gives the token to no unknown host, neither directly nor by redirect', async () => {
    const stranger = await startFakePlatform()
    stranger.answer(bytes('picture'))
    const attempts = [
      [found(stranger.url)],
      [found(here()), text(302, '', { location: stranger.url })],
      [found('http://lookaside.fbsbx.com/x')],
      [found('https://lookaside.fbsbx.com.example.test/x')],
      [found('https://user:pass@lookaside.fbsbx.com/x')],
      [found('file:///etc/passwd')],
      [found('not an address')],
    ]
    for (const answers of attempts) {
      graph.answerInTurn(...answers)
      expect(await failureOf(channel.fetchMedia(media, MB))).toMatchObject({ outcome: 'not-sent' })
    }
    expect(stranger.requests).toHaveLength(0)
    await stranger.close()
  })

  it('fetches from the hosts where Meta keeps media', async () => {
    const seen: string[] = []
    const answers = [
      Response.json({
        url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
        mime_type: 'image/png',
      }),
      new Response('picture'),
    ]
    const open = whatsappCloud.open(
      { ...subject.settings(''), apiBaseUrl: 'https://graph.facebook.com/v26.0' },
      {
        now: () => new Date(),
        fetch: (input) => {
          seen.push(new URL(input as URL).host)
          return Promise.resolve(answers.shift() ?? new Response(null, { status: 500 }))
        },
      },
    )
    await (open as typeof channel).fetchMedia(media, MB)
    expect(seen).toEqual(['graph.facebook.com', 'lookaside.fbsbx.com'])
  })

  it('follows redirects within the platform, but not for ever', async () => {
    graph.answerInTurn(found(here()), text(302, '', { location: '/files/moved' }), bytes('picture'))
    expect((await channel.fetchMedia(media, MB)).content.toString()).toBe('picture')
    graph.answerInTurn(found(here()), text(302, '', { location: '/files/1' }))
    expect(await failureOf(channel.fetchMedia(media, MB))).toMatchObject({ outcome: 'not-sent' })
  })
})

describe('whatsapp-cloud: uploading media', () => {
  const file = { content: Buffer.from([1, 2, 0, 255]), contentType: 'audio/ogg', fileName: 'Grüße.ogg' }

  it('posts a form and gives back the id', async () => {
    graph.answer(json(200, { id: '4490709327384033' }))
    expect(await channel.uploadMedia(file)).toEqual({ mediaId: '4490709327384033' })
    const [request] = graph.requests
    expect(request).toMatchObject({ method: 'POST', path: `/v26.0/${PHONE_NUMBER_ID}/media` })
    const contentType = request?.headers['content-type'] ?? ''
    const form = await new Response(new Uint8Array(request?.body ?? []), {
      headers: { 'content-type': contentType },
    }).formData()
    expect(form.get('messaging_product')).toBe('whatsapp')
    expect(form.get('type')).toBe('audio/ogg')
    const sent = form.get('file') as File
    expect([sent.name, sent.type]).toEqual(['Grüße.ogg', 'audio/ogg'])
    expect(Buffer.from(await sent.arrayBuffer())).toEqual(file.content)
  })

  it('may be repeated after any failure but a refusal', async () => {
    for (const answer of [text(500, ''), dropConnection, json(200, {})]) {
      graph.answer(answer)
      const failure = await failureOf(channel.uploadMedia(file))
      expect(failure.outcome).toBe('not-sent')
      expect(failure.retryAfterMs).toBeGreaterThan(0)
    }
    graph.answer(json(400, graphError(131053)))
    const failure = await failureOf(channel.uploadMedia(file))
    expect(failure.reason).toBe('media_rejected')
    expect(failure.retryAfterMs).toBeUndefined()
  })

  it('sends what it uploaded', async () => {
    graph.answerInTurn(json(200, { id: 4490 }), accepted)
    const { mediaId } = await channel.uploadMedia(file)
    await channel.sendMedia({ to: { phone: RECIPIENT }, correlationId: 'a', kind: 'voice', mediaId })
    expect(graph.requests[1]?.json).toMatchObject({ audio: { id: '4490', voice: true } })
  })
})
