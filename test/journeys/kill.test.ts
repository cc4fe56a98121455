import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { MessageView } from '../../server/contract/message.ts'
import { ApiClient, ApiFailure } from '../support/api-client.ts'
import { waitFor } from '../support/wait-for.ts'
import {
  databaseFor,
  dropDatabase,
  freePort,
  NUMBER,
  PASSWORD,
  provisioningFile,
  startPlatform,
  type Platform,
} from '../support/world.ts'

const KILLS = 6
const CUSTOMERS = 6
const MESSAGES_EACH = 30
const ANSWERS_EACH = 12

let platform: Platform
let dataDir: string
let port: number
let child: ChildProcess | null = null
const database = databaseFor()

beforeAll(async () => {
  platform = await startPlatform({ webhookTimeoutMs: 5_000 })
  dataDir = await mkdtemp(join(tmpdir(), 'callover-kill-'))
  port = await freePort()
  await writeFile(join(dataDir, 'provision.json'), provisioningFile(platform.apiBaseUrl))
  platform.simulator.setWebhook(NUMBER.phoneNumberId, {
    url: `http://127.0.0.1:${port}/webhooks/whatsapp/wa`,
  })
})

afterAll(async () => {
  await platform.close()
  child?.kill('SIGKILL')
  if (database !== null) await dropDatabase(database)
  await rm(dataDir, { recursive: true, force: true })
})

async function startChild(): Promise<void> {
  const script = fileURLToPath(new URL('kill-child.ts', import.meta.url))
  const started = spawn(process.execPath, ['--import', 'tsx', script], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATA_DIR: dataDir,
      PROVISION_FILE: join(dataDir, 'provision.json'),
      SECRET_KEY: 'a secret key that is long enough for a test',
      LOG_LEVEL: 'error',
      ...(database === null ? {} : { MONGODB_URI: database }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = started
  await new Promise<void>((resolve, reject) => {
    started.stdout?.on('data', (data: Buffer) => {
      if (data.toString().includes('ready')) resolve()
    })
    started.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
}

async function killChild(): Promise<void> {
  const killed = child
  if (killed === null) return
  child = null
  const gone = new Promise((resolve) => killed.once('exit', resolve))
  killed.kill('SIGKILL')
  await gone
}

/** Tries until the server is there and says yes; what it refuses for good is an error. */
async function insist<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  return waitFor(
    what,
    async () => {
      try {
        return { answer: await attempt() }
      } catch (error) {
        if (error instanceof ApiFailure && error.status < 500 && error.status !== 401) throw error
        return null
      }
    },
    90_000,
  ).then(({ answer }) => answer)
}

async function allMessages(client: ApiClient, conversationId: string): Promise<MessageView[]> {
  const messages: MessageView[] = []
  let before: string | undefined
  do {
    const page = await client.call('GET /conversations/:id/messages', {
      params: { id: conversationId },
      query: { limit: 100, ...(before === undefined ? {} : { before }) },
    })
    messages.push(...page.items)
    before = page.nextCursor ?? undefined
  } while (before !== undefined)
  return messages
}

function sorted(texts: readonly (string | undefined)[]): string[] {
  return texts.map((text) => text ?? '').toSorted((a, b) => (a < b ? -1 : 1))
}

it(
  'loses and doubles nothing when the server is killed again and again under load',
  { timeout: 420_000 },
  async () => {
    await startChild()
    platform.simulator.start()
    const client = await new ApiClient(`http://127.0.0.1:${port}`).signIn('anna@example.test', PASSWORD)
    const environmentId = await client.environmentId()

    const customers = Array.from({ length: CUSTOMERS }, (_, index) =>
      platform.simulator.customer(`+4915199900${String(index).padStart(3, '0')}`, {
        name: `Customer${index}`,
      }),
    )
    const sentByCustomers = new Map<string, string[]>()
    for (const customer of customers) sentByCustomers.set(customer.contact.name, [customer.sendText('first')])
    const conversations = new Map<string, ConversationView>()
    for (const customer of customers) {
      const conversation = await waitFor('first conversation', async () => {
        const page = await client.call('GET /environments/:id/conversations', {
          params: { id: environmentId },
          query: { q: customer.contact.name },
        })
        return page.items[0]
      })
      conversations.set(customer.contact.name, conversation)
    }

    let over = false
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        // Wait for progress rather than for time: each life does some work before it ends.
        const target = platform.simulator.sent().length + 4
        await waitFor('some work done', () => over || platform.simulator.sent().length >= target, 60_000)
        await killChild()
        await startChild()
      }
    })()

    const writing = customers.map(async (customer) => {
      for (let index = 1; index < MESSAGES_EACH; index += 1) {
        sentByCustomers.get(customer.contact.name)?.push(customer.sendText(`message ${index}`))
        await new Promise((resolve) => setTimeout(resolve, 60))
      }
    })
    const accepted = new Map<string, string[]>()
    const answering = customers.map(async (customer) => {
      const conversation = conversations.get(customer.contact.name)
      const ids: string[] = []
      accepted.set(customer.contact.name, ids)
      for (let index = 0; index < ANSWERS_EACH; index += 1) {
        const message = await insist('answer accepted', () =>
          client.call('POST /conversations/:id/messages', {
            params: { id: conversation?.id ?? '' },
            body: { clientId: `answer-${index}`, text: `answer ${index} to ${customer.contact.name}` },
          }),
        )
        ids.push(message.id)
      }
    })
    await Promise.all([...writing, ...answering])
    over = true
    await killing
    await platform.simulator.idle(60_000)

    const timesTaken = (id: string): number =>
      platform.simulator.sent().filter(({ correlationData }) => correlationData?.startsWith(id) === true)
        .length
    for (const customer of customers) {
      const { name } = customer.contact
      const conversation = conversations.get(name)
      if (conversation === undefined) throw new Error('no conversation')
      const settled = await waitFor(
        `everything of ${name} settled`,
        async () => {
          const messages = await allMessages(client, conversation.id)
          // What the platform took is settled by its statuses, which may still be on their way.
          const open = messages.filter(
            ({ id, delivery }) =>
              ['queued', 'sending'].includes(delivery?.status ?? '') ||
              (delivery?.status === 'unconfirmed' && timesTaken(id) > 0),
          )
          const inbound = messages.filter(({ direction }) => direction === 'inbound')
          return open.length === 0 && inbound.length >= MESSAGES_EACH ? messages : null
        },
        120_000,
      )
      const oldestFirst = settled.toReversed()
      const inbound = oldestFirst.filter(({ direction }) => direction === 'inbound')
      // Every webhook message exactly once, in the order of the provider's time.
      expect(sorted(inbound.map(({ externalId }) => externalId))).toEqual(
        sorted(sentByCustomers.get(name) ?? []),
      )
      expect(inbound.map(({ at }) => at)).toEqual(sorted(inbound.map(({ at }) => at)))
      const current = await client.call('GET /conversations/:id', { params: { id: conversation.id } })
      expect(current.inboundCount).toBe(MESSAGES_EACH)

      // Every accepted answer is shown once and ends truly.
      const outbound = oldestFirst.filter(({ direction }) => direction === 'outbound')
      expect(outbound.map(({ id }) => id)).toEqual(accepted.get(name))
      for (const message of outbound) {
        const times = timesTaken(message.id)
        expect(times, 'never taken twice').toBeLessThanOrEqual(1)
        const status = message.delivery?.status ?? ''
        expect(times === 1 ? ['sent', 'delivered', 'read'] : ['unconfirmed', 'failed']).toContain(status)
        expect(status !== 'failed' || message.delivery?.error?.code !== undefined).toBe(true)
      }
    }
  },
)
