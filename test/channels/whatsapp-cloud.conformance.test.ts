import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { InboundEvent, OutboundTemplate, Outgoing } from '../../server/channels/channel.ts'
import { whatsappCloud } from '../../server/channels/whatsapp-cloud/index.ts'
import type { TemplateView } from '../../server/contract/template.ts'
import type { MediaKind } from '../../server/contract/message.ts'
import { ChannelError } from '../../server/lib/errors.ts'
import { webhook } from './contract.ts'
import { openWhatsapp } from './whatsapp-cloud.open.ts'
import { aTemplate, sign, subject } from './whatsapp-cloud.subject.ts'

/** Payloads collected from the platform's pages and from other projects; they are not part of this repository. */
const SAMPLES = new URL('../../../shared/whatsapp/samples/', import.meta.url)
const present = existsSync(SAMPLES)
if (!present) console.log('whatsapp-cloud conformance: no samples beside the repository, skipped')

const files = present ? readdirSync(SAMPLES).filter((file) => file.endsWith('.json')) : []
const samples = (group: string) =>
  files
    .filter((file) => file.startsWith(`${group}.`))
    .map((file) => ({ file, body: readFileSync(new URL(file, SAMPLES)) }))
    // Of another company's platform, in shapes of its own.
    .filter(({ file }) => !file.includes('360dialog'))

interface Change {
  value?: { metadata?: { phone_number_id?: string } }
}
/** A channel for the number that the sample is about. */
function parseSample(body: Buffer): readonly InboundEvent[] {
  const payload = JSON.parse(body.toString()) as { entry: { changes: Change[] }[] }
  const phoneNumberId = payload.entry[0]?.changes[0]?.value?.metadata?.phone_number_id ?? '106540352242922'
  const settings = { ...subject.settings('http://127.0.0.1:9'), phoneNumberId }
  const channel = whatsappCloud.open(settings, { fetch, now: () => new Date('2026-11-22T12:00:00Z') })
  expect(channel.verify(webhook(body, sign(body)))).toBe(true)
  return channel.parse(webhook(body))
}

const SOME_TEXT: unknown = expect.any(String)
const SOMETHING: unknown = expect.anything()
const NO_HYPHEN: unknown = expect.stringMatching(/^[^-]+$/)

const content = (kind: string, more: object = {}) => [{ type: 'message', content: { kind }, ...more }]
const written = { sender: 'contact', opensWindow: true }
const empty = { sender: 'contact', opensWindow: false }

/** What an agent expects of a sample, by the beginning of its name; the first that fits counts. */
const EXPECTED: [RegExp, object[]][] = [
  [
    /^account|^business-capability|^automatic-events|^partner-solutions|^payment|^phone-number|^security/,
    [{ type: 'account' }],
  ],
  [/^audio-voice/, content('voice', written)],
  [/^audio/, content('audio', written)],
  [
    /^batch-2-interactive-none/,
    [...content('unsupported', empty), { type: 'account', error: { platformCode: '131000' } }],
  ],
  [/^batch-2-text/, [...content('text', written), ...content('text', written)]],
  [
    /^batch-3/,
    [
      ...content('text', written),
      { type: 'status', status: 'delivered' },
      { type: 'parked', reason: 'other_number' },
    ],
  ],
  [/^button/, content('button_reply', written)],
  [/^call-status/, content('call', { sender: 'phone' })],
  [/^calls-connect\.pywa\.2/, content('call', { sender: 'contact', opensWindow: true })],
  [/^calls-connect/, content('call', { sender: 'phone', opensWindow: false })],
  [/^calls-terminate/, [...content('call', { sender: 'phone' }), { type: 'account' }]],
  [/^contacts/, content('contacts', written)],
  [/^document/, content('document', written)],
  [/^edit/, [{ type: 'edit', sender: 'contact', content: { kind: 'image', text: 'Updated image caption' } }]],
  [/^group/, [{ type: 'parked', reason: 'group' }]],
  [/^history|^smb-app-state/, [{ type: 'parked', reason: 'history' }]],
  [/^image/, content('image', written)],
  [/^interactive-button/, content('button_reply', { ...written, replyTo: {} })],
  [/^interactive-list/, content('list_reply', { ...written, replyTo: {} })],
  [
    /^interactive-nfm/,
    [
      {
        type: 'message',
        content: {
          kind: 'form_reply',
          form: expect.arrayContaining([{ name: 'comment_text', value: 'Comment Text' }]),
        },
      },
    ],
  ],
  [
    /^interactive-call-permission/,
    [{ type: 'message', content: { kind: 'system', system: { event: 'call_permission', to: 'accept' } } }],
  ],
  [/^location/, content('location', written)],
  [/^message-template|^template-category/, [{ type: 'template', name: SOME_TEXT, language: NO_HYPHEN }]],
  [
    /^messaging-handovers/,
    [{ type: 'message', content: { system: { event: 'handover' } }, opensWindow: false }],
  ],
  [/^order/, content('order', written)],
  [/^reaction-removed/, [{ type: 'reaction', emoji: '' }]],
  [/^reaction/, [{ type: 'reaction', emoji: expect.stringMatching(/^👍/) }]],
  [
    /^request-welcome/,
    [{ type: 'message', content: { system: { event: 'welcome_requested' } }, opensWindow: true }],
  ],
  [/^revoke/, [{ type: 'revoke', sender: 'contact' }]],
  [/^smb-message-echoes-revoke/, [{ type: 'revoke', sender: 'phone' }]],
  [
    /^smb-message-echoes/,
    content('text', { sender: 'phone', opensWindow: false, person: { phone: '+16505551234' } }),
  ],
  [/^some-field/, [{ type: 'parked', reason: 'unknown_field' }]],
  [/^standby/, content('text', written)],
  [/^status-failed-(\d+)/, [{ type: 'status', status: 'failed', error: { platformCode: SOME_TEXT } }]],
  [/^status-delivered/, [{ type: 'status', status: 'delivered' }]],
  [/^status-read/, [{ type: 'status', status: 'read' }]],
  [/^status-sent/, [{ type: 'status', status: 'sent' }]],
  [/^sticker/, content('sticker', written)],
  [/^system-|^user-id-update/, [{ type: 'identity', previous: SOMETHING, current: SOMETHING }]],
  [/^text-bsuid-only/, content('text', { ...written, person: { userId: SOME_TEXT } })],
  [/^text-forwarded/, content('text', { ...written, forwarded: 'once' })],
  [/^text-product/, content('text', { ...written, product: {} })],
  [/^text-referral/, content('text', { ...written, referral: { sourceType: 'ad' } })],
  [/^text-reply/, content('text', { ...written, replyTo: { externalId: 'wamid.ORIGINAL_MESSAGE_ID' } })],
  [/^text/, content('text', written)],
  [/^unsupported/, content('unsupported', empty)],
  [/^user-preferences/, [{ type: 'preference', marketing: 'resume' }]],
  [/^value-errors/, [{ type: 'account', error: { platformCode: SOME_TEXT } }]],
  [/^video/, content('video', written)],
]

describe.skipIf(!present)('whatsapp-cloud: webhooks as others have seen them', () => {
  it.each(samples('webhook'))('$file', ({ file, body }) => {
    const name = file.replace('webhook.', '')
    const [, expected] = EXPECTED.find(([pattern]) => pattern.test(name)) ?? []
    expect(expected).toBeDefined()
    const events = parseSample(body)
    expect(events).toMatchObject(expected ?? [])
    for (const event of events) {
      expect(event).not.toMatchObject({ type: 'parked', reason: 'unreadable' })
      const person = 'person' in event ? event.person : { phone: '+1' }
      expect(person.phone ?? person.userId).toMatch(/^\+\d+$|^[A-Za-z]+\.\w+/)
    }
  })
})

/** A channel whose platform gives one answer to everything, and remembers the last request. */
function answeredWith(status: number, body: unknown) {
  const seen: { json?: Record<string, unknown> } = {}
  const open = openWhatsapp('http://127.0.0.1:9')
  const channel = whatsappCloud.open(subject.settings('http://127.0.0.1:9'), {
    now: () => new Date(),
    fetch: (_, init) => {
      if (typeof init?.body === 'string') seen.json = JSON.parse(init.body) as Record<string, unknown>
      return Promise.resolve(Response.json(body, { status }))
    },
  }) as typeof open
  return { channel, seen }
}

const REASONS: Record<string, object> = {
  2: { reason: 'channel_unavailable', retryAfterMs: 30_000 },
  4: { reason: 'rate_limited', retryAfterMs: 60_000 },
  100: { reason: 'invalid_content' },
  190: { reason: 'channel_misconfigured', channelBroken: true },
  200: { reason: 'channel_misconfigured', channelBroken: true },
  803: { reason: 'channel_misconfigured', channelBroken: true },
  130429: { reason: 'rate_limited', retryAfterMs: 2000 },
  131042: { reason: 'payment_problem', channelBroken: true },
  131047: { reason: 'window_closed', windowClosed: true },
  131056: { reason: 'rate_limited', retryAfterMs: 4000, backoffFactor: 4 },
  131062: { reason: 'invalid_content' },
  132000: { reason: 'template_problem' },
  136025: { reason: 'unknown' },
}

describe.skipIf(!present)('whatsapp-cloud: errors as others have seen them', () => {
  it.each(samples('api-error'))('$file', async ({ file, body }) => {
    const answer = JSON.parse(body.toString()) as { error: { code: number } }
    const status = Number(/-([45]\d\d)\./.exec(file)?.[1] ?? 400)
    const { channel } = answeredWith(status, answer)
    const sending = channel.sendText({ to: { phone: '+16505551234' }, correlationId: 'a', text: 'Hello' })
    const error: unknown = await sending.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ChannelError)
    const expected = REASONS[answer.error.code]
    expect(expected).toBeDefined()
    expect((error as ChannelError).failure).toMatchObject({
      outcome: 'not-sent',
      platformCode: String(answer.error.code),
      ...expected,
    })
  })
})

describe.skipIf(!present)('whatsapp-cloud: answers as others have seen them', () => {
  const lists = samples('api-response').filter(
    ({ body }) => /"components"|"category"/.test(body.toString()) && /"data"/.test(body.toString()),
  )

  it.each(lists)('$file', async ({ body }) => {
    const answer = JSON.parse(body.toString()) as {
      data: { name: string; status: string; language?: string }[]
      paging?: object
    }
    const { channel } = answeredWith(200, { ...answer, paging: undefined })
    const listed = await channel.listTemplates()
    expect(listed.map(({ name }) => name)).toEqual(answer.data.map(({ name }) => name))
    for (const [index, template] of listed.entries()) {
      // Samples that ask for fewer fields have no language, without which nothing can be sent.
      const { status, language } = answer.data[index] ?? {}
      expect(template.sendable).toBe(status === 'APPROVED' && language !== undefined)
      for (const parameter of template.bodyParameters) expect(parameter.example).toBeDefined()
    }
  })

  const sent = samples('api-response').filter(
    ({ body }) => /"wamid\./.test(body.toString()) && /"contacts"/.test(body.toString()),
  )
  it.each(sent)('$file', async ({ body }) => {
    const answer = JSON.parse(body.toString()) as { messages: { id: string }[] }
    const { channel } = answeredWith(200, answer)
    const result = await channel.sendText({
      to: { phone: '+16505551234' },
      correlationId: 'a',
      text: 'Hello',
    })
    expect(result.externalId).toBe(answer.messages[0]?.id)
    expect(result.person.phone ?? result.person.userId).toBeDefined()
  })
})

interface WireRequest {
  to?: string
  recipient?: string
  type?: string
  status?: string
  message_id?: string
  typing_indicator?: object
  context?: { message_id: string }
  text?: { body: string; preview_url?: boolean }
  reaction?: { message_id: string; emoji: string }
  template?: { name: string; language: { code: string }; components?: WireComponent[] }
  [media: string]: unknown
}
interface WireParameter {
  type: string
  text?: string
  parameter_name?: string
  payload?: string
  coupon_code?: string
  [media: string]: unknown
}
interface WireComponent {
  type: string
  sub_type?: string
  index?: string | number
  parameters?: WireParameter[]
}

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker'])

/** Sends through the connector what the sample sends; `undefined` for what the inbox does not send. */
function repeat(sample: WireRequest, channel: ReturnType<typeof openWhatsapp>): Promise<unknown> | undefined {
  // Neither groups nor the check of identities are used.
  if (sample['recipient_type'] === 'group' || 'recipient_identity_key_hash' in sample) return undefined
  const type = sample.type ?? (sample.text === undefined ? undefined : 'text')
  if (sample.status === 'read' && sample.message_id !== undefined) {
    return sample.typing_indicator
      ? channel.showTyping(sample.message_id)
      : channel.markRead(sample.message_id)
  }
  const outgoing: Outgoing = {
    to: sample.recipient === undefined ? { phone: sample.to ?? '' } : { userId: sample.recipient },
    correlationId: 'a',
    ...(sample.context === undefined ? {} : { replyToExternalId: sample.context.message_id }),
  }
  if (type === 'text' && sample.text && !('category' in sample))
    return channel.sendText({ ...outgoing, text: sample.text.body })
  if (type === 'reaction' && sample.reaction) {
    return channel.sendReaction({
      ...outgoing,
      targetExternalId: sample.reaction.message_id,
      emoji: sample.reaction.emoji,
    })
  }
  const media = sample[type ?? ''] as
    { id?: string; caption?: string; filename?: string; voice?: boolean } | undefined
  if (type !== undefined && MEDIA.has(type) && media?.id !== undefined) {
    const kind = (media.voice === true ? 'voice' : type) as MediaKind
    const words = media.caption === undefined ? {} : { caption: media.caption }
    const named = media.filename === undefined ? {} : { fileName: media.filename }
    return channel.sendMedia({ ...outgoing, kind, mediaId: media.id, ...words, ...named })
  }
  const template = sample.template && templateOf(sample.template)
  return template && channel.sendTemplate({ ...outgoing, ...template })
}

/** Template and values that lead to these components; `undefined` when it holds something that we never send. */
function templateOf(
  wire: NonNullable<WireRequest['template']>,
): Omit<OutboundTemplate, keyof Outgoing> | undefined {
  const view: TemplateView = aTemplate({ name: wire.name, language: wire.language.code })
  const values: OutboundTemplate['values'] = { header: {}, body: {}, buttons: {} }
  let headerMediaId: string | undefined
  for (const component of wire.components ?? []) {
    const parameters = component.parameters ?? []
    const [first] = parameters
    const texts = parameters.map(
      (parameter, index) => [parameter.parameter_name ?? String(index + 1), parameter.text] as const,
    )
    const asTexts = () => Object.fromEntries(texts) as Record<string, string>
    const media =
      first === undefined ? undefined : (first[first.type] as { id?: string; filename?: string } | undefined)
    if (component.type === 'body' && parameters.every(({ type }) => type === 'text')) {
      if (first?.parameter_name !== undefined) view.parameterFormat = 'named'
      view.bodyParameters = texts.map(([key]) => ({ key }))
      values.body = asTexts()
    } else if (component.type === 'header' && media?.id !== undefined && media.filename === undefined) {
      view.header = { kind: 'media', media: first?.type as 'image' }
      headerMediaId = media.id
    } else if (
      component.type === 'button' &&
      ['url', 'quick_reply', 'copy_code'].includes(component.sub_type?.toLowerCase() ?? '')
    ) {
      const kind = component.sub_type?.toLowerCase() as 'url'
      const value = first?.text ?? first?.payload ?? first?.coupon_code
      if (typeof value !== 'string') return undefined
      view.buttons.push({ kind, text: 'x', index: Number(component.index), parameter: { key: '1' } })
      values.buttons = { ...values.buttons, [String(component.index)]: value }
    } else {
      return undefined
    }
  }
  return { template: view, values, ...(headerMediaId === undefined ? {} : { headerMediaId }) }
}

/** Spellings that the platform takes alike. */
function normalised(request: Record<string, unknown>): unknown {
  const { biz_opaque_callback_data: _, ...rest } = request
  const full = { recipient_type: 'individual', ...(rest['text'] ? { type: 'text' } : {}), ...rest } as Record<
    string,
    unknown
  >
  if (rest['status'] === 'read') delete full['recipient_type']
  if (typeof full['to'] === 'string') full['to'] = full['to'].replace(/^\+/, '')
  return JSON.parse(JSON.stringify(full), (key, value: unknown) => {
    if (key === 'index') return String(value)
    if (key === 'sub_type') return String(value).toLowerCase()
    if (key === 'preview_url' && value === false) return undefined
    return key === 'policy' ? undefined : value
  })
}

describe.skipIf(!present)('whatsapp-cloud: requests as others send them', () => {
  const requests = samples('api-request').map(({ file, body }) => ({
    file,
    sample: JSON.parse(body.toString()) as WireRequest,
  }))
  const ours = requests.filter(
    ({ sample }) => repeat(sample, answeredWith(200, {}).channel)?.catch(() => undefined) !== undefined,
  )

  it('cover every kind of request that the inbox sends', () => {
    const kinds = new Set(ours.map(({ sample }) => sample.type ?? sample.status ?? 'text'))
    for (const kind of [
      'text',
      'image',
      'video',
      'audio',
      'document',
      'sticker',
      'reaction',
      'template',
      'read',
    ]) {
      expect([...kinds]).toContain(kind)
    }
  })

  it.each(ours)('$file', async ({ sample }) => {
    const { channel, seen } = answeredWith(200, { messages: [{ id: 'wamid.1' }], contacts: [] })
    await repeat(sample, channel)
    expect(normalised(seen.json ?? {})).toEqual(normalised(sample))
  })
})
