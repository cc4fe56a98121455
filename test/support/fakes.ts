import { Readable } from 'node:stream'
import { hashPassword } from '../../server/auth/passwords.ts'
import type { Environment } from '../../server/store/entities.ts'
import type { ServerEvents } from '../../server/contract/events.ts'
import type { Locale, Role } from '../../server/contract/member.ts'
import type { Conversation, FileRecord, Member, Session, User } from '../../server/store/entities.ts'
import type { Store } from '../../server/store/store.ts'
import type { Audience, Deps, OpenChannel } from '../../server/usecases/ports.ts'
import { createFakeThrottles } from './fake-throttles.ts'

/** An id made of one digit, for tests that name things: `idOf('a')` is `aaaa…`. */
export function idOf(digit: string): string {
  return digit.repeat(24).slice(0, 24)
}

export interface Emitted {
  audience: Audience
  event: keyof ServerEvents
  payload: unknown
}

/** Dependencies in memory, with just enough of a store for the edges; its parts can be looked at and changed. */
export interface FakeDeps extends Deps {
  users: Map<string, User>
  sessions: Map<string, Session & { tokenHash: string }>
  /** Roles by environment and user. */
  roles: Map<string, Map<string, Role[]>>
  conversationList: Map<string, Pick<Conversation, 'id' | 'environmentId'>>
  fileList: Map<string, { record: FileRecord; content: Buffer }>
  openChannels: Map<string, OpenChannel>
  emitted: Emitted[]
  /** Calls of the session store, for tests of caching. */
  sessionLookUps: number
  /** Makes the store fail. */
  storeDown: boolean
  now: Date
}

export function createFakeDeps(): FakeDeps {
  let lastId = 0
  const newId = (): string => (++lastId).toString(16).padStart(24, '0')
  const fake = {
    users: new Map(),
    sessions: new Map(),
    roles: new Map(),
    conversationList: new Map(),
    fileList: new Map(),
    openChannels: new Map(),
    emitted: [],
    sessionLookUps: 0,
    storeDown: false,
    now: new Date('2026-03-01T09:00:00.000Z'),
    newId,
    clock: { now: () => fake.now },
    jobs: { intakeAdded: () => undefined, messageQueued: () => undefined, fileQueued: () => undefined },
    publisher: {
      emit: (audience: Audience, event: keyof ServerEvents, payload: unknown) =>
        void fake.emitted.push({ audience, event, payload }),
    },
  } as unknown as FakeDeps
  fake.directory = directoryOf(fake)
  fake.channels = {
    find: (idOrName) => Promise.resolve(fake.openChannels.get(idOrName) ?? null),
    get: (id) => Promise.resolve(fake.openChannels.get(id) ?? null),
    invalidate: () => undefined,
  }
  fake.store = storeOf(fake)
  return fake
}

function directoryOf(fake: FakeDeps): Deps['directory'] {
  return {
    environment: (id) => Promise.resolve(fake.roles.has(id) ? environmentOf(id) : null),
    account: () => Promise.resolve(null),
    services: () => Promise.resolve(new Map()),
    settings: () => Promise.resolve(new Map()),
    members: (environmentId) => {
      const roles = fake.roles.get(environmentId) ?? new Map<string, Role[]>()
      const members = [...roles].map(([id, held]): [string, Member] => {
        const user = fake.users.get(id)
        const { name = '', email = '' } = user ?? {}
        return [id, { id, environmentId, name, email, roles: held, ownRoles: held }]
      })
      return Promise.resolve(new Map(members))
    },
    invalidate: () => undefined,
  }
}

/** Without an account: nothing is demanded of its members. */
function environmentOf(id: string): Environment {
  const place = { name: id, timeZone: 'Europe/Berlin', country: 'DE' }
  return { id, kind: 'customer', accountId: null, agencyId: null, policy: {}, version: 1, ...place }
}

function storeOf(fake: FakeDeps): Store {
  const answer = <T>(value: T): Promise<T> =>
    fake.storeDown ? Promise.reject(new Error('connection refused by 10.0.0.1')) : Promise.resolve(value)
  const store = {
    people: {
      findUser: (id: string) => answer(fake.users.get(id) ?? null),
      findUserByEmail: (email: string) =>
        answer([...fake.users.values()].find((user) => user.email === email) ?? null),
      noteSeen: () => answer(undefined),
      isAnybodyThere: () => answer(fake.users.size > 0),
      setLocale: (id: string, locale: Locale | null) => {
        const user = fake.users.get(id)
        if (user !== undefined) user.locale = locale
        return answer(user ?? null)
      },
      membershipsOf: (userId: string) =>
        answer(
          [...fake.roles].flatMap(([id, roles]) => {
            const held = roles.get(userId)
            return held === undefined ? [] : [{ environment: environmentOf(id), roles: held }]
          }),
        ),
    },
    places: {
      first: async (userId: string) => {
        const memberships = await store.people.membershipsOf(userId)
        return { items: memberships.map((one) => ({ ...one, account: null })), more: false }
      },
      demandTwoFactor: () => answer(false),
    },
    sessions: {
      touch: () => answer(undefined),
      insert: (session: Omit<Session, 'id'> & { tokenHash: string }) => {
        const stored = { ...session, id: fake.newId() }
        fake.sessions.set(stored.id, stored)
        return answer(stored)
      },
      findByTokenHash: (tokenHash: string, now: Date) => {
        fake.sessionLookUps += 1
        const found = [...fake.sessions.values()].find((session) => session.tokenHash === tokenHash)
        return answer(found !== undefined && found.expiresAt > now ? found : null)
      },
      delete: (id: string) => {
        fake.sessions.delete(id)
        return answer(undefined)
      },
    },
    conversations: {
      findAnywhere: (id: string) => answer(fake.conversationList.get(id) ?? null),
    },
    files: {
      find: (id: string) => answer(fake.fileList.get(id)?.record ?? null),
      read: (id: string, range?: { start: number; end: number }) => {
        const content = fake.fileList.get(id)?.content ?? Buffer.alloc(0)
        return Readable.from([range === undefined ? content : content.subarray(range.start, range.end)])
      },
    },
    intake: { add: () => answer({ added: 1, lanes: [0] }), countParked: () => answer(3) },
    setup: { isNeeded: () => answer(false) },
    throttles: createFakeThrottles(answer),
    links: { isOpen: () => answer(false) },
    ping: () => answer(undefined),
    close: () => Promise.resolve(),
  }
  return store as unknown as Store
}

/** Adds a user with roles per environment, and a password when one is given. */
export async function addUser(
  fake: FakeDeps,
  user: { email: string; name: string; password?: string; roles?: Record<string, Role[]> },
): Promise<User> {
  const passwordHash = user.password === undefined ? null : await hashPassword(user.password)
  const { email, name } = user
  const stored: User = {
    id: fake.newId(),
    email,
    name,
    passwordHash,
    locale: null,
    entra: null,
    twoFactor: false,
    lastSeenAt: null,
  }
  fake.users.set(stored.id, stored)
  for (const [environmentId, roles] of Object.entries(user.roles ?? {})) {
    const members = fake.roles.get(environmentId) ?? new Map<string, Role[]>()
    members.set(stored.id, roles)
    fake.roles.set(environmentId, members)
  }
  return stored
}

/** A stored file with these bytes. */
export function addFile(
  fake: FakeDeps,
  file: Partial<FileRecord> & { environmentId: string; content: Buffer },
): FileRecord {
  const { content, ...given } = file
  const record: FileRecord = {
    id: fake.newId(),
    conversationId: idOf('c'),
    messageId: null,
    callId: null,
    channelId: idOf('d'),
    kind: 'image',
    fileName: 'picture.png',
    contentType: 'image/png',
    size: content.length,
    sha256: null,
    state: 'ready',
    failure: null,
    source: null,
    attempts: 0,
    createdAt: fake.now,
    ...given,
  }
  fake.fileList.set(record.id, { record, content })
  return record
}
