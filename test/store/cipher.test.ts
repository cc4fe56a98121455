import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCipher, UndecryptableError } from '../../server/store/cipher.ts'

const cipher = createCipher(randomBytes(32))

describe('cipher', () => {
  it('gives back whatever JSON it was given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, context) => {
        const copy: unknown = JSON.parse(JSON.stringify(value))
        expect(cipher.decrypt(cipher.encrypt(value, context), context)).toEqual(copy)
      }),
    )
  })

  it('never writes the same text twice', () => {
    expect(cipher.encrypt('secret', 'a')).not.toBe(cipher.encrypt('secret', 'a'))
  })

  it('refuses another context, so that a ciphertext cannot be moved to another record', () => {
    expect(() => cipher.decrypt(cipher.encrypt('secret', 'a'), 'b')).toThrow(UndecryptableError)
  })

  it('names the likely cause when the key is another one', () => {
    const other = createCipher(randomBytes(32))
    expect(() => other.decrypt(cipher.encrypt('secret', 'a'), 'a')).toThrow(/SECRET_KEY/)
  })

  it('refuses any changed character', () => {
    const text = cipher.encrypt({ token: 'secret' }, 'a')
    // What follows the ciphertext only says which key to try first.
    for (let index = 0; index < text.lastIndexOf('.'); index += 1) {
      const changed = `${text.slice(0, index)}${text[index] === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`
      // The last character of a part may carry bits that base64 ignores.
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(text, 'base64url'))) continue
      const parts = (of: string) =>
        of.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'))
      if (JSON.stringify(parts(changed)) === JSON.stringify(parts(text))) continue
      expect(() => cipher.decrypt(changed, 'a')).toThrow(UndecryptableError)
    }
  })

  it('refuses a shortened tag', () => {
    const [version, iv, tag = '', content] = cipher.encrypt('secret', 'a').split('.')
    expect(() => cipher.decrypt([version, iv, tag.slice(0, 8), content].join('.'), 'a')).toThrow(
      UndecryptableError,
    )
  })

  it('does not start with a key of the wrong size', () => {
    expect(() => createCipher(randomBytes(16))).toThrow(/32 bytes/)
    expect(() => createCipher([randomBytes(32), randomBytes(16)])).toThrow(/32 bytes/)
  })

  it('opens what was made with a key before the present one, and makes nothing new with it', () => {
    const [past, present] = [randomBytes(32), randomBytes(32)]
    const text = createCipher(past).encrypt('secret', 'a')
    const both = createCipher([present, past])
    expect(both.decrypt(text, 'a')).toBe('secret')
    expect(both.isCurrent(text)).toBe(false)
    const renewed = both.encrypt('secret', 'a')
    expect(both.isCurrent(renewed)).toBe(true)
    expect(createCipher(present).decrypt(renewed, 'a')).toBe('secret')
    expect(() => createCipher(past).decrypt(renewed, 'a')).toThrow(UndecryptableError)
  })

  it('opens texts that do not name their key, whichever it was', () => {
    const [past, present] = [randomBytes(32), randomBytes(32)]
    const unnamed = createCipher(past).encrypt({ a: 'ü' }, 'a').split('.').slice(0, 4).join('.')
    const both = createCipher([present, past])
    expect(both.decrypt(unnamed, 'a')).toEqual({ a: 'ü' })
    expect(both.isCurrent(unnamed)).toBe(false)
  })

  it('tells of its key only which one it is', () => {
    const key = randomBytes(32)
    const id = createCipher(key).encrypt('secret', 'a').split('.')[4]
    expect(id).toBe(createCipher(key).encrypt('other', 'b').split('.')[4])
    expect(Buffer.from(id ?? '', 'base64url')).toHaveLength(6)
    expect(key.toString('hex')).not.toContain(Buffer.from(id ?? '', 'base64url').toString('hex'))
  })
})
