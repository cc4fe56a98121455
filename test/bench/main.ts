import { io, type Socket } from 'socket.io-client'
import { ApiClient } from '../support/api-client.ts'
import { PASSWORD } from '../support/world.ts'
import { atRate, createWebhook, flatOut, percentile, post } from './load.ts'
import { startChild, startProduct, type Child, type Subject } from './subject.ts'
import { understandingTable } from './understanding.ts'
import { measureVoice } from './voice.ts'

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
const CALLS = 50

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
  const agents = await connectAgents(subject.port, AGENTS, client)
  // Steady state: the first seconds after a start are the compiler's, and what they left behind is worked off first.
  const warmUp = new Map<string, number>()
  const warm = async (): Promise<void> => {
    const webhook = createWebhook(CUSTOMERS)
    warmUp.set(webhook.externalId, performance.now())
    await post(subject.port, webhook)
  }
  await flatOut(8, 2, warm)
  await atRate(RATE, WARM_UP_SECONDS, warm)
  await allArrived(agents, warmUp, AGENTS)
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

  print(`\nvoice webhooks, ${CALLS} calls at once`)
  for (const line of await measureVoice(CALLS, SECONDS)) print(`  ${line}`)

  print('\nunderstanding of callers')
  for (const line of understandingTable()) print(`  ${line}`)
}

await main()
