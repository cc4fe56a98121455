import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openingPreview, type OpeningHours } from '../../server/contract/service-settings.ts'
import { defaultOpeningHours } from '../../server/domain/opening-hours-defaults.ts'
import { ForbiddenError, NotFoundError } from '../../server/lib/errors.ts'
import { newId } from '../../server/lib/object-id.ts'
import { listHolidayRegions } from '../../server/usecases/list-holiday-regions.ts'
import type { Principal } from '../../server/usecases/ports.ts'
import { previewOpeningHours } from '../../server/usecases/preview-opening-hours.ts'
import { createServiceWorld, type ServiceWorld } from '../support/service-world.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'

let store: TestStore
let world: ServiceWorld
let analyst: Principal
let agent: Principal

beforeAll(async () => {
  store = await openTestStore()
  // A Tuesday, 13:00 in Berlin.
  world = await createServiceWorld(store)
  analyst = await world.memberWith('analyst')
  agent = await world.memberWith('agent')
})
afterAll(() => closeTestStore(store))

const office = defaultOpeningHours('DE')
async function preview(change: Partial<OpeningHours>, language?: 'de' | 'en') {
  const ref = { environmentId: world.environmentId, serviceId: world.service.id }
  const asked = { openingHours: { ...office, ...change }, ...(language === undefined ? {} : { language }) }
  return openingPreview.parse(await previewOpeningHours(world.deps, analyst, ref, asked))
}

describe('the preview of opening hours', () => {
  it('tells by the service’s clocks until when it is open (DX-HOURS-05)', async () => {
    expect(await preview({ holidays: null })).toEqual({
      open: true,
      changesAt: '2026-03-10T16:00:00.000Z',
      reason: null,
      name: null,
      holidays: [],
    })
  })

  it('tells why it is closed and when it opens', async () => {
    const exceptions = [{ date: '2026-03-10', name: 'Betriebsfeier', intervals: [] }]
    expect(await preview({ holidays: null, exceptions })).toMatchObject({
      open: false,
      changesAt: '2026-03-11T08:00:00.000Z',
      reason: 'exception',
      name: 'Betriebsfeier',
    })
    const weekly = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
    expect(await preview({ holidays: null, weekly })).toMatchObject({
      open: false,
      changesAt: null,
      reason: 'hours',
    })
  })

  it('names the holidays of the coming year, those of the state among them', async () => {
    const { holidays } = await preview({ holidays: { country: 'DE', state: 'BY' } }, 'en')
    expect(holidays[0]).toEqual({ date: '2026-04-03', name: 'Good Friday' })
    expect(holidays.map(({ date }) => date)).toContain('2027-01-06')
    expect(holidays.every(({ date }) => date >= '2026-03-10' && date <= '2027-03-10')).toBe(true)
    expect(holidays.map(({ date }) => date)).toEqual(holidays.map(({ date }) => date).toSorted())
    const country = await preview({}, 'de')
    expect(country.holidays.map(({ date }) => date)).not.toContain('2027-01-06')
    expect(country.holidays[0]?.name).toBe('Karfreitag')
  })

  it('needs none around the clock', async () => {
    expect(await preview({ always: true })).toMatchObject({ open: true, changesAt: null, holidays: [] })
  })

  it('is for those who may see services, of a service that is there', async () => {
    const ref = { environmentId: world.environmentId, serviceId: world.service.id }
    const asked = { openingHours: office }
    await expect(previewOpeningHours(world.deps, agent, ref, asked)).rejects.toThrow(ForbiddenError)
    await expect(
      previewOpeningHours(world.deps, analyst, { ...ref, serviceId: newId() }, asked),
    ).rejects.toThrow(NotFoundError)
  })
})

describe('the regions of holidays', () => {
  it('are countries with those states that opening hours can name', async () => {
    const { items } = await listHolidayRegions(world.deps, analyst, world.environmentId)
    const germany = items.find(({ country }) => country === 'DE')
    expect(germany).toMatchObject({ name: 'Germany' })
    expect(germany?.states).toHaveLength(16)
    expect(germany?.states).toContainEqual({ code: 'BY', name: 'Bayern' })
  })

  it('are for those who may see services', async () => {
    await expect(listHolidayRegions(world.deps, agent, world.environmentId)).rejects.toThrow(ForbiddenError)
  })
})
