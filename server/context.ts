import { randomBytes } from 'node:crypto'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RequestListener } from 'node:http'
import type { Bot, BotCloud } from '../bot/index.ts'
import { createApp, type Mount } from './app.ts'
import type { Connector } from './channels/channel.ts'
import { connectors as registered } from './channels/registry.ts'
import type { Config } from './config/config.ts'
import { createDemo, type Demo } from './demo.ts'
import { createJobs, type Jobs } from './jobs/jobs.ts'
import { processLog } from './lib/logger.ts'
import { createMovableClock, type MovableClock } from './lib/movable-clock.ts'
import { KeyedQueue } from './lib/keyed-queue.ts'
import { newId } from './lib/object-id.ts'
import { createMailer } from './mail/smtp.ts'
import { createMicrosoft } from './microsoft.ts'
import { provision } from './provision.ts'
import { createGateway, type Gateway } from './realtime/gateway.ts'
import { lookAnew, shareChanges } from './realtime/share-changes.ts'
import { createSimulator, type Simulator } from './simulator/index.ts'
import { openStore } from './store/connect.ts'
import { providers as registeredProviders } from './telephony/registry.ts'
import { authenticate } from './usecases/authenticate.ts'
import { createDirectory } from './usecases/directory.ts'
import { prepareForCalls } from './usecases/handle-call.ts'
import { showTypingToCustomer } from './usecases/mark-read.ts'
import { createChannelPool, createLinePool } from './usecases/open-channels.ts'
import { listEverything } from './usecases/setup/list-everything.ts'
import { renewSecrets } from './usecases/setup/renew-secrets.ts'
import type { Clock, Deps } from './usecases/ports.ts'
import { offerSetUp } from './usecases/set-up.ts'
import { createWebhookSender } from './webhooks/post-webhook.ts'

/** What tests put in place of the real thing. */
export interface Overrides {
  clock?: Clock
  fetch?: typeof fetch
  connectors?: readonly Connector[]
  /** Where the built tab lies. */
  tabDir?: string
  /** What the embedded store's writes outlive; tests need not wait for the disk. */
  durability?: 'disk' | 'process'
  /** Where the bot signs in and is signed in to. */
  botCloud?: BotCloud
  /** Answers are held against the contract. */
  checkResponses?: boolean
}

type OpenedStore = Awaited<ReturnType<typeof openStore>>

/** A running process of the product. */
export interface RunningServer {
  /** Where it listens on this machine. */
  url: string
  port: number
  deps: Deps
  demo: Demo | null
  /** Where the first partner admin begins; `null` when there is one. */
  setupLink: string | null
  /** The phones and the platform of a demonstration. */
  simulator: Simulator | null
  clock: Clock
  /** Stops accepting, finishes what is under way, closes the store. */
  stop(): Promise<void>
}

/**
 * Builds everything once and serves it. The port is taken first, so that a second start fails before it touches
 * anything. Rejects with one clear error; nothing is left running then.
 */
export async function startServer(config: Config, overrides: Overrides = {}): Promise<RunningServer> {
  const front = await listen(config.port)
  try {
    return await build(config, overrides, front)
  } catch (error) {
    await front.close()
    throw error
  }
}

interface Front {
  server: Server
  port: number
  /** Answers from now on; before that everything gets a 503. */
  serve(listener: RequestListener): void
  close(): Promise<void>
}

/**
 * Load balancers and platforms keep a connection for about a minute and send the next request on it at any moment; Node's
 * five seconds would close it under their hands.
 */
const KEEP_ALIVE_MS = 75_000

async function listen(port: number): Promise<Front> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain' }).end('Callover is starting')
  }
  const server = createHttpServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) =>
    listener(request, response),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve())
  })
  return {
    server,
    port: (server.address() as AddressInfo).port,
    serve: (next) => {
      listener = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function build(config: Config, overrides: Overrides, front: Front): Promise<RunningServer> {
  const url = `http://127.0.0.1:${front.port}`
  const demo = config.demo ? createDemo(url, config.secretKey) : null
  const movable = demo === null ? null : createMovableClock(join(config.dataDir, 'demo-clock'))
  const clock = overrides.clock ?? movable ?? { now: () => new Date() }
  const connectors = overrides.connectors ?? registered
  const store = await openStore({
    mongodbUri: config.mongodbUri,
    dataDir: config.dataDir,
    secretKey: config.secretKey,
    ...(config.formerSecretKeys === undefined ? {} : { formerKeys: config.formerSecretKeys }),
    ...(overrides.durability === undefined ? {} : { durability: overrides.durability }),
  })
  try {
    for (const file of [demo?.provisioning, config.provisioning]) {
      if (file !== undefined && file !== null)
        await provision(store, connectors, file, { providers: registeredProviders })
    }
    return await run({ config, overrides, front, store, demo, clock, movable, connectors, url })
  } catch (error) {
    await store.close()
    throw error
  }
}

interface Parts {
  config: Config
  overrides: Overrides
  front: Front
  store: OpenedStore
  demo: Demo | null
  clock: Clock
  movable: MovableClock | null
  connectors: readonly Connector[]
  url: string
}

async function run(parts: Parts): Promise<RunningServer> {
  const { config, front, store, demo, clock, url } = parts
  const environment = { fetch: parts.overrides.fetch ?? fetch, now: () => clock.now() }
  const callQueue = new KeyedQueue()
  const microsoft = createMicrosoft(config, {
    port: front.port,
    fetch: environment.fetch,
    deps: () => required(deps),
    ...(parts.overrides.botCloud === undefined ? {} : { botCloud: parts.overrides.botCloud }),
  })
  let deps: Deps | null = null
  const jobs = createJobs(
    () => required(deps),
    `${hostname()}:${front.port}:${randomBytes(6).toString('hex')}`,
    createWebhookSender({ allowPrivate: config.webhookAllowPrivate ?? false }),
  )
  const base = { ...baseOf(parts, environment), callQueue, jobs: jobs.signals, ...microsoft.deps }
  const gateway = await createGateway({
    httpServer: front.server,
    redisUrl: config.redisUrl,
    deps: base,
    authenticate: (token) => authenticate(required(deps), token),
    onTyping: (principal, conversationId) => showTypingToCustomer(required(deps), principal, conversationId),
    onNews: (news) => lookAnew(base, news),
  })
  deps = { ...base, ...shareChanges(base, gateway), publisher: gateway.publisher }
  parts.movable?.onMove(() => gateway.announceClock())
  const simulator =
    demo === null || parts.movable === null ? null : buildSimulator(config, demo, parts.movable)
  front.serve(
    createApp({
      deps,
      publicUrl: config.publicUrl,
      tabDir: parts.overrides.tabDir ?? fileURLToPath(new URL('../tab', import.meta.url)),
      demo: simulator !== null,
      microsoft: microsoft.entra,
      mounts: [{ path: '/api/messages', router: microsoft.bot.router }, ...mountsOf(demo, simulator)],
      onSignedOut: (sessionId) => gateway.endSession(sessionId),
      workersRunning: () => jobs.running(),
      checkResponses: parts.overrides.checkResponses ?? false,
    }),
  )
  const setupLink = demo === null ? await offerSetUp(deps) : null
  await jobs.start(store.exclusive)
  setImmediate(prepareForCalls)
  void Promise.all([renewSecrets(store), listEverything(store)])
  simulator?.start()
  simulator?.seed()
  return {
    url,
    port: front.port,
    deps,
    demo,
    setupLink,
    simulator,
    clock,
    stop: () => stopAll({ front, gateway, jobs, simulator, store, callQueue, bot: microsoft.bot }),
  }
}

/** What use cases are given that needs nothing but the store and the clock. */
function baseOf(
  { config, front, store, demo, connectors, clock }: Parts,
  environment: { fetch: typeof fetch; now: () => Date },
): Pick<Deps, 'store' | 'channels' | 'lines' | 'catalogue' | 'directory' | 'mail' | 'clock' | 'newId'> {
  return {
    store,
    channels: createChannelPool(store, connectors, environment),
    lines: createLinePool(store, registeredProviders, environment),
    catalogue: {
      connectors,
      providers: registeredProviders,
      environment,
      publicUrl: config.publicUrl,
      trustedBases: demo === null ? [] : trustedBasesOf(front.port, config.publicUrl),
    },
    directory: createDirectory(store),
    mail: mailerOf(config),
    clock,
    newId,
  }
}

/** `null` where no mail server is configured. */
function mailerOf({ smtpUrl, mailFrom }: Config): Deps['mail'] {
  return smtpUrl === null || mailFrom === undefined ? null : createMailer({ url: smtpUrl, from: mailFrom })
}

/** Where the simulator's platforms are. */
function trustedBasesOf(port: number, publicUrl: string | null): string[] {
  const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
  return [...origins, ...(publicUrl === null ? [] : [publicUrl])].map((origin) => `${origin}/simulator`)
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('used before everything was built')
  return value
}

/** What a demonstration adds: its sign-in offers and the simulator. */
function mountsOf(demo: Demo | null, simulator: Simulator | null): Mount[] {
  if (demo === null || simulator === null) return []
  return [
    { path: '/demo.json', router: (_request, response) => void response.json(demo.signIn) },
    { path: '/simulator', router: simulator.router },
  ]
}

function buildSimulator(config: Config, demo: Demo, clock: MovableClock): Simulator {
  return createSimulator({
    numbers: demo.numbers,
    lines: demo.lines,
    clock,
    stateFile: join(config.dataDir, 'simulator.json'),
    ...(config.publicUrl === null ? {} : { allowedHosts: [new URL(config.publicUrl).hostname] }),
  })
}

/** In the order in which work travels, so that whatever has been accepted is finished or durable. */
async function stopAll(parts: {
  front: Front
  gateway: Gateway
  jobs: Jobs
  simulator: Simulator | null
  store: OpenedStore
  callQueue: KeyedQueue
  bot: Bot
}): Promise<void> {
  processLog.info('stopping')
  await parts.simulator?.close()
  await parts.gateway.close()
  await parts.front.close()
  await parts.callQueue.idle()
  // What the jobs are sending may wait for Teams' limits: nothing waits any more.
  await parts.bot.stop()
  await parts.jobs.stop()
  await parts.store.close()
}
