import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes, type Route, type RouteKey } from '../../server/contract/http.ts'
import { role, type Role } from '../../server/contract/member.ts'
import { can, RIGHTS } from '../../server/domain/roles.ts'
import { newId } from '../../server/lib/object-id.ts'
import { startRightsWorld, type RightsWorld } from './rights-world.ts'
import { SAMPLES } from './route-samples.ts'

type Caller = Awaited<ReturnType<RightsWorld['person']>>
type Answer = { status: number; code: string | undefined }

let world: RightsWorld
beforeAll(async () => {
  world = await startRightsWorld()
}, 120_000)
afterAll(() => world.close())

const all: [RouteKey, Route][] = Object.entries(routes) as [RouteKey, Route][]
const guarded = all.filter(([, route]) => route.open !== true)
const placed = guarded.filter(([, route]) => route.right !== 'self')
const own = guarded.filter(([, route]) => route.right === 'self')

/** What the matrix says of somebody with this role, held in an environment of this kind. */
function mayCall({ right, orRight = [] }: Route, held: Role, kind: 'agency' | 'customer'): boolean {
  return [right, ...orRight].some(
    (one) => one !== undefined && one !== 'self' && can({ roles: [held] }, one, { kind }),
  )
}

/** Their samples are read and refused for what they say: they name what is not there, or what must not be. */
const REFUSED_BY_MEANING: ReadonlySet<RouteKey> = new Set<RouteKey>([
  'GET /environments/:id/teams-package',
  'POST /environments/:id/services/:serviceId/picture',
  'POST /environments/:id/services/:serviceId/channels',
  'POST /conversations/:id/split',
  'POST /conversations/:id/merge',
])

/** Whether a route is about customers as such, which only their partner may touch. */
function isPartners({ right }: Route): boolean {
  return right !== undefined && right !== 'self' && RIGHTS[right].agencyOnly === true
}

async function call(
  caller: { token: string },
  key: RouteKey,
  others: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const sample = SAMPLES[key] ?? {}
  const { ids } = world
  const [method = '', template = ''] = key.split(' ')
  const primary = sample.path === undefined ? ownId(template) : await sample.path(world)
  const params: Record<string, string> = { id: primary, ...sample.params?.(ids), ...others }
  const path = template.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? newId())
  const query = new URLSearchParams(sample.query).toString()
  const response = await fetch(`${world.world.server.url}/api/v1${path}?${query}`, {
    method,
    ...payload(caller, sample),
  })
  const text = await response.text()
  return { status: response.status, code: /"code":"(\w+)"/.exec(text)?.[1] }
}

function ownId(template: string): string {
  const { ids } = world
  const [, collection = ''] = template.split('/')
  const known: Record<string, string> = {
    environments: ids.environment,
    conversations: ids.conversation,
    agencies: ids.agency,
    accounts: ids.account,
    orders: ids.order,
    files: ids.file,
  }
  return known[collection] ?? newId()
}

function payload({ token }: { token: string }, sample: (typeof SAMPLES)[RouteKey] & object): RequestInit {
  const authorization = token === '' ? {} : { authorization: `Bearer ${token}` }
  if (sample.upload === true) {
    const form = new FormData()
    form.append('file', new Blob(['text'], { type: 'text/plain' }), 'a.txt')
    return { headers: authorization, body: form }
  }
  if (sample.body === undefined) return { headers: authorization }
  return {
    headers: { ...authorization, 'content-type': 'application/json' },
    body: JSON.stringify(sample.body(world.ids)),
  }
}

/** Every route with everybody, as one line each: what differs from what is expected is all that a failure shows. */
async function wrongAnswers(
  caller: Caller,
  keys: readonly [RouteKey, Route][],
  verdict: (route: Route, answer: Answer) => string | null,
): Promise<string[]> {
  const wrong: string[] = []
  for (const [key, route] of keys) {
    const answer = await call(caller, key)
    const fault = verdict(route, answer)
    if (fault !== null)
      wrong.push(`${key} (${String(route.right)}): ${answer.status} ${answer.code}, ${fault}`)
  }
  return wrong
}

/** Past every gate: what the ids name may not be there, and the state of things may be against it. */
function isLetIn({ status, code }: Answer): boolean {
  return status !== 401 && code !== 'forbidden' && code !== 'unauthenticated' && code !== 'internal_error'
}

describe('every route', () => {
  it('says who may call it, and its form is met by the sample that this test sends', async () => {
    const admin = await world.person(world.ids.agency, role.options)
    const formFaults: string[] = []
    for (const [key] of placed) {
      const { code } = await call(admin, key)
      // A form that is not even read would prove nothing.
      const unread = code === 'invalid_input' && !REFUSED_BY_MEANING.has(key)
      if (unread || code === 'unauthenticated' || code === 'forbidden') formFaults.push(`${key}: ${code}`)
    }
    expect(formFaults).toEqual([])
  })

  it('that is not open is closed to whoever is not signed in', async () => {
    const wrong: string[] = []
    for (const [key] of guarded) {
      for (const token of ['', 'nonsense', 'cok_nonsense']) {
        const { status } = await call({ token }, key)
        if (status !== 401) wrong.push(`${key} with "${token}": ${status}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it.each(role.options)('answers to the role %s in its own environment as the matrix says', async (held) => {
    const caller = await world.person(world.ids.environment, [held])
    const wrong = await wrongAnswers(caller, placed, (route, answer) => {
      if (isPartners(route)) return [403, 404].includes(answer.status) ? null : 'is the partner’s alone'
      if (!mayCall(route, held, 'customer')) return answer.code === 'forbidden' ? null : 'should be forbidden'
      return isLetIn(answer) ? null : 'should be allowed'
    })
    expect(wrong).toEqual([])
  })

  it.each(role.options)(
    'answers to the role %s of the agency above as the matrix says (DX-ROLE-10)',
    async (held) => {
      const caller = await world.person(world.ids.agency, [held])
      const wrong = await wrongAnswers(caller, placed, (route, answer) => {
        const kind = isPartners(route) ? 'agency' : 'customer'
        if (!mayCall(route, held, kind)) return answer.code === 'forbidden' ? null : 'should be forbidden'
        return isLetIn(answer) ? null : 'should be allowed'
      })
      expect(wrong).toEqual([])
    },
  )

  it.each(['neighbour', 'foreign'] as const)('tells the %s nothing, whatever their roles', async (whose) => {
    const { environment, agency } = world[whose]
    const wrong: string[] = []
    // The neighbour has the same partner: its own people, not the partner's.
    for (const id of whose === 'neighbour' ? [environment.id] : [environment.id, agency.id]) {
      const caller = await world.person(id, role.options)
      const found = await wrongAnswers(caller, placed, (_route, { status, code }) =>
        status === 404 && code === 'not_found' ? null : 'should not exist',
      )
      wrong.push(...found)
    }
    expect(wrong).toEqual([])
  })

  it('finds nothing of somebody else by the second id of its path', async () => {
    const admin = await world.person(world.ids.agency, role.options)
    await admin.raw('POST /conversations/:id/reopen', { params: { id: world.ids.conversation } })
    const wrong: string[] = []
    const names: string[] = []
    for (const [key] of placed) {
      const second = [...key.matchAll(/:(\w+)/g)]
        .map(([, name]) => name ?? '')
        .filter((name) => name in world.theirs)
      if (second.length === 0) continue
      names.push(...second)
      const { status, code } = await call(admin, key, world.theirs)
      // A picture is looked at before anybody asks whose it is to be.
      if (status !== 404 && !key.endsWith('/picture')) wrong.push(`${key}: ${status} ${code}`)
    }
    expect(wrong).toEqual([])
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(world.theirs).toSorted())
  })

  it('about oneself is open to everybody who is signed in, with any role', async () => {
    const wrong: string[] = []
    for (const entry of own) {
      const caller = await world.person(world.ids.environment, ['developer'])
      wrong.push(
        ...(await wrongAnswers(caller, [entry], (_route, { code }) =>
          code === 'forbidden' || code === 'not_found' ? 'should be allowed' : null,
        )),
      )
    }
    // What one of one's own sessions is called is not known here.
    expect(wrong.filter((line) => !line.startsWith('DELETE /me/sessions/:sessionId'))).toEqual([])
  })

  it('to a recording without a conversation is for those who see calls', async () => {
    const { environment: environmentId } = world.ids
    const { store } = world.deps
    const recording = await addRecording()
    for (const held of role.options) {
      const caller = await world.person(environmentId, [held])
      const response = await caller.raw('GET /files/:id', { params: { id: recording } })
      expect([held, response.status]).toEqual([held, can({ roles: [held] }, 'call:see') ? 200 : 403])
    }
    const stranger = await world.person(world.foreign.environment.id, role.options)
    expect((await stranger.raw('GET /files/:id', { params: { id: recording } })).status).toBe(404)
    expect((await store.files.find(recording))?.callId).not.toBeNull()
  })
})

async function addRecording(): Promise<string> {
  const { files } = world.deps.store
  const id = newId()
  await files.addPending({
    id,
    environmentId: world.ids.environment,
    conversationId: null,
    messageId: null,
    callId: newId(),
    channelId: newId(),
    kind: 'audio',
    fileName: 'call.wav',
    contentType: 'audio/wav',
    sha256: null,
    source: {},
    createdAt: new Date(),
  })
  await files.storeContent(id, Buffer.from('sound'), 'audio/wav')
  return id
}
