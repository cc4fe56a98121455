import { jobLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { IntakeEvent } from '../store/entities.ts'
import { applyInboundEvent } from '../usecases/apply-inbound-event.ts'
import type { Deps } from '../usecases/ports.ts'
import type { LaneHolder } from './lanes.ts'
import { Loop } from './loop.ts'

const BATCH = 200
const IDLE_MS = 500
/** Pauses before an event is tried again, in milliseconds; after the last it is parked for a person. */
const PAUSES_MS = [500, 2_000, 10_000, 60_000, 600_000]

/** Works off stored webhook events, in order per lane, on the lanes that this process holds. */
export function createIntakeJob(deps: Deps, lanes: LaneHolder): Loop {
  return new Loop('intake', IDLE_MS, async () => {
    if (lanes.lanes.length === 0) return false
    const events = await deps.store.intake.pending(lanes.lanes, new Date(), BATCH)
    metrics.intakeBacklog.set(events.length)
    if (events.length === 0) return false
    const finished = await Promise.all([...byLane(events).values()].map((ofLane) => workOff(deps, ofLane)))
    const done = finished.flat()
    if (done.length > 0) await deps.store.intake.finish(done)
    metrics.intakeEvents.inc({ outcome: 'done' }, done.length)
    return true
  })
}

function byLane(events: readonly IntakeEvent[]): Map<number, IntakeEvent[]> {
  const lanes = new Map<number, IntakeEvent[]>()
  for (const event of events) {
    const ofLane = lanes.get(event.lane)
    if (ofLane === undefined) lanes.set(event.lane, [event])
    else ofLane.push(event)
  }
  return lanes
}

/** One lane's events, one after the other; resolves with the ids of those that are done. */
async function workOff(deps: Deps, events: readonly IntakeEvent[]): Promise<string[]> {
  const done: string[] = []
  for (const event of events) {
    try {
      await applyInboundEvent(deps, event)
      done.push(event.id)
    } catch (err) {
      await postpone(deps, event, err)
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
