import { describe, expect, it } from 'vitest'
import { isListed, listKey, placeInList, toRouteQuery } from '../../tab/src/state/lists.ts'
import type { ListQuery, ListState } from '../../tab/src/state/state.ts'
import { aConversation, ANNA, aState, idOf } from './builders.ts'

const HOTLINE = idOf('serv')
const BOOKING = idOf('serv', 1)
const query: ListQuery = { view: 'open', sort: 'activity', q: '', serviceId: BOOKING }
const here = aConversation({ service: { id: BOOKING, name: 'Buchung' } }, 1)
const elsewhere = aConversation({ service: { id: HOTLINE, name: 'Hotline' } }, 2)

describe('the list of one service', () => {
  it('is asked for with it, a search as well', () => {
    expect(toRouteQuery(query)).toEqual({ status: 'open', sort: 'activity', service: BOOKING })
    expect(toRouteQuery({ ...query, q: 'maria' })).toEqual({
      q: 'maria',
      sort: 'activity',
      service: BOOKING,
    })
  })

  it('is another list than that of all, or of another service', () => {
    const { serviceId: _none, ...all } = query
    const keys = [query, all, { ...query, serviceId: HOTLINE }].flatMap((one) => [
      listKey(one),
      listKey({ ...one, q: 'x' }),
    ])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('holds what belongs to the service, and nothing else that arrives', () => {
    expect([here, elsewhere].map((one) => isListed(query, one, ANNA.id))).toEqual([true, false])
    const list: ListState = { query, ids: [], cursor: null, loading: null, failed: null }
    const state = {
      ...aState(),
      conversations: new Map([here, elsewhere].map((one) => [one.id, one])),
    }
    expect(placeInList(list, elsewhere, state)).toBe(list)
    expect(placeInList(list, here, state).ids).toEqual([here.id])
  })
})
