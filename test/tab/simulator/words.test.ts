import { describe, expect, it } from 'vitest'
import { FAULTS, faultKeyOf } from '../../../tab/src/features/simulator/lab/fault-options.ts'
import { shorten } from '../../../tab/src/features/simulator/lab/EventLog.tsx'
import { checkCustomer } from '../../../tab/src/features/simulator/phone/AddCustomer.tsx'
import { formatSize } from '../../../tab/src/features/simulator/phone/MediaPart.tsx'
import { formatSeconds, waveOf } from '../../../tab/src/features/simulator/phone/VoicePlayer.tsx'
import { formatPhonePlace, parsePhonePlace } from '../../../tab/src/features/simulator/use-place.ts'
import { simulator as de } from '../../../tab/src/i18n/de/simulator.ts'
import { simulator as en } from '../../../tab/src/i18n/en/simulator.ts'

describe('simulator words', () => {
  it('name every fault in both languages, and find it again', () => {
    for (const [key, effect] of Object.entries(FAULTS)) {
      expect(en.faults.option).toHaveProperty(key)
      expect(de.faults.option).toHaveProperty(key)
      expect(faultKeyOf({ ...effect })).toBe(key)
    }
    expect(faultKeyOf({ kind: 'slow', ms: 7 })).toBeNull()
  })

  it('shorten what the log tells', () => {
    expect(shorten('/v26.0/106540352242922/messages text')).toBe('/messages text')
    expect(shorten('/v26.0/3474914209660399')).toBe('/3474914209660399')
    expect(shorten('status read')).toBe('status read')
  })

  it('check a new customer as the server does', () => {
    const form = { name: 'Nina', phone: '+49 1555 0100-345', username: '', usernameOnly: false }
    expect(checkCustomer(form)).toEqual([])
    expect(checkCustomer({ ...form, name: ' ', phone: '01555' })).toEqual(['nameMissing', 'phoneWrong'])
    expect(checkCustomer({ ...form, phone: '', usernameOnly: true })).toEqual(['usernameWrong'])
    expect(checkCustomer({ ...form, phone: '', username: '@nina.k', usernameOnly: true })).toEqual([])
  })

  it('keep the place in the address', () => {
    for (const place of [
      { contactId: null, phoneNumberId: null, adding: false },
      { contactId: null, phoneNumberId: null, adding: true },
      { contactId: 'c/1 ä', phoneNumberId: null, adding: false },
      { contactId: 'c1', phoneNumberId: '106', adding: false },
    ]) {
      expect(parsePhonePlace(formatPhonePlace(place))).toEqual(place)
    }
    expect(parsePhonePlace('#/%E0%A4%A')).toEqual({ contactId: null, phoneNumberId: null, adding: false })
  })

  it('say sizes and lengths', () => {
    expect(formatSize('en', 1_100)).toBe('1.1 kB')
    expect(formatSize('de', 12_400_000)).toBe('12 MB')
    expect(formatSize('en', undefined)).toBeUndefined()
    expect([0, 6.14, 61, Number.POSITIVE_INFINITY].map(formatSeconds)).toEqual([
      '0:00',
      '0:06',
      '1:01',
      '0:00',
    ])
    expect(waveOf('a')).toEqual(waveOf('a'))
    expect(waveOf('a')).not.toEqual(waveOf('b'))
  })
})
