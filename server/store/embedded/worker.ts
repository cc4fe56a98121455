import { parentPort, workerData } from 'node:worker_threads'

import { openStoreServer } from './store-server.ts'
import type { WorkerOptions, WorkerStarted } from './worker-options.ts'

/** Tells the parent; without one there is nobody to work for. */
function tell(message: WorkerStarted): void {
  parentPort?.postMessage(message)
}

try {
  const store = await openStoreServer(workerData as WorkerOptions)
  parentPort?.once('message', () => {
    void store.close().finally(() => parentPort?.close())
  })
  tell({ uri: store.uri })
} catch (error) {
  tell({ error: error instanceof Error ? error.message : String(error) })
  parentPort?.close()
}
