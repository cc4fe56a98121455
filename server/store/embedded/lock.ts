import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync, rmdirSync, statSync } from 'node:fs'
import { type Server, createConnection, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** What `sun_path` holds, without its terminating zero. */
const MAX_SOCKET_PATH = 103
/** A takeover takes milliseconds; one that is older was interrupted. */
const TAKEOVER_MILLISECONDS = 10_000

/** A lock on a data directory; the operating system lets go of it when the process ends, however it ends. */
export interface DirectoryLock {
  release(): Promise<void>
}

/** A path for a socket, short enough to be one; the directory it is in belongs to the owner alone. */
export function socketPath(directory: string, name: string): string {
  const inside = join(directory, name)
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside
  const hash = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 16)
  const elsewhere = join(tmpdir(), `callover-${userInfo().uid}-${hash}`)
  mkdirSync(elsewhere, { recursive: true, mode: 0o700 })
  const owner = statSync(elsewhere).uid
  if (owner !== userInfo().uid) throw new Error(`${elsewhere} belongs to somebody else`)
  return join(elsewhere, name)
}

/** The address that stands for the lock: a socket that only its owner can listen on. */
function lockAddress(directory: string): string {
  if (process.platform !== 'win32') return socketPath(directory, 'lock.sock')
  const hash = createHash('sha256').update(realpathSync(directory).toLowerCase()).digest('hex').slice(0, 32)
  return `\\\\.\\pipe\\callover-${hash}`
}

/** Takes the lock on a directory, or throws and says which process has it. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const address = lockAddress(directory)
  let server = await tryListen(address)
  if (!server) {
    const holder = await askHolder(address)
    if (holder !== undefined) refuse(directory, holder)
    server = await takeOver(directory, address)
  }
  const held = server
  return { release: () => new Promise((resolve) => held.close(() => resolve())) }
}

function refuse(directory: string, holder: string): never {
  throw new Error(
    `the data directory ${directory} is in use by process ${holder}; stop it, or choose another directory`,
  )
}

/** Listens on the address; undefined when somebody else does, or did and was killed. */
function tryListen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(String(process.pid))
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address, () => resolve(server))
  })
}

/** The process behind the address; undefined when there is none any more. */
function askHolder(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(address)
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (text) => (answer += text))
    socket.on('end', () => resolve(answer || 'unknown'))
    socket.on('error', () => resolve(undefined))
    // One that accepts and does not answer is alive, if busy.
    socket.setTimeout(2000, () => {
      socket.destroy()
      resolve('unknown')
    })
  })
}

/** Removes a socket that a killed process left, one process at a time lest it removes a living one. */
async function takeOver(directory: string, address: string): Promise<Server> {
  const marker = `${address}.takeover`
  try {
    mkdirSync(marker)
  } catch {
    if (Date.now() - (statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0) < TAKEOVER_MILLISECONDS)
      refuse(directory, 'that is just starting')
    rmdirSync(marker)
    return takeOver(directory, address)
  }
  try {
    const holder = await askHolder(address)
    if (holder !== undefined) refuse(directory, holder)
    rmSync(address, { force: true })
    return (await tryListen(address)) ?? refuse(directory, 'that has just started')
  } finally {
    rmdirSync(marker)
  }
}
