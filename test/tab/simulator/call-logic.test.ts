import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  connectedMs,
  formatDuration,
  hearingOf,
  languageOf,
  leftMs,
} from '../../../tab/src/features/simulator/call/hearing.ts'
import { isNumber, ownNumberOf } from '../../../tab/src/features/simulator/call/own-number.ts'
import {
  exampleLandline,
  sayNumber,
  showNumber,
} from '../../../tab/src/features/simulator/call/phone-number.ts'
import { chooseVoice } from '../../../tab/src/features/simulator/call/speech.ts'
import { suggestionsFor } from '../../../tab/src/features/simulator/call/suggestions.ts'
import {
  applyUpdate,
  invitedElsewhere,
  lastCallOf,
  newsSince,
} from '../../../tab/src/features/simulator/state/phone-state.ts'
import type { Message } from '../../../tab/src/features/simulator/state/wire.ts'
import { formatPhonePlace, parsePhonePlace } from '../../../tab/src/features/simulator/use-place.ts'
import { callTexts as de } from '../../../tab/src/i18n/de/simulator-call.ts'
import { callTexts as en } from '../../../tab/src/i18n/en/simulator-call.ts'
import { aContact, aMessage, aState } from './builders.ts'
import { aCall, listening, LISTENING, said } from './call-builders.ts'

describe('numbers on the phone', () => {
  it('are grouped as they are printed', () => {
    expect(showNumber('+493023125000')).toBe('+49 30 23125000')
    expect(showNumber('+491713920012')).toBe('+49 171 3920012')
    expect(showNumber('+4915550104211')).toBe('+49 1555 0104211')
    expect(showNumber('+447700900364')).toBe('+44 7700 900364')
    expect(showNumber('+31655505128')).toBe('+31 655 505 128')
    expect(showNumber('+34600555019')).toBe('+34 600 555 019')
    expect(showNumber('+12025550143')).toBe('+1 202 555 0143')
    expect(showNumber('Anna')).toBe('Anna')
    expect(showNumber('+49')).toBe('+49')
  })

  it('lose and gain no digit by being shown', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{7,13}$/), (phone) => {
        expect(showNumber(phone).replaceAll(' ', '')).toBe(phone)
      }),
    )
  })

  it('are said as at home', () => {
    expect(sayNumber('+491713920012')).toBe('0171 392 0012')
    expect(sayNumber('+31655505128')).toBe('065 550 5128')
    expect(sayNumber('+34600555019')).toBe('600 555 019')
    expect(sayNumber('+12025550143')).toBe('001 202 555 0143')
  })

  it('are offered for calling from a landline in the own country', () => {
    expect(exampleLandline('+447700900364')).toBe('+442079460123')
    expect(exampleLandline('+4915550104211')).toBe('+493023125111')
    expect(exampleLandline(null)).toBe('+493023125111')
  })

  it('are sent as chosen, unless there is none', () => {
    const maria = aContact()
    const settings = { sound: false, own: 'mobile', landline: null } as const
    expect(ownNumberOf(settings, maria)).toEqual({ contactId: 'maria' })
    expect(ownNumberOf({ ...settings, own: 'withheld' }, maria)).toEqual({
      contactId: 'maria',
      withheld: true,
    })
    expect(ownNumberOf(settings, { ...maria, phone: null })).toEqual({
      contactId: 'maria',
      from: '+493023125111',
    })
    const typed = { ...settings, own: 'landline', landline: '030 23125-7' } as const
    expect(ownNumberOf(typed, maria)).toEqual({ contactId: 'maria', from: '030 23125-7' })
    expect(ownNumberOf({ ...typed, landline: 'Büro' }, maria)).toBeNull()
    expect(['+49 (30) 231', '12345', '1234', 'x12345'].map(isNumber)).toEqual([true, true, false, false])
  })
})

describe('answers to try', () => {
  it('are in the language of the prompt, with the own number', () => {
    expect(suggestionsFor('nl-NL', '+31655505128').map(({ text }) => text)).toEqual([
      'Ja, graag',
      'Nee, dank u',
      'Wat zegt u?',
      'Mijn nummer is 065 550 5128',
    ])
    expect(suggestionsFor('de-AT', null)[3]?.text).toBe('Meine Nummer ist 0171 392 0034')
    expect(suggestionsFor('es-ES', null)[0]?.text).toBe('Sí, por favor')
    expect(suggestionsFor('fr-FR', null)[0]?.text).toBe('Yes, please')
  })
})

describe('a call', () => {
  it('hears what is listened for, and only keys after the first one', () => {
    expect(hearingOf(listening())).toEqual({ speech: true, keys: true })
    expect(hearingOf(listening({ keys: '01' }))).toEqual({ speech: false, keys: true })
    expect(hearingOf(listening({ listening: { ...LISTENING, input: ['keys'] } }))).toEqual({
      speech: false,
      keys: true,
    })
    const talking = { step: 'talking', entryId: 1, lastsMs: 1_000 } as const
    expect(hearingOf({ ...talking, barge: LISTENING })).toEqual({ speech: true, keys: true })
    expect(hearingOf({ ...talking, barge: null })).toEqual({ speech: false, keys: false })
    expect(hearingOf({ step: 'recording', finishKeys: '#', lastsMs: 1 })).toEqual({
      speech: true,
      keys: true,
    })
    expect(hearingOf({ step: 'waiting' })).toEqual({ speech: false, keys: false })
  })

  it('is in the language that is listened for, or was spoken last', () => {
    expect(languageOf(aCall())).toBe('de-DE')
    const spoken = aCall({
      state: { step: 'waiting' },
      transcript: [said(1, 'Hello', { language: 'en-GB' })],
    })
    expect(languageOf(spoken)).toBe('en-GB')
  })

  it('counts its time from when it was told, and stops when it is over', () => {
    const call = aCall({ connectedMs: 12_000, elapsedMs: 1_000, heardAtMs: 50_000 })
    expect(connectedMs(call, 53_000)).toBe(15_000)
    expect(leftMs(call, 53_000)).toBe(2_000)
    expect(leftMs(call, 90_000)).toBe(0)
    expect(leftMs(aCall({ state: { step: 'waiting' } }), 0)).toBeNull()
    expect(connectedMs(aCall({ connectedMs: 9_000, state: { step: 'ended', by: 'line' } }), 10 ** 12)).toBe(
      9_000,
    )
    expect(connectedMs(aCall({ connectedMs: null }), 0)).toBeNull()
    expect([0, 7_900, 754_000, 3_723_000].map(formatDuration)).toEqual(['0:00', '0:07', '12:34', '1:02:03'])
  })

  it('is kept by its newest account, and the oldest ones are forgotten', () => {
    let state = aState()
    for (let index = 0; index < 40; index += 1) {
      const { heardAtMs: _heard, ...call } = aCall({ id: `CA${index}` })
      state = applyUpdate(state, { name: 'call', data: call }, 77) ?? state
    }
    expect(state.calls.size).toBe(30)
    expect(lastCallOf(state, 'maria')).toMatchObject({ id: 'CA39', heardAtMs: 77 })
    expect(lastCallOf(state, 'other')).toBeNull()
  })

  it('brings news to the same phone or to another one', () => {
    const since = '2026-11-20T10:00:00.000Z'
    const invitation: Message['content'] = {
      kind: 'card',
      header: null,
      body: 'Danke',
      footer: null,
      buttons: [],
      list: null,
      template: 'callover_invitation',
    }
    const base = { author: 'business', status: 'delivered', at: '2026-11-20T10:00:30.000Z' } as const
    const own = aMessage({ ...base, id: 'm1' })
    const state = aState({
      contacts: [aContact(), aContact({ id: 'jonas', name: 'Jonas' })],
      messages: [
        own,
        aMessage({ ...base, id: 'm2', status: 'read' }),
        aMessage({ ...base, id: 'm3', at: '2026-11-20T09:00:00.000Z' }),
        aMessage({
          ...base,
          id: 'm4',
          contactId: 'jonas',
          content: invitation,
        }),
      ],
    })
    expect(newsSince(state, 'maria', since)?.id).toBe('m1')
    expect(newsSince(state, 'nobody', since)).toBeNull()
    expect(invitedElsewhere(state, 'maria', since)?.id).toBe('jonas')
    expect(invitedElsewhere(state, 'jonas', since)).toBeNull()
  })
})

describe('the place of the telephone', () => {
  it('is kept in the address', () => {
    const place = { contactId: 'c1 ä', phoneNumberId: null, adding: false, app: 'phone' } as const
    expect(formatPhonePlace(place)).toBe('#/call/c1%20%C3%A4')
    expect(parsePhonePlace(formatPhonePlace(place))).toEqual(place)
    expect(parsePhonePlace('#/call')).toEqual({ contactId: 'call', phoneNumberId: null, adding: false })
  })
})

describe('voices', () => {
  const voice = (lang: string, isDefault = false) => ({ lang, default: isDefault })
  it('are those of the region, else of the language', () => {
    const voices = [voice('en-US', true), voice('de_AT'), voice('de-DE'), voice('es-MX')]
    expect(chooseVoice(voices, 'de-DE')?.lang).toBe('de-DE')
    expect(chooseVoice(voices, 'de-CH')?.lang).toBe('de_AT')
    expect(chooseVoice(voices, 'es-ES')?.lang).toBe('es-MX')
    expect(chooseVoice(voices, 'nl-NL')).toBeNull()
  })
})

describe('words of the telephone', () => {
  it('are complete in both languages', () => {
    const keysOf = (value: object, path = ''): string[] =>
      Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
        typeof inner === 'object' && inner !== null ? keysOf(inner, `${path}${key}.`) : [`${path}${key}`],
      )
    expect(keysOf(de)).toEqual(keysOf(en))
  })
})
