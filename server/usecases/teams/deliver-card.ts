import { isToldInShared, wants, type News } from '../../domain/notification-rules.ts'
import { isRead } from '../../domain/notification-state.ts'
import { isClosing, quietUntil } from '../../domain/notification-times.ts'
import type { CardContent } from '../../domain/teams-card.ts'
import { TeamsError, type TeamsFailure } from '../../lib/errors.ts'
import { botLog } from '../../lib/logger.ts'
import type { TeamsCard, TeamsPlace } from '../../store/entities.ts'
import type { Deps, TeamsMessenger } from '../ports.ts'
import { lookAtCard, type CardLook } from './card-content.ts'
import { GRACE_MS } from './notify.ts'
import { getPreferences } from './preferences.ts'
import { forgetReach } from './reach.ts'

/** Longer than a card may take to reach Teams: after it another process tries. */
export const CARD_LEASE_MS = 60_000

/** Pauses between attempts where Teams advises none: doubled each time, up to `maxMs`, and spread by chance. */
export interface Pauses {
  firstMs: number
  maxMs: number
}
export const PAUSES: Pauses = { firstMs: 1_000, maxMs: 300_000 }

/** What Teams advises is followed as far as this: a place must not fall silent for a day by a slip of theirs. */
const LONGEST_ADVISED_MS = 3_600_000

/** A fault of ours at one card must not silence its place for ever. */
const MOST_FAULTS = 12
/** That Teams takes something a little later only is nothing out of the ordinary. */
const WORTH_A_LOOK = 5
/** The card is there; after so many tries the activity feed is not worth holding back what comes after. */
const MOST_FEED_TRIES = 6

/** It has been read in the inbox; should the customer write again, it is posted after all. */
const NOT_POSTED = ''

type Posted = TeamsCard & { activityId: string }

function isPosted(card: TeamsCard): card is Posted {
  return card.activityId !== null && card.activityId !== NOT_POSTED
}

/** Everything about one attempt. */
interface Attempt {
  deps: Deps
  teams: TeamsMessenger
  card: TeamsCard
  place: TeamsPlace
  /** The machine's time, by which leases and pauses go. */
  now: Date
  pauses: Pauses
}

/** What a worker may say about its attempts. */
export interface DeliveryOptions {
  pauses?: Pauses
  /** An attempt under way according to the store was left behind by a process that died. */
  leftBehind?: boolean
}

/**
 * Takes one card and brings it to its place as things are at this moment, or finds that nobody needs it any more. What fails
 * for a while is tried again later; a place where the bot may not write any more is forgotten. A first posting that nobody
 * confirmed is repeated: told twice is better than never. Never throws for what Teams may do. `now` is the machine's time.
 */
export async function deliverCard(
  deps: Deps,
  wanted: TeamsCard,
  now: Date,
  { pauses = PAUSES, leftBehind = false }: DeliveryOptions = {},
): Promise<void> {
  const { teams, store } = deps
  if (teams === null) return
  const leaseUntil = new Date(now.getTime() + CARD_LEASE_MS)
  const card = await store.teamsCards.claim(wanted.id, leftBehind ? leaseUntil : now, leaseUntil)
  if (card === null) return
  const place = await store.teamsPlaces.find(card.placeId)
  if (place === null) return store.teamsCards.drop(card.id)
  const attempt: Attempt = { deps, teams, card, place, now, pauses }
  try {
    await deliver(attempt)
  } catch (error) {
    await recordFailure(attempt, error)
  }
}

async function deliver(attempt: Attempt): Promise<void> {
  const { deps, card, place } = attempt
  if (!isPosted(card) && !(await isWanted(attempt))) return
  const look = await lookAtCard(deps, card, place)
  if (look === null) return deps.store.teamsCards.drop(card.id)
  if (isPosted(card)) return update(attempt, card, look.content)
  if (await isNeeded(attempt, look)) await post(attempt, look.content)
}

/** Whether the place wants to be told, and now; otherwise the card is closed, or waits for the end of the quiet hours. */
async function isWanted({ deps, card, place, now }: Attempt): Promise<boolean> {
  const { teamsCards } = deps.store
  const news: News = { kind: card.kind, serviceId: card.serviceId, memberIds: null }
  if (card.userId === null) {
    if (place.subscription !== null && isToldInShared(news, place.subscription)) return true
    await teamsCards.drop(card.id)
    return false
  }
  const preferences = await getPreferences(deps, card.userId)
  if (!wants(preferences, news)) {
    await teamsCards.drop(card.id)
    return false
  }
  const clock = deps.clock.now()
  const quiet = quietUntil(preferences.quietHours, clock)
  if (quiet === null) return true
  await teamsCards.postpone(card.id, new Date(now.getTime() + quiet.getTime() - clock.getTime()), false)
  return false
}

/** Whether the reader still has to be told; otherwise the card is closed, or waits for what the customer writes next. */
async function isNeeded({ deps, card, now }: Attempt, { content, thread }: CardLook): Promise<boolean> {
  const { teamsCards } = deps.store
  const clock = deps.clock.now()
  const missed =
    card.kind === 'window_closing' && !isClosing(thread?.conversation.windowClosesAt ?? null, clock)
  if (content.settled || missed) {
    await teamsCards.drop(card.id)
    return false
  }
  if (thread === null || card.userId === null) return true
  if (isRead(card, thread.conversation, card.userId)) {
    if (card.kind === 'waiting' || card.kind === 'answered') await setAside(deps, card)
    else await teamsCards.drop(card.id)
    return false
  }
  const age = clock.getTime() - thread.conversation.lastActivityAt.getTime()
  if (card.activityId !== NOT_POSTED || age >= GRACE_MS) return true
  await teamsCards.postpone(card.id, new Date(now.getTime() + GRACE_MS - Math.max(0, age)), false)
  return false
}

function setAside(deps: Deps, card: TeamsCard): Promise<void> {
  return deps.store.teamsCards.finish(card.id, { shown: card.wanted, activityId: NOT_POSTED, done: false })
}

async function post({ deps, teams, card, place }: Attempt, content: CardContent): Promise<void> {
  const { teamsCards } = deps.store
  const feeds = deps.feed !== null && place.kind === 'personal'
  // Before posting, so that nothing stands between Teams' answer and our note of it.
  if (!feeds) await teamsCards.setFed(card.id)
  const activityId = await teams.post(place, content, place.kind === 'personal' && !feeds)
  // With a feed to tell, the version counts as shown once that is done too, so that it is tried again without posting.
  await teamsCards.finish(card.id, { shown: feeds ? card.wanted - 1 : card.wanted, activityId, done: false })
}

async function update(attempt: Attempt, card: Posted, content: CardContent): Promise<void> {
  const { deps, teams, place } = attempt
  const shownAlready = !card.fed && card.wanted - card.shown <= 1 && !content.settled
  if (!shownAlready) await teams.update(place, card.activityId, content)
  if (!card.fed) await tellFeed(attempt, content)
  const { wanted: shown, activityId } = card
  await deps.store.teamsCards.finish(card.id, { shown, activityId, done: content.settled })
}

/** Tells the feed of what is still to be done, once. Throws what is worth another try. */
async function tellFeed({ deps, card, place }: Attempt, content: CardContent): Promise<void> {
  const link = content.about === 'conversation' ? content.link : deps.links.inbox(place.tenantId)
  try {
    if (deps.feed !== null && !content.settled) await deps.feed.tell(place, content, link)
  } catch (err) {
    const lasting = err instanceof TeamsError && isLasting(err.failure)
    if (!lasting && card.attempts < MOST_FEED_TRIES) throw err
    botLog.warn({ err, cardId: card.id }, 'activity feed not told')
  }
  await deps.store.teamsCards.setFed(card.id)
}

function isLasting({ outcome }: TeamsFailure): boolean {
  return outcome === 'gone' || outcome === 'refused'
}

async function recordFailure(attempt: Attempt, error: unknown): Promise<void> {
  const { deps, card, place } = attempt
  const about = { cardId: card.id, placeId: place.id, kind: card.kind, attempts: card.attempts }
  if (!(error instanceof TeamsError)) {
    botLog.error({ err: error, ...about }, 'card not delivered')
    return card.attempts < MOST_FAULTS ? postpone(attempt, {}) : deps.store.teamsCards.drop(card.id)
  }
  switch (error.failure.outcome) {
    case 'gone':
      botLog.info({ err: error, placeId: place.id, place: place.kind }, 'place is gone from teams')
      await deps.store.teamsPlaces.remove(place.id)
      forgetReach(deps)
      return
    case 'refused':
      botLog.error({ err: error, ...about }, 'card refused by teams')
      return deps.store.teamsCards.drop(card.id)
    case 'later':
    case 'unknown':
      botLog[card.attempts < WORTH_A_LOOK ? 'debug' : 'warn']({ err: error, ...about }, 'card postponed')
      return postpone(attempt, error.failure)
  }
}

async function postpone(
  { deps, card, now, pauses }: Attempt,
  advice: { retryAfterMs?: number },
): Promise<void> {
  const doubled = pauses.firstMs * 2 ** Math.min(card.attempts - 1, 20)
  // Between half and all of it, so that cards that failed together do not come back together.
  const own = Math.min(doubled, pauses.maxMs) * (0.5 + Math.random() / 2)
  const advised = advice.retryAfterMs
  const pauseMs = advised === undefined ? own : Math.min(advised, LONGEST_ADVISED_MS)
  await deps.store.teamsCards.postpone(card.id, new Date(Math.max(now.getTime(), Date.now()) + pauseMs), true)
}
