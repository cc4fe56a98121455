/**
 * When free replies are possible. Meta: each user message starts a 24-hour timer anew, afterwards only
 * approved templates pass; business messages and statuses never open it (whatsapp service messages page).
 */
export interface WindowPolicy {
  /** Hours since the last inbound message; `null` for channels without a window. */
  hours: number | null
  /** What may leave while it is closed. */
  outside: 'anything' | 'templates' | 'nothing'
}

/**
 * All that a window depends on. Both instants only ever grow (`max`), so webhooks that come late, twice or
 * in another order lead to the same state.
 */
export interface WindowState {
  /** Provider's time of the newest message that opens the window. */
  lastInboundAt: Date | null
  /** When the platform last refused a message because of the window. */
  refusedAt: Date | null
}

export interface ReplyWindow {
  open: boolean
  /** End of the current or last window; `null` when the contact never wrote or there is no window. */
  closesAt: Date | null
  outside: WindowPolicy['outside']
  /** Closed by the platform's refusal although the hours have not passed. */
  refused: boolean
}

const HOUR_MS = 3_600_000

/** Whether a free reply may leave at `now`. */
export function replyWindow(policy: WindowPolicy, state: WindowState, now: Date): ReplyWindow {
  const { outside } = policy
  if (policy.hours === null) return { open: true, closesAt: null, outside, refused: false }
  if (state.lastInboundAt === null) return { open: false, closesAt: null, outside, refused: false }
  const closesAt = new Date(state.lastInboundAt.getTime() + policy.hours * HOUR_MS)
  const refused = state.refusedAt !== null && state.refusedAt >= state.lastInboundAt
  // The closing instant counts as closed: a reply refused by the platform costs the agent a retype,
  // an instant of window lost here costs nobody anything.
  return {
    open: !refused && now < closesAt,
    closesAt: refused ? earlier(closesAt, state.refusedAt) : closesAt,
    outside,
    refused,
  }
}

function earlier(a: Date, b: Date | null): Date {
  return b !== null && b < a ? b : a
}

/** The state after a message of the customer; inbound messages never move the window backwards. */
export function afterInbound(state: WindowState, at: Date): WindowState {
  return { ...state, lastInboundAt: later(state.lastInboundAt, at) }
}

/** The state after the platform refused a message handed to it at `at`. */
export function afterRefusal(state: WindowState, at: Date): WindowState {
  return { ...state, refusedAt: later(state.refusedAt, at) }
}

function later(a: Date | null, b: Date): Date {
  return a === null || a < b ? b : a
}
