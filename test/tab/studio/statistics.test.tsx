import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { CallFiguresView } from '../../../server/contract/call.ts'
import type { ServiceStatisticsView } from '../../../server/contract/statistics.ts'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import { sectionsOf } from '../../../tab/src/features/studio/studio-place.ts'
import { aView as someFigures, NO_FIGURES } from '../reports/fixtures.ts'
import type { FakeAnswers, FakeInput } from './fake-api.ts'
import { aService, aView, SERVICE_ID } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio, violations } from './render-studio.tsx'

prepareStudio()

const FIGURES = 'GET /environments/:id/call-figures'
const STATISTICS = 'GET /environments/:id/services/:serviceId/statistics'

function conversations(from: string, to: string, busy = true): ServiceStatisticsView {
  const { days } = someFigures(from, to)
  const total = busy
    ? {
        opened: 40,
        origins: { contact: 25, call: 12, member: 3 },
        resolved: 30,
        written: 36,
        answered: 27,
        firstResponseSeconds: 150,
        inbound: 120,
        outbound: 98,
      }
    : {
        opened: 0,
        origins: {},
        resolved: 0,
        written: 0,
        answered: 0,
        firstResponseSeconds: null,
        inbound: 0,
        outbound: 0,
      }
  const count = busy ? 7 : 0
  return {
    from,
    to,
    timeZone: 'Europe/Berlin',
    total,
    days: days.map(({ date }) => ({ date, opened: count, inbound: count, outbound: count })),
  }
}

function answers({ calls = true, chats = true } = {}): FakeAnswers {
  const periodOf = ({ query }: FakeInput): [string, string] => [
    String(query?.['from']),
    String(query?.['to']),
  ]
  return {
    [FIGURES]: (input): CallFiguresView => ({
      ...someFigures(...periodOf(input)),
      ...(calls ? {} : { total: NO_FIGURES }),
      timeZone: 'Europe/Berlin',
    }),
    [STATISTICS]: (input) => conversations(...periodOf(input), chats),
  }
}

const show = (options: Parameters<typeof showStudio>[0] = {}, served = answers()) =>
  showStudio({ at: sectionAddress('statistics'), ...options, prepare: (fake) => fake.serve(served) })

describe('the statistics of a service', () => {
  it('tell what became of its calls and of its conversations', async () => {
    const { fake } = await show()
    expect((await screen.findByText('From the call to the chat')).tagName).toBe('H3')
    expect(screen.getByText('Languages').tagName).toBe('H3')
    expect(await screen.findByText('120 messages in, 98 out')).toBeTruthy()
    expect(screen.getByText('2 min 30 sec')).toBeTruthy()
    expect(screen.getByText('27 of 36 in which somebody wrote')).toBeTruthy()
    expect(screen.getByText('After a call: 12, 30%')).toBeTruthy()
    expect(screen.getAllByText('From customers').map(({ tagName }) => tagName)).toEqual(['LI', 'TH'])
    // There is nothing to save or to publish.
    expect(screen.queryByText('Publish')).toBeNull()
    expect(fake.calls.map(({ key }) => key)).toContain(STATISTICS)
  })

  it('can be read by everybody', async () => {
    await show({}, answers({ calls: false }))
    await screen.findByText('120 messages in, 98 out')
    expect(await violations()).toEqual([])
  }, 60_000)

  it('are those of the period in the address, which the reader may change', async () => {
    const { host } = await show({ at: sectionAddress('statistics', '?from=2026-02-01&to=2026-02-03') })
    expect(await screen.findByText(/^February 1\D+3, 2026/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '30 days' }))
    expect(host.address()).toBe(sectionAddress('statistics', '?period=30d'))
  })

  it('say that nothing was, for calls and conversations apart', async () => {
    await show({}, answers({ calls: false, chats: false }))
    expect(await screen.findByText('No calls in this period')).toBeTruthy()
    expect(await screen.findByText('No conversations on these days')).toBeTruthy()
    expect(screen.queryByText('From the call to the chat')).toBeNull()
  })

  it('have no calls where the service takes none', async () => {
    const { fake } = await show({ views: [aView({ service: aService({ ready: null }) })] })
    expect(await screen.findByText('120 messages in, 98 out')).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Calls' })).toBeNull()
    expect(fake.calls.map(({ key }) => key)).not.toContain(FIGURES)
  })

  it('show what there is when the rest cannot be loaded, and offer another try', async () => {
    const { fake } = await showStudio({
      at: sectionAddress('statistics'),
      prepare: (studio) => {
        studio.serve(answers())
        studio.failNext(STATISTICS, new ApiError('internal_error'))
      },
    })
    const chats = await screen.findByRole('region', { name: 'Conversations' })
    await userEvent.click(await within(chats).findByRole('button', { name: 'Try again' }))
    expect(await within(chats).findByText('120 messages in, 98 out')).toBeTruthy()
    expect(fake.calls.filter(({ key }) => key === STATISTICS)).toHaveLength(2)
  })

  it('are in the menu of those who may see calls, and of nobody else', () => {
    const service = aService({ id: SERVICE_ID })
    expect(sectionsOf(service, ['call:see'])).toContain('statistics')
    expect(sectionsOf(service, ['service:see', 'service:edit_content'])).not.toContain('statistics')
  })

  it('are not shown to somebody who has come by a link without the right', async () => {
    const { fake } = await show({ roles: ['contentManager'] })
    expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeTruthy()
    expect(fake.calls.map(({ key }) => key)).not.toContain(STATISTICS)
  })
})
