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
