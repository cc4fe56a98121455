import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { EnvironmentSummary, Role } from '../../server/contract/member.ts'
import { groupEnvironments, isFitting } from '../../tab/src/features/areas/environment-groups.ts'
import { placeOf } from '../support/people.ts'
import { anId } from './reports/fixtures.ts'
import { prepareApp, renderApp } from './reports/render-app.tsx'

// The live connection has tests of its own; here nobody answers at the other end.
vi.mock('../../tab/src/api/socket.ts', () => ({
  openLive: () => ({ open() {}, typing() {}, wake() {}, close() {} }),
}))

prepareApp()

// Without a layout, whatever stands in front of the page counts as hidden.
const hidden = { hidden: true } as const
const MANAGER: Role[] = ['environmentManager', 'analyst']

const agency = placeOf({ id: anId(500), name: 'Nordstern Partner', kind: 'agency' }, MANAGER)
const customer = (index: number, name: string, account = name, roles = MANAGER): EnvironmentSummary =>
  placeOf({ id: anId(500 + index), name, account: { id: anId(600 + index), name: account } }, roles)
const ofAccount = (index: number, name: string, of: EnvironmentSummary): EnvironmentSummary => ({
  ...customer(index, name),
  account: of.account,
})

const zoo = customer(1, 'Zoo Leipzig')
const baecker = customer(2, 'Zentrale', 'Bäckerei Öztürk')
const branch = ofAccount(3, 'Filialen', baecker)
const few = [zoo, branch, agency, baecker]

async function openSwitch(name: RegExp = /^Environment: /) {
  await userEvent.click(await screen.findByRole('button', { name }))
  return screen.findByRole('listbox', hidden)
}
const names = (within_: HTMLElement): (string | null)[] =>
  within(within_)
    .getAllByRole('option', hidden)
    .map((option) => option.querySelector('[dir="auto"]')?.textContent ?? null)

describe('the environments', () => {
  it('stand with the agency first, then by account and name (DX-NAV-02)', () => {
    const groups = groupEnvironments(few, 'de')
    expect(groups.map(({ name, environments }) => [name, environments.map((one) => one.name)])).toEqual([
      [null, ['Nordstern Partner']],
      ['Bäckerei Öztürk', ['Filialen', 'Zentrale']],
      [null, ['Zoo Leipzig']],
    ])
  })

  it('are all in exactly one group, whatever order they come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(few), (some) => {
        const listed = groupEnvironments(some, 'de').flatMap(({ environments }) => environments)
        expect(listed.map(({ id }) => id).toSorted()).toEqual(some.map(({ id }) => id).toSorted())
      }),
    )
  })

  it.each([
    ['zen bäck', true],
    ['baeckerei', true],
    ['oztürk fil', false],
    ['ckerei', false],
    ['  ', true],
  ])('are found by the beginnings of words: %j finds %s', (typed, found) => {
    expect(isFitting(baecker, typed)).toBe(found)
  })
})

describe('the switch (DX-NAV-02)', () => {
  it('is not there for those who work in one place', async () => {
    await renderApp({ roles: ['analyst'], path: '/reports' })
    await screen.findByRole('heading', { name: 'Reports', level: 1 })
    expect(screen.queryByRole('button', { name: /^Environment: / })).toBeNull()
  })

  it('says where one is, lists the others, and keeps the area', async () => {
    const { host } = await renderApp({ environments: few, path: '/studio' })
    const list = await openSwitch(/^Environment: Zoo Leipzig\. Switch$/)
    expect(names(list)).toEqual(['Nordstern Partner', 'Filialen', 'Zentrale', 'Zoo Leipzig'])
    expect(within(list).getByRole('group', { name: 'Bäckerei Öztürk', ...hidden })).toBeTruthy()
    await userEvent.click(within(list).getByRole('option', { name: 'Zentrale', ...hidden }))
    await screen.findByRole('button', { name: 'Environment: Zentrale · Bäckerei Öztürk. Switch' })
    expect(host.address()).toMatch(/^\/studio/)
  })

  it('is worked with the keys', async () => {
    await renderApp({ environments: few, path: '/studio' })
    const list = await openSwitch()
    fireEvent.keyDown(list, { key: 'ArrowDown' })
    fireEvent.keyDown(list, { key: 'Enter' })
    expect(await screen.findByRole('button', { name: /^Environment: Nordstern Partner/ })).toBeTruthy()
  })

  it('searches when there are more than eight, by customer as well', async () => {
    const many = [
      agency,
      baecker,
      ...Array.from({ length: 9 }, (_, index) => customer(index + 20, `Kunde ${index}`)),
    ]
    await renderApp({ environments: many, path: '/reports' })
    const list = await openSwitch()
    const field = screen.getByRole('combobox', { name: 'Find an environment or customer', ...hidden })
    fireEvent.change(field, { target: { value: 'oeztuerk' } })
    expect(names(list)).toEqual(['Zentrale'])
    fireEvent.change(field, { target: { value: 'nobody' } })
    expect(screen.getByText('Nothing fits what you typed.')).toBeTruthy()
    fireEvent.change(field, { target: { value: 'zen' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await screen.findByRole('button', { name: /^Environment: Zentrale/ })
  })
})

describe('the administration (DX-ADMIN-03)', () => {
  const answers = { accounts: () => ({ items: [], nextCursor: null }) }

  it('is in the menu of the managers of an agency, and in nobody else’s', async () => {
    await renderApp({ environments: [zoo], path: '/studio' })
    await screen.findByRole('link', { name: 'Studio' })
    expect(screen.queryByRole('link', { name: 'Administration' })).toBeNull()
  })

  it('is the agency’s: from a customer its link takes one there', async () => {
    const { host } = await renderApp({ environments: few, path: '/studio', answers })
    await screen.findByRole('button', { name: /^Environment: Zoo/ })
    await userEvent.click(screen.getByRole('link', { name: 'Administration' }))
    await screen.findByRole('heading', { name: 'Accounts', level: 1 })
    await screen.findByRole('button', { name: /^Environment: Nordstern/ })
    expect(host.address()).toBe('/administration')
  })

  it('is left by switching to a customer, which has none', async () => {
    const { host } = await renderApp({ environments: few, path: '/administration', answers })
    await screen.findByRole('heading', { name: 'Accounts', level: 1 })
    const list = await openSwitch()
    await userEvent.click(within(list).getByRole('option', { name: 'Zoo Leipzig', ...hidden }))
    await waitFor(() => expect(host.address()).toBe('/reports'))
  })
})
