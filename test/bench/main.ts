import { fork, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { ApiClient } from '../support/api-client.ts'
import { waitFor } from '../support/wait-for.ts'
import { freePort, PASSWORD, provisioningFile } from '../support/world.ts'
import { atRate, createWebhook, flatOut, percentile, post } from './load.ts'
import type { FromChild, ToChild } from './protocol.ts'

/**
 * Prints how fast the product is beside a bare baseline on the same store and machine, in the same run. Load and
 * agents share one process, the server has its own; both share the machine's cores, so figures are on the safe side.
 */
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10)
const RATE = 200
const WARM_UP_SECONDS = 4
const AGENTS = 50
const CUSTOMERS = 500
const SIZES = (process.env['BENCH_SIZES'] ?? '1000,10000,100000').split(',').map(Number)
const SOCKETS = 1000

interface Usage {
  cpuMs: number
  /** Of it, the main thread's; the rest is the embedded store's worker, garbage collection and input and output. */
  mainThreadMs?: number | undefined
  rssMb: number
}

/** A server in a process of its own. */
interface Subject {
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
async function startProduct(): Promise<Subject> {
  const dataDir = await mkdtemp(join(tmpdir(), 'callover-bench-'))
  const port = await freePort()
  await writeFile(join(dataDir, 'provision.json'), provisioningFile('http://127.0.0.1:9'))
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

interface Child extends Subject {
  seed(from: number, to: number): Promise<void>
}

/** The baseline, or the product from its sources with a way to fill its store. */
async function startChild(what: 'product' | 'baseline'): Promise<Child> {
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

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function spread(figures: readonly number[]): string {
  const at = (p: number): string => percentile(figures, p).toFixed(1).padStart(7)
  return `p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)} ms`
}

interface Agents {
  sockets: Socket[]
  /** When each message reached each agent, by the platform's id. */
  arrivals: Map<string, number[]>
  close(): void
}

async function connectAgents(port: number, count: number, client: ApiClient | null): Promise<Agents> {
  const arrivals = new Map<string, number[]>()
  const environmentId = client === null ? '' : await client.environmentId()
  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket: Socket = io(`http://127.0.0.1:${port}`, {
        auth: { token: client?.token ?? '' },
        transports: ['websocket'],
        forceNew: true,
      })
      socket.on('message:created', ({ externalId }: { externalId: string }) => {
        const seen = arrivals.get(externalId)
        if (seen === undefined) arrivals.set(externalId, [performance.now()])
        else seen.push(performance.now())
      })
      await new Promise<void>((resolve) => socket.once('connect', resolve))
      await socket.emitWithAck('subscribe', { environmentId })
      return socket
    }),
  )
  return { sockets, arrivals, close: () => sockets.forEach((socket) => socket.disconnect()) }
}

interface Flow {
  answered: number[]
  screened: number[]
  /** Messages per second, from the first webhook to the last message on a screen. */
  sustained: number
  cpuMsPerMessage: number
  mainMsPerMessage: number
  lost: number
}

async function measure(subject: Subject, client: ApiClient | null): Promise<Flow> {
  await flatOut(8, 2, async () => void (await post(subject.port, createWebhook(CUSTOMERS))))
  const agents = await connectAgents(subject.port, AGENTS, client)
  // Steady state: the first seconds after a start are the compiler's.
  await atRate(RATE, WARM_UP_SECONDS, async () => void (await post(subject.port, createWebhook(CUSTOMERS))))
  const sentAt = new Map<string, number>()
  const answered: number[] = []
  await atRate(RATE, SECONDS, async () => {
    const webhook = createWebhook(CUSTOMERS)
    sentAt.set(webhook.externalId, performance.now())
    answered.push(await post(subject.port, webhook))
  })
  await allArrived(agents, sentAt, AGENTS)
  const screened = [...sentAt].flatMap(([id, at]) => (agents.arrivals.get(id) ?? []).map((seen) => seen - at))
  agents.close()

  const [watcher, before] = [await connectAgents(subject.port, 1, client), await subject.usage()]
  const flood = new Map<string, number>()
  const startedAt = performance.now()
  await flatOut(64, SECONDS, async () => {
    const webhook = createWebhook(CUSTOMERS)
    flood.set(webhook.externalId, performance.now())
    await post(subject.port, webhook)
  })
  const lost = await allArrived(watcher, flood, 1)
  const endedAt = Math.max(...[...watcher.arrivals.values()].flat())
  const after = await subject.usage()
  watcher.close()
  return {
    answered,
    screened,
    sustained: flood.size / ((endedAt - startedAt) / 1000),
    cpuMsPerMessage: (after.cpuMs - before.cpuMs) / flood.size,
    mainMsPerMessage: ((after.mainThreadMs ?? Number.NaN) - (before.mainThreadMs ?? 0)) / flood.size,
    lost,
  }
}

/** Waits until nothing more comes; resolves with how many messages some agent has not seen. */
async function allArrived(agents: Agents, sent: ReadonlyMap<string, number>, each: number): Promise<number> {
  const missing = (): number =>
    [...sent.keys()].filter((id) => (agents.arrivals.get(id)?.length ?? 0) < each).length
  const endsAt = performance.now() + 60_000
  while (missing() > 0 && performance.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 50))
  return missing()
}

async function timed(times: number, call: () => Promise<unknown>): Promise<number[]> {
  const figures: number[] = []
  for (let index = 0; index < times; index += 1) {
    const startedAt = performance.now()
    await call()
    figures.push(performance.now() - startedAt)
  }
  return figures
}

async function measurePages(subject: Child, client: ApiClient): Promise<void> {
  const params = { id: await client.environmentId() }
  let from = 0
  for (const to of SIZES) {
    await subject.seed(from, to)
    from = to
    const list = (query: object) => () =>
      client.call('GET /environments/:id/conversations', { params, query })
    const { items } = await client.call('GET /environments/:id/conversations', { params })
    const thread = { params: { id: items[0]?.id ?? '' } }
    await timed(20, list({ status: 'open' }))
    print(`  ${String(to).padStart(7)} conversations`)
    print(`    list, open               ${spread(await timed(100, list({ status: 'open' })))}`)
    print(
      `    list, longest waiting    ${spread(await timed(100, list({ status: 'open', sort: 'waiting' })))}`,
    )
    print(`    list, search             ${spread(await timed(100, list({ q: 'seed 99' })))}`)
    print(
      `    counters                 ${spread(await timed(50, () => client.call('GET /environments/:id/counts', { params })))}`,
    )
    print(
      `    thread                   ${spread(await timed(100, () => client.call('GET /conversations/:id/messages', thread)))}`,
    )
  }
}

async function signIn(port: number): Promise<ApiClient> {
  return new ApiClient(`http://127.0.0.1:${port}`).signIn('anna@example.test', PASSWORD)
}

async function main(): Promise<void> {
  const where = process.env['MONGODB_URI'] === undefined ? 'embedded store' : 'MONGODB_URI'
  print(`Callover bench: ${where}, Node ${process.version}, ${SECONDS} s each\n`)
  const baseline = await startChild('baseline')
  const bare = await measure(baseline, null)
  await baseline.stop()
  const product = await startProduct()
  const client = await new ApiClient(`http://127.0.0.1:${product.port}`).signIn('anna@example.test', PASSWORD)
  const ours = await measure(product, client)

  print(`webhook → 200 at ${RATE}/s        baseline  ${spread(bare.answered)}`)
  print(`                              callover  ${spread(ours.answered)}    aim: p99 < 50`)
  print(`webhook → screen, ${AGENTS} agents   baseline  ${spread(bare.screened)}`)
  print(`                              callover  ${spread(ours.screened)}    aim: p95 < 150`)
  print(`sustained messages/s          baseline  ${bare.sustained.toFixed(0)} (${bare.lost} lost)`)
  print(
    `                              callover  ${ours.sustained.toFixed(0)} (${ours.lost} lost)    aim: ≥ 500`,
  )
  print(`processor time per message    baseline  ${bare.cpuMsPerMessage.toFixed(2)} ms`)
  print(`                              callover  ${ours.cpuMsPerMessage.toFixed(2)} ms`)
  if (!Number.isNaN(ours.mainMsPerMessage)) {
    const rest = ours.cpuMsPerMessage - ours.mainMsPerMessage
    print(
      `                              of it: main thread ${ours.mainMsPerMessage.toFixed(2)} ms, store's worker and the rest ${rest.toFixed(2)} ms`,
    )
  }
  print(
    `cost per message              ${(ours.cpuMsPerMessage / bare.cpuMsPerMessage).toFixed(2)} × the baseline    aim: ≤ 3`,
  )
  const idle = await product.usage()
  const many = await connectAgents(product.port, SOCKETS, client)
  const loaded = await product.usage()
  print(
    `memory                        ${idle.rssMb.toFixed(0)} MB, with ${SOCKETS} sockets ${loaded.rssMb.toFixed(0)} MB`,
  )
  many.close()
  await product.stop()

  print('\npages')
  const filled = await startChild('product')
  await measurePages(filled, await signIn(filled.port))
  await filled.stop()
}

await main()
