import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import {
  findPasswordFault,
  isOfOwnWords,
  refusedFor,
} from '../../../tab/src/features/session/password-rules.ts'

const ANNA = ['Anna-Lena Müller', 'a.mueller@example.com']

describe('a password that is being chosen', () => {
  it.each([
    ['', 'too_short'],
    ['elf zeichen', 'too_short'],
    ['zwölf zeich.', null],
    ['🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊', 'too_short'],
    ['anna-muller-2026', 'contains_name'],
    ['MÜLLER müller!', 'contains_name'],
    ['Annas Elefanten tanzen gern', null],
  ])('%j is judged as %s', (password, fault) => {
    expect(findPasswordFault(password, ANNA)).toBe(fault)
  })

  it('may hold a name when there is enough besides', () => {
    expect(isOfOwnWords('muller 4f9x', ANNA)).toBe(true)
    expect(isOfOwnWords('muller 4f9xkq2z', ANNA)).toBe(false)
  })

  it('is nobody’s own words when none of them is in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '2', '-', ' ', 'x'), maxLength: 30 }),
        (password) => {
          expect(isOfOwnWords(password, ANNA)).toBe(false)
        },
      ),
    )
  })
})

describe('the server’s reasons against a password', () => {
  const refused = (code: 'password_refused' | 'invalid_input', messages: string[]) =>
    new ApiError(code, {
      problem: {
        type: 'x',
        title: 'x',
        status: 400,
        code,
        issues: messages.map((message) => ({ path: 'password', message })),
      },
    })

  it('are read as far as they are known', () => {
    expect(refusedFor(refused('password_refused', ['breached', 'written_backwards', 'too_short']))).toEqual([
      'breached',
      'too_short',
    ])
  })

  it('are none where something else was refused', () => {
    expect([refusedFor(null), refusedFor(refused('invalid_input', ['too_short']))]).toEqual([[], []])
  })
})
