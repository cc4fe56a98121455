/** A business number that the simulator plays the Graph API for. */
export interface BusinessNumber {
  phoneNumberId: string
  wabaId: string
  /** E.164 with plus. */
  phoneNumber: string
  displayName: string
  accessToken: string
  appSecret: string
  verifyToken: string
  /** Where its webhooks go. */
  webhookUrl: string
}

/** A phone line whose calls are played: the product's number at the voice platform. */
export interface VoiceLine {
  name: string
  /** E.164 with plus. */
  phoneNumber: string
  accountSid: string
  authToken: string
  /** Where calls are announced; the end of each is told to `<webhookUrl>/status`. */
  webhookUrl: string
  /** Where this simulator's REST API is found; `/simulator/twilio` on the webhook's host when not given. */
  apiBaseUrl?: string
}

/** Waiting within calls: for an answer, during pauses, while a phone rings. */
export interface CallTimers {
  /** Runs it later, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void
}

/** Real milliseconds. All zero (but `maxRetryMs`) makes tests fast. */
export interface Timing {
  /** From acceptance to `sent`. */
  sentMs: number
  /** From `sent` to `delivered`, while the phone is online. */
  deliveredMs: number
  /** From `delivered` to `read`, while the customer looks at the chat. */
  readMs: number
  /** First wait after a webhook that was not answered with 200; doubles up to `maxRetryMs`. */
  retryMs: number
  maxRetryMs: number
  /** How long a webhook may take. */
  webhookTimeoutMs: number
  /** How long a webhook of a call may take: the caller waits for it. */
  callWebhookMs: number
}

export const defaultTiming: Timing = {
  sentMs: 150,
  deliveredMs: 400,
  readMs: 300,
  retryMs: 500,
  maxRetryMs: 30_000,
  webhookTimeoutMs: 10_000,
  callWebhookMs: 15_000,
}

export interface SimulatorClock {
  now(): Date
  advance(ms: number): void
}

export interface SimulatorOptions {
  numbers: readonly BusinessNumber[]
  /** Phone lines that can be called. */
  lines?: readonly VoiceLine[]
  /** Whether prompts take the time that saying them takes; `real` when not given. */
  speech?: 'real' | 'instant'
  callTimers?: CallTimers
  /** The business clock; the product shares it. */
  clock: SimulatorClock
  /** JSON file that survives restarts, with the files beside it in `<stateFile>.media`; `null`: memory only. */
  stateFile: string | null
  fetch?: typeof fetch
  timing?: Partial<Timing>
  /**
   * Host names under which the phone page is served, besides this machine's own and those of the webhook
   * addresses; without port. Requests for other hosts are refused (DNS rebinding).
   */
  allowedHosts?: readonly string[]
}
