import { describe, expect, it } from 'vitest'
import {
  formatBarName,
  formatCallTime,
  formatDays,
  formatInstant,
  formatLength,
  formatPercent,
  zoneName,
} from '../../../tab/src/features/figures/figure-format.ts'

/** Spaces that do not break look like others here. */
const plain = (text: string): string => text.replace(/\s/gu, ' ')

describe('figures in words', () => {
  it('name lengths of time in their two largest units', () => {
    expect(formatLength('en', 31.4)).toBe('31 sec')
    expect(formatLength('en', 59.6)).toBe('1 min')
    expect(plain(formatLength('de', 412))).toBe('6 Min. 52 Sek.')
    expect(formatLength('en', 3 * 3600 + 5 * 60 + 40)).toBe('3 hr 5 min')
    expect(formatLength('en', 26 * 3600)).toBe('1 day 2 hr')
    expect(formatLength('en', -3)).toBe('0 sec')
  })

  it('round shares, but never a little to nothing', () => {
    expect(plain(formatPercent('de', 0.716))).toBe('72 %')
    expect(formatPercent('en', 0)).toBe('0%')
    expect(formatPercent('en', 0.004)).toBe('0.4%')
  })

  it('write days as they are in the calendar', () => {
    expect(formatDays('de', { from: '2026-11-15', to: '2026-11-21' })).toBe('15.–21. November 2026')
    expect(formatDays('en-GB', { from: '2026-11-21', to: '2026-11-21' })).toMatch(
      /^Saturday,? 21 November 2026$/,
    )
    expect(formatBarName('en-GB', '2026-11-21', true)).toMatch(/^Sat,? 21$/)
    expect(formatBarName('de', '2026-03-01', false)).toBe('1. März')
  })

  it('tell when a call began by the clock of the environment', () => {
    const now = new Date('2026-11-21T23:30:00Z')
    const zone = { now, timeZone: 'Europe/Berlin' }
    // Half past midnight in Berlin: what was before midnight there is yesterday.
    expect(formatCallTime('de', new Date('2026-11-21T23:10:00Z'), zone)).toMatch(/^0?0:10$/)
    expect(formatCallTime('de', new Date('2026-11-21T22:10:00Z'), zone)).toBe('21. Nov., 23:10')
    expect(formatCallTime('de', new Date('2025-11-21T22:10:00Z'), zone)).toBe('21. Nov. 2025, 23:10')
    expect(formatInstant('de', new Date('2026-11-21T22:10:05Z'), 'Europe/Berlin')).toContain('23:10:05 MEZ')
    expect(zoneName('America/New_York')).toBe('New York')
  })
})
