import { channelLog } from '../lib/logger.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { alongside } from './teams/notify.ts'
import { touchService } from './teams/watch-readiness.ts'

/**
 * The channel itself does not work: everybody in the environment is told once, and again when it recovers. `accepting`: the
 * platform goes on taking messages that it then does not deliver, as for an account that has not paid.
 */
export async function reportChannelFailing(
  deps: Deps,
  open: OpenChannel,
  { platformCode, accepting }: { platformCode: string | null; accepting: boolean },
): Promise<void> {
  if (open.record.health.state === 'failing') return
  const { environmentId, id, name } = open.record
  const now = deps.clock.now()
  const health = { state: 'failing' as const, since: now, platformCode, accepting }
  open.record.health = { ...open.record.health, ...health }
  await deps.store.channels.setHealth(environmentId, id, health)
  channelLog.error({ channelId: id, platformCode }, 'channel is failing')
  deps.publisher.emit({ environmentId }, 'notification', {
    kind: 'channel_failing',
    environmentId,
    channel: { id, name },
    at: now.toISOString(),
    ...(platformCode === null ? {} : { platformCode }),
  })
  await alongside({ channelId: id }, () => touchService(deps, open.service))
}

/**
 * Something passed through the channel: if it was failing, it is not any more. `accepted` only, and not `sent`, proves nothing
 * where the platform had been accepting all the time.
 */
export async function reportChannelWorking(
  deps: Deps,
  open: OpenChannel,
  proof: 'accepted' | 'sent',
): Promise<void> {
  const before = open.record.health
  if (before.state === 'working' || (proof === 'accepted' && before.accepting === true)) return
  const { environmentId, id, name } = open.record
  const health = { state: 'working' as const, since: null, platformCode: null, accepting: false }
  open.record.health = { ...before, ...health }
  await deps.store.channels.setHealth(environmentId, id, health)
  deps.publisher.emit({ environmentId }, 'notification', {
    kind: 'channel_recovered',
    environmentId,
    channel: { id, name },
    at: deps.clock.now().toISOString(),
  })
  await alongside({ channelId: id }, () => touchService(deps, open.service))
}

/** How exactly it is known when something came in last: a write per message would say no more to anybody. */
const INBOUND_EVERY_MS = 60_000

/** The platform has reached us: whoever connects a channel sees that it does. Never throws; known to the minute. */
export async function noteInbound(
  deps: Pick<Deps, 'store' | 'clock'>,
  { record }: Pick<OpenChannel, 'record'>,
): Promise<void> {
  const now = deps.clock.now()
  const { lastInboundAt } = record.health
  if (lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() < INBOUND_EVERY_MS) return
  record.health = { ...record.health, lastInboundAt: now }
  try {
    await deps.store.channels.setHealth(record.environmentId, record.id, { lastInboundAt: now })
  } catch (err) {
    channelLog.warn({ err, channelId: record.id }, 'last message of a channel not noted')
  }
}
