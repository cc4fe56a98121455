import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import type { Config } from '../../server/config/config.ts'
import type { Provisioning } from '../../server/config/provision.ts'
import { startServer, type Overrides, type RunningServer } from '../../server/context.ts'
import { createMovableClock, type MovableClock } from '../../server/lib/movable-clock.ts'
import { createSimulator, type Simulator, type Timing } from '../../server/simulator/index.ts'
import { ApiClient } from './api-client.ts'

export const PASSWORD = 'correct horse battery staple'

/** The business number of the tests. */
export const NUMBER = {
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  phoneNumber: '+49301234567',
  displayName: 'Muster GmbH',
  accessToken: 'test-access-token',
  appSecret: 'test-app-secret',
  verifyToken: 'test-verify-token',
}

/** The voice line of the tests, at Twilio; its number is reserved for examples. */
export const LINE = {
  name: 'line',
  phoneNumber: '+493023125000',
  accountSid: 'AC0123456789abcdef0123456789abcdef',
  authToken: 'test-voice-token',
}

/** Lines of the same service at the two other platforms. */
export const VIER_LINE = { name: 'vier-line', phoneNumber: '+493023125001', botToken: 'test-bot-token' }
export const JAMBONZ_LINE = {
  name: 'jambonz-line',
  phoneNumber: '+493023125002',
  webhookSecret: 'test-webhook-secret',
}

type Service = Provisioning['accounts'][0]['environments'][0]['services'][0]
type Channel = Service['channels'][0]

/** Twilio's line, with the platform that plays it. */
export function twilioLine(apiBaseUrl = 'http://127.0.0.1:9'): Channel {
  const { name, ...settings } = LINE
  return { name, kind: 'telephony', provider: 'twilio', settings: { ...settings, apiBaseUrl } }
}

/** What the tests can change about what is provisioned. */
export interface ProvisioningOptions {
  /** Voice lines beside the WhatsApp number. */
  lines?: readonly Channel[]
  languages?: readonly string[]
  settings?: Service['settings']
}

/** Most tests are about something else than automatic answers. */
const NO_AUTO_RESPONSES = { online: '', offline: '' }
const QUIET: Service['settings'] = {
  autoResponses: {
    de: NO_AUTO_RESPONSES,
    en: NO_AUTO_RESPONSES,
    nl: NO_AUTO_RESPONSES,
    es: NO_AUTO_RESPONSES,
  },
}

/** What the tests provision: one customer with an agent, an operator and a WhatsApp number played by `apiBaseUrl`. */
export function provisioningFor(apiBaseUrl: string, options: ProvisioningOptions = {}): Provisioning {
  const { displayName: _name, ...settings } = NUMBER
  const member = (
    name: string,
    roles: Provisioning['accounts'][0]['environments'][0]['members'][0]['roles'],
  ) => ({
    email: `${name.toLowerCase()}@example.test`,
    name,
    password: PASSWORD,
    roles,
  })
  return {
    accounts: [
      {
        name: 'Muster GmbH',
        retentionDays: null,
        twoFactorRequired: false,
        environments: [
          {
            name: 'Muster GmbH',
            timeZone: 'Europe/Berlin',
            country: 'DE',
            members: [
              member('Anna', ['agent']),
              member('Luca', ['agent']),
              member('Olga', ['operator']),
              member('Carla', ['analyst']),
              member('Paula', ['producer']),
            ],
            services: [
              {
                name: 'Hotline',
                template: 'whatsapp-deflector',
                languages: [...(options.languages ?? ['de', 'en'])],
                invitationTemplate: 'callover_invitation',
                settings: options.settings ?? QUIET,
                channels: [
                  { name: 'wa', kind: 'whatsapp', provider: 'cloud', settings: { ...settings, apiBaseUrl } },
                  ...(options.lines ?? []),
                ],
              },
            ],
          },
          {
            name: 'Other team',
            timeZone: 'Europe/Berlin',
            country: 'DE',
            members: [member('Otto', ['agent'])],
            services: [],
          },
        ],
      },
    ],
  }
}

/** The same as a file, which keeps a channel's settings beside its name. */
export function provisioningFile(apiBaseUrl: string, options: ProvisioningOptions = {}): string {
  return JSON.stringify(provisioningFor(apiBaseUrl, options), (key: string, value: unknown) =>
    key === 'channels'
      ? (value as { settings: object }[]).map(({ settings, ...channel }) => ({ ...channel, ...settings }))
      : value,
  )
}

/** A port that nobody uses, for a process that has to be told one. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export function testConfig(dataDir: string, change: Partial<Config> = {}): Config {
  return {
    port: 0,
    publicUrl: null,
    mongodbUri: null,
    redisUrl: null,
    dataDir,
    secretKey: randomBytes(32),
    teams: null,
    microsoft: {
      packageAppId: null,
      catalogueAppId: null,
      activityFeed: false,
      // Nobody answers there: what needs it brings its own.
      entraAuthority: 'http://127.0.0.1:9',
      graphUrl: 'http://127.0.0.1:9',
    },
    production: false,
    smtpUrl: null,
    provisioning: null,
    demo: false,
    logLevel: 'silent',
    ...change,
  }
}

const NOT_YET = 'http://127.0.0.1:9/not-yet'

export interface Platform {
  simulator: Simulator
  clock: MovableClock
  /** Base address of the Graph API. */
  apiBaseUrl: string
  /** Base address of Twilio's API. */
  voiceApiBaseUrl: string
  close(): Promise<void>
}

/** The WhatsApp platform on a port of its own, as far away from the product as Meta's. */
export async function startPlatform(timing: Partial<Timing> = {}): Promise<Platform> {
  const clock = createMovableClock(null)
  const app = express()
  const server: Server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const simulator = createSimulator({
    numbers: [{ ...NUMBER, webhookUrl: NOT_YET }],
    lines: [{ ...LINE, webhookUrl: NOT_YET }],
    speech: 'instant',
    clock,
    stateFile: null,
    timing: { sentMs: 0, deliveredMs: 0, readMs: 0, retryMs: 20, maxRetryMs: 200, ...timing },
  })
  app.use('/simulator', simulator.router)
  return {
    simulator,
    clock,
    apiBaseUrl: `http://127.0.0.1:${port}/simulator/graph/v26.0`,
    voiceApiBaseUrl: `http://127.0.0.1:${port}/simulator/twilio`,
    async close() {
      await simulator.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface World {
  platform: Platform
  server: RunningServer
  simulator: Simulator
  clock: MovableClock
  signIn(name: string): Promise<ApiClient>
  environmentId: string
  close(): Promise<void>
}

/** The whole product with its platform: one store of its own, on `MONGODB_URI` when that is set. */
export async function startWorld(
  overrides: Overrides = {},
  provisioning: (platform: Platform) => ProvisioningOptions = () => ({}),
  config: Partial<Config> = {},
): Promise<World> {
  const platform = await startPlatform()
  const dataDir = await mkdtemp(join(tmpdir(), 'callover-'))
  const database = databaseFor()
  const server = await startServer(
    testConfig(dataDir, {
      provisioning: provisioningFor(platform.apiBaseUrl, provisioning(platform)),
      mongodbUri: database,
      ...config,
    }),
    { clock: platform.clock, checkResponses: true, durability: 'process', ...overrides },
  )
  platform.simulator.setWebhook(NUMBER.phoneNumberId, { url: `${server.url}/webhooks/whatsapp/wa` })
  platform.simulator.voice.setWebhook(LINE.name, `${server.url}/webhooks/voice/twilio/${LINE.name}`)
  platform.simulator.start()
  const signIn = async (name: string): Promise<ApiClient> =>
    new ApiClient(server.url).signIn(`${name.toLowerCase()}@example.test`, PASSWORD)
  const environmentId = await (await signIn('Anna')).environmentId()
  return {
    platform,
    server,
    simulator: platform.simulator,
    clock: platform.clock,
    signIn,
    environmentId,
    async close() {
      await platform.close()
      await server.stop()
      if (database !== null) await dropDatabase(database)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A database of its own at `MONGODB_URI`; `null` for the embedded store. */
export function databaseFor(): string | null {
  const uri = process.env['MONGODB_URI']
  if (uri === undefined || uri === '') return null
  const parsed = new URL(uri)
  parsed.pathname = `/callover_test_${randomBytes(6).toString('hex')}`
  return parsed.toString()
}

export async function dropDatabase(uri: string): Promise<void> {
  const { default: mongoose } = await import('mongoose')
  const connection = await mongoose.createConnection(uri).asPromise()
  await connection.dropDatabase()
  await connection.close()
}
