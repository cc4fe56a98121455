import type { AccountEvent } from '../channels/channel.ts'
import { channelLog } from '../lib/logger.ts'
import { reportChannelFailing } from './channel-health.ts'
import type { Deps, OpenChannel } from './ports.ts'

/** News about the account itself: kept in the intake and logged; errors that stop the channel raise the alarm. */
export async function recordAccountNews(deps: Deps, open: OpenChannel, event: AccountEvent): Promise<void> {
  const platformCode = event.error?.platformCode
  channelLog.warn({ channelId: open.record.id, name: event.name, platformCode }, 'news about the account')
  const stops: readonly string[] = ['channel_misconfigured', 'account_restricted', 'payment_problem']
  if (event.error !== undefined && stops.includes(event.error.code)) {
    await reportChannelFailing(deps, open, { platformCode: platformCode ?? null, accepting: true })
  }
}
