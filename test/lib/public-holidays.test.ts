import { describe, expect, it } from 'vitest'
import { openingHours } from '../../server/contract/service-settings.ts'
import { defaultOpeningHours } from '../../server/domain/opening-hours-defaults.ts'
import { openingState } from '../../server/domain/opening-hours.ts'
import { holidayCalendar, holidayRegions } from '../../server/lib/public-holidays.ts'

describe('public holidays', () => {
  it.each([
    ['Fronleichnam', 'DE-BY', '2026-06-04', true],
    ['Fronleichnam', 'DE-BE', '2026-06-04', false],
    ['Buß- und Bettag', 'DE-SN', '2026-11-18', true],
    ['Buß- und Bettag', 'DE-BY', '2026-11-18', false],
    ['Internationaler Frauentag', 'DE-BE', '2026-03-08', true],
    ['Internationaler Frauentag', 'DE-HH', '2026-03-08', false],
    ['Weltkindertag', 'DE-TH', '2026-09-20', true],
    ['Reformationstag', 'DE-HH', '2026-10-31', true],
    ['Reformationstag', 'DE-NW', '2026-10-31', false],
    ['Allerheiligen', 'DE-NW', '2026-11-01', true],
    ['Tag der Deutschen Einheit', 'DE', '2026-10-03', true],
    ['Fronleichnam', 'DE', '2026-06-04', false],
    ['Karfreitag', 'DE', '2027-03-26', true],
    ['Heiligabend is none', 'DE-BY', '2026-12-24', false],
    ['Ostermontag', 'AT', '2026-04-06', true],
    ['Karfreitag is none in Austria', 'AT', '2026-04-03', false],
    ['Koningsdag', 'NL', '2026-04-27', true],
    ['Koningsdag, a day earlier when it is a Sunday', 'NL', '2025-04-26', true],
    ['Tweede kerstdag', 'NL', '2026-12-26', true],
    ['Goede Vrijdag is none', 'NL', '2026-04-03', false],
    ['Fiesta Nacional', 'ES', '2026-10-12', true],
    ['Día de la Comunidad de Madrid', 'ES-MD', '2026-05-02', true],
    ['Día de la Comunidad de Madrid', 'ES-CT', '2026-05-02', false],
    ['Diada', 'ES-CT', '2026-09-11', true],
    ['St Andrew’s Day', 'GB-SCT', '2026-11-30', true],
    ['St Andrew’s Day', 'GB-ENG', '2026-11-30', false],
    ['Easter Monday', 'GB-ENG', '2026-04-06', true],
    ['Easter Monday', 'GB-SCT', '2026-04-06', false],
    ['St Patrick’s Day', 'GB-NIR', '2026-03-17', true],
    ['the day in lieu of Boxing Day', 'GB', '2026-12-28', true],
    ['Independence Day as observed', 'US', '2026-07-03', true],
  ])('%s: %s, %s: %s', async (_, region, date, expected) => {
    const [country = '', state] = region.split('-')
    const calendar = await holidayCalendar(country, state ?? null)
    expect(calendar.holidayOn(date) !== null).toBe(expected)
  })

  it('have their names in the language asked for, otherwise in that of the country', async () => {
    const named = async (country: string, date: string, language?: string): Promise<string | null> =>
      (await holidayCalendar(country, null, language)).holidayOn(date)
    expect(await named('DE', '2026-01-01')).toBe('Neujahr')
    expect(await named('DE', '2026-01-01', 'en')).toBe("New Year's Day")
    expect(await named('DE', '2026-01-01', 'nl')).toBe('Nieuwjaar')
    expect(await named('NL', '2026-04-27', 'de')).toBe('Königstag')
    expect(await named('DE', '2026-01-01', 'xx')).toBe('Neujahr')
  })

  it('are all the days of those that last for several, also over the turn of the year', async () => {
    const emirates = await holidayCalendar('AE', null)
    const days = ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22', '2026-03-23']
    expect(days.map((day) => emirates.holidayOn(day) !== null)).toEqual([false, true, true, true, false])
    const eswatini = await holidayCalendar('SZ', null)
    expect(eswatini.holidayOn('2027-01-02')).toBe('Incwala')
    expect(eswatini.holidayOn('2027-01-03')).toBeNull()
  })

  it('are whole days: those that begin at noon or in the evening are none', async () => {
    const solothurn = await holidayCalendar('CH', 'SO')
    expect(solothurn.holidayOn('2026-05-01')).toBeNull()
    const zurich = await holidayCalendar('CH', 'ZH')
    expect(zurich.holidayOn('2026-05-01')).not.toBeNull()
  })

  it('are those of the country for an unknown state, and none for an unknown country', async () => {
    const nowhere = await holidayCalendar('XX', null)
    const odd = await holidayCalendar('DE', 'XX')
    expect(nowhere.holidayOn('2026-01-01')).toBeNull()
    expect(odd.holidayOn('2026-01-01')).toBe('Neujahr')
    expect(odd.holidayOn('2026-06-04')).toBeNull()
  })

  it('close a service with default hours over Easter (DX-HOURS-01)', async () => {
    const hours = defaultOpeningHours('DE')
    const calendar = await holidayCalendar('DE', null, 'de')
    expect(openingState(hours, 'Europe/Berlin', calendar, new Date('2026-04-03T10:00:00Z'))).toEqual({
      open: false,
      since: new Date('2026-04-02T15:00:00Z'),
      opensAt: new Date('2026-04-07T07:00:00Z'),
      reason: 'holiday',
      name: 'Karfreitag',
    })
  })
})

describe('countries with public holidays', () => {
  it('are named in the language asked for and sorted by it', async () => {
    const regions = await holidayRegions('de')
    const names = regions.map(({ name }) => name)
    expect(names.toSorted(new Intl.Collator('de').compare)).toEqual(names)
    // An umlaut is no letter after z.
    expect(names.indexOf('Österreich')).toBeLessThan(names.indexOf('Spanien'))
    const country = (code: string) => regions.find((region) => region.country === code)
    expect(country('DE')).toMatchObject({ name: 'Deutschland' })
    expect(country('DE')?.states).toHaveLength(16)
    expect(country('DE')?.states).toContainEqual({ code: 'BY', name: 'Bayern' })
    expect(country('GB')?.states.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['ENG', 'SCT', 'WLS', 'NIR']),
    )
    expect((await holidayRegions()).find((region) => region.country === 'DE')?.name).toBe('Germany')
  })

  it('and their states can all be named by opening hours', async () => {
    const { holidays } = openingHours.shape
    const named = (await holidayRegions()).flatMap(({ country, states }) => [
      { country, state: null },
      ...states.map(({ code }) => ({ country, state: code })),
    ])
    expect(named.filter((region) => !holidays.safeParse(region).success)).toEqual([])
  })
})
