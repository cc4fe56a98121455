import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { MessageView } from '../../server/contract/message.ts'
import { ApiError } from '../../tab/src/api/api-error.ts'
import type { Api } from '../../tab/src/api/http.ts'
import type { Live, LiveDeps } from '../../tab/src/api/socket.ts'
import { createWorkspace, type Workspace } from '../../tab/src/state/workspace.ts'
import { aConversation, aMessage, ANNA, at, ENVIRONMENT, idOf } from './builders.ts'

const CONVERSATION = idOf('conv', 1)

/** A server that can be reached or not, and a live connection that can be cut. */
function createWorld() {
  const conversations = new Map<string, ConversationView>()
  const messages: MessageView[] = []
  const calls: string[] = []
  let reachable = true
  let live: LiveDeps | null = null

  const answers: Record<string, (input: { body?: { clientId: string; text: string } }) => unknown> = {
    'GET /environments/:id/conversations': () => ({ items: [...conversations.values()], nextCursor: null }),
    'GET /environments/:id/counts': () => ({
      open: conversations.size,
      mine: 0,
      unassigned: 0,
      waiting: 0,
      cap: 1000,
    }),
    'GET /environments/:id/channels': () => ({ items: [] }),
    'GET /conversations/:id': () => ({
      ...conversations.get(CONVERSATION)!,
      contactDetail: {},
      previous: [],
      can: {},
      capabilities: {},
    }),
    'GET /conversations/:id/messages': () => ({ items: messages.toReversed(), nextCursor: null }),
    'POST /conversations/:id/read': () => ({ ...conversations.get(CONVERSATION)!, unread: 0 }),
    'POST /conversations/:id/messages': ({ body }) => {
      const known = messages.find((message) => message.clientId === body!.clientId)
      return known ?? add({ direction: 'outbound', clientId: body!.clientId, text: body!.text })
    },
  }
  function add(changes: Partial<MessageView> = {}): MessageView {
    const message = aMessage({ at: at(messages.length + 1), ...changes }, messages.length + 1)
    messages.push(message)
    const view = conversations.get(CONVERSATION)!
    conversations.set(CONVERSATION, {
      ...view,
      seq: view.seq + 1,
      inboundCount: view.inboundCount + Number(message.direction === 'inbound'),
      updatedAt: message.at,
    })
    return message
  }
  const api: Api = {
    call: (async (key: string, input: object) => {
      calls.push(key)
      await Promise.resolve()
      if (!reachable) throw new ApiError('offline')
      return structuredClone(answers[key]!(input))
    }) as Api['call'],
    upload: () => Promise.reject(new Error('unused')),
    download: () => Promise.reject(new Error('unused')),
  }
  const connect = (deps: LiveDeps): Live => {
    live = deps
    return { open: () => undefined, typing: () => undefined, wake: () => undefined, close: () => undefined }
  }
  conversations.set(CONVERSATION, aConversation())
  return {
    conversations,
    messages,
    calls,
    add,
    api,
    connect,
    live: () => live!,
    cut(on: boolean) {
      reachable = !on
      live!.onConnection(on ? 'reconnecting' : 'online')
      if (!on) live!.onSubscribed(true)
    },
  }
}

let opened: Workspace[] = []
function open(world: ReturnType<typeof createWorld>): Workspace {
  const workspace = createWorkspace({
    api: world.api,
    me: { id: ANNA.id, email: 'anna@example.test', name: 'Anna', locale: null },
    environmentId: ENVIRONMENT,
    readToken: () => 'token',
    onRefused: () => undefined,
    onOutdated: () => undefined,
    onElsewhere: () => undefined,
    connect: world.connect,
  })
  opened.push(workspace)
  workspace.lists.show({ view: 'open', sort: 'activity', q: '' })
  return workspace
}

const shown = (workspace: Workspace) =>
  workspace.store
    .get()
    .threads.get(CONVERSATION)
    ?.messages.map(({ id }) => id)

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
})
afterEach(() => {
  for (const workspace of opened) workspace.stop()
  opened = []
  vi.useRealTimers()
})

const pass = (ms = 100) => vi.advanceTimersByTimeAsync(ms)

describe('coming back after an outage', () => {
  it('shows every message once and says how many were missed', async () => {
    const world = createWorld()
    world.add()
    const workspace = open(world)
    world.live().onConnection('online')
    world.live().onSubscribed(false)
    workspace.open(CONVERSATION)
    await pass()
    expect(shown(workspace)).toHaveLength(1)

    world.cut(true)
    const missed = [world.add(), world.add()]
    await pass()
    expect(shown(workspace)).toHaveLength(1)

    world.cut(false)
    // The last of them also comes live, as it may.
    world.live().onEvent({ type: 'message:created', payload: missed[1]! })
    await pass()
    expect(shown(workspace)).toEqual(world.messages.map(({ id }) => id))
    expect(workspace.store.get().caughtUp).toBe(2)
  })

  it('delivers what was written meanwhile, once', async () => {
    const world = createWorld()
    const workspace = open(world)
    world.live().onSubscribed(false)
    workspace.open(CONVERSATION)
    await pass()
    world.cut(true)
    workspace.queue.send(CONVERSATION, { clientId: 'c1', text: 'hello' }, { text: 'hello' })
    await pass()
    expect(workspace.store.get().pending.get(CONVERSATION)).toMatchObject([{ state: 'waiting' }])
    world.cut(false)
    await pass(5000)
    expect(world.messages.filter(({ clientId }) => clientId === 'c1')).toHaveLength(1)
    expect(shown(workspace)).toEqual(world.messages.map(({ id }) => id))
    expect(workspace.store.get().pending.size).toBe(0)
  })

  it('fetches the counters once however many events come', async () => {
    const world = createWorld()
    open(world)
    await pass()
    world.calls.length = 0
    for (let index = 2; index < 200; index++) {
      world.live().onEvent({ type: 'conversation:upserted', payload: aConversation({}, index) })
      await pass(10)
    }
    const asked = world.calls.filter((key) => key.endsWith('/counts'))
    expect(asked.length).toBeLessThanOrEqual(1)
    expect(world.calls.filter((key) => key.endsWith('/conversations'))).toEqual([])
  })
})

describe('events that cannot be right', () => {
  it('fetch what they were about', async () => {
    const report = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', report)
    const world = createWorld()
    const workspace = open(world)
    world.live().onSubscribed(false)
    workspace.open(CONVERSATION)
    await pass()
    const late = world.add()
    world.live().onBroken('message:created', { conversationId: CONVERSATION, nonsense: true })
    await pass(4000)
    expect(report).toHaveBeenCalledOnce()
    expect(shown(workspace)).toContain(late.id)
    vi.unstubAllGlobals()
  })

  it('or are missing fetch the open thread again', async () => {
    const world = createWorld()
    world.add()
    const workspace = open(world)
    world.live().onSubscribed(false)
    workspace.open(CONVERSATION)
    await pass()
    world.add()
    world.add()
    world.live().onEvent({
      type: 'conversation:upserted',
      payload: world.conversations.get(CONVERSATION)!,
    })
    await pass(2000)
    expect(shown(workspace)).toEqual(world.messages.map(({ id }) => id))
  })
})

describe('acting', () => {
  it('shows the effect at once and takes it back when the server refuses', async () => {
    const world = createWorld()
    const workspace = open(world)
    await pass()
    world.cut(true)
    const assigning = workspace.commands.assign(CONVERSATION, ANNA)
    const assignee = () => workspace.store.get().conversations.get(CONVERSATION)?.assignee
    expect(assignee()).toEqual(ANNA)
    await expect(assigning).rejects.toThrow('offline')
    expect(assignee()).toBe(null)
  })
})
