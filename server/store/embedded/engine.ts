import type { Doc } from './bson/values.ts'
import { CursorStore } from './cursors.ts'
import { CommandError } from './errors.ts'
import { Catalog } from './storage/catalog.ts'
import { type Durability, Storage } from './storage/storage.ts'

/** Credentials that clients have to prove over TCP. */
export interface Credentials {
  username: string
  password: string
}

interface Job {
  run: () => Doc
  resolve: (reply: Doc) => void
  reject: (error: unknown) => void
}

type Outcome = { reply: Doc } | { error: CommandError }

/** The store behind the wire: documents, cursors, and one writer at a time. */
export class Engine {
  readonly storage: Storage
  readonly catalog: Catalog
  readonly cursors = new CursorStore()
  readonly startedAt = Date.now()
  /** What clients have to prove; undefined where the file system guards the door. */
  readonly credentials: Credentials | undefined
  private jobs: Job[] = []
  private scheduled: NodeJS.Immediate | undefined

  constructor(path: string, durability: Durability, credentials?: Credentials) {
    this.credentials = credentials
    this.storage = new Storage(path, durability)
    this.catalog = new Catalog(this.storage)
  }

  /**
   * Runs a write command and resolves when its changes are kept. Commands that arrive together share one
   * transaction: they run one after the other, each sees what those before it did, and the disk is waited
   * for once.
   */
  write(run: () => Doc): Promise<Doc> {
    return new Promise((resolve, reject) => {
      this.jobs.push({ run, resolve, reject })
      this.scheduled ??= setImmediate(() => this.flush())
    })
  }

  private flush(): void {
    this.scheduled = undefined
    const jobs = this.jobs
    this.jobs = []
    let outcomes: Outcome[] = []
    try {
      this.storage.transaction(() => {
        outcomes = jobs.map(attempt)
      })
    } catch {
      this.catalog.reload()
      this.flushOneByOne(jobs)
      return
    }
    jobs.forEach((job, at) => settle(job, outcomes[at]))
  }

  /** After a failure nobody foresaw the shared transaction is gone; only its culprit shall suffer. */
  private flushOneByOne(jobs: readonly Job[]): void {
    for (const job of jobs) {
      let outcome: Outcome | undefined
      try {
        this.storage.transaction(() => {
          outcome = attempt(job)
        })
        settle(job, outcome)
      } catch (error) {
        this.catalog.reload()
        job.reject(error)
      }
    }
  }

  async close(): Promise<void> {
    if (this.scheduled) {
      clearImmediate(this.scheduled)
      this.flush()
    }
    this.cursors.clear()
    await this.storage.close()
  }
}

/** A refused command is an answer; anything else is passed on and undoes the transaction. */
function attempt(job: Job): Outcome {
  try {
    return { reply: job.run() }
  } catch (error) {
    if (error instanceof CommandError) return { error }
    throw error
  }
}

function settle(job: Job, outcome: Outcome | undefined): void {
  if (outcome && 'reply' in outcome) job.resolve(outcome.reply)
  else job.reject(outcome?.error ?? new CommandError('InternalError', 'the command was not run'))
}
