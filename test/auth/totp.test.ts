import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createRecoveryCodes,
  hashRecoveryCode,
  looksLikeRecoveryCode,
} from '../../server/auth/recovery-codes.ts'
import {
  base32,
  createTotpSecret,
  stepOfCode,
  totpCodeOf,
  totpStep,
  totpUri,
} from '../../server/auth/totp.ts'
import { qrPicture } from '../../server/auth/qr-picture.ts'

/** The key of the RFCs' examples. */
const KEY = Buffer.from('12345678901234567890')
const secret = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes))
const instant = fc.date({ min: new Date(60_000), max: new Date('2199-01-01'), noInvalidDate: true })

describe('time-based codes', () => {
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are those of RFC 6238, appendix B, at second %i', (second, code) => {
    expect(totpCodeOf(KEY, totpStep(new Date(second * 1000)), 8)).toBe(code)
  })

  it.each([
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ])('are those of RFC 4226, appendix D: %s', (code) => {
    const codes = Array.from({ length: 10 }, (_, step) => totpCodeOf(KEY, step))
    expect(codes).toContain(code)
  })

  it('are good for the step before and after as well', () => {
    fc.assert(
      fc.property(secret, instant, fc.constantFrom(-1, 0, 1), (key, at, offset) => {
        const code = totpCodeOf(key, totpStep(at) + offset)
        expect(totpCodeOf(key, stepOfCode(key, code, at) ?? -1)).toBe(code)
      }),
    )
  })

  it('are good for no other step', () => {
    fc.assert(
      fc.property(secret, instant, fc.integer({ min: 2, max: 50 }), fc.boolean(), (key, at, steps, later) => {
        const step = totpStep(at)
        const code = totpCodeOf(key, Math.max(0, later ? step + steps : step - steps))
        // Another step may happen to have the same code.
        fc.pre([-1, 0, 1].every((near) => totpCodeOf(key, step + near) !== code))
        expect(stepOfCode(key, code, at)).toBeNull()
      }),
    )
  })

  it('may be typed with blanks, and are nothing but six digits', () => {
    const at = new Date(59_000)
    expect(stepOfCode(KEY, ' 287 082', at)).toBe(1)
    for (const wrong of ['', '28708', '2870820', '28708a', '-87082', '２８７０８２'])
      expect(stepOfCode(KEY, wrong, at)).toBeNull()
  })
})

describe('setting up an authenticator', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes secrets as RFC 4648 does: %j', (text, encoded) => {
    expect(base32(Buffer.from(text))).toBe(encoded)
  })

  it('names the product, the person and everything an app needs', () => {
    const uri = new URL(totpUri({ secret: KEY, account: 'müller+a@example.test' }))
    expect(uri.protocol).toBe('otpauth:')
    expect(decodeURIComponent(uri.pathname)).toContain('Callover:müller+a@example.test')
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      secret: base32(KEY),
      issuer: 'Callover',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })

  it('makes secrets of 160 bits that differ', () => {
    expect(createTotpSecret()).toHaveLength(20)
    expect(createTotpSecret().equals(createTotpSecret())).toBe(false)
  })

  it('draws the address as a picture without any script', () => {
    const picture = qrPicture(totpUri({ secret: KEY, account: 'a@example.test' }))
    expect(picture).toMatch(/^<svg [^>]*viewBox/)
    expect(picture).not.toMatch(/<script|on\w+=|href/)
  })
})

describe('recovery codes', () => {
  it('are ten, all different, and known however they are typed', () => {
    const codes = createRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
      expect(looksLikeRecoveryCode(code)).toBe(true)
      expect(hashRecoveryCode(code.toLowerCase().replaceAll('-', ' '))).toBe(hashRecoveryCode(code))
      expect(hashRecoveryCode(code)).not.toContain(code.slice(0, 4))
    }
  })

  it('are not mistaken for the six digits of an app', () => {
    expect(looksLikeRecoveryCode('287082')).toBe(false)
  })
})
