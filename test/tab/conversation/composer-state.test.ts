import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WindowView } from '../../../server/contract/conversation.ts'
import {
  composerState,
  dueWarning,
  takesFreeText,
  windowPhase,
} from '../../../tab/src/features/conversation/composer/composer-state.ts'
import { aConversation, aDetail, at, capabilities, HOUR, neverWrote, NOW, openWindow } from './fixtures.ts'

const MINUTE = 60_000

function stateOf(window: WindowView, changes: { now?: Date; can?: boolean; templates?: boolean } = {}) {
  const conversation = aConversation({ window })
  const detail = aDetail(conversation, {
    can: { reply: changes.can ?? true, note: true, assign: true, resolve: true, reopen: true },
    capabilities: { ...capabilities, templates: changes.templates ?? true },
  })
  return composerState(conversation, detail, changes.now ?? NOW)
}

describe('the state of the composer', () => {
  it.each([
    ['five hours are left', 5 * HOUR, 'plenty'],
    ['a millisecond more than four hours is left', 4 * HOUR + 1, 'plenty'],
    ['four hours are left', 4 * HOUR, 'soon'],
    ['a millisecond more than an hour is left', HOUR + 1, 'soon'],
    ['an hour is left', HOUR, 'closing'],
    ['a millisecond more than a minute is left', MINUTE + 1, 'closing'],
    ['a minute is left', MINUTE, 'checking'],
    ['a millisecond is left', 1, 'checking'],
  ])('is open (DX-WA-01) when %s', (_, msLeft, phase) => {
    expect(stateOf(openWindow(msLeft))).toMatchObject({ kind: 'open', phase, msLeft })
  })

  it('counts the closing instant itself as closed (DX-WA-02)', () => {
    expect(stateOf({ ...openWindow(1), closesAt: at(0) })).toMatchObject({ kind: 'closed', why: 'expired' })
  })

  it('closes by the clock alone, before the server tells (DX-WA-02)', () => {
    const window = openWindow(10 * MINUTE)
    const later = new Date(NOW.getTime() + 11 * MINUTE)
    expect(stateOf(window, { now: later })).toMatchObject({ kind: 'closed', why: 'expired', templates: true })
  })

  it('offers only templates to who never wrote (DX-WA-04)', () => {
    expect(stateOf(neverWrote)).toMatchObject({ kind: 'closed', why: 'never_wrote', templates: true })
  })

  it('believes the platform more than the clock', () => {
    expect(stateOf({ ...openWindow(5 * HOUR), refused: true })).toMatchObject({
      kind: 'closed',
      why: 'refused',
    })
  })

  it('knows no window where the channel takes anything at any time', () => {
    expect(stateOf({ ...neverWrote, outside: 'anything' })).toEqual({ kind: 'unlimited' })
    expect(stateOf({ ...openWindow(1), open: true, closesAt: null })).toEqual({ kind: 'unlimited' })
  })

  it('offers no templates where the channel has none or allows nothing', () => {
    expect(stateOf(openWindow(-HOUR), { templates: false })).toMatchObject({ templates: false })
    expect(stateOf({ ...openWindow(-HOUR), outside: 'nothing' })).toMatchObject({ templates: false })
  })

  it('takes nothing in a resolved or paused conversation, even while it is loaded', () => {
    for (const status of ['resolved', 'paused'] as const) {
      expect(composerState(aConversation({ status }), null, NOW)).toEqual({ kind: 'inactive', status })
    }
  })

  it('takes answers in a snoozed conversation', () => {
    const conversation = aConversation({ status: 'snoozed' })
    expect(composerState(conversation, aDetail(conversation), NOW).kind).toBe('open')
  })

  it('waits for what the reader may do', () => {
    expect(composerState(aConversation(), null, NOW)).toEqual({ kind: 'loading' })
    expect(stateOf(openWindow(HOUR), { can: false })).toEqual({ kind: 'forbidden' })
  })

  it('takes free text exactly while the window is open, at any time (DX-WA-01, DX-WA-02)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -48 * HOUR, max: 48 * HOUR }),
        fc.integer({ min: 0, max: 48 * HOUR }),
        (left, later) => {
          const window = { ...openWindow(left), open: true }
          const state = stateOf(window, { now: new Date(NOW.getTime() + later) })
          expect(takesFreeText(state)).toBe(left - later > 0)
        },
      ),
    )
  })

  it('never becomes less pressing as time goes by', () => {
    const order = ['plenty', 'soon', 'closing', 'checking']
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 * HOUR }),
        fc.integer({ min: 1, max: 24 * HOUR }),
        (one, other) => {
          const [more, less] = one > other ? [one, other] : [other, one]
          expect(order.indexOf(windowPhase(less))).toBeGreaterThanOrEqual(order.indexOf(windowPhase(more)))
        },
      ),
    )
  })
})

describe('the warning of the closing window', () => {
  it.each([
    [61 * MINUTE, 60 * MINUTE, 60],
    [60 * MINUTE, 59 * MINUTE, null],
    [15.5 * MINUTE, 15 * MINUTE, 15],
    [5.1 * MINUTE, 4.9 * MINUTE, 5],
    [3 * HOUR, 10 * MINUTE, 15],
    [3 * HOUR, MINUTE, 5],
    [6 * MINUTE, -1, null],
    [10 * MINUTE, 23 * HOUR, null],
    [null, 10 * MINUTE, null],
  ])('going from %s to %s ms left says %s', (before, after, minutes) => {
    expect(dueWarning(before, after)).toBe(minutes)
  })

  it('is said once for each mark, however the clock ticks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10 * MINUTE }), { minLength: 1, maxLength: 60 }),
        (steps) => {
          let left = 70 * MINUTE
          const said: number[] = []
          for (const step of steps) {
            const due = dueWarning(left, left - step)
            if (due !== null) said.push(due)
            left -= step
          }
          expect(new Set(said).size).toBe(said.length)
          expect([...said].sort((one, other) => other - one)).toEqual(said)
        },
      ),
    )
  })
})
