import { jobLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { IntakeEvent } from '../store/entities.ts'
import { applyInboundEvent } from '../usecases/apply-inbound-event.ts'
import { decodeEvent } from '../usecases/event-codec.ts'
import type { Deps } from '../usecases/ports.ts'
import { orderKey } from '../usecases/receive-webhook.ts'
import type { LaneHolder } from './lanes.ts'
import { Loop } from './loop.ts'

const BATCH = 128
/** People worked for at once: enough to keep the store busy, few enough to let webhooks in between. */
const CONCURRENCY = 32
const IDLE_MS = 500
/** Pauses before an event is tried again, in milliseconds; after the last it is parked for a person. */
const PAUSES_MS = [500, 2_000, 10_000, 60_000, 600_000]

/**
 * Works off stored webhook events on the lanes that this process holds, in batches: those of one person one after
 * the other, people side by side. Reading and marking as done cost one request each for a whole batch.
 */
export function createIntakeJob(deps: Deps, lanes: LaneHolder): Loop {
  return new Loop('intake', IDLE_MS, async () => {
    if (lanes.lanes.length === 0) return false
    const events = await deps.store.intake.pending(lanes.lanes, new Date(), BATCH)
    metrics.intakeBacklog.set(events.length)
    if (events.length === 0) return false
    const people = [...groupBy(events, personOf).values()]
    const done: string[] = []
    const workers = Array.from({ length: CONCURRENCY }, async () => {
      for (let next = people.shift(); next !== undefined; next = people.shift()) {
        done.push(...(await workOff(deps, next)))
      }
    })
    await Promise.all(workers)
    if (done.length > 0) await deps.store.intake.finish(done)
    metrics.intakeEvents.inc({ outcome: 'done' }, done.length)
    return true
  })
}

function groupBy<K>(events: readonly IntakeEvent[], keyOf: (event: IntakeEvent) => K): Map<K, IntakeEvent[]> {
  const groups = new Map<K, IntakeEvent[]>()
  for (const event of events) {
    const key = keyOf(event)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [event])
    else group.push(event)
  }
  return groups
}

function personOf(event: IntakeEvent): string {
  return `${event.channelId} ${orderKey(decodeEvent(String(event.event)))}`
}

/** One person's events, one after the other; resolves with the ids of those that are done. */
async function workOff(deps: Deps, events: readonly IntakeEvent[]): Promise<string[]> {
  const done: string[] = []
  for (const event of events) {
    try {
      await applyInboundEvent(deps, event)
      done.push(event.id)
    } catch (err) {
      await postpone(deps, event, err).catch((error: unknown) =>
        jobLog.error({ err: error }, 'event not postponed'),
      )
    }
  }
  return done
}

async function postpone(deps: Deps, event: IntakeEvent, err: unknown): Promise<void> {
  const pauseMs = PAUSES_MS[event.attempts]
  const outcome = pauseMs === undefined ? 'parked' : 'postponed'
  metrics.intakeEvents.inc({ outcome })
  jobLog[outcome === 'parked' ? 'error' : 'warn'](
    { err, eventId: event.id, attempts: event.attempts },
    `event ${outcome}`,
  )
  const reason = err instanceof Error ? err.message : 'unknown'
  await deps.store.intake.postpone(
    event.id,
    pauseMs === undefined ? { parked: reason } : { at: new Date(Date.now() + pauseMs) },
  )
}
