import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../server/lib/errors.ts'
import { decodeCursor, encodeCursor } from '../../server/store/keyset.ts'

function refusalOf(cursor: string): unknown {
  try {
    decodeCursor('cursor', cursor, ['activity', 0, ''])
    return null
  } catch (error) {
    return error
  }
}

describe('cursors', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string({ minLength: 1 }), (number, text) => {
        const position = ['activity', number, text]
        expect(decodeCursor('cursor', encodeCursor(position), ['activity', 0, ''])).toEqual(position)
      }),
    )
  })

  it('are refused as invalid input when they are anything else', () => {
    const foreign = [
      encodeCursor(['window', 1, 'a']),
      encodeCursor(['activity', 1]),
      encodeCursor(['activity', 'x', 'a']),
      encodeCursor(['activity', 1.5, 'a']),
      encodeCursor(['activity', 1, 2]),
      Buffer.from('{"$gt":1}').toString('base64url'),
      Buffer.from('["activity",{"$gt":1},"a"]').toString('base64url'),
      'nonsense',
      '',
    ]
    for (const cursor of foreign) expect(refusalOf(cursor)).toBeInstanceOf(InvalidInputError)
  })

  it('never fail in any other way', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const refusal = refusalOf(text)
        expect(refusal === null || refusal instanceof InvalidInputError).toBe(true)
      }),
    )
  })
})
