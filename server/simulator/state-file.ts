import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { simulatorLog } from '../lib/logger.ts'
import type { Chat, Contact, Fault, Media, SentMessage, Settings, Template } from './model.ts'
import type { PendingWebhook } from './webhooks/sender.ts'
import type { World } from './world.ts'

const VERSION = 1
const KEPT_MESSAGES_PER_CHAT = 500
const KEPT_SENT = 2_000
const SAVE_AFTER_MS = 250

interface StoredState {
  version: number
  /** How far the business clock is ahead of the machine's. */
  clockAheadMs: number
  contacts: Contact[]
  chats: Chat[]
  media: Media[]
  templates: Template[]
  sent: SentMessage[]
  settings: Settings
  faults: Fault[]
  stockedWabas: string[]
  seeded: boolean
  webhooks: PendingWebhook[]
}

export interface StateFile {
  /** Saves soon; cheap to call for every change. */
  touch(): void
  /** Saves now, if anything changed. */
  flush(): void
}

/**
 * Fills the world from the file, when there is one, and returns the webhooks that were still to be delivered.
 * Moves the clock to where it was, so that time never runs backwards for the messages in it.
 */
export function restoreState(world: World, path: string | null): PendingWebhook[] {
  const state = path === null ? null : readState(path)
  if (state === null) return []
  for (const contact of state.contacts) world.restoreContact(contact)
  for (const chat of state.chats) {
    world.chats.set(`${chat.phoneNumberId} ${chat.contactId}`, chat)
    for (const message of chat.messages) world.messages.set(message.id, message)
  }
  for (const media of state.media) world.media.set(media.id, media)
  for (const template of state.templates) world.templates.set(template.id, template)
  for (const wabaId of state.stockedWabas) world.stockedWabas.add(wabaId)
  world.sent.push(...state.sent)
  world.settings = { ...world.settings, ...state.settings }
  world.faults = state.faults
  world.seeded = state.seeded
  const behindMs = state.clockAheadMs - clockAheadMs(world)
  if (state.clockAheadMs > 0 && behindMs > 1_000) world.clock.advance(behindMs)
  return state.webhooks
}

export function createStateFile(
  world: World,
  path: string | null,
  webhooks: () => PendingWebhook[],
): StateFile {
  let timer: NodeJS.Timeout | undefined
  let lastDurationMs = 0
  const save = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (path === null) return
    const startedAt = performance.now()
    try {
      writeAtomically(path, JSON.stringify(stateOf(world, webhooks())))
    } catch (error) {
      simulatorLog.warn({ err: error }, 'simulator state could not be saved')
    }
    lastDurationMs = performance.now() - startedAt
  }
  return {
    touch() {
      if (path === null || timer !== undefined) return
      // Under load the state is large: never spend more than a twentieth of the time on saving it.
      timer = setTimeout(save, Math.max(SAVE_AFTER_MS, 20 * lastDurationMs))
      timer.unref()
    },
    flush() {
      if (timer !== undefined) save()
    },
  }
}

function stateOf(world: World, webhooks: PendingWebhook[]): StoredState {
  return {
    version: VERSION,
    clockAheadMs: clockAheadMs(world),
    contacts: [...world.contacts.values()],
    chats: [...world.chats.values()].map((chat) => ({
      ...chat,
      messages: chat.messages.slice(-KEPT_MESSAGES_PER_CHAT),
    })),
    media: [...world.media.values()],
    templates: [...world.templates.values()],
    sent: world.sent.slice(-KEPT_SENT),
    settings: world.settings,
    faults: world.faults,
    stockedWabas: [...world.stockedWabas],
    seeded: world.seeded,
    webhooks,
  }
}

function clockAheadMs(world: World): number {
  return world.clock.now().getTime() - Date.now()
}

function readState(path: string): StoredState | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return null
  }
  try {
    // Written by ourselves; an older form is dropped rather than guessed at.
    const state = JSON.parse(text) as StoredState
    if (state.version === VERSION) return state
  } catch (error) {
    simulatorLog.warn({ err: error }, 'simulator state is unreadable')
  }
  renameSync(path, `${path}.unreadable`)
  return null
}

function writeAtomically(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.tmp`
  writeFileSync(draft, text)
  renameSync(draft, path)
}
