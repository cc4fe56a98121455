import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import { aView, someSettings } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio, type ShowOptions } from './render-studio.tsx'

prepareStudio()

const PREVIEW = 'POST /environments/:id/services/:serviceId/opening-hours/preview'
const show = (options: ShowOptions = {}) => showStudio({ at: sectionAddress('opening-hours'), ...options })
const day = (name: string) => screen.findByRole('group', { name })
const time = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name })
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

async function type(name: string, text: string): Promise<void> {
  const field = await time(name)
  await userEvent.clear(field)
  await userEvent.type(field, text)
  await userEvent.tab()
}

describe('the week', () => {
  it('takes times as people write them, also the end of the day (DX-HOURS-01)', async () => {
    const { fake } = await show()
    await type('Monday, from (1)', '830')
    await type('Monday, until (1)', '24')
    expect((await time('Monday, from (1)')).value).toBe('08:30')
    await save()
    await waitFor(() =>
      expect(fake.view().draft.openingHours.weekly.mon).toEqual([{ from: '08:30', to: '24:00' }]),
    )
  })

  it('has several intervals a day, and opens and closes days', async () => {
    const { fake } = await show()
    await type('Monday, until (1)', '12')
    await userEvent.click(screen.getByRole('button', { name: 'Add hours: Monday' }))
    expect((await time('Monday, from (2)')).value).toBe('13:00')
    await userEvent.click(within(await day('Tuesday')).getByRole('switch'))
    await userEvent.click(within(await day('Saturday')).getByRole('switch'))
    await save()
    await waitFor(() =>
      expect(fake.view().draft.openingHours.weekly).toMatchObject({
        mon: [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '17:00' },
        ],
        tue: [],
        sat: [{ from: '09:00', to: '17:00' }],
      }),
    )
  })

  it('gives a day back its hours when it was closed by mistake', async () => {
    await show()
    await type('Friday, until (1)', '14')
    const toggle = within(await day('Friday')).getByRole('switch')
    await userEvent.click(toggle)
    expect(within(await day('Friday')).getByText('Closed')).toBeTruthy()
    await userEvent.click(toggle)
    expect((await time('Friday, until (1)')).value).toBe('14:00')
  })

  it('copies a day to others', async () => {
    const { fake } = await show()
    await type('Monday, from (1)', '7')
    await userEvent.click(screen.getByRole('button', { name: 'Copy Monday to other days' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Monday to Friday' }))
    await save()
    await waitFor(() =>
      expect(fake.view().draft.openingHours.weekly).toMatchObject({
        fri: [{ from: '07:00', to: '17:00' }],
        sat: [],
      }),
    )
  })

  it('moves times with the arrow keys', async () => {
    await show()
    const field = await time('Monday, from (1)')
    await userEvent.click(field)
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    expect(field.value).toBe('09:30')
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(field.value).toBe('09:00')
  })

  it('removes hours and keeps the focus in the day', async () => {
    await show()
    await userEvent.click(await screen.findByRole('button', { name: 'Add hours: Monday' }))
    await userEvent.click(screen.getByRole('button', { name: 'Remove hours 2: Monday' }))
    expect(screen.queryByRole('textbox', { name: 'Monday, from (2)' })).toBeNull()
    expect(document.activeElement).toBe(await time('Monday, from (1)'))
  })

  it('says at the day what is wrong with it, and saves nothing', async () => {
    const { fake } = await show()
    await type('Monday, from (1)', '18')
    expect(within(await day('Monday')).getByText('The end must be after the beginning.')).toBeTruthy()
    await type('Tuesday, from (1)', 'soon')
    expect(within(await day('Tuesday')).getByText(/This is no time/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Add hours: Wednesday' }))
    await type('Wednesday, from (2)', '16')
    expect(within(await day('Wednesday')).getByText('These hours overlap.')).toBeTruthy()
    expect(await screen.findByText('Something in the hours is not right')).toBeTruthy()
    await save()
    expect(await screen.findByText('3 things to correct')).toBeTruthy()
    expect(fake.view().draft).toEqual(someSettings())
  })
})

describe('exceptions, holidays and around the clock', () => {
  it('adds a day with its occasion and hours', async () => {
    const { fake } = await show()
    await userEvent.click(await screen.findByRole('button', { name: 'Add day' }))
    const date = screen.getByLabelText<HTMLInputElement>('Date')
    await waitFor(() => expect(document.activeElement).toBe(date))
    await userEvent.clear(date)
    await userEvent.type(date, '2026-12-24')
    await userEvent.type(screen.getByRole('textbox', { name: 'Occasion' }), 'Heiligabend')
    await userEvent.click(screen.getByRole('switch', { name: 'Open on Thu, December 24, 2026' }))
    await type('Thu, December 24, 2026, until (1)', '12')
    await save()
    await waitFor(() =>
      expect(fake.view().draft.openingHours.exceptions).toEqual([
        { date: '2026-12-24', name: 'Heiligabend', intervals: [{ from: '09:00', to: '12:00' }] },
      ]),
    )
  })

  it('does not take a day twice', async () => {
    const draft = someSettings({
      openingHours: { exceptions: [{ date: '2026-12-24', name: '', intervals: [] }] },
    })
    await show({ views: [aView({ draft })] })
    await userEvent.click(await screen.findByRole('button', { name: 'Add day' }))
    const date = screen.getAllByLabelText<HTMLInputElement>('Date')[1]!
    await userEvent.clear(date)
    await userEvent.type(date, '2026-12-24')
    expect(await screen.findByText('This day is in the list already.')).toBeTruthy()
  })

  it('chooses the country and state whose holidays count, and shows the next ones', async () => {
    const { fake } = await show()
    expect(await screen.findByText('Karfreitag')).toBeTruthy()
    await userEvent.click(await screen.findByRole('combobox', { name: 'State or region' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Bayern' }))
    await save()
    await waitFor(() =>
      expect(fake.view().draft.openingHours.holidays).toEqual({ country: 'DE', state: 'BY' }),
    )
    const country = screen.getByRole('combobox', { name: 'Country' })
    await userEvent.click(country)
    await userEvent.clear(country)
    await userEvent.type(country, 'aus')
    await userEvent.click(await screen.findByRole('option', { name: 'Austria' }))
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(fake.view().draft.openingHours.holidays).toEqual({ country: 'AT', state: null }),
    )
    await userEvent.click(screen.getByRole('switch', { name: 'Closed on public holidays' }))
    await save()
    await waitFor(() => expect(fake.view().draft.openingHours.holidays).toBeNull())
  })

  it('needs no hours around the clock', async () => {
    const { fake } = await show()
    await userEvent.click(await screen.findByRole('radio', { name: 'Around the clock' }))
    expect(screen.queryByRole('group', { name: 'Monday' })).toBeNull()
    expect(await screen.findByText('Open around the clock')).toBeTruthy()
    await save()
    await waitFor(() => expect(fake.view().draft.openingHours.always).toBe(true))
    expect(fake.view().draft.openingHours.weekly.mon).toEqual([{ from: '09:00', to: '17:00' }])
  })
})

describe('the summary', () => {
  it('tells what the hours on the screen mean, as the server judges them (DX-HOURS-05)', async () => {
    const { fake } = await show()
    expect(await screen.findByText(/^Open now, until/)).toBeTruthy()
    await userEvent.click(within(await day('Monday')).getByRole('switch'))
    await waitFor(() => {
      const asked = fake.calls.filter(({ key }) => key === PREVIEW).at(-1)?.body
      expect(asked).toMatchObject({ openingHours: { weekly: { mon: [] } }, language: 'en' })
    })
  })

  it('says when it cannot tell', async () => {
    await show({ prepare: (fake) => fake.failNext(PREVIEW, new ApiError('offline')) })
    expect(await screen.findByText(/It cannot be told at the moment/)).toBeTruthy()
  })
})
