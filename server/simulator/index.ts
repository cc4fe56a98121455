import express, { type Router } from 'express'
import { createControlRouter } from './control/router.ts'
import { createCustomer, type Customer } from './customer.ts'
import type { Unanswered } from './graph/router.ts'
import { createGraphRouter } from './graph/router.ts'
import { setTemplateStatus } from './graph/templates.ts'
import { createId } from './identifiers.ts'
import { createMediaStore } from './media-store.ts'
import type { Fault, LogEntry, SentMessage, Settings, Template, TemplateStatus } from './model.ts'
import { defaultTiming, type BusinessNumber, type SimulatorOptions } from './options.ts'
import { Delivery } from './phone/delivery.ts'
import type { Platform } from './platform.ts'
import { seedConversations } from './seed/seed.ts'
import { stockTemplates } from './seed/templates.ts'
import { changeSettings, type SettingsChange } from './settings.ts'
import { createStateFile, restoreState } from './state-file.ts'
import { createFetchPoster, createHttpPoster } from './webhooks/post.ts'
import { createVoiceControls, type VoiceControls } from './voice/caller.ts'
import { Exchange } from './voice/exchange.ts'
import { createVoiceRest } from './voice/rest.ts'
import { Verifier } from './webhooks/verifier.ts'
import type { Verification } from './webhooks/verification.ts'
import { WebhookSender } from './webhooks/sender.ts'
import { World } from './world.ts'

export type { Customer } from './customer.ts'
export type {
  BusinessNumber,
  CallTimers,
  SimulatorClock,
  SimulatorOptions,
  Timing,
  VoiceLine,
} from './options.ts'
export type { Heard, SimulatedCall, VoiceControls } from './voice/caller.ts'
export type { CallStep, CallView, ForwardOutcome, TranscriptEntry } from './voice/model.ts'
export { fasterTimers } from './voice/timers.ts'
export type { Fault, FaultEffect, LogEntry, SentMessage, Settings, Template } from './model.ts'

/**
 * A stand-in for the WhatsApp Cloud API, a voice platform and the customers' phones. The product meets it over
 * HTTP only: `router` serves the Graph API (`/graph/v…`), the voice platform's API (`/twilio/…`) and the phone
 * page's API (`/api`), webhooks go to each number's and each line's address. The methods are for tests and the demo's set-up.
 */
export interface Simulator {
  readonly router: Router
  /** Calls to the product's lines. */
  readonly voice: VoiceControls
  /** Verifies the webhook addresses and begins to deliver. Before that nothing leaves. */
  start(): void
  /** Ends every request, stops delivering and saves the state. */
  close(): Promise<void>
  /** Customers with short conversations; once per state. False when it had been done before. */
  seed(): boolean
  /** Where webhooks go may become known, or change, only later. Verified at once when started. */
  setWebhook(phoneNumberId: string, webhook: { url: string; verifyToken?: string }): void
  verification(phoneNumberId: string): Verification
  /** The customer with this number or user id; made when there is none. */
  customer(address: string, about?: { name?: string; username?: string; hidesNumber?: boolean }): Customer
  /** Somebody known by user name only. */
  customerWithUsername(username: string, name?: string): Customer
  /** Everything the platform accepted, oldest first: also what was never answered or failed later. */
  sent(): readonly SentMessage[]
  /** The first accepted message, past or future, that fits. */
  waitForSent(fits: (message: SentMessage) => boolean, timeoutMs?: number): Promise<SentMessage>
  fail(effect: Fault['effect'], times?: number | null, contactId?: string | null): Fault
  clearFaults(): void
  configure(change: SettingsChange): Settings
  templates(): readonly Template[]
  setTemplateStatus(name: string, language: string, status: TemplateStatus): void
  pendingWebhooks(): number
  /** Resolves when nothing is under way: every webhook acknowledged, every status told. */
  idle(timeoutMs?: number): Promise<void>
  log(): readonly LogEntry[]
}

export function createSimulator(options: SimulatorOptions): Simulator {
  const world = new World(options.clock)
  const numbers = new Map<string, BusinessNumber>(
    options.numbers.map((number) => [number.phoneNumberId, { ...number }]),
  )
  const platform = createPlatform(options, world, numbers)
  const verifier = new Verifier({ world, timing: platform.timing, fetch: platform.fetch })
  platform.verification = (phoneNumberId) => verifier.result(phoneNumberId)
  const pending = restoreState(world, options.stateFile)
  for (const number of numbers.values()) stockTemplates(world, number.wabaId)
  const stateFile = createStateFile(world, options.stateFile, () => platform.webhooks.pending())
  world.onChange((change) => {
    if (change.kind !== 'log' && change.kind !== 'typing' && change.kind !== 'call') stateFile.touch()
  })
  platform.webhooks.restore(pending)
  const unanswered: Unanswered = new Set()
  const control = createControlRouter(platform, options)
  const router = express.Router()
  router.use('/graph', createGraphRouter(platform, unanswered))
  router.use('/twilio', createVoiceRest(platform.voice, world))
  router.use('/api', control.router)
  let started = false
  return {
    ...testControls(platform),
    router,
    voice: createVoiceControls(platform.voice, world),
    start() {
      if (started) return
      started = true
      platform.delivery.resume()
      platform.webhooks.start()
      for (const number of numbers.values()) verifier.verify(number)
    },
    async close() {
      verifier.close()
      platform.delivery.close()
      platform.webhooks.close()
      platform.voice.close()
      control.close()
      for (const response of unanswered) response.destroy()
      stateFile.flush()
      await Promise.resolve()
    },
    setWebhook(phoneNumberId, webhook) {
      const number = numbers.get(phoneNumberId)
      if (number === undefined) throw new Error(`no business number ${phoneNumberId}`)
      number.webhookUrl = webhook.url
      number.verifyToken = webhook.verifyToken ?? number.verifyToken
      if (started) verifier.verify(number)
    },
  }
}

function createPlatform(
  options: SimulatorOptions,
  world: World,
  numbers: ReadonlyMap<string, BusinessNumber>,
): Platform {
  const timing = { ...defaultTiming, ...options.timing }
  const number = (phoneNumberId: string): BusinessNumber | undefined => numbers.get(phoneNumberId)
  const fetchFunction = options.fetch ?? fetch
  const poster = options.fetch === undefined ? createHttpPoster() : createFetchPoster(options.fetch)
  const webhooks = new WebhookSender({
    world,
    number,
    timing,
    poster,
    acknowledged({ messageId }) {
      const message = messageId === undefined ? undefined : world.messages.get(messageId)
      if (message?.status !== 'sent') return
      message.status = 'delivered'
      world.tell({ kind: 'message', message })
    },
  })
  return {
    world,
    webhooks,
    timing,
    number,
    fetch: fetchFunction,
    media: createMediaStore(world, options.stateFile === null ? null : `${options.stateFile}.media`),
    delivery: new Delivery({ world, webhooks, timing, number }),
    voice: new Exchange({
      world,
      timing,
      lines: options.lines ?? [],
      fetch: fetchFunction,
      speech: options.speech ?? 'real',
      timers: options.callTimers,
    }),
    numbers: () => [...numbers.values()],
    verification: () => ({ state: 'pending' }),
  }
}

type TestControls = Omit<Simulator, 'router' | 'voice' | 'start' | 'close' | 'setWebhook'>

function testControls(platform: Platform): TestControls {
  const { world } = platform
  return {
    seed: () => seedConversations(platform),
    verification: (phoneNumberId) => platform.verification(phoneNumberId),
    customer(address, about = {}) {
      const contact =
        world.findContact(address) ??
        world.addContact({ name: about.name ?? address, phone: address, ...about })
      return createCustomer(platform, contact)
    },
    customerWithUsername: (username, name = username) =>
      createCustomer(platform, world.addContact({ name, phone: null, username })),
    sent: () => world.sent,
    waitForSent: (fits, timeoutMs) => waitForSent(platform, fits, timeoutMs),
    fail(effect, times = 1, contactId = null) {
      const fault: Fault = { id: createId('f'), effect, times, contactId }
      world.faults.push(fault)
      world.tell({ kind: 'settings' })
      return fault
    },
    clearFaults() {
      world.faults = []
      world.tell({ kind: 'settings' })
    },
    configure: (change) => changeSettings(platform, change),
    templates: () => [...world.templates.values()],
    setTemplateStatus(name, language, status) {
      for (const template of world.templates.values()) {
        if (template.name === name && template.language === language) {
          setTemplateStatus(platform, template, status)
        }
      }
    },
    pendingWebhooks: () => platform.webhooks.size,
    idle: (timeoutMs) => waitForQuiet(platform, timeoutMs),
    log: () => world.log,
  }
}

const WAIT_MS = 10_000

async function waitForSent(
  platform: Platform,
  fits: (message: SentMessage) => boolean,
  timeoutMs = WAIT_MS,
): Promise<SentMessage> {
  const { world } = platform
  const past = world.sent.find(fits)
  if (past !== undefined) return past
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`no such message was sent within ${timeoutMs} ms`))
    }, timeoutMs)
    const stop = world.onChange((change) => {
      if (change.kind !== 'sent' || !fits(change.sent)) return
      clearTimeout(timer)
      stop()
      resolve(change.sent)
    })
  })
}

async function waitForQuiet(platform: Platform, timeoutMs = WAIT_MS): Promise<void> {
  const quiet = (): boolean =>
    platform.webhooks.size === 0 && platform.delivery.size === 0 && platform.voice.pending === 0
  if (quiet()) return
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(
        new Error(
          `still ${platform.webhooks.size + platform.voice.pending} webhooks under way after ${timeoutMs} ms`,
        ),
      )
    }, timeoutMs)
    const stop = platform.world.onChange((change) => {
      if (change.kind !== 'queue' || !quiet()) return
      clearTimeout(timer)
      stop()
      resolve()
    })
  })
}
