import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { WebSocket } from 'ws'
import { waitFor } from '../wait-for.ts'

const TENANT = '5d1e2c3b-0000-4000-8000-000000000001'
const BOT = '28:5d1e2c3b-0000-4000-8000-00000000000b'

/** Somebody in the Playground's organisation; the first one is who sits at its screen. */
export interface PlaygroundPerson {
  name: string
  email: string
}

/** What the bot did, as the Playground's own page is told. */
export interface BotAction {
  /** `createMessage`, `updateMessage`, `typing`. */
  action: string
  conversationId: string
  messageId: string
  text: string
  /** The first Adaptive Card. */
  card: Card | null
}

export interface Card {
  body?: unknown[]
  actions?: unknown[]
}

export const PERSONAL_CHAT = 'personal-chat-id'
export const TEAM = 'team-id'

/** The Microsoft 365 Agents Playground, headless: the nearest thing to Teams that runs without an account. */
export interface Playground {
  actions: readonly BotAction[]
  /** Adds the app to a chat or team. */
  install(conversationId: string): Promise<void>
  /** The person at the screen writes; in a team the bot hears only what names it. */
  say(conversationId: string, text: string): Promise<void>
  /** Presses a button of a card and answers with what the bot answered. `by` counts from the first person. */
  press(
    card: { conversationId: string; messageId: string },
    action: { verb: string; data: unknown },
    by?: number,
  ): Promise<{ status: number; body: unknown }>
  /** The newest thing the bot did that fits. */
  seen(what: string, fits: (action: BotAction) => boolean, timeoutMs?: number): Promise<BotAction>
  close(): Promise<void>
}

/** Starts it before `messagesUrl`, the bot's address. */
export async function startPlayground(
  messagesUrl: string,
  people: readonly [PlaygroundPerson, ...PlaygroundPerson[]],
): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'callover-playground-'))
  await writeFile(join(folder, '.m365agentsplayground.yml'), configurationFor(people))
  const { child, port } = await start(messagesUrl, folder)
  const url = `http://127.0.0.1:${port}`
  const actions: BotAction[] = []
  const socket = new WebSocket(`ws://127.0.0.1:${port}/_ws_conversation/v1/conversations/stream`)
  socket.on('message', (data: Buffer) => actions.push(readAction(JSON.parse(data.toString('utf8')))))
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return {
    actions,
    async install(conversationId) {
      await post(`${url}/_debug/conversation/${conversationId}/installation`, {})
    },
    async say(conversationId, text) {
      const mentioned = conversationId === PERSONAL_CHAT ? text : `<at>Callover</at> ${text}`
      await post(`${url}/_conversation/v1/conversations/${conversationId}/messages`, {
        from: { id: 'user-id-0' },
        text: mentioned,
        textFormat: conversationId === PERSONAL_CHAT ? 'plain' : 'xml',
        ...(conversationId === PERSONAL_CHAT
          ? {}
          : { mentions: [{ mentioned: { id: BOT }, text: '<at>Callover</at>' }] }),
      })
    },
    press: ({ conversationId, messageId }, { verb, data }, by = 0) =>
      post(`${url}/_conversation/v1/invoke`, {
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
        from: { id: `user-id-${by}` },
        conversation: { id: conversationId },
        replyToId: messageId,
      }),
    seen: (what, fits, timeoutMs) => waitFor(what, () => actions.findLast(fits), timeoutMs),
    async close() {
      socket.close()
      await stop(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function post(url: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  try {
    return { status: response.status, body: JSON.parse(text) as unknown }
  } catch {
    return { status: response.status, body: text }
  }
}

async function start(messagesUrl: string, folder: string): Promise<{ child: ChildProcess; port: number }> {
  const require = createRequire(import.meta.url)
  const manifest = require.resolve('@microsoft/m365agentsplayground/package.json')
  const { bin } = require(manifest) as { bin: Record<string, string> }
  const program = join(dirname(manifest), bin['agentsplayground'] ?? '')
  const child = spawn(
    process.execPath,
    // It takes a free port when the one it is asked for is busy, and says which.
    [program, 'start', '-e', messagesUrl, '-c', 'msteams', '-p', '56150', '--disable-telemetry'],
    {
      cwd: folder,
      env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  const port = await waitFor('the Playground listens', () => /Listening on (\d+)/.exec(said)?.[1], 60_000)
  return { child, port: Number(port) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

interface StreamedAction {
  action?: string
  actionConversationId?: string
  message?: {
    messageId?: string
    text?: string
    postConversationId?: string
    attachments?: { contentType?: string; content?: unknown }[]
  }
}

function readAction(given: unknown): BotAction {
  const { action = '', actionConversationId = '', message } = given as StreamedAction
  const shown = message?.attachments?.find(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  )
  const content: unknown = shown?.content
  return {
    action,
    conversationId: message?.postConversationId ?? actionConversationId,
    messageId: message?.messageId ?? '',
    text: message?.text ?? '',
    card:
      (typeof content === 'string' ? (JSON.parse(content) as Card) : (content as Card | undefined)) ?? null,
  }
}

/** Exactly five other people are wanted beside the one at the screen. */
function configurationFor(people: readonly PlaygroundPerson[]): string {
  const all = Array.from({ length: 6 }, (_, index) => {
    const { name, email } = people[index] ?? {
      name: `Nobody ${index}`,
      email: `nobody-${index}@example.test`,
    }
    const [givenName = name, surname = name] = name.split(' ')
    const objectId = `5d1e2c3b-0000-4000-8000-00000000002${index}`
    return {
      id: `user-id-${index}`,
      name,
      userPrincipleName: email,
      aadObjectId: objectId,
      givenName,
      surname,
      email,
    }
  })
  // JSON is YAML.
  return JSON.stringify({
    version: '0.1.1',
    tenantId: TENANT,
    bot: { id: BOT, name: 'Callover' },
    currentUser: all[0],
    users: all.slice(1),
    personalChat: { id: PERSONAL_CHAT },
    groupChat: { id: 'group-chat-id', name: 'Group' },
    team: {
      id: TEAM,
      name: 'Hotline team',
      aadGroupId: '5d1e2c3b-0000-4000-8000-000000000031',
      channels: [{ id: 'channel-queue-id', name: 'Queue' }],
    },
  })
}

/** Every text that a card shows, and every button's title. */
export function wordsOf(card: unknown): string {
  if (Array.isArray(card)) return card.map(wordsOf).join(' ')
  if (typeof card !== 'object' || card === null) return ''
  return Object.entries(card)
    .map(([key, value]) =>
      typeof value === 'string'
        ? ['text', 'title', 'label', 'value', 'placeholder'].includes(key)
          ? value
          : ''
        : wordsOf(value),
    )
    .filter((part) => part !== '')
    .join(' ')
}

/** The button that does `verb`, wherever on the card it is. */
export function buttonOf(
  card: unknown,
  verb: string,
): { verb: string; data: Record<string, unknown> } | null {
  if (Array.isArray(card)) {
    for (const part of card) {
      const found = buttonOf(part, verb)
      if (found !== null) return found
    }
    return null
  }
  if (typeof card !== 'object' || card === null) return null
  const action = card as { type?: string; verb?: string; data?: Record<string, unknown> }
  if (action.type === 'Action.Execute' && action.verb === verb) return { verb, data: action.data ?? {} }
  return buttonOf(Object.values(card), verb)
}
