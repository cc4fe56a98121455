import { createHmac } from 'node:crypto'
import { webhookError } from '../errors.ts'
import type { ChatMessage, Contact, Template } from '../model.ts'
import type { BusinessNumber } from '../options.ts'
import { digitsOf } from '../phone-numbers.ts'

/** One change of a webhook, without the envelope. */
export interface WebhookChange {
  field: string
  value: Readonly<Record<string, unknown>>
  /** Account and template fields carry the time in the entry. */
  time?: number
}

/** The platform's instants: Unix seconds as text. */
export function seconds(at: string): string {
  return String(Math.floor(Date.parse(at) / 1000))
}

export function metadataOf(number: BusinessNumber): Readonly<Record<string, string>> {
  return { display_phone_number: digitsOf(number.phoneNumber), phone_number_id: number.phoneNumberId }
}

/** `contacts[]` of a webhook: the number only when the business may know it. */
export function contactElement(
  contact: Contact,
  { knowsNumber, withUsername }: { knowsNumber: boolean; withUsername: boolean },
): Readonly<Record<string, unknown>> {
  return {
    profile: {
      name: contact.name,
      ...(withUsername && contact.username !== null ? { username: contact.username } : {}),
    },
    ...(knowsNumber && contact.phone !== null ? { wa_id: digitsOf(contact.phone) } : {}),
    user_id: contact.userId,
  }
}

export interface StatusReport {
  message: ChatMessage
  contact: Contact
  number: BusinessNumber
  status: 'sent' | 'delivered' | 'read' | 'played' | 'failed'
  at: string
  knowsNumber: boolean
  errorCode?: number
  errorDetails?: string
  /** Whether this status tells the price: `sent` and the first of delivered and read do. */
  priced: boolean
}

/** A status change. `failed` names no contacts, and the user only when the message was sent to the user id. */
export function statusChange(report: StatusReport): WebhookChange {
  const { message, contact, number, status } = report
  const failed = status === 'failed'
  const category = message.sending?.category ?? 'service'
  const correlationData = message.sending?.correlationData
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(number),
      ...(failed
        ? {}
        : {
            contacts: [
              contactElement(contact, { knowsNumber: report.knowsNumber, withUsername: status !== 'sent' }),
            ],
          }),
      statuses: [
        {
          id: message.id,
          status,
          timestamp: seconds(report.at),
          ...(report.knowsNumber && contact.phone !== null ? { recipient_id: digitsOf(contact.phone) } : {}),
          ...(failed && message.sending?.toUser !== true ? {} : { recipient_user_id: contact.userId }),
          ...(correlationData === undefined ? {} : { biz_opaque_callback_data: correlationData }),
          ...(report.priced
            ? { pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category } }
            : {}),
          ...(failed ? { errors: [webhookError(report.errorCode ?? 131000, report.errorDetails)] } : {}),
        },
      ],
    },
  }
}

/** A template's new state. The webhook spells the language with a hyphen, the API with an underscore. */
export function templateStatusChange(template: Template, at: string): WebhookChange {
  return {
    field: 'message_template_status_update',
    time: Number(seconds(at)),
    value: {
      event: template.status,
      message_template_id: Number(template.id),
      message_template_name: template.name,
      message_template_language: template.language.replace('_', '-'),
      reason: template.rejectedReason,
      message_template_category: template.category,
    },
  }
}

export function preferenceChange(contact: Contact, number: BusinessNumber, at: string): WebhookChange {
  const value = contact.marketingStopped ? 'stop' : 'resume'
  const waId = contact.phone === null ? {} : { wa_id: digitsOf(contact.phone) }
  return {
    field: 'user_preferences',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(number),
      contacts: [contactElement(contact, { knowsNumber: contact.phone !== null, withUsername: true })],
      user_preferences: [
        {
          ...waId,
          user_id: contact.userId,
          detail: `User requested to ${value} marketing messages`,
          category: 'marketing_messages',
          value,
          timestamp: Number(seconds(at)),
        },
      ],
    },
  }
}

/** The exact bytes of one POST. Meta escapes slashes and everything outside ASCII, and signs the escaped form. */
export function encodeEnvelope(wabaId: string, changes: readonly WebhookChange[]): Buffer {
  const time = changes.find((change) => change.time !== undefined)?.time
  const envelope = {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: wabaId,
        ...(time === undefined ? {} : { time }),
        changes: changes.map(({ field, value }) => ({ value, field })),
      },
    ],
  }
  const text = JSON.stringify(envelope)
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Buffer.from(text, 'latin1')
}

/** Value of `X-Hub-Signature-256`. */
export function signatureOf(body: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}
