import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderTemplate } from '../../server/channels/channel.ts'
import { templateView } from '../../server/contract/template.ts'
import { accepted, aTemplate, graphError, RECIPIENT, WABA_ID } from './whatsapp-cloud.subject.ts'
import { json, startFakePlatform, type FakePlatform } from './fake-platform.ts'
import { failureOf, openWhatsapp } from './whatsapp-cloud.open.ts'

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

const raw = (more: Record<string, unknown> = {}) => ({
  id: '9001',
  name: 'callover_invitation',
  language: 'de',
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'POSITIONAL',
  components: [{ type: 'BODY', text: 'Schreiben Sie uns hier.' }],
  ...more,
})
const list = async (...templates: unknown[]): Promise<ProviderTemplate[]> => {
  graph.answer(json(200, { data: templates, paging: { cursors: { before: 'a', after: 'b' } } }))
  return channel.listTemplates()
}
const one = async (more: Record<string, unknown>): Promise<ProviderTemplate> => {
  const [template] = await list(raw(more))
  return template!
}

describe('whatsapp-cloud: listing templates (DX-WA-11, DX-WA-12)', () => {
  it('reads all pages of the account', async () => {
    const page = (name: string, next: object) => json(200, { data: [raw({ name })], paging: next })
    graph.answerInTurn(
      page('one', { cursors: { after: 'c1' }, next: 'https://graph.facebook.com/x?after=c1' }),
      page('two', { next: 'https://graph.facebook.com/x?after=c2' }),
      page('three', { cursors: { after: 'c3' } }),
    )
    expect((await channel.listTemplates()).map(({ name }) => name)).toEqual(['one', 'two', 'three'])
    expect(graph.requests.map(({ path }) => path)).toEqual(Array(3).fill(`/${WABA_ID}/message_templates`))
    expect(graph.requests.map(({ query }) => query.get('after'))).toEqual([null, 'c1', 'c2'])
    expect(graph.requests.map(({ query }) => query.get('limit'))).toEqual(['100', '100', '100'])
  })

  it('begins again when a cursor has gone stale, and ends when one repeats', async () => {
    const next = { cursors: { after: 'c1' }, next: 'https://graph.facebook.com/x' }
    graph.answerInTurn(
      json(200, { data: [raw()], paging: next }),
      json(400, graphError(131059)),
      json(200, { data: [raw()] }),
    )
    expect(await channel.listTemplates()).toHaveLength(1)
    graph.answer(json(200, { data: [raw()], paging: next }))
    expect(await channel.listTemplates()).toHaveLength(2)
  })

  it('reads header, body, footer and examples of positional parameters', async () => {
    const template = await one({
      quality_score: { score: 'GREEN' },
      components: [
        { type: 'HEADER', format: 'TEXT', text: 'Vorgang {{1}}', example: { header_text: ['4711'] } },
        { type: 'BODY', text: '{{2}}, hallo {{1}} und {{2}}', example: { body_text: [['Anna', 'Montag']] } },
        { type: 'FOOTER', text: 'Muster GmbH' },
      ],
    })
    expect(template).toEqual({
      externalId: '9001',
      name: 'callover_invitation',
      language: 'de',
      category: 'UTILITY',
      status: 'APPROVED',
      quality: 'GREEN',
      sendable: true,
      parameterFormat: 'positional',
      header: { kind: 'text', text: 'Vorgang {{1}}', parameters: [{ key: '1', example: '4711' }] },
      body: '{{2}}, hallo {{1}} und {{2}}',
      bodyParameters: [
        { key: '1', example: 'Anna' },
        { key: '2', example: 'Montag' },
      ],
      footer: 'Muster GmbH',
      buttons: [],
    })
  })

  it('reads named parameters, also where the format is not given', async () => {
    const components = [
      {
        type: 'BODY',
        text: 'Hallo {{first_name}}, {{day}}',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Anna' }] },
      },
    ]
    for (const parameter_format of ['NAMED', 'named', undefined]) {
      expect(await one({ components, parameter_format })).toMatchObject({
        parameterFormat: 'named',
        bodyParameters: [{ key: 'first_name', example: 'Anna' }, { key: 'day' }],
      })
    }
  })

  it('reads media and location headers', async () => {
    const header = async (format: string) => (await one({ components: [{ type: 'HEADER', format }] })).header
    expect(await header('IMAGE')).toEqual({ kind: 'media', media: 'image' })
    expect(await header('VIDEO')).toEqual({ kind: 'media', media: 'video' })
    expect(await header('DOCUMENT')).toEqual({ kind: 'media', media: 'document' })
    expect(await header('LOCATION')).toEqual({ kind: 'location' })
  })

  it('reads buttons with their positions and values', async () => {
    const buttons = [
      { type: 'QUICK_REPLY', text: 'Ja' },
      { type: 'URL', text: 'Status', url: 'https://x.test/{{1}}', example: ['https://x.test/abc'] },
      { type: 'URL', text: 'Start', url: 'https://x.test' },
      { type: 'PHONE_NUMBER', text: 'Anrufen', phone_number: '+493023125100' },
      { type: 'COPY_CODE', example: 'SAVE5' },
      { type: 'FLOW', text: 'Formular', flow_id: 1 },
      { type: 'OTP', otp_type: 'COPY_CODE', text: 'Code kopieren' },
      { type: 'VOICE_CALL', text: 'WhatsApp-Anruf' },
    ]
    const template = await one({
      components: [
        { type: 'BODY', text: 'x' },
        { type: 'BUTTONS', buttons },
      ],
    })
    expect(template.buttons).toEqual([
      { kind: 'quick_reply', text: 'Ja', index: 0 },
      {
        kind: 'url',
        text: 'Status',
        index: 1,
        url: 'https://x.test/{{1}}',
        parameter: { key: '1', example: 'https://x.test/abc' },
      },
      { kind: 'url', text: 'Start', index: 2, url: 'https://x.test' },
      { kind: 'phone', text: 'Anrufen', index: 3 },
      { kind: 'copy_code', text: 'Copy code', index: 4, parameter: { key: '1', example: 'SAVE5' } },
      { kind: 'flow', text: 'Formular', index: 5 },
      { kind: 'url', text: 'Code kopieren', index: 6, parameter: { key: '1' } },
      { kind: 'other', text: 'WhatsApp-Anruf', index: 7 },
    ])
    expect(template.sendable).toBe(true)
  })

  it('lets only approved templates be sent (DX-WA-03)', async () => {
    expect((await one({ status: 'APPROVED' })).sendable).toBe(true)
    for (const status of [
      'PENDING',
      'REJECTED',
      'PAUSED',
      'DISABLED',
      'ARCHIVED',
      'SOMETHING_NEW',
      undefined,
    ]) {
      expect((await one({ status })).sendable).toBe(false)
    }
  })

  it('lets no template be sent that needs values which nobody can give', async () => {
    const unfillable = [
      { type: 'CAROUSEL', cards: [] },
      { type: 'LIMITED_TIME_OFFER' },
      { type: 'HEADER', format: 'LOCATION' },
      { type: 'HEADER', format: 'PRODUCT' },
      { type: 'BUTTONS', buttons: [{ type: 'MPM', text: 'Alle ansehen' }] },
    ]
    const body = { type: 'BODY', text: 'x' }
    const templates = await list(...unfillable.map((component) => raw({ components: [body, component] })))
    expect(templates.map(({ sendable }) => sendable)).toEqual(unfillable.map(() => false))
  })

  it('keeps the good ones beside a broken one', async () => {
    const templates = await list(
      null,
      {},
      { name: 5 },
      raw({ components: 'none' }),
      raw({ components: [null, { type: 'BODY' }] }),
    )
    expect(templates).toHaveLength(2)
    for (const template of templates) expect(template).toMatchObject({ body: '', bodyParameters: [] })
  })

  it('writes languages as the API does, also where they come with a hyphen', async () => {
    expect((await one({ language: 'en-US' })).language).toBe('en_US')
  })

  it('fits the contract', async () => {
    const { id, channelId, syncedAt } = aTemplate()
    for (const template of await list(raw(), raw({ quality_score: { score: 'RED' } }))) {
      const { externalId: _, ...view } = template
      expect(templateView.parse({ ...view, id, channelId, syncedAt })).toMatchObject({
        name: 'callover_invitation',
      })
    }
  })

  it('can send what it listed', async () => {
    const { externalId: _, ...listed } = await one({ components: [{ type: 'BODY', text: 'Hallo {{1}}' }] })
    graph.answer(accepted)
    const outgoing = { to: { phone: RECIPIENT }, correlationId: 'a' }
    await channel.sendTemplate({ ...outgoing, template: aTemplate(listed), values: { body: { 1: 'Anna' } } })
    expect(graph.requests.at(-1)?.json).toMatchObject({
      template: { components: [{ type: 'body', parameters: [{ type: 'text', text: 'Anna' }] }] },
    })
  })

  it('reports an answer that is no list as temporary', async () => {
    graph.answer(json(200, { nothing: true }))
    const failure = await failureOf(channel.listTemplates())
    expect(failure.retryAfterMs).toBeGreaterThan(0)
  })
})
