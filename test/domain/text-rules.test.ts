import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName, cleanName, excerpt } from '../../server/domain/clean-text.ts'
import { maskNationalNumber, maskUserId } from '../../server/domain/masked-title.ts'
import { fold, foldWords, searchWordsOf } from '../../server/domain/search-words.ts'
import { fillPlaceholders } from '../../server/domain/template-text.ts'
import { readPhoneNumber } from '../../server/lib/phone-number.ts'

describe('masked title', () => {
  it.each([
    ['385', '981234567', '+385 **** *****'],
    ['49', '15112345678', '+49 **** *******'],
    ['1', '123', '+1 ***'],
  ])(
    'shows the calling code and one asterisk per digit: +%s %s (OMNI-START-03, OMNI-START-04)',
    (code, rest, title) => {
      expect(maskNationalNumber(code, rest)).toBe(title)
    },
  )

  it('shows only the end of a user id', () => {
    expect(maskUserId('US.13491208655302741918')).toBe('••••1918')
  })
})

describe('names from outside', () => {
  it.each([
    ['Müller\u202Egnp.exe', 'Müllergnp.exe'],
    ['  Anna \n\t Krüger ', 'Anna Krüger'],
    ['\u0000\u0007', ''],
    ['<b>Bold</b>', '<b>Bold</b>'],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanName(given)).toBe(clean)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\System32\\evil.exe', 'evil.exe'],
    ['..', 'file'],
    ['', 'file'],
    ['Rechnung März (2).pdf', 'Rechnung März (2).pdf'],
    ['a\u0000b.pdf', 'ab.pdf'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
  ])('a file called %j is kept as %j', (given, clean) => {
    expect(cleanFileName(given, 'file')).toBe(clean)
  })

  it('gives a bounded file name without separators for any input', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (name) => {
        const clean = cleanFileName(name, 'file')
        expect(clean.length).toBeGreaterThan(0)
        expect(clean.length).toBeLessThanOrEqual(160)
        expect(clean).not.toMatch(/[/\\]/)
        expect(['.', '..']).not.toContain(clean)
      }),
    )
  })

  it('shortens at whole characters', () => {
    expect(excerpt('👩‍👩‍👧 a', 100)).toBe('👩‍👩‍👧 a')
    expect(excerpt('abcdef', 4)).toBe('abc…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(excerpt(text, 10)).not.toMatch(/\p{Surrogate}/u)
        expect(Array.from(excerpt(text, 10)).length).toBeLessThanOrEqual(10)
      }),
    )
  })
})

describe('search words', () => {
  const words = searchWordsOf({ names: ['Jürgen Müßig-Özil'], phones: ['+4915112345678'] })
  const finds = (typed: string): boolean =>
    foldWords(typed).every((word) => words.some((known) => known.startsWith(word)))

  it.each([
    'jürgen',
    'juergen',
    'jurgen',
    'JÜRGEN',
    'müss',
    'ozil',
    'oezil',
    '4915112345678',
    '+49 151 1234 5678',
    '0151 12345678',
    '5678',
    '345678',
  ])('a contact is found by %s (E.164 or as people say it)', (typed) => {
    expect(finds(typed)).toBe(true)
  })

  it.each(['meier', '9999', '0152'])('and not by %s', (typed) => {
    expect(finds(typed)).toBe(false)
  })

  it('folds case and diacritics', () => {
    expect(fold('ÀÉÎõü ẞß')).toBe('aeiou ssss')
  })
})

describe('phone numbers', () => {
  it('reads what WhatsApp calls wa_id, without a plus', () => {
    expect(readPhoneNumber('16505551234')).toMatchObject({
      e164: '+16505551234',
      callingCode: '1',
      country: 'US',
    })
  })

  it('says when something is no number', () => {
    expect(readPhoneNumber('hello')).toBeNull()
  })
})

describe('template placeholders', () => {
  it('fills positional and named ones and leaves unknown ones visible', () => {
    expect(fillPlaceholders('Hi {{1}}, {{ name }}! {{2}}', { '1': 'Anna', name: 'Müller' })).toBe(
      'Hi Anna, Müller! {{2}}',
    )
  })

  it('takes values literally, even those that look like placeholders or object members', () => {
    expect(fillPlaceholders('{{1}} {{constructor}}', { '1': '{{2}} $&' })).toBe('{{2}} $& {{constructor}}')
  })
})
