import { jobLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import { deleteAccounts } from '../usecases/delete-accounts.ts'
import { enforceRetention } from '../usecases/enforce-retention.ts'
import { fetchNextFile } from '../usecases/fetch-file.ts'
import { finishMoves } from '../usecases/move-messages.ts'
import type { WebhookSender } from '../usecases/integrations/deliver-webhooks.ts'
import { deleteOldRecordings } from '../usecases/organisation/delete-recordings.ts'
import { forgetDialogueData } from '../usecases/organisation/forget-dialogue-data.ts'
import type { Deps, JobSignals } from '../usecases/ports.ts'
import { resumeErasures } from '../usecases/privacy/erasing.ts'
import { retryLeftRecordings } from '../usecases/privacy/left-recordings.ts'
import { publishConversation } from '../usecases/publish.ts'
import { recoverCalls } from '../usecases/recover-calls.ts'
import { settleLostNotes } from '../usecases/settle-lost-notes.ts'
import { syncTemplates } from '../usecases/sync-templates.ts'
import { tellOfChange, tellWhatIsUntold, untoldOf } from '../usecases/teams/tell-change.ts'
import { CardsJob, createCardWatches, type CardWatches } from './cards.ts'
import { createIntakeJob } from './intake.ts'
import { LaneHolder } from './lanes.ts'
import { Loop } from './loop.ts'
import { OutboxJob } from './outbox.ts'
import { WebhooksJob } from './webhooks.ts'

const FILES_IDLE_MS = 2_000
const FILE_WORKERS = 4
const HOUSEKEEPING_MS = 15_000
const TEMPLATES_IDLE_MS = 30_000
const RETENTION_IDLE_MS = 3_600_000
/** What callers said may have to go ten minutes after a call (CVG-DLG-04). */
const DIALOGUE_IDLE_MS = 60_000
/** How old the list of templates may become when nobody tells us of changes. */
const TEMPLATES_MAX_AGE_MS = 15 * 60_000

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

/**
 * `owner` must differ between processes that run at the same time. `deps()` is asked for after everything is built. Without a
 * `sender` this process delivers nothing to webhooks.
 */
export function createJobs(deps: () => Deps, owner: string, sender: WebhookSender | null = null): Jobs {
  let loops: Loops | null = null
  return {
    signals: {
      intakeAdded: () => loops?.intake.wake(),
      messageQueued: () => loops?.outbox.wake(),
      fileQueued: () => loops?.files.forEach((loop) => loop.wake()),
      templatesChanged: (channelId) => loops?.templates.changed(channelId),
      cardsChanged: () => loops?.teams?.cards.changed(),
    },
    async start(alone) {
      loops = buildLoops(deps(), owner, sender)
      const { intake, outbox, others, files, templates, lanes, teams, webhooks } = loops
      await lanes.start(alone)
      await outbox.start(alone)
      teams?.cards.start(alone)
      webhooks?.start()
      for (const loop of [intake, ...files, templates.loop, ...others]) loop.start()
    },
    async stop() {
      if (loops === null) return
      const { intake, outbox, others, files, templates, lanes, teams, webhooks } = loops
      loops = null
      const working = [intake, outbox, ...files, templates.loop, ...others]
      const sending = [...(teams === null ? [] : [teams.cards]), ...(webhooks === null ? [] : [webhooks])]
      await Promise.all([...working, ...sending].map((one) => one.stop()))
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
  templates: TemplateSync
  /** `null`: there is no bot. */
  teams: { cards: CardsJob; watches: CardWatches } | null
  /** `null`: nothing is delivered by this process. */
  webhooks: WebhooksJob | null
}

function buildLoops(deps: Deps, owner: string, sender: WebhookSender | null): Loops {
  const lanes: LaneHolder = new LaneHolder(deps.store.leases, owner, () => {
    intake.wake()
    outbox.wake()
    teams?.cards.wake()
  })
  const intake = createIntakeJob(deps, lanes)
  const outbox = new OutboxJob(deps, lanes)
  const files = Array.from(
    { length: FILE_WORKERS },
    (_, index) => new Loop(`files-${index}`, FILES_IDLE_MS, () => fetchNextFile(deps, new Date())),
  )
  const teams = deps.teams === null ? null : buildTeams(deps, lanes)
  const templates = createTemplateSync(deps, () => teams?.watches.readinessChanged())
  const others = [createHousekeeping(deps), ...createDeletions(deps, owner), ...(teams?.watches.loops ?? [])]
  const webhooks = sender === null ? null : new WebhooksJob(deps, sender)
  return { intake, outbox, lanes, files, templates, teams, others, webhooks }
}

function buildTeams(deps: Deps, lanes: LaneHolder): NonNullable<Loops['teams']> {
  return { cards: new CardsJob(deps, lanes), watches: createCardWatches(deps, lanes) }
}

/** What time alone brings about: snoozed conversations that come back, moves that a crash cut short, and figures for `/metrics`. */
function createHousekeeping(deps: Deps): Loop {
  return new Loop('housekeeping', HOUSEKEEPING_MS, async () => {
    const { untold } = untoldOf(deps, 'turn')
    for (const conversation of await deps.store.conversations.wakeSnoozed(deps.clock.now(), untold)) {
      await publishConversation(deps, conversation)
      await tellOfChange(deps, conversation)
    }
    await tellWhatIsUntold(deps)
    await finishMoves(deps)
    await recoverCalls(deps)
    await resumeErasures(deps, new Date())
    await retryLeftRecordings(deps, new Date())
    await settleLostNotes(deps, new Date())
    metrics.intakeParked.set(await deps.store.intake.countParked())
    return false
  })
}

/** Deletes what accounts do not want kept, and accounts that are not wanted any more. How often is for the rules to say. */
function createDeletions(deps: Deps, owner: string): Loop[] {
  const every = (name: string, idleMs: number, work: () => Promise<void>): Loop =>
    new Loop(name, idleMs, async () => {
      await work()
      return false
    })
  return [
    every('retention', RETENTION_IDLE_MS, () => enforceRetention(deps, owner)),
    every('recordings', RETENTION_IDLE_MS, () => deleteOldRecordings(deps, owner)),
    every('account deletion', RETENTION_IDLE_MS, () => deleteAccounts(deps, owner)),
    every('dialogue data', DIALOGUE_IDLE_MS, () => forgetDialogueData(deps, owner)),
  ]
}

interface TemplateSync {
  loop: Loop
  changed(channelId: string): void
}

/** Keeps the lists of templates fresh: at the start, when told of a change, and now and then. */
function createTemplateSync(deps: Deps, onSynced: () => void): TemplateSync {
  const syncedAt = new Map<string, number>()
  const loop = new Loop('templates', TEMPLATES_IDLE_MS, async () => {
    for (const record of await deps.store.channels.listAll()) {
      if (Date.now() - (syncedAt.get(record.id) ?? 0) < TEMPLATES_MAX_AGE_MS) continue
      const open = await deps.channels.get(record.id)
      if (open === null) continue
      try {
        await syncTemplates(deps, open)
        syncedAt.set(record.id, Date.now())
        onSynced()
      } catch (err) {
        jobLog.warn({ err, channelId: record.id }, 'templates not synchronised')
      }
    }
    return false
  })
  const changed = (channelId: string): void => {
    syncedAt.delete(channelId)
    loop.wake()
  }
  return { loop, changed }
}
