import type { MessageView } from '../../../../../server/contract/message.ts'
import type { PendingMessage, Thread } from '../types.ts'

/**
 * One line of the thread. Separators belong to the message below them: a row of their own would have no key that
 * survives the loading of older messages, and the reader's place in the thread is kept by keys.
 */
export interface ThreadRow {
  /** Stays the same when the server confirms a pending message. */
  key: string
  entry: { kind: 'message'; message: MessageView } | { kind: 'pending'; pending: PendingMessage }
  /** A new day begins here. */
  day: boolean
  /** The divider of new messages stands above: how many there are. */
  unread: number | null
  /** Beginning and end of a group of one sender. */
  first: boolean
  last: boolean
}

/** Messages of one sender that follow each other within this time share one group. */
const GROUP_GAP_MS = 5 * 60_000

export interface Divider {
  beforeId: string
  count: number
}

/** The rows of a thread, oldest first: groups by sender and time, a separator for each day, the divider of new messages. */
export function threadRows(
  thread: Pick<Thread, 'messages' | 'pending'>,
  divider: Divider | null,
  dayOf: (at: string) => string,
): ThreadRow[] {
  const rows: ThreadRow[] = []
  let day = ''
  let previous: MessageView | null = null
  for (const message of thread.messages) {
    const newDay = dayOf(message.at)
    const unread = divider?.beforeId === message.id ? divider.count : null
    const first = newDay !== day || unread !== null || previous === null || !isSameGroup(previous, message)
    const above = rows.at(-1)
    if (above !== undefined) above.last = first
    const key = message.clientId ?? message.id
    rows.push({ key, entry: { kind: 'message', message }, day: newDay !== day, unread, first, last: true })
    day = newDay
    previous = message
  }
  return thread.pending.length === 0 ? rows : [...rows, ...pendingRows(thread, day, dayOf)]
}

function pendingRows(
  thread: Pick<Thread, 'messages' | 'pending'>,
  lastDay: string,
  dayOf: (at: string) => string,
): ThreadRow[] {
  const known = new Set(thread.messages.map((message) => message.clientId))
  const rows: ThreadRow[] = []
  let day = lastDay
  for (const pending of thread.pending) {
    if (known.has(pending.clientId)) continue
    // A draft that has waited since yesterday stands below newer messages; it opens no day of the past.
    const newDay = dayOf(pending.at)
    const isNewDay = newDay > day
    rows.push({
      key: pending.clientId,
      entry: { kind: 'pending', pending },
      day: isNewDay,
      unread: null,
      first: rows.length === 0,
      last: true,
    })
    if (isNewDay) day = newDay
  }
  return rows
}

export function isSameGroup(one: MessageView, next: MessageView): boolean {
  return (
    one.direction === next.direction &&
    one.direction !== 'system' &&
    one.author.kind === next.author.kind &&
    one.author.id === next.author.id &&
    one.author.name === next.author.name &&
    Date.parse(next.at) - Date.parse(one.at) <= GROUP_GAP_MS
  )
}

/** Where the divider of new messages stands: above the oldest of the last `unread` messages of the customer. */
export function unreadDivider(messages: readonly MessageView[], unread: number): Divider | null {
  if (unread <= 0) return null
  const inbound = messages.filter((message) => message.direction === 'inbound')
  const first = inbound.at(-Math.min(unread, inbound.length))
  return first === undefined ? null : { beforeId: first.id, count: unread }
}

/** The day of an instant where the reader is, such that days can be compared. */
export function localDay(at: string): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The customer's messages that came after a position of the thread. */
export function inboundAfter(messages: readonly MessageView[], seq: number): MessageView[] {
  return messages.filter((message) => message.direction === 'inbound' && message.seq > seq)
}

export function lastSeq(messages: readonly MessageView[]): number {
  return messages.reduce((highest, message) => Math.max(highest, message.seq), 0)
}
