import { fork, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitFor } from '../support/wait-for.ts'
import { freePort, provisioningFile } from '../support/world.ts'
import type { FromChild, ToChild } from './protocol.ts'

export interface Usage {
  cpuMs: number
  /** Of it, the main thread's; the rest is the embedded store's worker, garbage collection and input and output. */
  mainThreadMs?: number | undefined
  rssMb: number
}

/** A server in a process of its own. */
export interface Subject {
  port: number
  usage(): Promise<Usage>
  stop(): Promise<void>
}

async function endOf(child: ChildProcess, dataDir: string): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  await rm(dataDir, { recursive: true, force: true })
}

/** The product as it is started in earnest: built, with its own configuration. It tells its usage in `/metrics`. */
export async function startProduct(provisioning = provisioningFile('http://127.0.0.1:9')): Promise<Subject> {
  const dataDir = await mkdtemp(join(tmpdir(), 'callover-bench-'))
  const port = await freePort()
  await writeFile(join(dataDir, 'provision.json'), provisioning)
  const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      PROVISION_FILE: join(dataDir, 'provision.json'),
      LOG_LEVEL: 'fatal',
    },
    stdio: 'ignore',
  })
  await waitFor('the product is ready', () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  return {
    port,
    usage: async () => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1])
      return {
        cpuMs: figure('process_cpu_seconds_total') * 1000,
        rssMb: figure('process_resident_memory_bytes') / 2 ** 20,
        mainThreadMs: await mainThreadMs(child.pid ?? 0),
      }
    },
    stop: () => endOf(child, dataDir),
  }
}

/** Linux tells the time of each thread, in hundredths of a second; elsewhere there is no such figure. */
async function mainThreadMs(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/task/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return stat === '' ? undefined : (Number(fields[11]) + Number(fields[12])) * 10
}

export interface Child extends Subject {
  seed(from: number, to: number): Promise<void>
}

/** The baseline, or the product from its sources with a way to fill its store. */
export async function startChild(what: 'product' | 'baseline'): Promise<Child> {
  const dataDir = await mkdtemp(join(tmpdir(), 'callover-bench-'))
  const script = fileURLToPath(new URL('child.ts', import.meta.url))
  const child = fork(script, [what, dataDir], { execArgv: ['--import', 'tsx'] })
  const { port } = await told(child, 'ready')
  const ask = async <K extends FromChild['kind']>(question: ToChild, answer: K) => {
    const answered = told(child, answer)
    child.send(question)
    return answered
  }
  return {
    port,
    usage: () => ask({ kind: 'usage' }, 'usage'),
    seed: async (from, to) => void (await ask({ kind: 'seed', from, to }, 'seeded')),
    stop: () => endOf(child, dataDir),
  }
}

async function told<K extends FromChild['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<FromChild, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const listen = (message: FromChild): void => {
      if (message.kind === 'failed') reject(new Error(message.reason))
      if (message.kind !== kind) return
      child.off('message', listen)
      resolve(message as Extract<FromChild, { kind: K }>)
    }
    child.on('message', listen)
    child.once('exit', () => reject(new Error('the server ended')))
  })
}
