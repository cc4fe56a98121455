import type { MeView } from '../../../server/contract/member.ts'
import type { Host, PageProgress, TeamsTools } from '../../../tab/src/host/host.ts'
import { idOf } from '../builders.ts'
import { placeOf } from '../../support/people.ts'

export const ANNA: MeView = {
  user: { id: idOf('user', 1), email: 'anna@example.test', name: 'Anna', locale: null },
  environments: [placeOf({ id: idOf('envi', 1), name: 'Muster GmbH' }, ['agent'])],
  pending: null,
}
export const LUCA: MeView = { ...ANNA, user: { ...ANNA.user, id: idOf('user', 2), name: 'Luca' } }

export interface FakeHost extends Host {
  readonly visited: readonly string[]
}

export interface FakeTeams extends FakeHost {
  readonly teams: TeamsTools
  readonly reported: readonly PageProgress[]
}

/** A browser whose token and address are kept in memory. */
export function createFakeHost(token: string | null = null, address = '/'): FakeHost {
  const visited = [address]
  let kept = token
  return {
    name: 'browser',
    visited,
    readToken: () => kept,
    storeToken: (next) => void (kept = next),
    theme: () => 'light',
    onTheme: () => () => undefined,
    locales: () => ['en-GB'],
    place: () => ({ view: null, conversationId: null, q: '', sort: null }),
    onPlace: () => () => undefined,
    go: () => undefined,
    link: () => '/',
    address: () => visited.at(-1) ?? '/',
    visit: (next) => void visited.push(next),
  }
}

/** Teams, with answers that a test may replace. */
export function createFakeTeams(answers: Partial<TeamsTools> = {}, address = '/teams/inbox'): FakeTeams {
  const reported: PageProgress[] = []
  return {
    ...createFakeHost(null, address),
    name: 'teams',
    reported,
    teams: {
      account: 'anna@example.test',
      getToken: () => Promise.resolve('teams-token'),
      openSignIn: () => Promise.resolve('one-time-code'),
      endSignIn: () => undefined,
      report: (progress) => void reported.push(progress),
      readSettings: () => Promise.resolve(null),
      offerSettings: () => undefined,
      ...answers,
    },
  }
}
