import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import type { Server, Socket } from 'node:net'
import { join } from 'node:path'

import { type Credentials, Engine } from './engine.ts'
import { expireDocuments } from './expiry.ts'
import { lockDirectory, socketPath } from './lock.ts'
import { listen } from './server.ts'
import type { WorkerOptions } from './worker-options.ts'

const CURSOR_SWEEP_MILLISECONDS = 60_000

/** A running store. */
export interface StoreServer {
  uri: string
  close(): Promise<void>
}

/** Opens the data directory and listens. */
export async function openStoreServer(options: WorkerOptions): Promise<StoreServer> {
  mkdirSync(options.dataDir, { recursive: true })
  const directory = join(options.dataDir, 'store')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  const lock = await lockDirectory(directory)
  try {
    return await openLocked(options, directory, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function openLocked(
  options: WorkerOptions,
  directory: string,
  release: () => Promise<void>,
): Promise<StoreServer> {
  const credentials: Credentials | undefined =
    options.transport === 'tcp'
      ? { username: 'callover', password: randomBytes(24).toString('hex') }
      : undefined
  const engine = new Engine(join(directory, 'lmdb'), options.durability, credentials)
  try {
    const { uri, server, sockets } = await open(engine, directory)
    const timers = [
      setInterval(() => void expireDocuments(engine, new Date()), options.expirySweepMs),
      setInterval(() => engine.cursors.sweep(Date.now()), CURSOR_SWEEP_MILLISECONDS),
    ]
    return {
      uri,
      async close() {
        for (const timer of timers) clearInterval(timer)
        await closeServer(server, sockets)
        await engine.close()
        await release()
      },
    }
  } catch (error) {
    await engine.close()
    throw error
  }
}

async function open(
  engine: Engine,
  directory: string,
): Promise<{ uri: string; server: Server; sockets: Set<Socket> }> {
  const { credentials } = engine
  if (credentials) {
    const listening = await listen(engine, { host: '127.0.0.1', port: 0 })
    const address = listening.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const user = `${credentials.username}:${credentials.password}`
    return {
      ...listening,
      uri: `mongodb://${user}@127.0.0.1:${port}/?authSource=admin&authMechanism=SCRAM-SHA-256&directConnection=true`,
    }
  }
  const path = socketPath(directory, 'store.sock')
  // We have the lock, so a socket that is there was left by a process that was killed.
  rmSync(path, { force: true })
  const listening = await listen(engine, { path })
  chmodSync(path, 0o600)
  return { ...listening, uri: `mongodb://${encodeURIComponent(path)}/?directConnection=true` }
}

function closeServer(server: Server, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    for (const socket of sockets) socket.destroy()
  })
}
