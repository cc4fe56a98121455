import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openingHours, serviceSettings } from '../../../server/contract/service-settings.ts'
import type { Role } from '../../../server/contract/member.ts'
import { rightsIn } from '../../../server/domain/roles.ts'
import type { SettingsPatch } from '../../../server/domain/settings-changes.ts'
import { parseTime, stepTime } from '../../../tab/src/features/studio/hours/time-text.ts'
import {
  copyDay,
  firstFreeDay,
  hoursToBeginWith,
  withNextInterval,
} from '../../../tab/src/features/studio/hours/week.ts'
import { momentIn } from '../../../tab/src/features/studio/hours/zoned-words.ts'
import { placesIn, standardValue } from '../../../tab/src/features/studio/invitation/coverage.ts'
import { checksOf } from '../../../tab/src/features/studio/overview/checks.ts'
import { mayEdit, rightsOf } from '../../../tab/src/features/studio/rights.ts'
import { fillIn, insertInto, placeholdersIn } from '../../../tab/src/features/studio/speech/placeholders.ts'
import { speakingSeconds } from '../../../tab/src/features/studio/speech/speaking-time.ts'
import { issuesOf } from '../../../tab/src/features/studio/state/issues.ts'
import { formatStudioPlace, parseStudioPlace } from '../../../tab/src/features/studio/studio-place.ts'
import { readNumber, showNumber } from '../../../tab/src/features/studio/telephony/phone-input.ts'
import { parseAddress } from '../../../tab/src/features/areas/area-address.ts'
import { aService, SERVICE_ID, someSettings, templates } from './fixtures.ts'

describe('times', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9.30', '09:30'],
    ['9:05', '09:05'],
    ['17 Uhr', '17:00'],
    ['17h30', '17:30'],
    ['5 pm', '17:00'],
    ['5:30 PM', '17:30'],
    ['12am', '00:00'],
    ['12 p.m.', '12:00'],
    [' 08:00 ', '08:00'],
  ])('are read as people write them: %s', (text, time) => {
    expect(parseTime(text, 'from')).toBe(time)
  })

  it.each(['', 'abc', '25', '9:60', '13 pm', '0 am', '24:30', '9:5', '12345'])('are none: %s', (text) => {
    expect(parseTime(text, 'from')).toBeNull()
    expect(parseTime(text, 'to')).toBeNull()
  })

  it('end a day at 24:00 and begin it at 00:00', () => {
    expect(['24', '24:00', '0', '00:00', '12 am'].map((text) => parseTime(text, 'to'))).toEqual(
      Array.from({ length: 5 }, () => '24:00'),
    )
    expect(parseTime('24:00', 'from')).toBe('00:00')
  })

  it('stay within the day and on the raster when they are stepped', () => {
    expect(stepTime('09:00', 15, 'from')).toBe('09:15')
    expect(stepTime('09:07', 15, 'from')).toBe('09:15')
    expect(stepTime('09:07', -15, 'from')).toBe('09:00')
    expect(stepTime('23:50', 15, 'to')).toBe('24:00')
    expect(stepTime('23:50', 15, 'from')).toBe('23:59')
    expect(stepTime('00:00', -15, 'from')).toBe('00:00')
  })
})

describe('the week', () => {
  const { weekly } = someSettings().openingHours

  it('opens a day with the hours of the one before it', () => {
    const mine = { ...weekly, fri: [{ from: '08:00', to: '14:00' }] }
    expect(hoursToBeginWith(mine, 'sat')).toEqual([{ from: '08:00', to: '14:00' }])
    expect(hoursToBeginWith({ ...weekly, mon: [] }, 'mon')).toEqual([{ from: '09:00', to: '17:00' }])
  })

  it('adds hours after a pause, as long as the day has room', () => {
    expect(withNextInterval([{ from: '08:00', to: '12:00' }])).toEqual([
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ])
    expect(withNextInterval([{ from: '08:00', to: '22:00' }])?.[1]).toEqual({ from: '23:00', to: '24:00' })
    expect(withNextInterval([{ from: '08:00', to: '23:00' }])).toBeNull()
  })

  it('never adds what the contract refuses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1440 }), (from, length) => {
        const time = (minutes: number) =>
          parseTime(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`, 'to')!
        const first = {
          from: stepTime(time(from + 1), -1, 'from'),
          to: time(Math.min(1440, from + 1 + length)),
        }
        let day = [first]
        for (let more = withNextInterval(day); more !== null; more = withNextInterval(day)) day = more
        const hours = { ...someSettings().openingHours, weekly: { ...weekly, mon: day } }
        expect(openingHours.safeParse(hours).success).toBe(true)
      }),
    )
  })

  it('copies a day without sharing it', () => {
    const copied = copyDay(weekly, 'mon', ['sat', 'sun'])
    expect(copied.sat).toEqual(weekly.mon)
    expect(copied.sat[0]).not.toBe(weekly.mon[0])
    expect(copied.tue).toBe(weekly.tue)
  })

  it('finds the next day without an exception, over the end of a year', () => {
    const days = ['2026-12-31', '2027-01-01'].map((date) => ({ date, name: '', intervals: [] }))
    expect(firstFreeDay(days, '2026-12-31')).toBe('2027-01-02')
  })
})

describe('moments', () => {
  const now = new Date('2026-03-10T22:30:00Z')
  const moment = (at: string, zone = 'Europe/Berlin') =>
    momentIn(zone, { language: 'en-GB', at: new Date(at), now })

  it('are told by the clocks of the service (DX-HOURS-05)', () => {
    expect(moment('2026-03-10T22:45:00Z')).toEqual({ day: 'today', name: '', time: '23:45' })
    expect(moment('2026-03-11T08:00:00Z')).toEqual({ day: 'tomorrow', name: '', time: '9:00' })
    // In Tokyo it is the eleventh already.
    expect(moment('2026-03-11T00:00:00Z', 'Asia/Tokyo')).toEqual({ day: 'today', name: '', time: '9:00' })
    expect(moment('2026-03-16T08:00:00Z')).toEqual({ day: 'weekday', name: 'Monday', time: '9:00' })
    expect(moment('2026-03-30T07:00:00Z')).toEqual({ day: 'date', name: '30 March', time: '9:00' })
  })
})

describe('phone numbers', () => {
  it.each([
    ['030 23125000', 'DE', '+493023125000'],
    ['+49 (30) 2312-5000', 'DE', '+493023125000'],
    ['0049 30 23125000', 'AT', '+493023125000'],
    ['020 7946 0123', 'GB', '+442079460123'],
    ['  ', 'DE', null],
    ['030', 'DE', '030'],
    ['hotline', 'DE', 'hotline'],
  ])('are read as people write them: %s in %s', (text, country, number) => {
    expect(readNumber(text, country)).toBe(number)
  })

  it('are shown in groups and read back as the same', () => {
    expect(showNumber('+493023125000')).toBe('+49 30 23125000')
    expect(showNumber('030')).toBe('030')
    for (const number of ['+493023125000', '+4915112345678', '+442079460123'])
      expect(readNumber(showNumber(number), 'NL')).toBe(number)
  })
})

describe('what is wrong', () => {
  const pathsOf = (patch: SettingsPatch) =>
    issuesOf(someSettings(patch)).map(({ path, code }) => `${path} ${code}`)
  const monday = (...intervals: { from: string; to: string }[]) =>
    pathsOf({ openingHours: { weekly: { mon: intervals } } })

  it('is nothing in the defaults', () => {
    expect(issuesOf(someSettings())).toEqual([])
  })

  it.each<[string, string[], string[]]>([
    [
      'a text too long',
      pathsOf({ prompts: { de: { welcome: 'x'.repeat(601) } } }),
      ['prompts.de.welcome tooLong'],
    ],
    ['no number', pathsOf({ deflector: { forwardTo: '030' } }), ['deflector.forwardTo number']],
    ['no time', monday({ from: 'abc', to: '17:00' }), ['openingHours.weekly.mon.0.from time']],
    [
      'the wrong way round',
      monday({ from: '17:00', to: '09:00' }),
      ['openingHours.weekly.mon.0.to backwards'],
    ],
    [
      'an overlap',
      monday({ from: '09:00', to: '13:00' }, { from: '12:00', to: '17:00' }),
      ['openingHours.weekly.mon overlap'],
    ],
    ['touching is none', monday({ from: '09:00', to: '12:00' }, { from: '12:00', to: '17:00' }), []],
    [
      'a day twice',
      pathsOf({
        openingHours: {
          exceptions: [
            { date: '2026-12-24', name: '', intervals: [] },
            { date: '2026-12-24', name: '', intervals: [] },
          ],
        },
      }),
      ['openingHours.exceptions.1.date twice'],
    ],
    [
      'no date',
      pathsOf({ openingHours: { exceptions: [{ date: '', name: '', intervals: [] }] } }),
      ['openingHours.exceptions.0.date date'],
    ],
  ])('is told at its place: %s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })

  it('is something exactly when the contract refuses', () => {
    const patches: SettingsPatch[] = [
      {},
      { deflector: { forwardTo: 'x' } },
      { telephony: { publicNumber: '+49301234567' } },
    ]
    for (const patch of patches) {
      const settings = someSettings(patch)
      expect(issuesOf(settings).length === 0).toBe(serviceSettings.safeParse(settings).success)
    }
  })
})

describe('rights', () => {
  const rightsFor = (...roles: Role[]) => rightsOf(rightsIn({ roles }, { kind: 'customer' }))

  it('follow the roles (DX-ROLE-04, DX-ROLE-06)', () => {
    expect(rightsFor('producer')).toEqual({ editContent: true, editAll: true, publish: true })
    expect(rightsFor('contentManager', 'analyst')).toEqual({
      editContent: true,
      editAll: false,
      publish: false,
    })
    expect(rightsFor('analyst', 'environmentManager', 'agent')).toEqual({
      editContent: false,
      editAll: false,
      publish: false,
    })
    const manager = rightsFor('contentManager')
    expect(
      (['prompts', 'autoResponses', 'invitation', 'telephony'] as const).map((area) =>
        mayEdit(manager, area),
      ),
    ).toEqual([true, true, false, false])
  })
})

describe('addresses', () => {
  it('name a service, a section and a language, and are read back as the same', () => {
    const place = { serviceId: SERVICE_ID, section: 'hours', language: 'de' } as const
    const address = formatStudioPlace(place)
    expect(address).toBe(`/studio/${SERVICE_ID}/opening-hours?language=de`)
    expect(parseStudioPlace(parseAddress(address))).toEqual(place)
    expect(formatStudioPlace({ serviceId: null, section: 'hours', language: null })).toBe('/studio/services')
  })

  it('lead somewhere even when they are wrong', () => {
    const read = (address: string) => parseStudioPlace(parseAddress(address))
    expect(read('/studio/nonsense/prices')).toEqual({ serviceId: null, section: 'overview', language: null })
    expect(read(`/studio/${SERVICE_ID}/prices?language=xx`)).toEqual({
      serviceId: SERVICE_ID,
      section: 'overview',
      language: null,
    })
  })
})

describe('texts', () => {
  it('have their placeholders found, filled and inserted', () => {
    expect(placeholdersIn('{{company}} {{ number }} {{company}} {{}}')).toEqual(['company', 'number'])
    expect(fillIn('{{company}}: {{foo}}', { company: 'A {{foo}}' })).toBe('A {{foo}}: {{foo}}')
    expect(insertInto('Hallo .', '{{company}}', { start: 6, end: 6 })).toEqual({
      text: 'Hallo {{company}}.',
      caret: 17,
    })
  })

  it('take longer the longer and slower they are spoken', () => {
    expect(speakingSeconds('  ', 'de')).toBe(0)
    expect(speakingSeconds('Ja.', 'de')).toBe(1)
    const text = 'Guten Tag. '.repeat(20)
    expect(speakingSeconds(text, 'de', 2)).toBeLessThan(speakingSeconds(text, 'de'))
    expect(speakingSeconds('x'.repeat(600), 'en')).toBeLessThan(60)
  })
})

describe('templates', () => {
  const [single, several] = templates
  const variant = single!.languages[0]!

  it('have the company’s name in their only place', () => {
    expect(standardValue(variant, 'body.1')).toBe('{{company}}')
    expect(standardValue(several!.languages[0]!, 'body.1')).toBe('')
  })

  it('ask in a language for the places of its own text', () => {
    const short = { ...variant, body: 'Hallo!' }
    expect(placesIn({ ...several!, places: ['body.1', 'body.2', 'header.1'] }, short)).toEqual(['header.1'])
  })
})

describe('the checklist', () => {
  const statesOf = (...codes: ('no_whatsapp_channel' | 'no_voice_line' | 'no_invitation_template')[]) =>
    checksOf(aService({ problems: codes.map((code) => ({ code, blocking: code !== 'no_voice_line' })) })).map(
      ({ name, state }) => `${name} ${state}`,
    )

  it('says of each thing how it stands', () => {
    expect(statesOf()).toEqual(['line done', 'whatsapp done', 'template done', 'coverage done'])
    expect(statesOf('no_voice_line', 'no_invitation_template')).toEqual([
      'line hint',
      'whatsapp done',
      'template blocking',
      'coverage unknown',
    ])
    expect(statesOf('no_whatsapp_channel')[3]).toBe('coverage unknown')
  })
})
