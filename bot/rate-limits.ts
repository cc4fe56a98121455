/** At most `most` requests within any `windowMs`. */
export interface Window {
  most: number
  windowMs: number
}

/** What the bot may send per conversation (Microsoft, *Optimize your bot: rate limiting in Teams*). */
export const CONVERSATION_WINDOWS: readonly Window[] = [
  { most: 7, windowMs: 1000 },
  { most: 8, windowMs: 2000 },
  { most: 60, windowMs: 30_000 },
  { most: 1800, windowMs: 3_600_000 },
]

/** The whole app may send 50 a second per tenant; other processes and the answers of turns count as well. */
export const TENANT_WINDOWS: readonly Window[] = [{ most: 40, windowMs: 1000 }]

/** What leaves evenly may arrive bunched. */
const ARRIVAL_SPREAD_MS = 100

/** How often places that have long been quiet are forgotten. */
const SWEEP_MS = 60_000

/**
 * Keeps Teams' limits, in the memory of this process. Pure but for what it counts: the time is an argument, in milliseconds
 * of any clock that does not go backwards.
 */
export class RateLimits {
  readonly #conversations = new Map<string, number[]>()
  readonly #tenants = new Map<string, number[]>()
  #sweptAt = 0

  /** Takes one request for a conversation now, and answers 0; or answers with the milliseconds to wait before asking again. */
  take(tenantId: string, conversationId: string, nowMs: number): number {
    this.#sweep(nowMs)
    const key = `${tenantId} ${conversationId}`
    const inConversation = entry(this.#conversations, key)
    const inTenant = entry(this.#tenants, tenantId)
    const freeAt = Math.max(
      freeFrom(inConversation, CONVERSATION_WINDOWS),
      freeFrom(inTenant, TENANT_WINDOWS),
    )
    if (freeAt > nowMs) return freeAt - nowMs
    note(inConversation, CONVERSATION_WINDOWS, nowMs)
    note(inTenant, TENANT_WINDOWS, nowMs)
    return 0
  }

  #sweep(nowMs: number): void {
    if (nowMs - this.#sweptAt < SWEEP_MS) return
    this.#sweptAt = nowMs
    forget(this.#conversations, CONVERSATION_WINDOWS, nowMs)
    forget(this.#tenants, TENANT_WINDOWS, nowMs)
  }
}

function entry(times: Map<string, number[]>, key: string): number[] {
  const known = times.get(key)
  if (known !== undefined) return known
  const made: number[] = []
  times.set(key, made)
  return made
}

/** When all windows have room again. The times are in order. */
function freeFrom(times: readonly number[], windows: readonly Window[]): number {
  const bounds = windows.map(({ most, windowMs }) => {
    const oldest = times.at(-most)
    return oldest === undefined || times.length < most ? 0 : oldest + windowMs + ARRIVAL_SPREAD_MS
  })
  return Math.max(0, ...bounds)
}

/** Keeps as many times as the widest window needs. */
function note(times: number[], windows: readonly Window[], nowMs: number): void {
  times.push(nowMs)
  const most = Math.max(...windows.map((window) => window.most))
  if (times.length > most) times.splice(0, times.length - most)
}

function forget(all: Map<string, number[]>, windows: readonly Window[], nowMs: number): void {
  const longest = Math.max(...windows.map((window) => window.windowMs)) + ARRIVAL_SPREAD_MS
  for (const [key, times] of all) {
    const last = times.at(-1)
    if (last === undefined || nowMs - last > longest) all.delete(key)
  }
}
