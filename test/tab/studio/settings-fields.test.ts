import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serviceSettings, type ServiceSettings } from '../../../server/contract/service-settings.ts'
import { cleanSettings } from '../../../server/domain/clean-settings.ts'
import { changedAreas } from '../../../server/domain/settings-changes.ts'
import {
  changedFields,
  copyField,
  fieldKey,
  LANGUAGES,
  PROMPTS,
  WEEKDAYS,
} from '../../../tab/src/features/studio/state/fields.ts'
import { compareChanges, mergeChanges } from '../../../tab/src/features/studio/state/merge.ts'
import { sameSettings, settingsToSave, tidySettings } from '../../../tab/src/features/studio/state/tidy.ts'
import { someSettings } from './fixtures.ts'

const text = fc.constantFrom('', '  ', 'Hallo', 'Hello {{company}}', 'Grüß Gott')
const language = fc.constantFrom(...LANGUAGES)
const byLanguage = <T>(value: fc.Arbitrary<T>) => fc.dictionary(language, value, { maxKeys: 3 })
const hours = fc.constantFrom(
  [],
  [{ from: '09:00', to: '17:00' }],
  [
    { from: '13:00', to: '24:00' },
    { from: '08:00', to: '12:00' },
  ],
)
const number = fc.constantFrom(null, '+493012345', '+4915112345678')

/** Settings that the server would take, of few values so that two of them often agree. */
const settings: fc.Arbitrary<ServiceSettings> = fc
  .record({
    prompts: byLanguage(fc.dictionary(fc.constantFrom(...PROMPTS), text, { maxKeys: 3 })),
    autoResponses: byLanguage(fc.dictionary(fc.constantFrom('online', 'offline'), text)),
    openingHours: fc.record({
      always: fc.boolean(),
      weekly: fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, hours]))),
      exceptions: fc.uniqueArray(
        fc.record({
          date: fc.constantFrom('2026-12-24', '2026-12-31', '2027-01-02'),
          name: text,
          intervals: hours,
        }),
        { selector: ({ date }) => date },
      ),
      holidays: fc.constantFrom(null, { country: 'DE', state: null }, { country: 'DE', state: 'BY' }),
    }),
    deflector: fc.record({
      companyName: text,
      forwardTo: number,
      whenRefused: fc.constantFrom('forward', 'goodbye'),
    }),
    invitation: fc.record({
      template: fc.constantFrom(null, 'invite', 'other'),
      values: byLanguage(fc.dictionary(fc.constantFrom('body.1', 'header.1'), text)),
    }),
    telephony: fc.record({
      beep: fc.boolean(),
      recordSpeech: fc.boolean(),
      keepTranscripts: fc.boolean(),
      publicNumber: number,
      voices: byLanguage(fc.record({ name: fc.constantFrom(null, 'Anna'), speed: fc.constantFrom(1, 1.2) })),
    }),
  })
  .map((value) => serviceSettings.parse(value))

describe('the fields of settings', () => {
  it('name every difference: copying those that differ makes settings equal', () => {
    fc.assert(
      fc.property(settings, settings, (one, other) => {
        const copied = changedFields(one, other).reduce((to, field) => copyField(field, other, to), one)
        expect(tidySettings(copied)).toEqual(tidySettings(other))
      }),
    )
  })

  it('name nothing where nothing differs for customers', () => {
    fc.assert(
      fc.property(settings, settings, (one, other) => {
        expect(changedFields(one, other).length === 0).toBe(sameSettings(one, other))
      }),
    )
    const voices = someSettings({ telephony: { voices: { de: { name: null, speed: 1 } } } })
    expect(changedFields(someSettings(), voices)).toEqual([])
    const silent = someSettings({ autoResponses: { de: { online: '' } } })
    expect(changedFields(someSettings(), silent)).toEqual([
      { kind: 'autoResponse', language: 'de', name: 'online' },
    ])
  })

  it('are named once each', () => {
    fc.assert(
      fc.property(settings, settings, (one, other) => {
        const keys = changedFields(one, other).map(fieldKey)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })
})

describe('what is sent', () => {
  it('is what is on the screen, and touches no area in which nothing differs (DX-CONT-08)', () => {
    fc.assert(
      fc.property(settings, settings, (draft, mine) => {
        const sent = settingsToSave(mine, draft)
        expect(sameSettings(sent, mine)).toBe(true)
        const areasOf = (one: ServiceSettings, other: ServiceSettings) =>
          changedAreas(tidySettings(one), tidySettings(other))
        expect(changedAreas(draft, sent).toSorted()).toEqual(areasOf(draft, mine).toSorted())
      }),
    )
  })

  it('comes back from the server as the same', () => {
    fc.assert(
      fc.property(settings, settings, (draft, mine) => {
        const sent = settingsToSave(mine, draft)
        expect(sameSettings(cleanSettings(serviceSettings.parse(sent)), sent)).toBe(true)
      }),
    )
  })
})

describe('merging two people’s changes', () => {
  it('takes what either has changed, and of what both have what was chosen', () => {
    fc.assert(
      fc.property(settings, settings, settings, fc.boolean(), (base, mine, theirs, keep) => {
        const merged = mergeChanges({ base, mine, theirs }, () => keep)
        const { disputed, mine: onlyMine } = compareChanges({ base, mine, theirs })
        const wanted = [...onlyMine, ...(keep ? disputed : [])].map(fieldKey)
        expect(changedFields(theirs, merged).map(fieldKey).toSorted()).toEqual(wanted.toSorted())
      }),
    )
  })

  it('disputes only what both have changed to something else', () => {
    const base = someSettings()
    const mine = someSettings({
      prompts: { de: { welcome: 'Meine', close: 'Gleich' } },
      telephony: { beep: true },
    })
    const theirs = someSettings({
      prompts: { de: { welcome: 'Ihre', close: 'Gleich' } },
      deflector: { companyName: 'Muster' },
    })
    expect(compareChanges({ base, mine, theirs })).toEqual({
      disputed: [{ kind: 'prompt', language: 'de', name: 'welcome' }],
      mine: [{ kind: 'beep' }],
      theirs: [{ kind: 'companyName' }],
    })
  })
})
