import { describe, expect, it } from 'vitest'
import { answersHandshake } from '../../server/channels/channel.ts'
import { whatsappCloud } from '../../server/channels/whatsapp-cloud/index.ts'
import { replyWindow } from '../../server/domain/reply-window.ts'
import { describeConnector, openChannel } from './contract.ts'
import { subject } from './whatsapp-cloud.subject.ts'

describeConnector(subject)

describe('whatsapp-cloud: set-up', () => {
  const channel = openChannel(subject)
  const handshake = (query: Record<string, string>) => {
    if (!answersHandshake(channel)) throw new Error('does not answer handshakes')
    return channel.answerHandshake({
      method: 'GET',
      headers: {},
      query: new URLSearchParams(query),
      body: Buffer.alloc(0),
    })
  }
  const good = {
    'hub.mode': 'subscribe',
    'hub.verify_token': 'verify-token-of-the-tests',
    'hub.challenge': '1158201444',
  }

  it('answers the handshake with the challenge', () => {
    expect(handshake(good)).toBe('1158201444')
  })

  it('refuses a handshake with another token, another mode or without challenge', () => {
    expect(handshake({ ...good, 'hub.verify_token': 'verify-token-of-the-test' })).toBeNull()
    expect(handshake({ ...good, 'hub.verify_token': '' })).toBeNull()
    expect(handshake({ ...good, 'hub.mode': 'unsubscribe' })).toBeNull()
    expect(handshake({ 'hub.mode': 'subscribe', 'hub.verify_token': good['hub.verify_token'] })).toBeNull()
  })

  it('knows where the Graph API is when the settings do not say', () => {
    const { apiBaseUrl: _, ...settings } = subject.settings('')
    expect(whatsappCloud.settings.parse(settings)).toMatchObject({
      apiBaseUrl: 'https://graph.facebook.com/v26.0',
    })
  })

  it('forgives blanks around what was pasted', () => {
    const pasted = {
      ...subject.settings('https://graph.facebook.com/v26.0'),
      appSecret: ' app\n',
      accessToken: '\tEAAx ',
    }
    expect(whatsappCloud.settings.parse(pasted)).toMatchObject({ appSecret: 'app', accessToken: 'EAAx' })
  })

  it('names its secrets', () => {
    expect(whatsappCloud.secrets).toEqual(['accessToken', 'appSecret', 'verifyToken'])
  })
})

describe('whatsapp-cloud: capabilities', () => {
  const { capabilities } = openChannel(subject)

  it('lets free text pass for 24 hours after the last message, afterwards templates only (DX-WA-01, DX-WA-02)', () => {
    const lastInboundAt = new Date('2026-11-01T10:00:00Z')
    const at = (time: string) =>
      replyWindow(capabilities.window, { lastInboundAt, refusedAt: null }, new Date(time))
    expect(at('2026-11-02T09:59:59Z')).toMatchObject({ open: true })
    expect(at('2026-11-02T10:00:00Z')).toMatchObject({ open: false, outside: 'templates' })
  })

  it('carries images, videos and documents, videos of 15 MB among them (OMNI-WA-06, OMNI-WA-07)', () => {
    const kinds = capabilities.media.map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['image', 'video', 'document']))
    const video = capabilities.media.find(({ kind }) => kind === 'video')
    expect(video?.maxSize).toBeGreaterThanOrEqual(15 * 1024 * 1024)
  })
})
