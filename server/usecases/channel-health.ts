import { channelLog } from '../lib/logger.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { alongside } from './teams/notify.ts'
import { touchService } from './teams/watch-readiness.ts'

/** The channel itself does not work: everybody in the environment is told once, and again when it recovers. */
export async function reportChannelFailing(
  deps: Deps,
  open: OpenChannel,
  platformCode: string | null,
): Promise<void> {
  if (open.record.health.state === 'failing') return
  const { environmentId, id, name } = open.record
  const now = deps.clock.now()
  open.record.health = { ...open.record.health, state: 'failing', since: now, platformCode }
  await deps.store.channels.setHealth(environmentId, id, { state: 'failing', since: now, platformCode })
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

/** Something passed through the channel: if it was failing, it is not any more. */
export async function reportChannelWorking(deps: Deps, open: OpenChannel): Promise<void> {
  if (open.record.health.state === 'working') return
  const { environmentId, id, name } = open.record
  open.record.health = { ...open.record.health, state: 'working', since: null, platformCode: null }
  await deps.store.channels.setHealth(environmentId, id, {
    state: 'working',
    since: null,
    platformCode: null,
  })
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
