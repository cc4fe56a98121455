import { jobLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import { fetchNextFile } from '../usecases/fetch-file.ts'
import type { Deps, JobSignals } from '../usecases/ports.ts'
import { publishConversation } from '../usecases/publish.ts'
import { syncTemplates } from '../usecases/sync-templates.ts'
import { createIntakeJob } from './intake.ts'
import { LaneHolder } from './lanes.ts'
import { Loop } from './loop.ts'
import { OutboxJob } from './outbox.ts'

const FILES_IDLE_MS = 2_000
const FILE_WORKERS = 4
const HOUSEKEEPING_MS = 15_000
const TEMPLATES_MS = 15 * 60_000

/** All background work of a process. */
export interface Jobs {
  signals: JobSignals
  /** `alone`: no other process can use this store. */
  start(alone: boolean): Promise<void>
  /** Finishes what is under way and starts nothing new. */
  stop(): Promise<void>
  /** Whether this process is working. */
  running(): boolean
}

/** `owner` must differ between processes that run at the same time. `deps()` is asked for after everything is built. */
export function createJobs(deps: () => Deps, owner: string): Jobs {
  let loops: Loops | null = null
  return {
    signals: {
      intakeAdded: () => loops?.intake.wake(),
      messageQueued: () => loops?.outbox.wake(),
      fileQueued: () => loops?.files.forEach((loop) => loop.wake()),
      templatesChanged: () => loops?.templates.wake(),
    },
    async start(alone) {
      loops = buildLoops(deps(), owner)
      const { intake, outbox, others, files, templates, lanes } = loops
      await lanes.start(alone)
      for (const loop of [intake, outbox, ...files, templates, ...others]) loop.start()
    },
    async stop() {
      if (loops === null) return
      const { intake, outbox, others, files, templates, lanes } = loops
      loops = null
      await Promise.all([intake, outbox, ...files, templates, ...others].map((loop) => loop.stop()))
      await lanes.stop()
    },
    running: () => loops !== null,
  }
}

type Loops = {
  intake: Loop
  outbox: OutboxJob
  others: Loop[]
  lanes: LaneHolder
  files: Loop[]
  templates: Loop
}

function buildLoops(deps: Deps, owner: string): Loops {
  const lanes: LaneHolder = new LaneHolder(deps.store.leases, owner, () => {
    intake.wake()
    outbox.wake()
  })
  const intake = createIntakeJob(deps, lanes)
  const outbox = new OutboxJob(deps, lanes)
  const files = Array.from(
    { length: FILE_WORKERS },
    (_, index) => new Loop(`files-${index}`, FILES_IDLE_MS, () => fetchNextFile(deps, new Date())),
  )
  const templates = new Loop('templates', TEMPLATES_MS, () => syncAllTemplates(deps))
  return { intake, outbox, lanes, files, templates, others: [createHousekeeping(deps)] }
}

/** What time alone brings about: snoozed conversations that come back, and figures for `/metrics`. */
function createHousekeeping(deps: Deps): Loop {
  return new Loop('housekeeping', HOUSEKEEPING_MS, async () => {
    for (const conversation of await deps.store.conversations.wakeSnoozed(deps.clock.now())) {
      await publishConversation(deps, conversation)
    }
    metrics.intakeParked.set(await deps.store.intake.countParked())
    return false
  })
}

async function syncAllTemplates(deps: Deps): Promise<boolean> {
  for (const record of await deps.store.channels.listAll()) {
    const open = await deps.channels.get(record.id)
    if (open === null) continue
    try {
      await syncTemplates(deps, open)
    } catch (err) {
      jobLog.warn({ err, channelId: record.id }, 'templates not synchronised')
    }
  }
  return false
}
