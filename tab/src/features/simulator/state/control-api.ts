import type { ZodType } from 'zod'
import { call as callSchema, type Call } from './call-wire.ts'
import { refusalCode, type FaultEffect, type RefusalCode } from './wire.ts'

const BASE = '/simulator/api'

/** The simulator refused, or did not answer at all. */
export class ControlFailure extends Error {
  override readonly name = 'ControlFailure'
  readonly code: RefusalCode | 'offline'

  constructor(code: RefusalCode | 'offline') {
    super(code)
    this.code = code
  }
}

async function request(method: string, path: string, body?: unknown): Promise<unknown> {
  const isForm = body instanceof FormData
  const response = await fetch(`${BASE}${path}`, {
    method,
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(body === undefined || isForm ? {} : { headers: { 'content-type': 'application/json' } }),
  }).catch(() => {
    throw new ControlFailure('offline')
  })
  const text = await response.text()
  if (!response.ok) throw new ControlFailure(codeOf(text))
  return text === '' ? null : JSON.parse(text)
}

function codeOf(text: string): RefusalCode {
  try {
    const body: unknown = JSON.parse(text)
    return refusalCode.parse(
      typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined,
    )
  } catch {
    return 'internal_error'
  }
}

export interface NewContact {
  name: string
  phone: string | null
  username: string | null
}

export interface ContactChange {
  online?: boolean
  hasWhatsApp?: boolean
  hidesNumber?: boolean
  marketing?: boolean
}

export type SampleName = 'parcel' | 'invoice' | 'voice' | 'sticker' | 'contract'

/** A chat, to say where something is sent. */
export interface ChatPlace {
  contactId: string
  phoneNumberId: string
}

export type Outgoing =
  | { kind: 'text'; text: string }
  | { kind: 'sample'; sample: SampleName; caption?: string }
  | { kind: 'location'; latitude: number; longitude: number; name?: string; address?: string }
  | { kind: 'person'; name: string; phones: string[] }
  | { kind: 'tap'; messageId: string; which: number | string }

export interface SettingsChange {
  webhooks?: Partial<Record<'paused' | 'duplicate' | 'reorder' | 'batch', boolean>> & { delayMs?: number }
  windowRefusal?: 'status' | 'response'
  pairRate?: boolean
  coexistence?: boolean
}

export interface NewCall {
  contactId: string
  from?: string
  withheld?: boolean
  to: string
}
export type ForwardOutcome = 'answered' | 'busy' | 'no_answer' | 'failed' | 'hung_up'

const callPath = (callId: string, what: string): string => `/calls/${encodeURIComponent(callId)}/${what}`
const chatPath = ({ contactId }: { contactId: string }): string =>
  `/contacts/${encodeURIComponent(contactId)}`
const messagePath = (place: ChatPlace, messageId: string): string =>
  `${chatPath(place)}/messages/${encodeURIComponent(messageId)}`

/** What the page can ask of the simulator. Every call may reject with a `ControlFailure`. */
export const controlApi = {
  async addContact(contact: NewContact, schema: ZodType<{ id: string }>): Promise<string> {
    return schema.parse(await request('POST', '/contacts', contact)).id
  },
  changeContact: (contactId: string, change: ContactChange) =>
    request('PATCH', chatPath({ contactId }), change),
  send: (place: ChatPlace, outgoing: Outgoing, replyTo?: string) =>
    request('POST', `${chatPath(place)}/messages`, {
      ...outgoing,
      phoneNumberId: place.phoneNumberId,
      ...(replyTo === undefined ? {} : { replyTo }),
    }),
  sendFile(place: ChatPlace, file: File, about: { caption?: string; voice?: boolean; replyTo?: string }) {
    const form = new FormData()
    form.set('phoneNumberId', place.phoneNumberId)
    if (about.caption !== undefined) form.set('caption', about.caption)
    if (about.replyTo !== undefined) form.set('replyTo', about.replyTo)
    if (about.voice === true) form.set('voice', 'true')
    form.set('file', file)
    return request('POST', `${chatPath(place)}/files`, form)
  },
  react: (place: ChatPlace, messageId: string, emoji: string) =>
    request('POST', `${chatPath(place)}/reactions`, { messageId, emoji }),
  edit: (place: ChatPlace, messageId: string, text: string) =>
    request('PATCH', messagePath(place, messageId), { text }),
  revoke: (place: ChatPlace, messageId: string) => request('DELETE', messagePath(place, messageId)),
  played: (place: ChatPlace, messageId: string) => request('POST', `${messagePath(place, messageId)}/played`),
  read: (place: ChatPlace) =>
    request('POST', `${chatPath(place)}/read`, { phoneNumberId: place.phoneNumberId }),
  /** Rings. `from` is another number than the person's own, as typed. */
  dial: async (newCall: NewCall): Promise<Call> =>
    callSchema.parse(await request('POST', '/calls', { ...newCall, attended: true })),
  pressKeys: (callId: string, keys: string) => request('POST', callPath(callId, 'keys'), { keys }),
  say: (callId: string, text: string, confidence?: number) =>
    request('POST', callPath(callId, 'say'), { text, ...(confidence === undefined ? {} : { confidence }) }),
  staySilent: (callId: string) => request('POST', callPath(callId, 'silence'), {}),
  finishSpeaking: (callId: string, entryId: number) =>
    request('POST', callPath(callId, 'finished-speaking'), { entryId }),
  settleForward: (callId: string, outcome: ForwardOutcome) =>
    request('POST', callPath(callId, 'forward'), { outcome }),
  hangUp: (callId: string) => request('POST', callPath(callId, 'hangup'), {}),
  advance: (minutes: number) => request('POST', '/clock', { advanceMinutes: minutes }),
  now: () => request('GET', '/clock'),
  configure: (change: SettingsChange) => request('PATCH', '/settings', change),
  addFault: (effect: FaultEffect, times: number | null, contactId: string | null) =>
    request('POST', '/faults', { effect, times, contactId }),
  removeFault: (faultId: string) => request('DELETE', `/faults/${encodeURIComponent(faultId)}`),
  setTemplateStatus: (templateId: string, status: string) =>
    request('PATCH', `/templates/${encodeURIComponent(templateId)}`, { status }),
}

/** Address of a sound that a prompt plays. */
export function clipAddress(callId: string, entryId: number): string {
  return `${BASE}${callPath(callId, `clips/${entryId}`)}`
}

/** Address of a file in the chat. */
export function mediaAddress(mediaId: string): string {
  return `${BASE}/media/${encodeURIComponent(mediaId)}`
}

export function sampleAddress(sample: SampleName): string {
  return `${BASE}/samples/${sample}`
}

export const EVENTS_ADDRESS = `${BASE}/events`
