import type {
  AccountDetail,
  AccountView,
  ChannelRow,
  EnvironmentRow,
  OrderView,
  ServiceRow,
} from '../../../server/contract/administration.ts'
import type { MeView, Role } from '../../../server/contract/member.ts'
import type { Policy, PolicyView } from '../../../server/contract/policy.ts'
import { policyViewOf } from '../../../server/domain/policies.ts'
import { placeOf } from '../../support/people.ts'

export const idOf = (index: number): string => index.toString(16).padStart(24, '0')

const MANAGER: Role[] = ['environmentManager', 'producer']
export const AGENCY = placeOf({ id: idOf(1), name: 'Nordstern Partner', kind: 'agency' }, MANAGER)
export const AGENCY_POLICY: Policy = { anonymiseNumbers: true, recordingDays: 30 }

export function anAccount(index: number, change: Partial<AccountDetail> = {}): AccountDetail {
  return {
    id: idOf(100 + index),
    name: `Kunde ${index}`,
    reference: null,
    state: 'active',
    deletionAt: null,
    environments: 1,
    services: 0,
    version: 3,
    retentionDays: null,
    twoFactorRequired: false,
    entraTenants: [],
    policy: policyViewOf([{ level: 'agency', policy: AGENCY_POLICY }], 'account', {}),
    ...change,
  }
}

export const MUSTER = anAccount(1, {
  name: 'Muster GmbH',
  reference: 'K-20817',
  environments: 2,
  services: 2,
  entraTenants: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
})
export const WEBER = anAccount(2, {
  name: 'Blumen Weber',
  state: 'inactive',
  deletionAt: '2027-01-20T09:00:00.000Z',
})
const OTHERS = ['Autohaus Krüger', 'Praxis Dr. Çelik', 'Stadtwerke Überlingen', 'Zahnwerk Nord'].map(
  (name, index) => anAccount(index + 3, { name, services: index, reference: index === 2 ? 'K-77' : null }),
)

const inAccount = (account: AccountDetail, index: number, name = account.name): EnvironmentRow => ({
  id: idOf(200 + index),
  name,
  account: { id: account.id, name: account.name, state: account.state },
  services: index === 1 ? 2 : 0,
  members: index * 3,
})
export const CENTRAL = inAccount(MUSTER, 1)
export const AUSTRIA = inAccount(MUSTER, 2, 'Muster Österreich')
export const ROWS: EnvironmentRow[] = [
  CENTRAL,
  AUSTRIA,
  inAccount(WEBER, 3),
  ...OTHERS.map((one, index) => inAccount(one, index + 4)),
]

export const HOTLINE: ServiceRow = {
  id: idOf(300),
  name: 'Hotline',
  template: 'whatsapp-deflector',
  ready: true,
  ended: false,
  place: { environment: CENTRAL, account: MUSTER },
}
const SERVICES: ServiceRow[] = [
  HOTLINE,
  {
    ...HOTLINE,
    id: idOf(301),
    name: 'Bestellungen',
    ready: false,
    place: { environment: AUSTRIA, account: MUSTER },
  },
  { ...HOTLINE, id: idOf(302), name: 'Sommeraktion', template: 'messaging', ready: null, ended: true },
]
const CHANNELS: ChannelRow[] = [
  {
    id: idOf(400),
    name: 'WhatsApp Hotline',
    kind: 'whatsapp',
    provider: 'whatsapp-cloud',
    address: '+49 30 23125000',
    failing: false,
    service: HOTLINE,
    place: HOTLINE.place,
  },
  {
    id: idOf(401),
    name: 'Telefon Hotline',
    kind: 'telephony',
    provider: 'twilio',
    address: '+49 30 23125001',
    failing: true,
    service: HOTLINE,
    place: HOTLINE.place,
  },
]

export const ORDER: OrderView = {
  id: idOf(500),
  environmentId: CENTRAL.id,
  product: 'whatsapp-deflector',
  extension: '4711',
  name: 'Hotline Zentrale',
  reference: 'A-1009',
  startsOn: '2026-11-01',
  state: 'configured',
  createdAt: '2026-10-20T08:00:00.000Z',
  terminatedAt: null,
  services: [{ id: HOTLINE.id, name: HOTLINE.name }],
  channels: [{ kind: 'telephony', address: '4711' }],
}
const ENDED: OrderView = {
  ...ORDER,
  id: idOf(501),
  product: 'smart-ivr',
  name: '',
  extension: '4712',
  reference: null,
  state: 'terminated',
  terminatedAt: '2026-11-02T08:00:00.000Z',
  services: [],
  channels: [],
}

export interface Request {
  method: string
  path: string
  query: URLSearchParams
  body: Record<string, unknown>
}

export interface Refusal {
  status: number
  code: string
  issues?: { path: string; message: string }[]
}

/** Everything that the administration asks for, kept in memory as the server would. */
export class FakeServer {
  readonly asked: Request[] = []
  readonly accounts = new Map([MUSTER, WEBER, ...OTHERS].map((account) => [account.id, account]))
  rows = [...ROWS]
  orders: OrderView[] = [ORDER, ENDED]
  agencyPolicy: { version: number; policy: PolicyView } = {
    version: 1,
    policy: policyViewOf([], 'agency', AGENCY_POLICY),
  }
  pageSize = 50
  /** Answers before anything else does; a `Refusal` refuses. */
  interrupt: ((request: Request) => Refusal | undefined) | undefined

  me(): MeView {
    const customers = this.rows
      .filter(({ account }) => account.state === 'active')
      .map(({ id, name, account }) =>
        placeOf({ id, name, account: { id: account.id, name: account.name } }, MANAGER),
      )
    return {
      user: { id: idOf(90), email: 'petra@example.test', name: 'Petra Adler', locale: null },
      environments: [AGENCY, ...customers],
      pending: null,
    }
  }

  /** The n-th request of a route. */
  sent(method: string, path: string): Request[] {
    return this.asked.filter((request) => request.method === method && request.path === path)
  }

  answer(request: Request): unknown {
    this.asked.push(request)
    const refusal = this.interrupt?.(request)
    if (refusal !== undefined) return refusal
    const [collection, id = '', part = ''] = request.path.split('/').filter((piece) => piece !== '')
    if (request.path === '/me') return this.me()
    if (request.path.startsWith('/me/environments/'))
      return (
        this.me().environments.find((one) => one.id === part) ??
        ({ status: 404, code: 'not_found' } satisfies Refusal)
      )
    if (collection === 'agencies') return this.#agency(part, request)
    if (collection === 'accounts') return this.#account(id, part, request)
    if (collection === 'orders') return this.#terminate(id)
    if (part === 'orders')
      return request.method === 'GET'
        ? { items: this.orders.filter(({ environmentId }) => environmentId === id) }
        : this.#book(id, request)
    return { items: [], nextCursor: null }
  }

  #agency(part: string, { method, query, body }: Request): unknown {
    if (part === 'policy') {
      if (method === 'GET') return this.agencyPolicy
      if (body['version'] !== this.agencyPolicy.version) return conflict
      this.agencyPolicy = {
        version: this.agencyPolicy.version + 1,
        policy: policyViewOf([], 'agency', body['policy'] as Policy),
      }
      return this.agencyPolicy
    }
    if (part === 'services') return this.#page(SERVICES, query)
    if (part === 'channels') return this.#page(CHANNELS, query)
    if (part === 'environments') {
      const of = query.get('accountId')
      return this.#page(
        this.rows.filter(({ account }) => of === null || account.id === of),
        query,
      )
    }
    if (method === 'POST') return this.#create(body)
    const state = query.get('state')
    const accounts: AccountView[] = [...this.accounts.values()]
    return this.#page(
      accounts.filter((account) => state === null || account.state === state),
      query,
    )
  }

  #page(items: readonly { name: string }[], query: URLSearchParams): unknown {
    const q = (query.get('q') ?? '').toLowerCase()
    const fitting = items.filter(({ name }) => name.toLowerCase().includes(q))
    const from = Number(query.get('cursor') ?? 0)
    const to = from + this.pageSize
    return { items: fitting.slice(from, to), nextCursor: to < fitting.length ? String(to) : null }
  }

  #create(body: Record<string, unknown>): unknown {
    const name = String(body['name'])
    if ([...this.accounts.values()].some((account) => account.name === name)) return conflict
    const account = anAccount(this.accounts.size + 20, { name })
    this.accounts.set(account.id, account)
    this.rows.push(inAccount(account, 80))
    return { ...account, environmentId: idOf(280) }
  }

  #account(id: string, part: string, { method, body }: Request): unknown {
    const account = this.accounts.get(id)
    if (account === undefined) return { status: 404, code: 'not_found' } satisfies Refusal
    if (part === 'environments') {
      const row = inAccount(account, 90, String(body['name']))
      this.rows.push(row)
      return row
    }
    if (part === 'deactivate')
      return this.change(id, { state: 'inactive', deletionAt: '2027-02-19T15:04:00.000Z' })
    if (part === 'restore') return this.change(id, { state: 'active', deletionAt: null })
    if (method === 'GET') return account
    if (body['version'] !== account.version) return conflict
    const { policy, version: _, ...plain } = body
    return this.change(id, {
      ...plain,
      policy: policyViewOf([{ level: 'agency', policy: AGENCY_POLICY }], 'account', policy as Policy),
    })
  }

  /** As somebody else changes it. */
  change(id: string, change: Partial<AccountDetail>): AccountDetail {
    const before = this.accounts.get(id)!
    const account = { ...before, ...change, version: before.version + 1 }
    this.accounts.set(id, account)
    this.rows = this.rows.map((row) =>
      row.account.id === id ? { ...row, account: { id, name: account.name, state: account.state } } : row,
    )
    return account
  }

  #book(environmentId: string, { body }: Request): unknown {
    const order = {
      ...ORDER,
      ...body,
      id: idOf(510 + this.orders.length),
      environmentId,
      state: 'open',
      services: [],
      channels: [],
    } as OrderView
    this.orders = [order, ...this.orders]
    return order
  }

  #terminate(id: string): unknown {
    this.orders = this.orders.map((order) =>
      order.id === id ? { ...order, state: 'terminated', terminatedAt: '2026-11-21T15:04:00.000Z' } : order,
    )
    return this.orders.find((order) => order.id === id)
  }
}

const conflict: Refusal = { status: 409, code: 'conflict' }

export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'status' in answer && 'code' in answer
}

/** What the server says when it refuses. */
export function problemOf({ status, code, issues }: Refusal): object {
  return { type: 'about:blank', title: code, status, code, ...(issues === undefined ? {} : { issues }) }
}
