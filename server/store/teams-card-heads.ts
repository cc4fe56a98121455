import type { mongo } from 'mongoose'
import type { TeamsCardDocument } from './models/teams-card.ts'

type Cards = mongo.Collection<TeamsCardDocument>
type Work = Pick<TeamsCardDocument, '_id' | 'placeId' | 'arisenAt' | 'dueAt' | 'claimed'>

interface HeadsQuery {
  lanes: readonly number[]
  now: Date
  limit: number
}

const IN_ORDER = { arisenAt: 1, _id: 1 } as const
const PARTS = { placeId: 1, arisenAt: 1, dueAt: 1, claimed: 1 } as const

/**
 * The first work of each place that may be done now, in the order in which the cards arose. One that may not be done
 * yet hides those behind it, and so does an attempt under way, also at a card that arose later than what has come up
 * since.
 */
export async function headIds(cards: Cards, query: HeadsQuery): Promise<string[]> {
  // Usually little is due, while quiet hours hold back a great deal: that is not read through.
  const most = query.limit * 4
  const due = await dueCursor(cards, query).limit(most).toArray()
  if (due.length === 0) return []
  if (due.length === most) return headsInOrder(cards, query)
  const places = [...new Set(due.map(({ placeId }) => placeId))]
  const work = await workCursor(cards, places).toArray()
  return headsAmong(work, query.now).slice(0, query.limit)
}

/** What is due; this and the following are exported to prove that they are read off an index. */
export function dueCursor(cards: Cards, { lanes, now }: HeadsQuery): mongo.FindCursor<Work> {
  return cards
    .find({ work: true, lane: { $in: [...lanes] }, dueAt: { $lte: now } }, { projection: PARTS })
    .hint({ lane: 1, dueAt: 1 })
}

/** All work of these places. */
export function workCursor(cards: Cards, places: readonly string[]): mongo.FindCursor<Work> {
  return cards.find({ work: true, placeId: { $in: [...places] } }, { projection: PARTS }).hint({ placeId: 1 })
}

/** All work of these lanes, in order. */
export function orderedCursor(cards: Cards, { lanes }: HeadsQuery): mongo.FindCursor<Work> {
  return cards
    .find({ work: true, lane: { $in: [...lanes] } }, { projection: PARTS })
    .hint({ lane: 1, ...IN_ORDER })
    .sort(IN_ORDER)
}

/** The attempts that are under way, or were when their process died. */
export function claimedCursor(cards: Cards, { lanes }: HeadsQuery): mongo.FindCursor<Work> {
  return cards.find({ claimed: true, lane: { $in: [...lanes] } }, { projection: PARTS }).hint({ lane: 1 })
}

/** Of a great deal that is due: reads it in order, only as far as needed. */
async function headsInOrder(cards: Cards, query: HeadsQuery): Promise<string[]> {
  const seen = placesUnderWay(await claimedCursor(cards, query).toArray(), query.now)
  const ids: string[] = []
  for await (const { _id, placeId, dueAt } of orderedCursor(cards, query).batchSize(query.limit * 4)) {
    if (seen.has(placeId)) continue
    seen.add(placeId)
    if (dueAt <= query.now) ids.push(_id)
    if (ids.length >= query.limit) break
  }
  return ids
}

function headsAmong(work: readonly Work[], now: Date): string[] {
  const seen = placesUnderWay(work, now)
  const ids: string[] = []
  for (const { _id, placeId, dueAt } of [...work].sort(byArising)) {
    if (seen.has(placeId)) continue
    seen.add(placeId)
    if (dueAt <= now) ids.push(_id)
  }
  return ids
}

function placesUnderWay(work: readonly Work[], now: Date): Set<string> {
  return new Set(work.filter(({ claimed, dueAt }) => claimed && dueAt > now).map(({ placeId }) => placeId))
}

function byArising(a: Work, b: Work): number {
  return a.arisenAt.getTime() - b.arisenAt.getTime() || (a._id < b._id ? -1 : 1)
}
