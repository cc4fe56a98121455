import { createHmac } from 'node:crypto'
import type { InboundEvent } from '../../server/channels/channel.ts'
import { whatsappCloud } from '../../server/channels/whatsapp-cloud/index.ts'
import type { TemplateView } from '../../server/contract/template.ts'
import { openChannel, webhook, type Subject } from './contract.ts'
import { json } from './fake-platform.ts'

export const PHONE_NUMBER_ID = '108642097531864'
export const WABA_ID = '204466881357913'
export const APP_SECRET = 'app-secret-of-the-tests'
export const ACCESS_TOKEN = 'EAAtestTOKEN0000callover'
export const RECIPIENT = '+4917604069012'

export function sign(body: Buffer, secret = APP_SECRET): Record<string, string> {
  return { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }
}

/** The body that Graph answers errors with. */
export function graphError(code: number, details = 'Details.', more: Record<string, unknown> = {}) {
  return {
    error: {
      message: `(#${code}) Something went wrong`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: 'Atrace',
      ...more,
    },
  }
}

export const accepted = json(200, {
  messaging_product: 'whatsapp',
  contacts: [{ input: RECIPIENT, wa_id: RECIPIENT.slice(1) }],
  messages: [{ id: 'wamid.accepted', message_status: 'accepted' }],
})

export function aTemplate(changes: Partial<TemplateView> = {}): TemplateView {
  return {
    id: '0123456789abcdef01234567',
    channelId: '0123456789abcdef01234567',
    name: 'callover_invitation',
    language: 'de',
    category: 'UTILITY',
    status: 'APPROVED',
    quality: 'GREEN',
    sendable: true,
    parameterFormat: 'positional',
    header: null,
    body: 'Schreiben Sie uns hier.',
    bodyParameters: [],
    footer: null,
    buttons: [],
    syncedAt: '2026-11-22T12:00:00.000Z',
    ...changes,
  }
}

export const subject: Subject = {
  connector: whatsappCloud,
  settings: (apiBaseUrl) => ({
    phoneNumber: '+493023125100',
    phoneNumberId: PHONE_NUMBER_ID,
    wabaId: WABA_ID,
    accessToken: ACCESS_TOKEN,
    appSecret: APP_SECRET,
    verifyToken: 'verify-token-of-the-tests',
    apiBaseUrl,
  }),
  recipient: { phone: RECIPIENT },
  sign,
  forgeries: (body) => {
    const right = sign(body)['x-hub-signature-256'] ?? ''
    const header = (value: string) => ({ 'x-hub-signature-256': value })
    return {
      empty: header(''),
      'algorithm only': header('sha256='),
      truncated: header(right.slice(0, -1)),
      longer: header(`${right}0`),
      'digest only': header(right.slice('sha256='.length)),
      'upper case': header(right.toUpperCase()),
      'no hexadecimals': header(`sha256=${'z'.repeat(64)}`),
      'other secret': sign(body, 'another secret'),
      'older algorithm': header(`sha1=${createHmac('sha1', APP_SECRET).update(body).digest('hex')}`),
      'older header': { 'x-hub-signature': right },
    }
  },
  batch: { fixture: 'batch-of-three', events: 4 },
  accepted,
  refused: {
    unauthenticated: json(401, graphError(190, `Malformed access token ${ACCESS_TOKEN}`)),
    tooFast: json(429, graphError(130429, `Too many messages from +493023125100 to ${RECIPIENT}`)),
  },
  template: aTemplate(),
}

const channel = openChannel(subject)

export function parse(payload: unknown): readonly InboundEvent[] {
  return channel.parse(webhook(Buffer.from(JSON.stringify(payload))))
}

/** One message of Anna's in the platform's envelope. */
export function envelope(...messages: unknown[]) {
  return change('messages', { messages })
}

export function change(field: string, value: Record<string, unknown>) {
  const metadata = { display_phone_number: '493023125100', phone_number_id: PHONE_NUMBER_ID }
  const full = { messaging_product: 'whatsapp', metadata, ...value }
  return { object: 'whatsapp_business_account', entry: [{ id: WABA_ID, changes: [{ field, value: full }] }] }
}

export function aMessage(changes: Record<string, unknown> = {}) {
  return {
    from: RECIPIENT.slice(1),
    id: 'wamid.one',
    timestamp: '1793527200',
    type: 'text',
    text: { body: 'Hello' },
    ...changes,
  }
}
