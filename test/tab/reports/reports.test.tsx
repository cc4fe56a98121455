import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { callResult } from '../../../server/contract/call.ts'
import {
  aCall,
  aService,
  aStep,
  aView,
  anId,
  BERLIN,
  HOTLINE,
  NO_FIGURES,
  ORDERS,
  someCalls,
  someSettings,
} from './fixtures.ts'
import { nothingIn, NOW, prepareApp, renderApp, type Answer, type AppOptions } from './render-app.tsx'

vi.mock('../../../tab/src/api/socket.ts', () => ({
  openLive: () => ({ open() {}, typing() {}, wake() {}, close() {} }),
}))

prepareApp()

const quiet: Answer = (url) => nothingIn(aView(url.searchParams.get('from')!, url.searchParams.get('to')!))
const noCalls: Answer = () => ({ items: [], nextCursor: null })

async function openReports(options: AppOptions = {}) {
  const app = await renderApp({ roles: ['analyst'], path: '/reports', ...options })
  await screen.findByRole('heading', { name: 'Reports', level: 1 })
  return app
}

const card = (name: string) => screen.findByRole('region', { name })
const items = (element: HTMLElement): string[] =>
  within(element)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent ?? '')

describe('the figures', () => {
  it('tell how many calls came how far, in words for those who see no chart', async () => {
    await openReports({
      answers: {
        'call-figures': () =>
          aView('2026-11-15', '2026-11-21', {
            total: {
              ...NO_FIGURES,
              calls: 200,
              offered: 160,
              accepted: 120,
              sent: 120,
              delivered: 90,
              read: 45,
              answered: 60,
            },
          }),
      },
    })
    const sentences = items(await card('From the call to the chat'))
    for (const [index, sentence] of [
      'Calls: 200',
      'Asked: 160, 80% of all calls',
      'Agreed: 120, 75% of those asked, 60% of all calls',
      'Invited: 120, 100% of those who agreed, 60% of all calls',
      'Delivered: 90, 75% of the invitations, 45% of all calls',
      'Read: 45, 50% of those delivered, 23% of all calls',
      'Answered: 60, 50% of the invitations, 30% of all calls',
    ].entries()) {
      expect(sentences[index]?.startsWith(sentence)).toBe(true)
    }
  })

  it('name prompts as the questions they ask, worst first', async () => {
    await openReports()
    const hangUps = items(await card('Where callers hang up'))
    expect(hangUps[0]).toMatch(/^WhatsApp to this number\?: 47, 51%/)
    expect(hangUps[1]).toMatch(/^Which mobile number\?: 22, 24%/)
    const missed = items(await card('Where answers get lost'))
    expect(missed.at(-1)).toMatch(/^Is the number right\?: Not understood 9, Silence 0/)
  })

  it('say so where nothing went wrong, and nothing where there is nothing to measure', async () => {
    await openReports({
      answers: {
        'call-figures': () => aView('2026-11-15', '2026-11-21', { total: { ...NO_FIGURES, calls: 3 } }),
      },
    })
    expect(
      within(await card('Where callers hang up')).getByText('Nobody hung up at a question.'),
    ).toBeTruthy()
    expect(
      within(await card('Where answers get lost')).getByText('Every answer was understood.'),
    ).toBeTruthy()
    expect(within(await card('At a glance')).getAllByText('none yet')).toHaveLength(7)
  })

  it('stand in a table as well, which can be shown instead of the chart', async () => {
    await openReports()
    const chart = await card('Day by day')
    expect(within(chart).getAllByRole('row')).toHaveLength(8)
    await userEvent.click(within(chart).getByRole('button', { name: 'Show as table' }))
    expect(within(chart).getByRole('button', { name: 'Show as chart' })).toBeTruthy()
    const [, first] = within(chart).getAllByRole('row')
    expect(first?.textContent).toContain('15')
  })

  it('are compared by service where there are several', async () => {
    const { host } = await openReports({
      answers: { services: () => ({ items: [aService(), aService(ORDERS)] }) },
    })
    const table = await card('By service')
    await userEvent.click(within(table).getByRole('button', { name: `Only ${ORDERS.name}` }))
    expect(host.address()).toBe(`/reports?service=${ORDERS.id}`)
  })

  it('are accessible, opened calls included', async () => {
    await openReports()
    const list = await card('Latest calls')
    for (const row of await within(list).findAllByRole('button', { expanded: false })) {
      if (row.getAttribute('aria-controls') !== null && row.closest('li') !== null) await userEvent.click(row)
    }
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    )
  })
})

describe('what is looked at', () => {
  it('is in the address, and leaves no step to go back through', async () => {
    const { host, figuresAsked } = await openReports({
      answers: { services: () => ({ items: [aService(), aService(ORDERS)] }) },
    })
    await userEvent.click(screen.getByRole('button', { name: 'This month' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Service: All services' }))
    await userEvent.click(await screen.findByRole('menuitemradio', { name: ORDERS.name }))
    expect(host.steps()).toEqual([`/reports?period=month&service=${ORDERS.id}`])
    await waitFor(() =>
      expect(figuresAsked().at(-1)?.search).toBe(`?from=2026-11-01&to=2026-11-21&serviceId=${ORDERS.id}`),
    )
  })

  it('is asked for by the days of the environment', async () => {
    // On Kiritimati the next day has already begun.
    const { figuresAsked } = await openReports({
      path: '/reports?period=today',
      answers: {
        'call-figures': (url) =>
          aView(url.searchParams.get('from')!, url.searchParams.get('to')!, {
            timeZone: 'Pacific/Kiritimati',
          }),
      },
    })
    await waitFor(() => expect(figuresAsked().at(-1)?.search).toBe('?from=2026-11-22&to=2026-11-22'))
    expect(await screen.findByText(/Days and times of Kiritimati/)).toBeTruthy()
  })

  it('can be any days that make sense', async () => {
    const { host } = await openReports()
    await userEvent.click(screen.getByRole('button', { name: 'Other days' }))
    const [from, to] = [await screen.findByLabelText('From'), screen.getByLabelText('To')]
    expect((from as HTMLInputElement).value).toBe('2026-11-15')
    await userEvent.clear(to)
    await userEvent.type(to, '2026-11-01')
    await userEvent.click(screen.getByRole('button', { name: 'Show' }))
    expect(screen.getByText('The period ends before it begins.')).toBeTruthy()
    expect(host.address()).toBe('/reports')
    await userEvent.clear(from)
    await userEvent.type(from, '2026-10-01')
    await userEvent.click(screen.getByRole('button', { name: 'Show' }))
    expect(host.address()).toBe('/reports?from=2026-10-01&to=2026-11-01')
  })

  it('says when a link names a service that is not there, and leads back to all of them', async () => {
    const { host } = await openReports({
      path: `/reports?service=${anId(77)}`,
      answers: {
        'call-figures': (url) =>
          url.searchParams.has('serviceId') ? 404 : aView('2026-11-15', '2026-11-21'),
        calls: (url) => (url.searchParams.has('serviceId') ? 404 : { items: [], nextCursor: null }),
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Show all services' }))
    expect(host.address()).toBe('/reports')
    expect(await card('From the call to the chat')).toBeTruthy()
  })

  it('can be taken along for a spreadsheet', async () => {
    const files: Blob[] = []
    URL.createObjectURL = (file) => {
      files.push(file as Blob)
      return 'blob:file'
    }
    URL.revokeObjectURL = () => {}
    const names: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    await openReports()
    await card('From the call to the chat')
    await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }))
    expect(names).toEqual(['callover-calls-2026-11-15-to-2026-11-21.csv'])
    const lines = (await files[0]!.text()).split('\r\n')
    expect(lines).toHaveLength(9)
    expect(lines[1]).toMatch(/^2026-11-15,All services,44,/)
  })
})

describe('without calls', () => {
  it('says when the latest one was, and offers a longer period', async () => {
    const { host } = await openReports({ answers: { 'call-figures': quiet } })
    expect(await screen.findByText('No calls in this period')).toBeTruthy()
    expect(screen.getByText(/^The latest one was .*(4:03 PM|16:03)/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show 30 days' }))
    expect(host.address()).toBe('/reports?period=30d')
    await userEvent.click(await screen.findByRole('button', { name: 'Show a whole year' }))
    expect(host.address()).toBe('/reports?from=2025-11-22&to=2026-11-21')
  })

  it('says how to get the first one, with the number to ring', async () => {
    let publicNumber: string | null = null
    const settings: Answer = () => someSettings('+493023125000', publicNumber)
    const { asked, unmount } = await openReports({
      answers: { 'call-figures': quiet, calls: noCalls, settings },
    })
    expect(await screen.findByText('No call has been taken yet')).toBeTruthy()
    expect(await screen.findByText(/^Ring \+493023125000 and answer the question/)).toBeTruthy()
    expect(asked.some(({ pathname }) => pathname.endsWith(`/services/${HOTLINE.id}/settings`))).toBe(true)
    expect(screen.queryByRole('region', { name: 'Latest calls' })).toBeNull()
    unmount()

    publicNumber = '+49800123456'
    await openReports({ answers: { 'call-figures': quiet, calls: noCalls, settings } })
    expect(await screen.findByText(/^Ring \+49800123456 /)).toBeTruthy()
  })

  it('leads to the studio where no call can be taken yet', async () => {
    const { host } = await openReports({
      answers: {
        'call-figures': quiet,
        calls: noCalls,
        services: () => ({ items: [aService({ ready: false })] }),
      },
    })
    expect(await screen.findByText('No call can be taken yet')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Open the studio' }))
    expect(host.address()).toBe('/studio')
  })
})

describe('the latest calls', () => {
  it('show every result, and what was asked on request', async () => {
    const results = callResult.options.map((result, index) => aCall(index, { result }))
    const steps = [
      aStep({ asked: 'phoneQuestion', input: 'none', understood: 'silence' }),
      aStep({ asked: 'someNewPrompt', input: 'keys', understood: 'some_new_meaning' }),
    ]
    await openReports({
      answers: { calls: () => ({ items: [aCall(90, { steps }), ...results], nextCursor: null }) },
    })
    const list = await card('Latest calls')
    const rows = await within(list).findAllByRole('button', { name: /mobile/i })
    expect(rows).toHaveLength(callResult.options.length + 1)
    await userEvent.click(rows[0]!)
    expect(rows[0]?.getAttribute('aria-expanded')).toBe('true')
    expect(within(list).getByText('Silence')).toBeTruthy()
    expect(within(list).getByText('Announcement')).toBeTruthy()
    expect(within(list).getByText('Answered')).toBeTruthy()
  })

  it('say why an invitation failed', async () => {
    await openReports({
      answers: {
        calls: () => ({
          items: [someCalls(9, NOW).find(({ result }) => result === 'invitation_failed')],
          nextCursor: null,
        }),
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: /Invitation failed/ }))
    expect(screen.getByText('This number cannot be reached on WhatsApp')).toBeTruthy()
  })

  it('lead to their conversation, but only those who may open it (DX-ROLE-09)', async () => {
    const { host, unmount } = await openReports({ roles: ['agent', 'analyst'] })
    await userEvent.click((await screen.findAllByRole('button', { name: /Invited to WhatsApp/ }))[0]!)
    const [open] = screen.getAllByRole('link', { name: /^Open conversation #/ })
    expect(open?.getAttribute('href')).toMatch(/^\/#\/open\/c\/[0-9a-f]{24}$/)
    await userEvent.click(open!)
    expect(host.steps()).toEqual(['/reports', open?.getAttribute('href')])
    unmount()

    await openReports({ roles: ['analyst'] })
    await within(await card('Latest calls')).findAllByRole('button', { name: /mobile/i })
    expect(screen.queryAllByRole('link', { name: /^Open conversation/, hidden: true })).toEqual([])
  })

  it('go on page by page, and by result', async () => {
    const { host, asked } = await openReports({
      answers: {
        calls: (url) =>
          url.searchParams.has('cursor')
            ? { items: [aCall(31)], nextCursor: null }
            : { items: [aCall(30)], nextCursor: 'further' },
      },
    })
    const list = await card('Latest calls')
    await userEvent.click(await within(list).findByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(within(list).getAllByRole('button', { name: /mobile/i })).toHaveLength(2))
    expect(within(list).queryByRole('button', { name: 'Show more' })).toBeNull()

    await userEvent.click(within(list).getByRole('button', { name: 'Result: All results' }))
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Hung up' }))
    expect(host.address()).toBe('/reports?result=abandoned')
    await waitFor(() =>
      expect(
        asked.some(({ search }) => search.includes('result=abandoned') && search.includes('limit=25')),
      ).toBe(true),
    )
  })

  it('can be tried again when a page does not come', async () => {
    let broken = true
    await openReports({
      answers: {
        calls: (url) =>
          !url.searchParams.has('cursor')
            ? { items: [aCall(30)], nextCursor: 'further' }
            : broken
              ? 503
              : { items: [aCall(31)], nextCursor: null },
      },
    })
    const list = await card('Latest calls')
    await userEvent.click(await within(list).findByRole('button', { name: 'Show more' }))
    expect((await within(list).findByRole('alert')).textContent).toContain('could not be loaded')
    broken = false
    await userEvent.click(within(list).getByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(within(list).getAllByRole('button', { name: /mobile/i })).toHaveLength(2))
  })
})

describe('a failure', () => {
  it('is told once, and one touch tries everything again', async () => {
    let broken = true
    await openReports({
      answers: {
        'call-figures': () => (broken ? 500 : aView('2026-11-15', '2026-11-21', { timeZone: BERLIN })),
        calls: () => (broken ? 500 : { items: someCalls(3, NOW), nextCursor: null }),
      },
    })
    expect(await screen.findByRole('alert')).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Latest calls' })).toBeNull())
    expect(screen.getAllByRole('alert')).toHaveLength(1)
    broken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await card('From the call to the chat')).toBeTruthy()
    expect(await card('Latest calls')).toBeTruthy()
  })

  it('of the figures leaves the calls, and the other way round', async () => {
    const { unmount } = await openReports({ answers: { 'call-figures': () => 500 } })
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(await card('Latest calls')).toBeTruthy()
    unmount()
    await openReports({ answers: { calls: () => 500 } })
    expect(await card('From the call to the chat')).toBeTruthy()
    expect(within(await card('Latest calls')).getByRole('alert')).toBeTruthy()
  })
})
