import type { ConversationDetail, ConversationView } from '../../../../../server/contract/conversation.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How pressing the window is; the order is the order in which a window runs out. */
export type WindowPhase = 'plenty' | 'soon' | 'closing' | 'checking'

/** What the composer shows in reply mode. A note can be written in each of them when `can.note` says so. */
export type ComposerState =
  | { kind: 'loading' }
  /** The channel takes free text whenever we like. */
  | { kind: 'unlimited' }
  | { kind: 'open'; phase: WindowPhase; closesAt: string; msLeft: number }
  | {
      kind: 'closed'
      why: 'expired' | 'refused' | 'never_wrote'
      templates: boolean
      lastInboundAt: string | null
    }
  | { kind: 'inactive'; status: 'resolved' | 'paused' }
  /** The reader may not answer here. */
  | { kind: 'forbidden' }

type Conversation = Pick<ConversationView, 'status' | 'window'>
type Detail = Pick<ConversationDetail, 'can' | 'capabilities'>

/**
 * The state of the composer at `now`, which is the server's time.
 *
 * 1. A resolved or paused conversation takes nothing, whoever reads it.
 * 2. Who may not reply sees why, not an editor that fails.
 * 3. The platform's refusal counts more than our clock.
 * 4. The closing instant itself counts as closed.
 */
export function composerState(conversation: Conversation, detail: Detail | null, now: Date): ComposerState {
  const { status, window } = conversation
  if (status === 'resolved' || status === 'paused') return { kind: 'inactive', status }
  if (detail === null) return { kind: 'loading' }
  if (!detail.can.reply) return { kind: 'forbidden' }
  const templates = detail.capabilities.templates && window.outside !== 'nothing'
  const { lastInboundAt, closesAt } = window
  if (window.refused) return { kind: 'closed', why: 'refused', templates, lastInboundAt }
  if (window.outside === 'anything') return { kind: 'unlimited' }
  if (window.open && closesAt === null) return { kind: 'unlimited' }
  const msLeft = closesAt === null ? 0 : Date.parse(closesAt) - now.getTime()
  if (window.open && closesAt !== null && msLeft > 0) {
    return { kind: 'open', phase: windowPhase(msLeft), closesAt, msLeft }
  }
  const why = lastInboundAt === null && closesAt === null ? 'never_wrote' : 'expired'
  return { kind: 'closed', why, templates, lastInboundAt }
}

export function windowPhase(msLeft: number): WindowPhase {
  if (msLeft <= MINUTE) return 'checking'
  if (msLeft <= HOUR) return 'closing'
  return msLeft <= 4 * HOUR ? 'soon' : 'plenty'
}

/** Whether text, files and reactions may leave now. */
export function takesFreeText(state: ComposerState): boolean {
  return state.kind === 'open' || state.kind === 'unlimited'
}

const WARNINGS = [60, 15, 5] as const
export type WindowWarning = (typeof WARNINGS)[number]

/**
 * Which warning is due when the time left goes from `before` to `after`; the most urgent one when a sleeping
 * computer jumped over several. Nothing is due when the window was extended or has just been opened on the screen.
 */
export function dueWarning(before: number | null, after: number): WindowWarning | null {
  if (before === null || after <= 0) return null
  const crossed = WARNINGS.filter((minutes) => before > minutes * MINUTE && after <= minutes * MINUTE)
  return crossed.at(-1) ?? null
}
