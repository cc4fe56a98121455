import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../server/lib/errors.ts'
import { fixturesOf, openChannel, webhook } from './contract.ts'
import { aMessage, envelope, parse, sign, subject } from './whatsapp-cloud.subject.ts'

const channel = openChannel(subject)
const payloads = fixturesOf('whatsapp-cloud').map(({ body }) => JSON.parse(body.toString()) as unknown)
const anything = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' })

/** All places in a payload, as lists of keys. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return [
    path,
    ...keys.flatMap((key) => placesOf((value as Record<string | number, unknown>)[key], [...path, key])),
  ]
}

function replaced(value: unknown, [key, ...rest]: (string | number)[], by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

/** `undefined` when it was refused as no webhook; anything else that is thrown fails the test. */
function parsedOrRefused(body: Buffer) {
  try {
    return channel.parse(webhook(body))
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined
    throw error
  }
}

/** A fixture with an arbitrary value in an arbitrary place. */
const damaged = fc
  .constantFrom(...payloads)
  .chain((payload) => fc.tuple(fc.constant(payload), fc.constantFrom(...placesOf(payload)), anything))
  .map(([payload, place, value]) => replaced(payload, place, value))

describe('whatsapp-cloud: whatever the platform sends', () => {
  it('is parsed, or refused as no webhook at all', () => {
    fc.assert(
      fc.property(fc.oneof(anything, damaged), (payload) => {
        const isWebhook = Array.isArray((payload as { entry?: unknown } | null)?.entry)
        const events = parsedOrRefused(Buffer.from(JSON.stringify(payload)))
        expect(events !== undefined).toBe(isWebhook)
        for (const event of events ?? []) {
          expect(Number.isFinite(event.at.getTime())).toBe(true)
          expect(event.dedupeKey).not.toBe('')
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('never costs a well-formed neighbour', () => {
    const good = aMessage({ id: 'wamid.neighbour', text: { body: 'still here' } })
    fc.assert(
      fc.property(fc.array(anything), fc.array(anything), damaged, (before, after, broken) => {
        const inside = envelope(...before, good, ...after).entry
        const others = (broken as { entry?: unknown } | null)?.entry
        const events = parse({ entry: [...(Array.isArray(others) ? others : [others]), ...inside] })
        const found = events.filter((event) => event.dedupeKey === 'message:wamid.neighbour')
        expect(found).toMatchObject([{ type: 'message', content: { kind: 'text', text: 'still here' } }])
        expect(events.length).toBeGreaterThanOrEqual(before.length + after.length + 1)
      }),
      { numRuns: 1000 },
    )
  })

  it('has the same keys when it comes again', () => {
    fc.assert(
      fc.property(fc.array(damaged), (broken) => {
        const keys = () => parse({ entry: broken }).map((event) => event.dedupeKey)
        expect(keys()).toEqual(keys())
      }),
    )
  })

  it('is any bytes: parsed or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => parsedOrRefused(Buffer.from(bytes))).not.toThrow()
      }),
    )
  })
})

describe('whatsapp-cloud: signatures', () => {
  const body = Buffer.from(JSON.stringify(payloads[0]))
  const anotherByte = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }))
  const change = (bytes: Buffer, [position, difference]: [number, number]) => {
    const copy = Buffer.from(bytes)
    const index = position % copy.length
    copy[index] = (copy[index] ?? 0) ^ difference
    return copy
  }

  it('reject any single changed byte of the body', () => {
    fc.assert(
      fc.property(anotherByte, (difference) => {
        expect(channel.verify(webhook(change(body, difference), sign(body)))).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('reject any single changed byte of the header', () => {
    const header = Buffer.from(sign(body)['x-hub-signature-256'] ?? '')
    fc.assert(
      fc.property(anotherByte, (difference) => {
        const changed = change(header, difference).toString('latin1')
        expect(channel.verify(webhook(body, { 'x-hub-signature-256': changed }))).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('never throw, whatever the header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (header) => {
        expect(channel.verify(webhook(body, { 'x-hub-signature-256': header }))).toBe(false)
      }),
    )
  })
})
