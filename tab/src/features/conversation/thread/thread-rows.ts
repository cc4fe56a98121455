import type { MessageView } from '../../../../../server/contract/message.ts'
import type { PendingMessage, Thread } from '../types.ts'

/** One line of the thread as it is drawn. */
export type ThreadRow =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'message'; key: string; message: MessageView; first: boolean; last: boolean }
  | { kind: 'pending'; key: string; pending: PendingMessage; first: boolean }

/** Messages of one sender that follow each other within this time share one group. */
const GROUP_GAP_MS = 5 * 60_000

interface Divider {
  beforeId: string
  count: number
}

/** The rows of a thread: a separator for each day, the divider of unread messages, groups by sender and time. */
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
    const isDivided = divider?.beforeId === message.id
    if (newDay !== day) rows.push({ kind: 'day', key: `day:${newDay}`, at: message.at })
    if (isDivided) rows.push({ kind: 'unread', key: 'unread', count: divider.count })
    const first = newDay !== day || isDivided || previous === null || !isSameGroup(previous, message)
    if (first) closeGroup(rows)
    rows.push({ kind: 'message', key: message.id, message, first, last: false })
    day = newDay
    previous = message
  }
  closeGroup(rows)
  return [...rows, ...pendingRows(thread, day, dayOf)]
}

/** Marks the newest message row as the end of its group. */
function closeGroup(rows: ThreadRow[]): void {
  const at = rows.findLastIndex((row) => row.kind === 'message')
  const row = rows[at]
  if (row?.kind === 'message') rows[at] = { ...row, last: true }
}

function pendingRows(
  thread: Pick<Thread, 'messages' | 'pending'>,
  lastDay: string,
  dayOf: (at: string) => string,
): ThreadRow[] {
  if (thread.pending.length === 0) return []
  const known = new Set(thread.messages.map((message) => message.clientId))
  const rows: ThreadRow[] = []
  let day = lastDay
  for (const pending of thread.pending) {
    if (known.has(pending.clientId)) continue
    const newDay = dayOf(pending.at)
    // A draft that has waited since yesterday stands below newer messages; it opens no day of the past.
    if (newDay > day) rows.push({ kind: 'day', key: `day:${newDay}`, at: pending.at })
    rows.push({ kind: 'pending', key: `pending:${pending.clientId}`, pending, first: rows.length === 0 })
    day = newDay > day ? newDay : day
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
  return first === undefined ? null : { beforeId: first.id, count: Math.min(unread, inbound.length) }
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
