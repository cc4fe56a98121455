import type { Activity } from 'botbuilder'
import { TeamsError } from '../server/lib/errors.ts'
import { botLog } from '../server/lib/logger.ts'
import type { TeamsPlace } from '../server/store/entities.ts'
import { readReference, type StoredReference } from './activity.ts'
import type { TeamsAdapter } from './adapter.ts'
import type { AdaptiveCard } from './cards/adaptive-card.ts'
import type { RateLimits } from './rate-limits.ts'
import { failureOf } from './teams-failure.ts'

/**
 * What Teams takes under the narrowest reading of its documentation (40 KB, counted as UTF-16): a card beyond it is a mistake of
 * ours.
 */
const LARGEST_ACTIVITY = 40_000

/** Longer waits for Teams' limits are the caller's business: whoever waits here may hold a claim on the card. */
const LONGEST_WAIT_MS = 5000

export interface SenderOptions {
  adapter: TeamsAdapter
  limits: Pick<RateLimits, 'take'>
  /** Milliseconds of a clock that does not go backwards. */
  nowMs: () => number
  /** Ends when the bot stops. */
  stopped: AbortSignal
}

/** Where a card goes. */
export type Destination = Pick<TeamsPlace, 'id' | 'tenantId' | 'conversationId' | 'reference'>

/** What the bot sends: at Teams' pace, once, with Teams' answer in our words. Everything throws `TeamsError` and nothing else. */
export interface Sender {
  /** Posts a card and resolves with its id. `alert`: the feed shows it. `threadId`: the thread of a channel that it belongs to. */
  post(
    place: Destination,
    card: AdaptiveCard,
    how?: { alert?: boolean; threadId?: string | null },
  ): Promise<string>
  update(place: Destination, activityId: string, card: AdaptiveCard): Promise<void>
}

export function createSender(options: SenderOptions): Sender {
  const send = createSending(options)
  return {
    async post(place, card, { alert = false, threadId = null } = {}) {
      const id = await send({ operation: 'post', place, threadId, activity: activityOf(card, alert) })
      // Teams has it, but without an id it can never be brought up to date.
      if (id === '') throw new TeamsError({ outcome: 'unknown', status: 202 })
      return id
    },
    async update(place, activityId, card) {
      const activity = { ...activityOf(card, false), id: activityId }
      await send({ operation: 'update', place, threadId: null, activity })
    },
  }
}

/** Text beside a card would be split off by Teams, and the answer would have no id for later updates. */
function activityOf(card: AdaptiveCard, alert: boolean): Partial<Activity> {
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    ...(alert ? { summary: card.speak, channelData: { notification: { alert: true } } } : {}),
  }
}

interface Sending {
  operation: 'post' | 'update'
  place: Destination
  threadId: string | null
  activity: Partial<Activity>
}

function createSending(options: SenderOptions): (sending: Sending) => Promise<string> {
  let misconfigurationNoted = false
  const explain = (error: unknown, { place, operation }: Sending): TeamsError => {
    const failure = failureOf(error, operation)
    const { outcome, status, platformCode } = failure
    const line = { placeId: place.id, operation, outcome, status, platformCode }
    if (status === undefined) botLog.warn({ ...line, reason: reasonOf(error) }, 'teams could not be reached')
    else if (status !== 401) botLog.info(line, 'teams did not take a message')
    else if (!misconfigurationNoted) {
      // Every message meets the same refusal until somebody looks after the registration: once is enough.
      misconfigurationNoted = true
      botLog.error(line, 'configuration: teams does not let the bot in, its registration or secret is wrong')
    }
    return new TeamsError(failure, { cause: error })
  }
  return async (sending) => {
    const reference = referenceFor(sending)
    checkSize(sending)
    await waitForTurn(options, sending.place)
    try {
      return await options.adapter.continue(reference, async (context) => {
        if (sending.operation === 'post') return (await context.sendActivity(sending.activity))?.id ?? ''
        await context.updateActivity(sending.activity)
        return ''
      })
    } catch (error) {
      throw explain(error, sending)
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown'
}

function referenceFor({ place, threadId }: Sending): StoredReference {
  const reference = readReference(place.reference)
  if (reference === null) {
    botLog.error({ placeId: place.id }, 'a place has no usable reference')
    throw new TeamsError({ outcome: 'refused' })
  }
  if (threadId === null) return reference
  return { ...reference, conversation: { ...reference.conversation, id: threadId } }
}

function checkSize({ place, activity }: Sending): void {
  if (JSON.stringify(activity).length * 2 <= LARGEST_ACTIVITY) return
  botLog.error({ placeId: place.id }, 'a card is too large for teams')
  throw new TeamsError({ outcome: 'refused', platformCode: 'MessageSizeTooBig' })
}

/** Waits until Teams' limits allow one more request to this conversation. */
async function waitForTurn(options: SenderOptions, place: Destination): Promise<void> {
  const { limits, nowMs, stopped } = options
  const giveUpAt = nowMs() + LONGEST_WAIT_MS
  for (;;) {
    const waitMs = limits.take(place.tenantId, place.conversationId, nowMs())
    if (waitMs === 0) return
    if (stopped.aborted || nowMs() + waitMs > giveUpAt)
      throw new TeamsError({ outcome: 'later', retryAfterMs: waitMs })
    await pause(waitMs, stopped)
  }
}

/** Ends early when the bot stops. */
export function pause(waitMs: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      stopped.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, Math.ceil(waitMs))
    stopped.addEventListener('abort', end, { once: true })
  })
}
