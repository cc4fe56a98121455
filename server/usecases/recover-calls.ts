import { jobLog } from '../lib/logger.ts'
import { finishCall } from './handle-call.ts'
import type { Deps } from './ports.ts'
import { sendInvitation } from './send-invitation.ts'

/** A consent whose invitation is older than this was cut short by a crash. */
const UNINVITED_MS = 5_000
/** No prompt and no answer takes so long: the platform forgot to tell us about the end. */
const SILENT_MS = 15 * 60_000
const AT_ONCE = 50

/** Makes up for what crashes and lost webhooks have left behind. Safe to run on several processes at once. */
export async function recoverCalls(deps: Deps): Promise<void> {
  const now = deps.clock.now().getTime()
  for (const call of await deps.store.calls.withoutInvitation(new Date(now - UNINVITED_MS), AT_ONCE)) {
    await sendInvitation(deps, call).catch((err: unknown) => {
      jobLog.warn({ err, callId: call.id }, 'invitation still not queued')
    })
  }
  for (const call of await deps.store.calls.silentSince(new Date(now - SILENT_MS), AT_ONCE)) {
    await finishCall(deps, await deps.lines.get(call.channelId), call, null)
  }
}
