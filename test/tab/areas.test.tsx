import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { area } from '../../server/contract/areas.ts'
import { formatAddress, parseAddress } from '../../tab/src/features/areas/area-address.ts'
import { createBrowserHost, placeAddress } from '../../tab/src/host/browser.ts'
import { MUSTER, prepareApp, renderApp } from './reports/render-app.tsx'

// The live connection has tests of its own; here nobody answers at the other end.
vi.mock('../../tab/src/api/socket.ts', () => ({
  openLive: () => ({ open() {}, typing() {}, wake() {}, close() {} }),
}))

prepareApp()

// Without a layout, whatever stands in front of the page counts as hidden.
const hidden = { hidden: true } as const
const link = (name: RegExp | string) => screen.queryByRole('link', { name })
const findLink = (name: RegExp | string) => screen.findByRole('link', { name })
const heading = (name: string) => screen.findByRole('heading', { name, level: 1 })

describe('an address', () => {
  it.each([
    ['/', 'inbox'],
    ['/teams/inbox', 'inbox'],
    ['/teams/configure', 'inbox'],
    ['/no/such/page', 'inbox'],
    ['/reportsx', 'inbox'],
    ['/inbox/reports', 'inbox'],
    ['/reports', 'reports'],
    ['/reports/', 'reports'],
    ['/studio/42/prompts?language=de', 'studio'],
    ['/administration/accounts/42', 'administration'],
  ])('%s is one of the %s', (address, expected) => {
    expect(parseAddress(address).area).toBe(expected)
  })

  it('tells an area what stands behind it', () => {
    const { path, query } = parseAddress('/studio/42/on%20hold/%E0%A4%A?language=de')
    expect(path).toEqual(['42', 'on hold', '%E0%A4%A'])
    expect(query.get('language')).toBe('de')
  })

  it('survives being written and read', () => {
    const names = fc.constantFrom(...area.options.filter((name) => name !== 'inbox'))
    const segment = fc.string({ minLength: 1 }).filter((text) => text !== '.' && text !== '..')
    const words = fc.dictionary(fc.string({ minLength: 1 }), fc.string())
    fc.assert(
      fc.property(names, fc.array(segment), words, (name, path, pairs) => {
        const query = new URLSearchParams(pairs)
        const read = parseAddress(formatAddress(name, { path, query }))
        expect([read.area, read.path, [...read.query]]).toEqual([name, path, [...query]])
      }),
    )
  })

  it('leads from every area back to where the inbox is', () => {
    const place = { view: 'mine', conversationId: null, q: '', sort: null }
    expect(placeAddress('/reports', place)).toBe('/#/mine')
    expect(placeAddress('/teams/inbox', place)).toBe('/teams/inbox#/mine')
  })
})

describe('in a browser', () => {
  it('every visit is a step, unless it replaces one, and everybody hears of it', async () => {
    const host = createBrowserHost()
    const listener = vi.fn<() => void>()
    const stop = host.onPlace(listener)
    const before = window.history.length
    host.visit('/reports?period=30d')
    host.visit('/reports?period=month', true)
    expect([host.address(), window.history.length, listener.mock.calls.length]).toEqual([
      '/reports?period=month',
      before + 1,
      2,
    ])
    host.go({ view: 'mine', conversationId: null, q: '', sort: null })
    expect(window.location.pathname + window.location.hash).toBe('/#/mine')
    window.history.back()
    await waitFor(() => expect(host.address()).toBe('/reports?period=month'))
    expect(listener.mock.calls.length).toBeGreaterThan(3)
    stop()
    host.visit('/', true)
  })
})

describe('the menu shows an area only to those whose roles include it (DX-ROLE-09)', () => {
  it('nothing but the inbox for agents', async () => {
    await renderApp({ roles: ['agent'] })
    await findLink(/^All open/)
    expect(link('Reports')).toBeNull()
    expect(link('Studio')).toBeNull()
  })

  it('reports and studio but no inbox for producers, who begin with the reports', async () => {
    const { host } = await renderApp({ roles: ['producer'] })
    await heading('Reports')
    expect(link('Reports')?.getAttribute('aria-current')).toBe('page')
    expect(link('Studio')?.getAttribute('href')).toBe('/studio')
    expect(link(/^All open/)).toBeNull()
    expect(host.steps()).toEqual(['/reports'])
  })

  it('everything for those who may everything, beginning where the address says', async () => {
    await renderApp({ roles: ['agent', 'producer'], path: '/reports?period=30d' })
    await heading('Reports')
    for (const name of [/^All open/, /^Mine/, 'Reports', 'Studio']) expect(link(name)).toBeTruthy()
    expect(screen.getByRole('button', { name: '30 days' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('takes people to their first area from one that is not theirs, without a step to go back to', async () => {
    const { host } = await renderApp({ roles: ['agent'], path: '/reports' })
    await findLink(/^All open/)
    expect(host.steps()).toEqual(['/'])
    expect(screen.queryByRole('heading', { name: 'Reports', level: 1 })).toBeNull()
  })

  it('asks the server nothing that would be refused', async () => {
    const { asked } = await renderApp({ roles: ['analyst'] })
    await heading('Reports')
    expect(new Set(asked.map(({ pathname }) => pathname.split('/').at(-1)))).toEqual(
      new Set(['call-figures', 'calls', 'services']),
    )
  })

  it('says so clearly when there is nothing, and still lets one sign out', async () => {
    await renderApp({ roles: ['developer'] })
    expect(await screen.findByText(/does not include any of Callover/)).toBeTruthy()
    expect(screen.getByText(new RegExp(MUSTER.name))).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /Olga Brandt, settings and sign-out/ }))
    expect(await screen.findByRole('menuitem', { name: 'Sign out' })).toBeTruthy()
    expect(screen.queryByRole('menuitemcheckbox', { name: /shortcuts/i })).toBeNull()
  })

  it('reaches everything with a thumb as well', async () => {
    await renderApp({ roles: ['agent', 'analyst'], width: 400, elsewhere: ['agent'] })
    const bar = await screen.findByRole('navigation', { name: 'Views' })
    expect(
      within(bar)
        .getAllByRole('button')
        .map(({ textContent }) => textContent?.replace(/\d+$/, '')),
    ).toEqual(['Inbox', 'Mine', 'Reports', 'Studio', 'You'])
    await userEvent.click(within(bar).getByRole('button', { name: 'Reports' }))
    await heading('Reports')
    expect(within(bar).getByRole('button', { name: 'Reports' }).getAttribute('aria-current')).toBe('page')
    await userEvent.click(within(bar).getByRole('button', { name: 'You' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Environment: Muster GmbH. Switch' }))
    expect(await screen.findByRole('option', { name: 'Muster Österreich', ...hidden })).toBeTruthy()
  })
})

describe('going between areas', () => {
  it('loads nothing anew, keeps the rail and comes back with the back button', async () => {
    const { host } = await renderApp({ roles: ['agent', 'analyst'], path: '/#/mine' })
    const reports = await findLink('Reports')
    await userEvent.click(reports)
    await heading('Reports')
    expect(host.steps()).toEqual(['/#/mine', '/reports'])
    expect(link('Reports')).toBe(reports)
    expect(document.title).toBe('Reports · Callover')
    expect(screen.getAllByRole('status').some(({ textContent }) => textContent === 'Reports')).toBe(true)

    host.back()
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Reports', level: 1 })).toBeNull())
    expect(link(/^Mine/)?.getAttribute('aria-current')).toBe('page')
    expect(link('Reports')?.getAttribute('aria-current')).toBeNull()
    expect(document.title).toBe('Callover')
  })

  it('leaves modified clicks to the browser', async () => {
    const { host } = await renderApp({ roles: ['agent', 'analyst'] })
    const reports = await findLink('Reports')
    let leftAlone = false
    function look(event: Event): void {
      leftAlone = !event.defaultPrevented
      // Nothing here could open another tab.
      event.preventDefault()
    }
    window.addEventListener('click', look, { once: true })
    act(
      () =>
        void reports.dispatchEvent(
          new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }),
        ),
    )
    expect(leftAlone).toBe(true)
    expect(host.steps()).toEqual(['/'])
  })

  it('finds an area as it was left, and at its beginning on a second touch', async () => {
    const { host } = await renderApp({ roles: ['agent', 'analyst'], path: '/reports?period=30d' })
    await heading('Reports')
    await userEvent.click(link(/^Mine/)!)
    await waitFor(() => expect(host.address()).toBe('/'))
    await userEvent.click(link('Reports')!)
    expect(host.address()).toBe('/reports?period=30d')
    await userEvent.click(link('Reports')!)
    expect(host.address()).toBe('/reports')
  })

  it('goes to an area that is allowed when the environment changes', async () => {
    const { host } = await renderApp({
      roles: ['analyst'],
      elsewhere: ['agent'],
      path: '/reports?period=30d',
    })
    await heading('Reports')
    await userEvent.click(screen.getByRole('button', { name: /^Environment: Muster GmbH/ }))
    await userEvent.click(await screen.findByRole('option', { name: 'Muster Österreich', ...hidden }))
    await findLink(/^All open/)
    expect(host.address()).toBe('/')
    expect(link('Reports')).toBeNull()
  })

  it('skips the rail for those who tab', async () => {
    const { container, host } = await renderApp({ roles: ['analyst'], path: '/reports' })
    await heading('Reports')
    const first = container.querySelector<HTMLElement>('a[href], button, input')
    expect(first?.textContent).toBe('Skip to the content')
    await userEvent.click(first!)
    expect(document.activeElement?.id).toBe('main')
    expect(host.steps()).toEqual(['/reports'])
  })

  it.each([
    ['the reports', ['agent', 'producer'], '/reports', 'Reports'],
    ['the inbox', ['agent', 'producer'], '/', 'All open'],
    ['nothing at all', ['developer'], '/', 'There is nothing for you here yet'],
  ] as const)('is accessible around %s', async (_, roles, path, name) => {
    await renderApp({ roles, path })
    await screen.findByRole('heading', { name })
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    )
  })
})
