import type { Durability } from './storage/storage.ts'

/** What the worker is started with. */
export interface WorkerOptions {
  dataDir: string
  transport: 'socket' | 'tcp'
  durability: Durability
  expirySweepMs: number
}

/** What the worker tells about its start. */
export type WorkerStarted = { uri: string } | { error: string }
