import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import express from 'express'
import mongoose from 'mongoose'
import { Server } from 'socket.io'
import { startServer } from '../../server/context.ts'
import { setLogLevel } from '../../server/lib/logger.ts'
import type { Deps } from '../../server/usecases/ports.ts'
import { NUMBER, provisioningFor, testConfig } from '../support/world.ts'
import type { FromChild, ToChild } from './protocol.ts'

/**
 * The server under measurement in a process of its own: the product, or the bare baseline that does the least that
 * any such server must (read, check the signature, insert once, emit once) on the same kind of store.
 */
const [what = '', dataDir = ''] = process.argv.slice(2)
setLogLevel('error')

function say(message: FromChild): void {
  process.send?.(message)
}

const started = what === 'product' ? await startProduct() : await startBaseline()
process.on('message', (message: ToChild) => {
  answer(message).catch((error: unknown) => say({ kind: 'failed', reason: String(error) }))
})
say({ kind: 'ready', port: started.port })

async function answer(message: ToChild): Promise<void> {
  if (message.kind === 'usage') {
    globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    say({ kind: 'usage', cpuMs: (user + system) / 1000, rssMb: process.memoryUsage().rss / 2 ** 20 })
  }
  if (message.kind === 'seed' && started.deps !== null) {
    await seed(started.deps, message.from, message.to)
    say({ kind: 'seeded' })
  }
}

async function startProduct(): Promise<{ port: number; deps: Deps | null }> {
  const uri = process.env['MONGODB_URI'] ?? null
  const server = await startServer(
    testConfig(dataDir, { mongodbUri: uri, provisioning: provisioningFor('http://127.0.0.1:9') }),
  )
  return { port: server.port, deps: server.deps }
}

async function startBaseline(): Promise<{ port: number; deps: null }> {
  const given = process.env['MONGODB_URI']
  const uri = given ?? (await embeddedUri())
  const connection = await mongoose.createConnection(uri, { dbName: 'baseline' }).asPromise()
  const messages = connection.collection('messages')
  await messages.createIndex({ externalId: 1 }, { unique: true })
  const app = express()
  const server = createServer({ keepAliveTimeout: 75_000 }, app)
  const io = new Server(server, { perMessageDeflate: false, transports: ['websocket'] })
  io.on('connection', (socket) => {
    void socket.join('agents')
    socket.on('subscribe', (_body: unknown, done: (answer: { ok: true }) => void) => done({ ok: true }))
  })
  app.post(
    '/webhooks/whatsapp/wa',
    express.raw({ type: () => true, limit: '4mb' }),
    async (request, response) => {
      const body = request.body as Buffer
      const expected = createHmac('sha256', NUMBER.appSecret).update(body).digest()
      const given = Buffer.from((request.get('x-hub-signature-256') ?? '').slice('sha256='.length), 'hex')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        response.sendStatus(401)
        return
      }
      const payload = JSON.parse(body.toString()) as Payload
      const [message] = payload.entry[0]?.changes[0]?.value.messages ?? []
      await messages.insertOne({ externalId: message?.id, text: message?.text.body, at: new Date() })
      io.to('agents').emit('message:created', { externalId: message?.id, text: message?.text.body })
      response.sendStatus(200)
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, deps: null }
}

interface Payload {
  entry: { changes: { value: { messages: { id: string; text: { body: string } }[] } }[] }[]
}

async function embeddedUri(): Promise<string> {
  const { startEmbeddedStore } = await import('../../server/store/embedded/index.ts')
  return (await startEmbeddedStore({ dataDir: join(dataDir, 'store') })).uri
}

const PARALLEL = 64
const MINUTE_MS = 60_000

/** Conversations number `from` to `to`, through the store as the product uses it; the last one gets a long thread. */
async function seed(deps: Deps, from: number, to: number): Promise<void> {
  const [record] = await deps.store.channels.listAll()
  if (record === undefined) throw new Error('no channel')
  const base = Date.now() - to * MINUTE_MS
  let next = from
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      while (next < to) {
        const index = next
        next += 1
        await seedOne(deps, record, index, new Date(base + index * MINUTE_MS))
      }
    }),
  )
}

type ChannelRecord = Awaited<ReturnType<Deps['store']['channels']['listAll']>>[number]

async function seedOne(deps: Deps, record: ChannelRecord, index: number, at: Date): Promise<void> {
  const status = index % 4 === 0 ? 'open' : 'resolved'
  const name = `Seed ${index}`
  const conversation = await deps.store.conversations.insert({
    environmentId: record.environmentId,
    status,
    active: status === 'open',
    snoozedUntil: null,
    title: `WhatsApp +49 **** ${index}`,
    contactId: index.toString(16).padStart(24, '0'),
    contactName: name,
    serviceId: record.serviceId,
    channelId: record.id,
    assigneeId: null,
    lastMessage: null,
    lastActivityAt: at,
    inboundCount: 1,
    reads: {},
    waitingSince: index % 8 === 0 ? at : null,
    window: { lastInboundAt: at, refusedAt: null },
    windowClosesAt: new Date(at.getTime() + 24 * 60 * MINUTE_MS),
    seq: 1,
    origin: 'contact',
    awaitingCallId: null,
    autoReplies: [],
    previousId: null,
    mergedIntoId: null,
    moves: [],
    labels: [],
    createdAt: at,
    updatedAt: at,
    searchWords: ['seed', String(index)],
  })
  if (conversation === null) throw new Error('not seeded')
  await deps.store.messages.insert({
    environmentId: record.environmentId,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    channelId: record.id,
    seq: 1,
    direction: 'inbound',
    kind: 'text',
    text: `Message of ${name}`,
    at,
    receivedAt: at,
    externalId: `seed.${index}`,
    author: { kind: 'contact', id: conversation.contactId, name },
  })
}
