import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request of the bot, as it arrived. */
export interface ConnectorCall {
  method: string
  /** What is asked for. */
  kind: 'post' | 'update' | 'delete' | 'member' | 'members' | 'create' | 'other'
  /** With the thread, where there is one. */
  conversationId: string
  /** The message that is updated or answered, or the member that is asked for. */
  targetId: string | null
  body: ConnectorActivity | null
  authorization: string | null
  /** Milliseconds of a clock that does not go backwards. */
  at: number
}

export interface ConnectorActivity {
  type?: string
  id?: string
  text?: string
  summary?: string
  replyToId?: string
  attachments?: { contentType: string; content?: unknown }[]
  channelData?: { notification?: { alert?: boolean } }
  [more: string]: unknown
}

/** What the connector does with one request instead of taking it. */
export interface ScriptedAnswer {
  status?: number
  /** The code in the body, as Teams writes it; `null`: no body at all. */
  code?: string | null
  /** Instead of a code. */
  body?: unknown
  headers?: Record<string, string>
  /** Breaks the connection: before the request is noted as taken, or after, when only the answer is lost. */
  drop?: 'before' | 'after'
  /** Answers only then. */
  delayMs?: number
}

export interface RosterMember {
  id: string
  name: string
  aadObjectId: string
  email?: string
  userPrincipalName?: string
  tenantId?: string
  userRole?: string
}

/** A message of the bot as a chat shows it. */
export interface ShownMessage {
  id: string
  conversationId: string
  /** The first Adaptive Card in its newest state. */
  card: unknown
  activity: ConnectorActivity
  /** How often it was brought up to date. */
  updates: number
}

/** What refuses a bot whom a person has blocked (Microsoft, *Send proactive messages*). */
export const BLOCKED: ScriptedAnswer = {
  status: 403,
  body: {
    errorCode: 209,
    message: JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'blocked', errorCode: null }),
  },
}

/** Teams' connector service over real HTTP: takes what the bot sends, and misbehaves when it is told to. */
export interface FakeConnector {
  /** For the `serviceUrl` of activities. */
  serviceUrl: string
  /** Everything that arrived, oldest first. */
  calls: readonly ConnectorCall[]
  /** The bot's messages, oldest first; of one conversation when that is given (without its thread: of all threads). */
  messages(conversationId?: string): ShownMessage[]
  /** These answers are given first, in this order, to requests of this kind; `post` and `update` when none is named. */
  script(answers: readonly ScriptedAnswer[], kind?: ConnectorCall['kind']): void
  /** Decides about every request that no script is there for; `null`: it is taken. */
  decide(answer: (call: ConnectorCall) => ScriptedAnswer | null): void
  /** Who is in a conversation; everybody else is not found. */
  setRoster(conversationId: string, members: readonly RosterMember[]): void
  close(): Promise<void>
}

export async function startFakeConnector(): Promise<FakeConnector> {
  const state = createState()
  const server = createServer((request, response) => {
    void serve(state, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    serviceUrl: `http://127.0.0.1:${port}/emea/`,
    calls: state.calls,
    messages: (conversationId) =>
      [...state.messages.values()].filter(
        (message) => conversationId === undefined || belongsTo(message, conversationId),
      ),
    script(answers, kind) {
      const kinds: ConnectorCall['kind'][] = kind === undefined ? ['post', 'update'] : [kind]
      state.scripts.push(...answers.map((answer) => ({ kinds, answer })))
    },
    decide: (answer) => {
      state.decide = answer
    },
    setRoster: (conversationId, members) => void state.rosters.set(conversationId, members),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function belongsTo(message: ShownMessage, conversationId: string): boolean {
  return message.conversationId === conversationId || message.conversationId.split(';')[0] === conversationId
}

interface State {
  calls: ConnectorCall[]
  messages: Map<string, ShownMessage>
  scripts: { kinds: readonly ConnectorCall['kind'][]; answer: ScriptedAnswer }[]
  decide: (call: ConnectorCall) => ScriptedAnswer | null
  rosters: Map<string, readonly RosterMember[]>
  lastId: number
}

function createState(): State {
  return {
    calls: [],
    messages: new Map(),
    scripts: [],
    decide: () => null,
    rosters: new Map(),
    lastId: 1_790_000_000_000,
  }
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = await readCall(request)
  state.calls.push(call)
  const answer = answerFor(state, call)
  if (answer?.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delayMs))
  if (answer?.drop === 'before') {
    request.socket.destroy()
    return
  }
  const taken = answer?.status === undefined ? take(state, call) : null
  if (answer?.drop === 'after') {
    request.socket.destroy()
    return
  }
  if (taken !== null) send(response, taken.status, taken.body, {})
  else send(response, answer?.status ?? 500, refusalOf(answer), answer?.headers ?? {})
}

function answerFor(state: State, call: ConnectorCall): ScriptedAnswer | null {
  const index = state.scripts.findIndex(({ kinds }) => kinds.includes(call.kind))
  if (index === -1) return state.decide(call)
  return state.scripts.splice(index, 1)[0]?.answer ?? null
}

function refusalOf(answer: ScriptedAnswer | null): unknown {
  if (answer?.body !== undefined) return answer.body
  if (answer?.code === null) return undefined
  return { error: { code: answer?.code ?? 'ServiceError', message: 'as the script says' } }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string>,
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

async function readCall(request: IncomingMessage): Promise<ConnectorCall> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const path = new URL(request.url ?? '/', 'http://connector').pathname
  const [, conversation = '', part = '', target = ''] =
    /\/v3\/conversations(?:\/([^/]+))?(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? []
  const method = request.method ?? ''
  return {
    method,
    kind: kindOf(method, conversation, part),
    conversationId: decodeURIComponent(conversation),
    targetId: target === '' ? null : decodeURIComponent(target),
    body: text === '' ? null : (JSON.parse(text) as ConnectorActivity),
    authorization: request.headers.authorization ?? null,
    at: performance.now(),
  }
}

function kindOf(method: string, conversation: string, part: string): ConnectorCall['kind'] {
  if (method === 'POST' && conversation === '') return 'create'
  if (part === 'activities')
    return ({ POST: 'post', PUT: 'update', DELETE: 'delete' } as const)[method] ?? 'other'
  if (part === 'members') return 'member'
  return part === 'pagedmembers' ? 'members' : 'other'
}

function take(state: State, call: ConnectorCall): { status: number; body: unknown } {
  switch (call.kind) {
    case 'post':
      return post(state, call)
    case 'update':
      return update(state, call)
    case 'member':
      return member(state, call)
    case 'create':
      return { status: 201, body: { id: `a:${(state.lastId += 1)}` } }
    case 'members':
      return { status: 200, body: { members: state.rosters.get(call.conversationId) ?? [] } }
    case 'delete':
    case 'other':
      return { status: 200, body: {} }
  }
}

function post(state: State, call: ConnectorCall): { status: number; body: unknown } {
  const id = String((state.lastId += 1))
  const activity = call.body ?? {}
  state.messages.set(id, {
    id,
    conversationId: call.conversationId,
    card: cardOf(activity),
    activity,
    updates: 0,
  })
  return { status: 201, body: { id } }
}

function update(state: State, call: ConnectorCall): { status: number; body: unknown } {
  const known = state.messages.get(call.targetId ?? '')
  if (known === undefined)
    return { status: 404, body: { error: { code: 'ActivityNotFoundInConversation', message: 'no message' } } }
  known.activity = call.body ?? {}
  known.card = cardOf(known.activity)
  known.updates += 1
  return { status: 200, body: { id: known.id } }
}

function member(state: State, call: ConnectorCall): { status: number; body: unknown } {
  const roster = state.rosters.get(call.conversationId.split(';')[0] ?? '') ?? []
  const found = roster.find(({ id, aadObjectId }) => id === call.targetId || aadObjectId === call.targetId)
  return found === undefined
    ? { status: 404, body: { error: { code: 'MemberNotFoundInConversation', message: 'no member' } } }
    : { status: 200, body: found }
}

function cardOf(activity: ConnectorActivity): unknown {
  return activity.attachments?.find(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  )?.content
}
