/*
 * A stand-in for the server, for working on the tab: `npx tsx test/support/mock-server.ts`, then
 * `CALLOVER_SERVER=http://127.0.0.1:4978 npx vite -c tab/vite.config.ts`. It keeps to the contract and forgets
 * everything. `POST /mock/<toggle>` makes it misbehave: see `toggles`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readFileSync, existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Server } from 'socket.io'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { ErrorCode } from '../../server/contract/errors.ts'
import { conversationQuery } from '../../server/contract/http.ts'
import type { MessageView } from '../../server/contract/message.ts'
import {
  channels,
  detailOf,
  environments,
  idOf,
  makeConversation,
  me,
  members,
  nextInbound,
  type MockConversation,
} from './mock-data.ts'

const PORT = Number(process.env['MOCK_PORT'] ?? 4978)
const SIZE = Number(process.env['MOCK_SIZE'] ?? 5000)
const STATIC = process.env['MOCK_STATIC']
const API = '/api/v1'

const store = new Map<string, MockConversation>()
const started = Date.now()
for (let index = 0; index < SIZE; index++) {
  const made = makeConversation(index, environments[0]!.id, started)
  store.set(made.view.id, made)
}

const toggles = {
  /** Answers every REST call with this code. */
  fail: '',
  /** Milliseconds before every answer. */
  delay: 0,
  /** Inbound messages per minute. */
  traffic: 0,
}

const http = createServer((request, response) => void answer(request, response))
const io = new Server(http, { cors: { origin: '*' } })
const room = environments[0]!.id

io.on('connection', (socket) => {
  socket.emit('clock', { now: new Date().toISOString(), contractVersion: 1 })
  socket.onAny(
    (type: string, payload: { environmentId?: string; conversationId?: string }, ack?: unknown) => {
      if (type === 'subscribe' && payload.environmentId !== undefined) void socket.join(payload.environmentId)
      if (type === 'conversation:open') {
        const viewers = members.slice(0, 2).map(({ id, name }) => ({ id, name }))
        socket.emit('presence', { conversationId: payload.conversationId, viewers })
      }
      if (typeof ack === 'function') (ack as (answer: unknown) => void)({ ok: true })
    },
  )
})

function problem(response: ServerResponse, status: number, code: ErrorCode): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' })
  response.end(JSON.stringify({ type: `urn:callover:problem:${code}`, title: code, status, code }))
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-server-time': new Date().toISOString(),
  })
  response.end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
    return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mock')
  const { pathname } = url
  if (pathname.startsWith('/mock/')) return toggle(pathname, url, response)
  if (pathname === '/demo.json') {
    const accounts = [
      { email: 'anna@example.test', password: 'callover-demo', name: 'Anna Berger', role: 'Agent' },
      { email: 'olivia@example.test', password: 'callover-demo', name: 'Olivia Stein', role: 'Supervisor' },
    ]
    return json(response, { accounts, simulatorUrl: '/simulator' })
  }
  if (!pathname.startsWith(API)) return serveStatic(pathname, response)
  await new Promise((resolve) => setTimeout(resolve, toggles.delay))
  if (toggles.fail !== '') return problem(response, 500, toggles.fail as ErrorCode)
  const path = pathname.slice(API.length)
  const body = await bodyOf(request)
  if (path === '/sessions') {
    if (body['password'] !== 'callover-demo') return problem(response, 401, 'unauthenticated')
    return json(response, { token: 'mock-token', user: me.user }, 201)
  }
  if (request.headers.authorization !== 'Bearer mock-token') return problem(response, 401, 'unauthenticated')
  if (path === '/me' || path === '/sessions/current') return json(response, path === '/me' ? me : {})
  const [, area = '', id = '', what = '', messageId = ''] = path.split('/')
  if (area === 'environments') return environment(response, id, what, url)
  const found = store.get(id)
  if (area !== 'conversations' || found === undefined) return problem(response, 404, 'not_found')
  conversation(response, found, { method: request.method ?? 'GET', what, messageId, body, url })
}

function toggle(pathname: string, url: URL, response: ServerResponse): void {
  const name = pathname.slice('/mock/'.length)
  const value = url.searchParams.get('value') ?? ''
  if (name === 'fail') toggles.fail = value
  if (name === 'delay') toggles.delay = Number(value)
  if (name === 'traffic') toggles.traffic = Number(value)
  if (name === 'drop') io.disconnectSockets(true)
  if (name === 'broken') io.to(room).emit('message:created', { id: 'nonsense' })
  if (name === 'inbound') receive(store.get(value) ?? [...store.values()][Number(value)]!)
  if (name === 'channel') {
    channels[0]!.health = {
      state: value === 'failing' ? 'failing' : 'working',
      since: new Date(Date.now() - 12 * 60_000).toISOString(),
      platformCode: value === 'failing' ? '190' : null,
      lastInboundAt: new Date(Date.now() - 15 * 60_000).toISOString(),
    }
    io.to(room).emit('notification', {
      kind: value === 'failing' ? 'channel_failing' : 'channel_recovered',
      environmentId: room,
      channel: { id: channels[0]!.id, name: channels[0]!.name },
      at: new Date().toISOString(),
    })
  }
  json(response, toggles)
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

function serveStatic(pathname: string, response: ServerResponse): void {
  const file = join(STATIC ?? '', pathname === '/' ? 'index.html' : pathname)
  if (STATIC === undefined || !existsSync(file)) return problem(response, 404, 'not_found')
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
  response.end(readFileSync(file))
}

const SORT_KEYS: Record<string, (view: ConversationView) => string> = {
  activity: (view) => String(9e15 - Date.parse(view.lastMessage?.at ?? view.createdAt)).padStart(17, '0'),
  waiting: (view) => view.waitingSince ?? '9',
  window: (view) => (view.window.open ? (view.window.closesAt ?? '9') : '9'),
}

function environment(response: ServerResponse, id: string, what: string, url: URL): void {
  const all = [...store.values()].map(({ view }) => view).filter((view) => view.environmentId === id)
  if (what === 'members') return json(response, { items: members })
  if (what === 'channels') return json(response, { items: id === room ? channels : [] })
  if (what === 'counts') {
    const open = all.filter((view) => view.status === 'open')
    const of = (test: (view: ConversationView) => boolean): number => Math.min(1000, open.filter(test).length)
    return json(response, {
      open: of(() => true),
      mine: of((view) => view.assignee?.id === me.user.id),
      unassigned: of((view) => view.assignee === null),
      waiting: of((view) => view.waitingSince !== null),
      cap: 1000,
    })
  }
  const query = conversationQuery.parse(Object.fromEntries(url.searchParams))
  const words = query.q?.toLowerCase()
  const key = SORT_KEYS[query.sort]!
  const found = all
    .filter((view) => query.status === undefined || query.status.includes(view.status))
    .filter((view) => {
      if (query.assignee === undefined) return true
      if (query.assignee === 'none') return view.assignee === null
      return view.assignee?.id === (query.assignee === 'me' ? me.user.id : query.assignee)
    })
    .filter(
      (view) => query.waiting === undefined || (view.waitingSince !== null) === (query.waiting === 'true'),
    )
    .filter(
      (view) => words === undefined || `${view.contact.name} ${view.number}`.toLowerCase().includes(words),
    )
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  const from = Number(query.cursor ?? 0)
  const items = found.slice(from, from + query.limit)
  json(response, { items, nextCursor: from + query.limit < found.length ? String(from + query.limit) : null })
}

interface Call {
  method: string
  what: string
  messageId: string
  body: Record<string, unknown>
  url: URL
}

function conversation(response: ServerResponse, found: MockConversation, call: Call): void {
  const { view, messages } = found
  if (call.what === '') {
    const previous = [...store.values()]
      .slice(view.number % 50, (view.number % 50) + 2)
      .map(({ view: { id, number, status, updatedAt, title, lastMessage } }) => ({
        id,
        number,
        status,
        updatedAt,
        title,
        lastMessage,
        mergeable: true,
      }))
    return json(response, detailOf(found, previous))
  }
  if (call.what === 'messages' && call.method === 'GET') {
    const newest = messages.toReversed()
    const from = Number(call.url.searchParams.get('before') ?? 0)
    const limit = Number(call.url.searchParams.get('limit') ?? 50)
    const nextCursor = from + limit < newest.length ? String(from + limit) : null
    return json(response, { items: newest.slice(from, from + limit), nextCursor })
  }
  if (call.what === 'messages') return json(response, post(found, call.body), 201)
  if (call.what === 'templates') return json(response, { items: [] })
  if (call.what === 'read') view.unread = 0
  else change(view, call)
  json(response, view)
  io.to(room).emit('conversation:upserted', view)
}

function change(view: ConversationView, call: Call): void {
  view.seq += 1
  view.updatedAt = new Date().toISOString()
  if (call.what === 'resolve') Object.assign(view, { status: 'resolved', waitingSince: null })
  if (call.what === 'reopen') view.status = 'open'
  if (call.what === 'snooze') view.status = 'snoozed'
  if (call.what === 'assign') {
    const wanted = call.body['memberId']
    const member = members.find(({ id }) => id === (wanted === 'me' ? me.user.id : wanted))
    view.assignee = member === undefined ? null : { id: member.id, name: member.name }
  }
}

let sent = 0
function post(found: MockConversation, body: Record<string, unknown>): MessageView {
  const { view, messages } = found
  const clientId = String(body['clientId'])
  const repeated = messages.find((message) => message.clientId === clientId)
  if (repeated !== undefined) return repeated
  const note = typeof body['note'] === 'string'
  const words = note ? body['note'] : body['text']
  const at = new Date().toISOString()
  const message: MessageView = {
    id: idOf('sent', ++sent),
    conversationId: view.id,
    seq: ++view.seq,
    direction: note ? 'note' : 'outbound',
    kind: 'text',
    text: typeof words === 'string' ? words : '',
    at,
    clientId,
    author: { kind: 'member', id: me.user.id, name: me.user.name },
    ...(note ? {} : { delivery: { status: 'queued' as const, at } }),
  }
  messages.push(message)
  Object.assign(view, {
    updatedAt: at,
    waitingSince: note ? view.waitingSince : null,
    lastMessage: {
      direction: message.direction,
      kind: 'text',
      text: message.text ?? '',
      at,
      authorName: me.user.name,
      ...(note ? {} : { delivery: 'queued' }),
    },
  })
  io.to(room).emit('message:created', message)
  io.to(room).emit('conversation:upserted', view)
  if (!note) deliver(found, message)
  return message
}

function deliver({ view }: MockConversation, message: MessageView): void {
  for (const [index, status] of (['sending', 'sent', 'delivered', 'read'] as const).entries()) {
    setTimeout(
      () => {
        message.delivery = { status, at: new Date().toISOString() }
        io.to(room).emit('message:updated', message)
        if (view.lastMessage?.at !== message.at) return
        view.lastMessage.delivery = status
        io.to(room).emit('conversation:upserted', view)
      },
      600 * (index + 1),
    )
  }
}

function receive(found: MockConversation): void {
  const message = nextInbound(found, Date.now())
  io.to(room).emit('message:created', message)
  io.to(room).emit('conversation:upserted', found.view)
}

setInterval(() => {
  if (Math.random() < toggles.traffic / 60) {
    const all = [...store.values()]
    receive(all[Math.floor(Math.random() ** 3 * all.length)]!)
  }
}, 1000)

http.listen(PORT, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${PORT}`))
