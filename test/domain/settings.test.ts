import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serviceSettings, type SpokenLanguage } from '../../server/contract/service-settings.ts'
import { cleanSettings } from '../../server/domain/clean-settings.ts'
import { DEFAULT_PROMPTS } from '../../server/domain/deflector/prompts.ts'
import { changedAreas, mergeSettings } from '../../server/domain/settings-changes.ts'
import { companyNameOf, defaultSettings, effectivePrompts } from '../../server/domain/settings-defaults.ts'
import { settingsWith } from '../support/service-builders.ts'

const LANGUAGES: SpokenLanguage[] = ['de', 'en', 'nl', 'es']

describe('the defaults of a service', () => {
  it('are settings that could be saved', () => {
    const settings = defaultSettings({ country: 'NL', invitationTemplate: null })
    expect(serviceSettings.parse(settings)).toEqual(settings)
  })

  it('record nobody and keep no words of anybody (DX-TEL-03, DX-TEL-04)', () => {
    const { telephony } = defaultSettings({ country: 'DE', invitationTemplate: null })
    expect(telephony).toMatchObject({ recordSpeech: false, keepTranscripts: false })
  })

  it('close on the holidays of the country and name the template of the service', () => {
    const settings = defaultSettings({ country: 'ES', invitationTemplate: 'hello' })
    expect(settings.openingHours.holidays?.country).toBe('ES')
    expect(settings.invitation.template).toBe('hello')
  })

  it("say the product's own prompts in every language (DX-DEFL-14)", () => {
    expect(effectivePrompts(settingsWith(), DEFAULT_PROMPTS)).toEqual(DEFAULT_PROMPTS)
  })
})

describe('prompts', () => {
  it("are the service's own where it has one that is not blank, in that language alone", () => {
    const settings = settingsWith({ prompts: { de: { welcome: 'Hallo!', close: '  ' } } })
    const prompts = effectivePrompts(settings, DEFAULT_PROMPTS)
    expect(prompts.de).toEqual({ ...DEFAULT_PROMPTS.de, welcome: 'Hallo!' })
    for (const other of LANGUAGES.slice(1)) expect(prompts[other]).toEqual(DEFAULT_PROMPTS[other])
  })
})

describe('the company', () => {
  it('is called as it calls itself, otherwise as its environment', () => {
    expect(companyNameOf(settingsWith({ deflector: { companyName: 'Muster' } }), 'Umgebung')).toBe('Muster')
    expect(companyNameOf(settingsWith(), 'Umgebung')).toBe('Umgebung')
  })
})

describe('merged settings', () => {
  const base = settingsWith({
    prompts: { de: { welcome: 'Hallo!', close: 'Tschüss!' }, en: { welcome: 'Hello!' } },
    openingHours: { exceptions: [{ date: '2026-12-24', name: 'Heiligabend', intervals: [] }] },
    telephony: { voices: { de: { name: 'anna', speed: 1.2 } } },
  })

  it('take over what is named and leave everything else alone', () => {
    const merged = mergeSettings(base, {
      prompts: { de: { welcome: 'Guten Tag!' } },
      deflector: { forwardTo: '+493012345' },
    })
    expect(merged).toEqual({
      ...base,
      prompts: { de: { welcome: 'Guten Tag!', close: 'Tschüss!' }, en: { welcome: 'Hello!' } },
      deflector: { ...base.deflector, forwardTo: '+493012345' },
    })
  })

  it('take lists as a whole, and nothing for something that is named as such', () => {
    const merged = mergeSettings(base, {
      openingHours: { exceptions: [], holidays: null, weekly: { sat: [{ from: '10:00', to: '12:00' }] } },
    })
    expect(merged.openingHours).toEqual({
      ...base.openingHours,
      exceptions: [],
      holidays: null,
      weekly: { ...base.openingHours.weekly, sat: [{ from: '10:00', to: '12:00' }] },
    })
  })

  it('are the same when merged again', () => {
    const patch = { telephony: { beep: true, voices: { en: { name: null, speed: 1 } } } }
    const once = mergeSettings(base, patch)
    expect(mergeSettings(once, patch)).toEqual(once)
    expect(base.telephony.beep).toBe(false)
  })

  it('cannot be led to the prototype', () => {
    const patch = JSON.parse('{"prompts":{"__proto__":{"welcome":"x"}}}') as object
    mergeSettings(base, patch)
    expect(({} as { welcome?: string }).welcome).toBeUndefined()
  })
})

describe('changed areas', () => {
  it('are those that differ, whatever the order of keys', () => {
    const before = settingsWith({ telephony: { voices: { de: { name: 'a', speed: 1 } } } })
    const same = { ...before, telephony: { ...before.telephony, voices: { de: { speed: 1, name: 'a' } } } }
    expect(changedAreas(before, same)).toEqual([])
    expect(changedAreas(before, { ...before, prompts: { de: { close: 'x' } } })).toEqual(['prompts'])
    expect(
      changedAreas(
        before,
        mergeSettings(before, { deflector: { forwardTo: '+491' }, telephony: { beep: true } }),
      ),
    ).toEqual(['deflector', 'telephony'])
  })

  it('see the order of a list', () => {
    const day = (date: string) => ({ date, name: '', intervals: [] })
    const before = settingsWith({ openingHours: { exceptions: [day('2026-01-01'), day('2026-01-02')] } })
    const after = settingsWith({ openingHours: { exceptions: [day('2026-01-02'), day('2026-01-01')] } })
    expect(changedAreas(before, after)).toEqual(['openingHours'])
  })
})

describe('cleaned settings', () => {
  it('have no controls, which no voice platform could be given, and no bidi tricks', () => {
    const cleaned = cleanSettings(
      settingsWith({
        prompts: { de: { welcome: 'Guten\u000BTag,\r\n \u202Eanrufen\u0001\uFEFF\uD800' } },
        deflector: { companyName: 'Muster\u0000 GmbH' },
        invitation: { values: { de: { 'body.1': 'Zeile 1\nZeile 2\t!' } } },
      }),
    )
    expect(cleaned.prompts.de?.welcome).toBe('Guten Tag, anrufen')
    expect(cleaned.deflector.companyName).toBe('Muster GmbH')
    expect(cleaned.invitation.values.de?.['body.1']).toBe('Zeile 1 Zeile 2 !')
  })

  it('keep the lines of an auto response, and an empty one, which sends nothing', () => {
    const { autoResponses } = cleanSettings(
      settingsWith({
        autoResponses: { de: { online: ' Hallo\r\n\r\nwir\u000Bmelden uns \u0007', offline: '' } },
      }),
    )
    expect(autoResponses).toEqual({ de: { online: 'Hallo\n\nwir\nmelden uns', offline: '' } })
  })

  it('leave out prompts and values that are blank', () => {
    const cleaned = cleanSettings(
      settingsWith({
        prompts: { de: { welcome: ' ', close: 'x' } },
        invitation: { values: { en: { 'body.1': '' } } },
      }),
    )
    expect(cleaned.prompts).toEqual({ de: { close: 'x' } })
    expect(cleaned.invitation.values).toEqual({ en: {} })
  })

  it('are settings still, and cleaning them again changes nothing, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.string({ maxLength: 60 }),
        (text, name) => {
          const cleaned = cleanSettings(
            serviceSettings.parse(
              settingsWith({
                prompts: { nl: { tryAgain: text } },
                autoResponses: { nl: { online: text } },
                deflector: { companyName: name },
              }),
            ),
          )
          expect(serviceSettings.parse(cleaned)).toEqual(cleaned)
          expect(cleanSettings(cleaned)).toEqual(cleaned)
        },
      ),
      { examples: [['a\t\u0000\tb', '']] },
    )
  })
})
