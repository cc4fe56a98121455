import {
  sendsMedia,
  sendsReactions,
  sendsTemplates,
  type PersonAddress,
  type SendResult,
} from '../channels/channel.ts'
import { replyWindow } from '../domain/reply-window.ts'
import { pauseBeforeRetry } from '../domain/send-retry.ts'
import { ChannelError, type ChannelFailure } from '../lib/errors.ts'
import { channelLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { Contact, Message } from '../store/entities.ts'
import { reportChannelWorking } from './channel-health.ts'
import { heedFailure } from './heed-failure.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { correlationOf, notifyFailure, publishDelivery } from './record-delivery.ts'
import { addressKeys } from './resolve-contact.ts'
import { alongside, notifyFailed } from './teams/notify.ts'
import { viewTemplate } from './views.ts'

/**
 * Longer than a request to a provider may take: past it the attempt's outcome is unknown. It also is how long a
 * conversation waits after the process that was sending for it has died.
 */
const ATTEMPT_LEASE_MS = 30_000
/** The same where a file has to be handed over first. */
const FILE_LEASE_MS = 210_000

/**
 * Sends one queued message: claims it, checks the window a second time, hands it to the channel and records what came
 * of it. An outcome that nobody knows becomes `unconfirmed` and is never sent again on our own account. Never throws
 * for what a channel may do. `machineNow` is the machine's time, by which leases and back-offs go.
 */
export async function dispatchMessage(deps: Deps, queued: Message, machineNow: Date): Promise<void> {
  const leaseMs = queued.attachments === undefined ? ATTEMPT_LEASE_MS : FILE_LEASE_MS
  const leaseUntil = new Date(machineNow.getTime() + leaseMs)
  const message = await deps.store.messages.claim(queued.id, machineNow, leaseUntil)
  if (message === null) return
  const open = message.channelId === undefined ? null : await deps.channels.get(message.channelId)
  const contact = await deps.store.contacts.find(message.environmentId, message.contactId)
  if (open === null || contact === null) {
    return fail(deps, message, { code: 'channel_misconfigured' })
  }
  if (!mayLeave(deps, open, contact, message)) return fail(deps, message, { code: 'window_closed' })
  const leftAt = deps.clock.now()
  try {
    const result = await send(deps, open, contact, message)
    await recordSent(deps, { open, contact, message }, result)
  } catch (error) {
    await recordFailure(deps, { open, message, leftAt, machineNow }, failureOf(error, open))
  }
}

/** The window rule when the message leaves; what was accepted in time may have waited too long. */
function mayLeave(deps: Deps, open: OpenChannel, contact: Contact, message: Message): boolean {
  if (message.dispatch?.template !== undefined) return true
  const state = contact.windows[open.record.id] ?? { lastInboundAt: null, refusedAt: null }
  const window = replyWindow(open.channel.capabilities.window, state, deps.clock.now())
  return window.open || window.outside === 'anything'
}

async function send(deps: Deps, open: OpenChannel, contact: Contact, message: Message): Promise<SendResult> {
  const { channel } = open
  const replyTo = message.dispatch?.replyToExternalId
  const outgoing = {
    to: addressOf(contact, open),
    correlationId: correlationOf(message),
    ...(replyTo === undefined ? {} : { replyToExternalId: replyTo }),
  }
  const { dispatch, attachments } = message
  if (dispatch?.reaction !== undefined && sendsReactions(channel)) {
    const { targetExternalId, emoji } = dispatch.reaction
    return channel.sendReaction({ ...outgoing, targetExternalId, emoji })
  }
  if (dispatch?.template !== undefined && sendsTemplates(channel)) {
    const { name, language, values } = dispatch.template
    const { environmentId, id } = open.record
    const template = await deps.store.templates.find(environmentId, id, name, language)
    if (template === null) throw refusal(open, 'template_problem')
    const header = await uploadFirst(deps, open, message)
    return channel.sendTemplate({
      ...outgoing,
      template: viewTemplate(template),
      values,
      ...(header === null ? {} : { headerMediaId: header.mediaId }),
    })
  }
  if (attachments !== undefined && sendsMedia(channel)) {
    const file = await uploadFirst(deps, open, message)
    if (file === null) throw refusal(open, 'attachment_missing')
    return channel.sendMedia({
      ...outgoing,
      kind: file.kind,
      mediaId: file.mediaId,
      fileName: file.fileName,
      ...(message.text === undefined ? {} : { caption: message.text }),
    })
  }
  return channel.sendText({ ...outgoing, text: message.text ?? '' })
}

/** Pause before a file that could not be handed over is tried again. */
const UPLOAD_RETRY_MS = 5_000

/** Hands the message's file to the platform. Whatever goes wrong here, no message has left yet. */
async function uploadFirst(
  deps: Deps,
  open: OpenChannel,
  message: Message,
): Promise<{
  mediaId: string
  kind: NonNullable<Message['attachments']>[number]['kind']
  fileName: string
} | null> {
  const attachment = message.attachments?.[0]
  if (attachment === undefined || !sendsMedia(open.channel)) return null
  const { fileName, contentType, kind, id } = attachment
  try {
    const content = await deps.store.files.readAll(id)
    const { mediaId } = await open.channel.uploadMedia({ content, contentType, fileName })
    return { mediaId, kind, fileName }
  } catch (cause) {
    if (cause instanceof ChannelError && cause.failure.outcome === 'not-sent') throw cause
    const failure = { connector: open.channel.connector, reason: 'channel_unavailable' as const }
    throw new ChannelError({ ...failure, outcome: 'not-sent', retryAfterMs: UPLOAD_RETRY_MS }, { cause })
  }
}

function addressOf(contact: Contact, open: OpenChannel): PersonAddress {
  const ofKind = contact.identities.filter((identity) => identity.channelKind === open.record.kind)
  // The newest number is the one that the platform named last.
  const phone = ofKind.findLast((identity) => identity.kind === 'phone')
  const userId =
    ofKind.findLast((identity) => identity.kind === 'user' && identity.channelId === open.record.id) ??
    ofKind.findLast((identity) => identity.kind === 'user')
  return {
    ...(phone === undefined ? {} : { phone: phone.value }),
    ...(userId === undefined ? {} : { userId: userId.value }),
  }
}

function refusal(open: OpenChannel, reason: ChannelFailure['reason']): ChannelError {
  return new ChannelError({ connector: open.channel.connector, reason, outcome: 'not-sent' })
}

/** Anything but a `ChannelError` is a fault of ours, and then nobody knows whether the request had left. */
function failureOf(error: unknown, open: OpenChannel): ChannelFailure {
  if (error instanceof ChannelError) {
    if (error.failure.channelBroken === true) {
      channelLog.error({ channelId: open.record.id, err: error }, 'channel refused to send')
    }
    return error.failure
  }
  channelLog.error({ channelId: open.record.id, err: error }, 'sending failed unexpectedly')
  return { connector: open.channel.connector, reason: 'unknown', outcome: 'unknown' }
}

async function recordSent(
  deps: Deps,
  attempt: { open: OpenChannel; contact: Contact; message: Message },
  result: SendResult,
): Promise<void> {
  const { open, contact, message } = attempt
  metrics.outboxMessages.inc({ outcome: 'sent' })
  const sent = await deps.store.messages.advance(message.id, ['sending', 'unconfirmed'], {
    status: 'sent',
    at: deps.clock.now(),
    externalId: result.externalId,
  })
  // A status webhook may have been faster; then everything is known already.
  if (sent !== null) await publishDelivery(deps, sent)
  await learnAddress(deps, open, contact, result.person)
  await reportChannelWorking(deps, open, 'accepted')
}

/** The platform tells how it spells the recipient (Brazil's ninth digit, a user id): inbound messages will name that. */
async function learnAddress(
  deps: Deps,
  open: OpenChannel,
  contact: Contact,
  person: PersonAddress,
): Promise<void> {
  const { kind, id: channelId, environmentId } = open.record
  const known = new Set(contact.identities.map((identity) => identity.value))
  const identities = (['phone', 'userId'] as const).flatMap((field) => {
    const value = person[field]
    if (value === undefined || known.has(value)) return []
    return [
      {
        channelKind: kind,
        kind: field === 'phone' ? ('phone' as const) : ('user' as const),
        value,
        channelId,
      },
    ]
  })
  if (identities.length === 0) return
  await deps.store.contacts.addKeys(environmentId, contact.id, addressKeys(kind, person), identities)
}

async function recordFailure(
  deps: Deps,
  attempt: { open: OpenChannel; message: Message; leftAt: Date; machineNow: Date },
  failure: ChannelFailure,
): Promise<void> {
  const { open, message, leftAt, machineNow } = attempt
  const error = {
    code: failure.reason,
    ...(failure.platformCode === undefined ? {} : { platformCode: failure.platformCode }),
    ...(failure.detail === undefined ? {} : { detail: failure.detail }),
  }
  const { windowClosed, channelBroken } = failure
  await heedFailure(deps, open, message, { error, windowClosed, channelBroken, leftAt, accepted: false })
  if (failure.outcome === 'unknown') {
    metrics.outboxMessages.inc({ outcome: 'unconfirmed' })
    const unconfirmed = await deps.store.messages.advance(message.id, ['sending'], {
      status: 'unconfirmed',
      at: deps.clock.now(),
      error,
    })
    if (unconfirmed !== null) await publishDelivery(deps, unconfirmed)
    return
  }
  const pauseMs = pauseBeforeRetry(failure, message.delivery?.attempts ?? 1)
  if (pauseMs === null) return fail(deps, message, error)
  metrics.outboxMessages.inc({ outcome: 'retried' })
  const queued = await deps.store.messages.advance(message.id, ['sending'], {
    status: 'queued',
    at: deps.clock.now(),
    error,
    nextAttemptAt: new Date(machineNow.getTime() + pauseMs),
  })
  if (queued !== null) await publishDelivery(deps, queued)
}

async function fail(
  deps: Deps,
  message: Message,
  error: NonNullable<Message['delivery']>['error'] & object,
): Promise<void> {
  metrics.outboxMessages.inc({ outcome: 'failed' })
  // Told first: once it is recorded nobody comes back to a message that failed.
  await alongside({ messageId: message.id }, () => notifyFailed(deps, message))
  const failed = await deps.store.messages.advance(message.id, ['sending'], {
    status: 'failed',
    at: deps.clock.now(),
    error,
  })
  if (failed === null) return
  await publishDelivery(deps, failed)
  notifyFailure(deps, failed)
}

/** Attempts whose process died: whether the provider took them is unknown. */
export async function releaseLostAttempts(deps: Deps, machineNow: Date): Promise<void> {
  for (const message of await deps.store.messages.expireClaims(machineNow)) {
    metrics.outboxMessages.inc({ outcome: 'unconfirmed' })
    await publishDelivery(deps, message)
  }
}
