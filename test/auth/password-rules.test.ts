import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passwordFaults } from '../../server/auth/password-rules.ts'
import { hashPassword, verifyPassword } from '../../server/auth/passwords.ts'
import { hash } from '@node-rs/argon2'

const erika = ['Erika Mustermann', 'erika.mustermann@muster.example', 'Müller & Söhne GmbH']

describe('the rules for passwords', () => {
  it.each([
    'correct horse battery staple',
    'tischlampefenster',
    'blaue Kühe fliegen tief',
    'xK3!vq9-Lmw2',
    'Hannover96-Fan!',
    '748392615048',
    'Wir sind die Besten',
    'Mustermann kauft 3 rote Äpfel',
  ])('let people have %j', async (password) => {
    expect(await passwordFaults(password, erika)).toEqual([])
  })

  it.each(['', 'kurz', 'elf Zeichen', 'xK3!vq9-Lmw'])('want twelve characters: %j', async (password) => {
    expect(await passwordFaults(password, erika)).toEqual(['too_short'])
  })

  it('count characters as people see them, and bytes for the longest', async () => {
    expect(await passwordFaults('äöü'.repeat(3).normalize('NFD'), [])).toEqual(['too_short'])
    expect(await passwordFaults('x'.repeat(1025), [])).toEqual(['too_long'])
    expect(await passwordFaults('€'.repeat(342), [])).toEqual(['too_long'])
  })

  it.each([
    'Passwort123456',
    'passwordpassword',
    'P@ssw0rd2026!',
    'Sommer2026!!!!',
    'Frühling-2026!',
    'LiebeSommer2024',
    'Berlin2024Berlin',
    'qwertzuiopas',
    'qwertyuiop[]',
    '1q2w3e4r5t6z',
    '1qay2wsx3edc',
    'aaaaaaaaaaaaaaaa',
    'abcdefghijkl',
    '123456789012',
    'k7Fk7Fk7Fk7F',
    'trustno1trustno1',
    '24.12.2026!!',
    'Callover2026!',
    'Welkom01Welkom01',
    'Bienvenido2026',
    'Administrator1!',
    'iloveyou1234!',
  ])('refuse what everybody tries first: %j', async (password) => {
    expect(await passwordFaults(password, [])).toEqual(['breached'])
  })

  it.each([
    'Mustermann-2026!',
    'Erika.Mustermann1',
    '3r1k4Must3rm4nn',
    'Soehne&Müller26',
    'muster.example99',
  ])('refuse what is made of the person’s own name: %j', async (password) => {
    const own = [...erika, 'Soehne']
    expect(await passwordFaults(password, own)).toEqual(['contains_name'])
    expect(await passwordFaults(password, ['Otto', 'otto@firma.test'])).not.toEqual(['contains_name'])
  })

  it('never fail, whatever is typed, and give the same answer twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 120 }), fc.string(), async (password, name) => {
        const faults = await passwordFaults(password, [name])
        expect(await passwordFaults(password, [name])).toEqual(faults)
      }),
      { numRuns: 30 },
    )
  })

  it('let people have what a password manager makes', async () => {
    const signs = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%*-_'
    const unit = fc.constantFrom(...signs.split(''))
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 24, maxLength: 40 }), async (password) => {
        fc.pre(new Set(password).size > 12)
        expect(await passwordFaults(password, erika)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('passwords', () => {
  it('fit however a system writes the same letters', async () => {
    const stored = await hashPassword('Größe-Ünder-Ärmel')
    expect(await verifyPassword(stored, 'Größe-Ünder-Ärmel'.normalize('NFD'))).toBe(true)
    expect(await verifyPassword(stored, 'Grösse-Under-Armel')).toBe(false)
  })

  it('fit hashes that were made of what was typed', async () => {
    const typed = 'Größe-Ünder-Ärmel'.normalize('NFD')
    expect(await verifyPassword(await hash(typed), typed)).toBe(true)
  })
})
