import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { traceOf } from '../../server/domain/number-traces.ts'

const NUMBER = '+491713920077'

function hide(text: string, number = NUMBER): string {
  const trace = traceOf(number)
  return trace === null ? text : text.replace(trace, '#')
}

describe('a number in text', () => {
  it.each([
    ['ruf +49 171 392 00 77 an', 'ruf # an'],
    ['0171/3920077', '#'],
    ['0171 - 392 00 77!', '#!'],
    ['00491713920077', '#'],
    ['491713920077.pdf', '#.pdf'],
    ['(0171) 392-0077', '(#'],
    ['+49 (0)171 3920077', '+49 (0)#'],
    ['Endziffern 20077', 'Endziffern #'],
    ['171392', '#'],
    ['Bestellung 4711 von 0171 3920077', 'Bestellung 4711 von #'],
  ])('is found as %s', (text, hidden) => {
    expect(hide(text)).toBe(hidden)
  })

  it.each(['Bestellung 12345678', 'am 10.03.2026 um 14:30', 'PLZ 10077', '0172 4920078', 'nichts', ''])(
    'is not found in "%s"',
    (text) => {
      expect(hide(text)).toBe(text)
    },
  )

  it('is found whatever stands between its digits, and nothing of it is left', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[1-9]\d{8,13}$/),
        fc.array(fc.constantFrom('', ' ', '-', '/', '. ', ' (', ') ', ' – '), {
          minLength: 14,
          maxLength: 14,
        }),
        (digits, between) => {
          const written = Array.from(digits)
            .map((digit, index) => `${digit}${between[index] ?? ''}`)
            .join('')
          expect(hide(`x ${written}`, `+${digits}`).replaceAll(/\D/g, '')).toBe('')
        },
      ),
    )
  })

  it('is not looked for when it is too short to be told from other digits', () => {
    expect(traceOf('+110')).toBeNull()
  })
})
