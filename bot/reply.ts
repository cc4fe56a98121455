import { TeamsError } from '../server/lib/errors.ts'
import { botLog } from '../server/lib/logger.ts'
import type { AdaptiveCard } from './cards/adaptive-card.ts'
import { renderNotice } from './cards/notice.ts'
import { pause } from './sender.ts'
import type { Shown } from './setting-press.ts'
import type { Turn } from './turn.ts'

/** Whoever wrote waits for the answer: after these it comes too late to be worth anything. */
const PAUSES_MS = [500, 1500]
const LONGEST_PAUSE_MS = 3000

/**
 * Answers where somebody wrote, in the thread that it was. What Teams does not take for the moment is tried again shortly; what
 * it does not take at all is logged, as there is nobody left to tell. Never throws.
 */
export async function say(turn: Turn, card: AdaptiveCard): Promise<void> {
  const { place, activity, sender } = turn
  if (place === null) return
  const threadId = place.kind === 'channel' ? activity.conversation.id : null
  for (const pauseMs of [...PAUSES_MS, null]) {
    try {
      await sender.post(place, card, { threadId })
      return
    } catch (error) {
      if (!(error instanceof TeamsError)) throw error
      const { outcome, retryAfterMs } = error.failure
      if (outcome !== 'later' || pauseMs === null) {
        botLog.warn({ err: error, placeId: place.id }, 'an answer could not be given')
        return
      }
      await pause(Math.min(retryAfterMs ?? pauseMs, LONGEST_PAUSE_MS), turn.stopped)
    }
  }
}

/** As `say`, with the sentence alone where that is all there is. */
export async function sayShown(turn: Turn, { card, notice }: Shown): Promise<void> {
  if (card !== null) await say(turn, card)
  else if (notice !== null) await say(turn, renderNotice({ locale: turn.locale, ...notice }))
}

/**
 * Brings the message on which a button was pressed up to date for all who see it: the answer to a press is shown to one client
 * alone. In order, whoever waits for it or not. Resolves with whether it was done; never rejects.
 */
export function updatePressed(turn: Turn, card: AdaptiveCard): Promise<boolean> {
  const { place, activity, sender, updates } = turn
  const messageId = activity.replyToId ?? ''
  if (place === null || messageId === '') return Promise.resolve(false)
  return updates.run(`${place.id} ${messageId}`, async () => {
    try {
      await sender.update(place, messageId, card)
      return true
    } catch (err) {
      botLog.info({ err, placeId: place.id }, 'a message could not be brought up to date')
      return false
    }
  })
}
