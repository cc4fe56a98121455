import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NotificationPreferences } from '../../server/contract/teams.ts'
import type { PreferenceStore } from '../../server/store/store.ts'
import { signedIn, startApp, type TestApp } from '../support/app.ts'
import { createFakeDeps } from '../support/fakes.ts'

const CHOSEN: NotificationPreferences = {
  availability: 'away',
  kinds: ['assigned', 'failed'],
  serviceIds: ['a'.repeat(24)],
  quietHours: { from: '20:00', to: '07:30', timeZone: 'Europe/Berlin' },
}

let app: TestApp
let anna: string
let luca: string

beforeAll(async () => {
  const deps = createFakeDeps()
  const kept = new Map<string, NotificationPreferences>()
  const preferences: PreferenceStore = {
    find: (userId) => Promise.resolve(kept.get(userId) ?? null),
    findMany: () => Promise.resolve(kept),
    save: (userId, chosen) => Promise.resolve(void kept.set(userId, chosen)),
  }
  Object.assign(deps.store, { preferences })
  Object.assign(deps.jobs, { cardsChanged: () => undefined })
  app = await startApp({ deps })
  anna = (await signedIn(deps, 'Anna')).token
  luca = (await signedIn(deps, 'Luca')).token
})

afterAll(async () => {
  await app?.close()
})

async function request(token: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${app.url}/api/v1/me/notifications`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'PUT', body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

describe('/me/notifications', () => {
  it('answers with everything for who has never chosen, and with what they chose afterwards', async () => {
    expect(await request(anna)).toMatchObject({
      status: 200,
      body: { availability: 'available', serviceIds: null, quietHours: null },
    })
    expect(await request(anna, CHOSEN)).toEqual({ status: 200, body: CHOSEN })
    expect(await request(anna)).toEqual({ status: 200, body: CHOSEN })
    expect((await request(luca)).body).toMatchObject({ availability: 'available' })
  })

  it.each<[string, object]>([
    ['an unknown kind', { ...CHOSEN, kinds: ['everything'] }],
    ['a time that no clock shows', { ...CHOSEN, quietHours: { ...CHOSEN.quietHours, from: '24:00' } }],
    ['an unknown zone', { ...CHOSEN, quietHours: { ...CHOSEN.quietHours, timeZone: 'Mars/Olympus' } }],
    ['half of it', { availability: 'away' }],
  ])('refuses %s and changes nothing', async (_name, body) => {
    const before = await request(luca)
    expect((await request(luca, body)).status).toBe(400)
    expect(await request(luca)).toEqual(before)
  })

  it('is nobody’s without a session', async () => {
    expect((await request('wrong')).status).toBe(401)
  })
})
