import type { WindowView } from '../../../server/contract/conversation.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How urgent the reply window is; the server decides what may be sent, this only decides what is drawn. */
export type WindowState =
  | { step: 'unlimited' }
  | { step: 'plenty' | 'soon' | 'hour' | 'minute'; leftMs: number; closesAt: Date }
  | { step: 'closed'; closedAt: Date | null; refused: boolean }
  | { step: 'never' }

export function windowState(window: WindowView, now: Date): WindowState {
  if (window.outside === 'anything' && window.closesAt === null) return { step: 'unlimited' }
  if (window.refused) {
    return {
      step: 'closed',
      closedAt: window.closesAt === null ? null : new Date(window.closesAt),
      refused: true,
    }
  }
  if (window.closesAt === null) {
    return window.lastInboundAt === null
      ? { step: 'never' }
      : { step: 'closed', closedAt: null, refused: false }
  }
  const closesAt = new Date(window.closesAt)
  const leftMs = closesAt.getTime() - now.getTime()
  // Both clocks must agree that it is open: ours runs down between two views of the server.
  if (leftMs <= 0 || !window.open) return { step: 'closed', closedAt: closesAt, refused: false }
  if (leftMs <= MINUTE_MS) return { step: 'minute', leftMs, closesAt }
  if (leftMs <= HOUR_MS) return { step: 'hour', leftMs, closesAt }
  if (leftMs <= 4 * HOUR_MS) return { step: 'soon', leftMs, closesAt }
  return { step: 'plenty', leftMs, closesAt }
}
