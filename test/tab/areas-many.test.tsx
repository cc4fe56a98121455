import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { EnvironmentSummary, Role } from '../../server/contract/member.ts'
import { createApi } from '../../tab/src/api/http.ts'
import { withWantedPlaces } from '../../tab/src/features/session/wanted-places.ts'
import { placeOf } from '../support/people.ts'
import { anId } from './reports/fixtures.ts'
import { createMemoryHost, prepareApp, renderApp } from './reports/render-app.tsx'

vi.mock('../../tab/src/api/socket.ts', () => ({
  openLive: () => ({ open() {}, typing() {}, wake() {}, close() {} }),
}))

prepareApp()

const hidden = { hidden: true } as const
const MANAGER: Role[] = ['environmentManager', 'analyst']
const agency = placeOf({ id: anId(700), name: 'Nordstern Partner', kind: 'agency' }, MANAGER)
const customer = (index: number, name: string): EnvironmentSummary =>
  placeOf({ id: anId(700 + index), name, account: { id: anId(900 + index), name } }, MANAGER)
/** What `GET /me` tells a partner with very many customers. */
const told = [
  agency,
  ...Array.from({ length: 12 }, (_, index) => customer(index + 1, `Apotheke ${index + 1}`)),
]
const far = customer(99, 'Zoo Leipzig')

async function openField(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name: /^Environment: / }))
  return screen.findByRole('combobox', { name: 'Find an environment or customer', ...hidden })
}

const optionNames = (): (string | null)[] =>
  within(screen.getByRole('listbox', hidden))
    .queryAllByRole('option', hidden)
    .map((option) => option.querySelector('[dir="auto"]')?.textContent ?? null)

describe('the switch of a partner with thousands of customers (DX-NAV-02)', () => {
  it('finds those of which nobody has told it, and goes there with the keys', async () => {
    const { asked, host } = await renderApp({
      environments: told,
      more: true,
      path: '/reports',
      answers: { environments: () => ({ items: [far], nextCursor: null }) },
    })
    const field = await openField()
    expect(screen.getByText('and many more: type to find them')).toBeTruthy()
    for (const value of ['z', 'zo', 'zoo']) fireEvent.change(field, { target: { value } })
    expect(screen.getByText('Searching …')).toBeTruthy()
    await waitFor(() => expect(optionNames()).toEqual(['Zoo Leipzig']))
    const searches = asked.filter(({ pathname }) => pathname.endsWith('/me/environments'))
    expect(searches.map(({ searchParams }) => searchParams.get('q'))).toEqual(['zoo'])
    fireEvent.keyDown(field, { key: 'Enter' })
    await screen.findByRole('button', { name: 'Environment: Zoo Leipzig. Switch' })
    expect(host.address()).toBe('/reports')
  })

  it('shows what it knows at once, says when there is more, and when the server does not answer', async () => {
    let answer: unknown = { items: [told[1], far], nextCursor: 'next' }
    await renderApp({
      environments: told,
      more: true,
      path: '/reports',
      answers: { environments: () => answer },
    })
    const field = await openField()
    fireEvent.change(field, { target: { value: 'apo 1' } })
    expect(optionNames()).toContain('Apotheke 1')
    await screen.findByText('and more: type another word')
    // What both know is there once.
    expect(optionNames().filter((name) => name === 'Apotheke 1')).toHaveLength(1)
    answer = 500
    fireEvent.change(field, { target: { value: 'apo 2' } })
    await screen.findByText('Others could not be searched. Type it once more.')
    expect(optionNames()).toContain('Apotheke 2')
  })
})

describe('a page that is about one of very many environments', () => {
  const me = { user: { id: anId(90), email: 'p@example.test', name: 'P', locale: null }, pending: null }
  const api = createApi({ base: '/api/v1', readToken: () => 'token' })
  const asked: string[] = []
  const answerWith = (known: readonly EnvironmentSummary[]): void => {
    asked.length = 0
    vi.stubGlobal('fetch', (input: string) => {
      const id = new URL(input, 'http://callover.test').pathname.split('/').at(-1) ?? ''
      asked.push(id)
      const found = known.find((one) => one.id === id)
      const problem = { type: 'x', title: 'x', status: 404, code: 'not_found' }
      return Promise.resolve(
        found === undefined ? Response.json(problem, { status: 404 }) : Response.json(found),
      )
    })
  }

  it('knows the one of its address and the one of the last visit from the beginning', async () => {
    answerWith([far])
    localStorage.setItem('callover.environment', anId(777))
    const host = createMemoryHost(`/?environment=${far.id}`)
    const whole = await withWantedPlaces(api, host, { ...me, environments: told, more: true })
    expect(whole.environments.at(-1)).toEqual(far)
    expect(whole.environments).toHaveLength(told.length + 1)
    expect(asked.toSorted()).toEqual([far.id, anId(777)].toSorted())
  })

  it('asks nothing when all have been told of', async () => {
    answerWith([far])
    const host = createMemoryHost(`/?environment=${far.id}`)
    const view = { ...me, environments: told }
    expect(await withWantedPlaces(api, host, view)).toBe(view)
    await withWantedPlaces(api, createMemoryHost(`/?environment=${agency.id}`), { ...view, more: true })
    expect(asked).toEqual([])
  })
})
