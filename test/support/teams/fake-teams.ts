import {
  startFakeConnector,
  type FakeConnector,
  type RosterMember,
  type ShownMessage,
} from './fake-connector.ts'
import { buttonOf } from './playground.ts'
import { startTokenServer, type TokenServer } from './token-server.ts'

/** The registration of the tests' bot. */
export const APP_ID = '5d1e2c3b-0000-4000-8000-00000000000b'
export const BOT = { id: `28:${APP_ID}`, name: 'Callover' }
/** The organisation that everybody of the tests belongs to unless said otherwise. */
export const TENANT = '1c2b3a49-5e6d-4f70-8192-a3b4c5d6e7f8'

export interface TeamsPerson {
  /** For this bot. */
  id: string
  name: string
  /** In Entra; `null` for guests without an account. */
  objectId: string | null
  email: string
  tenantId: string
}

export interface TeamsAnswer {
  status: number
  body: unknown
}

/** A chat or channel, as those in it use it. */
export interface TeamsChat {
  id: string
  /** Adds the app: both activities that Teams sends, at the same time. */
  install(by: TeamsPerson): Promise<TeamsAnswer[]>
  /** Writes to the bot; in a channel or group chat with a mention. */
  say(by: TeamsPerson, text: string): Promise<TeamsAnswer>
  /** Presses the button of a card that does `verb`, with what was filled in. Throws when there is none. */
  press(
    by: TeamsPerson,
    on: Pick<ShownMessage, 'id' | 'card'>,
    verb: string,
    filled?: Record<string, unknown>,
  ): Promise<TeamsAnswer>
  /** As `press` on a client that knows no `Action.Execute`. */
  submit(
    by: TeamsPerson,
    on: Pick<ShownMessage, 'id' | 'card'>,
    verb: string,
    filled?: Record<string, unknown>,
  ): Promise<TeamsAnswer>
  /** What a button sends, made up by hand. */
  invoke(by: TeamsPerson, name: string, value: unknown, replyToId?: string): Promise<TeamsAnswer>
  /** Is in the roster from here on. */
  join(person: TeamsPerson): void
  /** The bot's cards here, oldest first. */
  cards(): ShownMessage[]
}

/** Teams as the bot sees it: signs what it sends, takes what it is sent. */
export interface FakeTeams {
  connector: FakeConnector
  tokens: TokenServer
  /** Somebody of the organisation, who is in the roster of every chat they use. */
  person(name: string, change?: Partial<TeamsPerson>): TeamsPerson
  personalChat(person: TeamsPerson): TeamsChat
  channel(name: string, members: readonly TeamsPerson[]): TeamsChat
  /** Sends any activity; what is missing of an envelope is filled in. */
  send(activity: Record<string, unknown>): Promise<TeamsAnswer>
  close(): Promise<void>
}

export interface FakeTeamsOptions {
  /** Where the bot listens: asked at every activity. */
  messagesUrl: () => string
  /** Sends without a token, as the Playground does. */
  unsigned?: boolean
}

export async function startFakeTeams({
  messagesUrl,
  unsigned = false,
}: FakeTeamsOptions): Promise<FakeTeams> {
  const [connector, tokens] = await Promise.all([startFakeConnector(), startTokenServer()])
  const send = async (activity: Record<string, unknown>): Promise<TeamsAnswer> => {
    const token = unsigned ? null : await tokens.sign(APP_ID, connector.serviceUrl)
    const response = await fetch(messagesUrl(), {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ ...envelope(connector.serviceUrl), ...activity }),
    })
    return { status: response.status, body: bodyOf(await response.text()) }
  }
  let people = 0
  let channels = 0
  return {
    connector,
    tokens,
    send,
    person(name, change = {}) {
      people += 1
      return {
        id: `29:1${name}RosterId`,
        name,
        objectId: `aaaaaaaa-0000-4000-8000-${String(people).padStart(12, '0')}`,
        email: `${name.toLowerCase()}@example.test`,
        tenantId: TENANT,
        ...change,
      }
    },
    personalChat: (person) =>
      createChat({ connector, send, members: [person], kind: 'personal', id: `a:1chatOf${person.name}` }),
    channel(name, members) {
      channels += 1
      const id = `19:${String(channels).padStart(32, '0')}@thread.tacv2`
      return createChat({ connector, send, members, kind: 'channel', id, name })
    },
    async close() {
      await Promise.all([connector.close(), tokens.close()])
    },
  }
}

let lastId = 1_780_000_000_000

function envelope(serviceUrl: string): Record<string, unknown> {
  return {
    id: `f:${(lastId += 1)}`,
    timestamp: '2026-03-10T12:00:00.378Z',
    channelId: 'msteams',
    serviceUrl,
    recipient: BOT,
  }
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

interface ChatParts {
  connector: FakeConnector
  send: (activity: Record<string, unknown>) => Promise<TeamsAnswer>
  members: readonly TeamsPerson[]
  kind: 'personal' | 'channel'
  id: string
  name?: string
}

function createChat(parts: ChatParts): TeamsChat {
  const { connector, send, members, kind, id } = parts
  const roster = members.map(rosterMember)
  // In channels the bot asks for the members of the team.
  for (const place of [id, teamOf(id)]) connector.setRoster(place, roster)
  const frame = (by: TeamsPerson, thread = ''): Record<string, unknown> => frameOf(parts, by, thread)
  const invoke: TeamsChat['invoke'] = (by, name, value, replyToId) =>
    send({
      ...frame(by, kind === 'channel' ? (replyToId ?? '') : ''),
      type: 'invoke',
      name,
      value,
      ...(replyToId === undefined ? {} : { replyToId }),
    })
  return {
    id,
    invoke,
    install: (by) =>
      Promise.all([
        send({ ...frame(by), type: 'installationUpdate', action: 'add' }),
        send({ ...frame(by), type: 'conversationUpdate', membersAdded: [{ id: BOT.id }] }),
      ]),
    say(by, text) {
      const mention = `<at>${BOT.name}</at>`
      const own = frame(by, kind === 'channel' ? String((lastId += 1)) : '')
      const entities = [...(own['entities'] as unknown[]), { type: 'mention', mentioned: BOT, text: mention }]
      const spoken = kind === 'personal' ? { text } : { text: `${mention}&nbsp;${text}`, entities }
      return send({ ...own, type: 'message', textFormat: 'plain', ...spoken })
    },
    press(by, on, verb, filled = {}) {
      const button = buttonIn(on.card, verb)
      const action = { type: 'Action.Execute', verb, data: { ...button.data, ...filled } }
      return invoke(by, 'adaptiveCard/action', { action, trigger: 'manual' }, on.id)
    },
    submit(by, on, verb, filled = {}) {
      const value = { ...buttonIn(on.card, verb).data, verb, ...filled }
      return send({ ...frame(by, kind === 'channel' ? on.id : ''), type: 'message', replyToId: on.id, value })
    },
    join: (person) => void roster.push(rosterMember(person)),
    cards: () => connector.messages(id),
  }
}

function buttonIn(card: unknown, verb: string): { data: Record<string, unknown> } {
  const button = buttonOf(card, verb)
  if (button === null) throw new Error(`no button ${verb} on ${JSON.stringify(card)}`)
  return button
}

function rosterMember({ id, name, objectId, email, tenantId }: TeamsPerson): RosterMember {
  return { id, name, aadObjectId: objectId ?? '', email, userPrincipalName: email, tenantId }
}

function teamOf(channelId: string): string {
  return channelId.replace('19:', '19:team')
}

function frameOf({ kind, id, name }: ChatParts, by: TeamsPerson, thread: string): Record<string, unknown> {
  const channel = { channel: { id, name }, team: { id: teamOf(id), name: 'Team' } }
  return {
    from: { id: by.id, name: by.name, ...(by.objectId === null ? {} : { aadObjectId: by.objectId }) },
    conversation: {
      id: thread === '' ? id : `${id};messageid=${thread}`,
      conversationType: kind,
      tenantId: by.tenantId,
      isGroup: kind !== 'personal',
      ...(name === undefined ? {} : { name }),
    },
    channelData: { tenant: { id: by.tenantId }, ...(kind === 'channel' ? channel : {}) },
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'DE', timezone: 'Europe/Berlin' }],
  }
}
