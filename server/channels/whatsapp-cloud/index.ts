import { z } from 'zod'
import type {
  AnswersHandshake,
  Capabilities,
  Channel,
  ChecksAccess,
  FetchesMedia,
  MarksRead,
  SendResult,
  SendsMedia,
  SendsReactions,
  SendsTemplates,
  ShowsTyping,
} from '../channel.ts'
import { entered } from '../../lib/setting-fields.ts'
import { defineConnector } from '../define-connector.ts'
import { checkAccess } from './check-access.ts'
import { createGraphClient, type GraphClient } from './client.ts'
import { CONNECTOR_ID, unclear } from './failure.ts'
import { CAPTION_LIMIT, MEDIA_CAPABILITIES, TEXT_LIMIT, WINDOW_HOURS } from './limits.ts'
import { createMediaFetcher, createMediaUploader } from './media.ts'
import { parseWebhook } from './parse.ts'
import { readAddress } from './parse-person.ts'
import {
  isMessageId,
  renderMedia,
  renderReaction,
  renderRead,
  renderText,
  renderTyping,
  type SendBody,
} from './render.ts'
import { renderTemplate } from './render-template.ts'
import { listTemplates } from './templates.ts'
import { answerChallenge, verifySignature } from './verify.ts'
import { wireContact, wireSendAnswer } from './wire.ts'

/** Copied from a web page, often with blanks around it. */
const pasted = z.string().trim().min(1)
/** Goes into a header, where anything but visible characters would break the request. */
const token = pasted.regex(/^[\x21-\x7E]+$/)

const settings = z.object({
  phoneNumber: entered(z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number with plus and country code'), {
    kind: 'phone',
    example: '+49301234567',
  }),
  phoneNumberId: entered(pasted, { kind: 'text', example: '106540352242922', identifies: true }),
  wabaId: entered(pasted, { kind: 'text', example: '102290129340398' }),
  accessToken: entered(token, { kind: 'text', example: null }),
  appSecret: entered(pasted, { kind: 'text', example: null }),
  /** Chosen by whoever connects the channel; the platform is given the same one when the webhook is entered there. */
  verifyToken: entered(pasted, { kind: 'text', example: null }),
  // v26.0 is the newest version of July 2026; the platform drops each after about two years (changelog).
  apiBaseUrl: entered(z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com/v26.0'), {
    kind: 'url',
    example: 'https://graph.facebook.com/v26.0',
    hosts: ['graph.facebook.com'],
  }),
})
type Settings = z.infer<typeof settings>

const CAPABILITIES: Capabilities = {
  window: { hours: WINDOW_HOURS, outside: 'templates' },
  textLimit: TEXT_LIMIT,
  captionLimit: CAPTION_LIMIT,
  media: MEDIA_CAPABILITIES,
  templates: true,
  reactions: true,
  replyTo: true,
  readReceipts: true,
  typing: true,
}

type Powers = AnswersHandshake &
  ChecksAccess &
  SendsMedia &
  FetchesMedia &
  SendsTemplates &
  SendsReactions &
  MarksRead &
  ShowsTyping

/** WhatsApp over Meta's Cloud API. */
export const whatsappCloud = defineConnector({
  kind: 'whatsapp',
  provider: 'cloud',
  title: 'WhatsApp (Cloud API)',
  settings,
  secrets: ['accessToken', 'appSecret', 'verifyToken'],
  create: (given, { fetch, now }): Channel & Powers => {
    const secrets = [given.accessToken, given.appSecret, given.verifyToken]
    const client = createGraphClient({ ...given, secrets }, fetch)
    return {
      connector: CONNECTOR_ID,
      capabilities: CAPABILITIES,
      verify: (request) => verifySignature(request, given.appSecret),
      answerHandshake: (request) => answerChallenge(request.query, given.verifyToken),
      parse: (request) => parseWebhook(request.body, { phoneNumberId: given.phoneNumberId, now }),
      ...createSender(given, client),
      checkAccess: async () => checkAccess(given, client),
      listTemplates: async () => listTemplates(given.wabaId, client),
      uploadMedia: createMediaUploader(given, client),
      fetchMedia: createMediaFetcher(given, client),
    }
  },
})

/** Everything that goes to `/messages`. */
function createSender({ phoneNumberId }: Settings, client: GraphClient) {
  const path = `${encodeURIComponent(phoneNumberId)}/messages`
  const send = async (json: SendBody): Promise<SendResult> =>
    readSendAnswer(await client.call({ method: 'POST', path, json, effect: 'message' }))
  const signal = async (externalId: string, json: SendBody): Promise<void> => {
    // Calls and entries that we named ourselves cannot be marked read; the next message does it for all.
    if (!isMessageId(externalId)) return
    await client.call({ method: 'POST', path, json, effect: 'nothing' })
  }
  // Async throughout: what rendering refuses must reject like everything else, not throw.
  return {
    sendText: async (message) => send(renderText(message)),
    sendMedia: async (message) => send(renderMedia(message)),
    sendTemplate: async (message) => send(renderTemplate(message)),
    sendReaction: async (message) => send(renderReaction(message)),
    markRead: async (externalId) => signal(externalId, renderRead(externalId)),
    showTyping: async (externalId) => signal(externalId, renderTyping(externalId)),
  } satisfies Pick<
    Channel & Powers,
    'sendText' | 'sendMedia' | 'sendTemplate' | 'sendReaction' | 'markRead' | 'showTyping'
  >
}

/** Accepted, not delivered: refusals of the window mostly come later, as a status (send-messages page). */
function readSendAnswer(answer: unknown): SendResult {
  const parsed = wireSendAnswer.safeParse(answer).data
  if (parsed === undefined) throw unclear('the answer has no message id')
  const contact = wireContact.safeParse(parsed.contacts?.[0]).data
  const { wa_id: number, user_id: userId, parent_user_id: parentUserId } = contact ?? {}
  return { externalId: parsed.messages[0].id, person: readAddress({ number, userId, parentUserId }) }
}
