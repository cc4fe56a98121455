import { createRequire } from 'node:module'
import { resolve as resolvePath } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

import type { Durability } from './storage/storage.ts'
import type { WorkerOptions, WorkerStarted } from './worker-options.ts'

/** How the embedded store is started. */
export interface EmbeddedStoreOptions {
  /** Where the data is kept; created when it is not there. */
  dataDir: string
  /** `socket` is the default wherever there are Unix sockets; `tcp` asks for a password. */
  transport?: 'socket' | 'tcp'
  /** What an acknowledged write outlives: a crash of the machine (`disk`, the default) or only the process. */
  durability?: Durability
  /** How often documents that a TTL index lets expire are deleted; a minute by default. */
  expirySweepMs?: number
}

/** A running embedded store. */
export interface EmbeddedStore {
  /** Where a MongoDB driver connects. */
  uri: string
  /** Stops serving and closes the data; connections that are still open are cut. */
  close(): Promise<void>
}

/**
 * Starts a MongoDB-compatible server in a worker thread and resolves when it answers. Rejects with one clear
 * message when it cannot, for example because another process uses the data directory.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const workerOptions: WorkerOptions = {
    dataDir: resolvePath(options.dataDir),
    transport: options.transport ?? (process.platform === 'win32' ? 'tcp' : 'socket'),
    durability: options.durability ?? 'disk',
    expirySweepMs: options.expirySweepMs ?? 60_000,
  }
  const worker = startWorker(workerOptions)
  const uri = await started(worker)
  let closing: Promise<void> | undefined
  return {
    uri,
    close() {
      closing ??= stopped(worker)
      return closing
    },
  }
}

/** Starts compiled JavaScript as it is; TypeScript sources through tsx, which a worker has to register for itself. */
function startWorker(workerData: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./worker.js', import.meta.url), { workerData })
  const resolved = createRequire(import.meta.url).resolve('tsx/esm/api')
  const api = pathToFileURL(resolved.replace(/\.cjs$/, '.mjs')).href
  const source = new URL('./worker.ts', import.meta.url).href
  const script = `import(${JSON.stringify(api)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(script, { eval: true, workerData, execArgv: [] })
}

function started(worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (reason: unknown): void => {
      const text = reason instanceof Error ? reason.message : String(reason)
      reject(new Error(`the embedded store could not be started: ${text}`))
    }
    const ended = (code: number): void => fail(`its worker ended with code ${code}`)
    worker.once('error', fail)
    worker.once('exit', ended)
    worker.once('message', (message: WorkerStarted) => {
      // From here on an error that ends the worker is to end the process: nobody can go on without data.
      worker.off('error', fail)
      worker.off('exit', ended)
      if ('error' in message) fail(message.error)
      else resolve(message.uri)
    })
  })
}

function stopped(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve())
    worker.postMessage('close')
  })
}
