import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AuditChange } from '../../server/contract/audit.ts'
import { auditChanges, HIDDEN } from '../../server/domain/audit-changes.ts'

type Json = AuditChange['before']

const SECRET_NAMES = [
  'password',
  'passwordHash',
  'accessToken',
  'appSecret',
  'webhookSecret',
  'authToken',
  'totp',
  'recoveryCodes',
  'apiKey',
  'api_key',
  'signingKey',
  'credentials',
  'Authorization',
  'cookie',
]
const PLAIN_NAMES = ['name', 'roles', 'policy', 'recordingDays', 'timeZone', 'constructor', 'toString', 'äöü']

/** Found nowhere but where it is put. */
const NEEDLE = 'n33dle-of-a-s3cret'

const leaf = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(fc.string({ maxLength: 5 }), fc.integer()), { maxLength: 4 }),
)

/** Objects in objects and lists, under names that say nothing. */
const { plain } = fc.letrec<{ plain: Json; branch: Json }>((tie) => ({
  branch: fc.dictionary(fc.constantFrom(...PLAIN_NAMES), tie('plain'), { maxKeys: 4, noNullPrototype: true }),
  plain: fc.oneof({ maxDepth: 3 }, leaf as fc.Arbitrary<Json>, tie('branch')),
}))
const state = fc.dictionary(fc.constantFrom(...PLAIN_NAMES), plain, { maxKeys: 5, noNullPrototype: true })

/** The needle somewhere below a secret name, itself somewhere below anything, lists included. */
const withNeedle = fc
  .tuple(
    fc.constantFrom(...SECRET_NAMES),
    fc.oneof(
      fc.constant<Json>(NEEDLE),
      fc.constant<Json>([NEEDLE]),
      fc.constant<Json>({ value: NEEDLE }),
      fc.constant<Json>([{ value: [NEEDLE] }]),
    ),
    fc.array(fc.constantFrom('list', 'object'), { maxLength: 4 }),
    state,
  )
  .map(([name, secret, wraps, beside]) =>
    wraps.reduce<Json>(
      (inner, wrap, index) => (wrap === 'list' ? { [`l${index}`]: [1, inner] } : { [`o${index}`]: inner }),
      { ...beside, [name]: secret },
    ),
  )

/** Nothing, absent and empty are the same in the log. */
function pruned(value: Json): Json {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
    .map(([name, inner]): [string, Json] => [name, pruned(inner)])
    .filter(([, inner]) => inner !== null)
  return fields.length === 0 ? null : Object.fromEntries(fields)
}

function applied(before: Json, changes: readonly AuditChange[]): Json {
  let result = pruned(before)
  for (const { path, after } of changes) result = put(result, path === '' ? [] : path.split('.'), after)
  return pruned(result)
}

function put(value: Json, [name, ...rest]: string[], after: Json): Json {
  if (name === undefined) return after
  const branch = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const inner = Object.hasOwn(branch, name) ? (branch[name] ?? null) : null
  return { ...branch, [name]: put(inner, rest, after) }
}

describe('the changes in the audit log', () => {
  it('are none between equal states, in whatever order their fields are', () => {
    fc.assert(
      fc.property(state, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse())
        expect(auditChanges(value, reversed)).toEqual([])
        expect(auditChanges({ list: [value] }, { list: [reversed] })).toEqual([])
      }),
    )
  })

  it('lead from the state before to the state after when they are applied (DX-AUDIT-02)', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        expect(applied(before, auditChanges(before, after))).toEqual(pruned(after))
      }),
    )
  })

  it('are the same backwards with before and after exchanged', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        const there = auditChanges(before, after).map(({ path }) => path)
        const back = auditChanges(after, before)
        expect(back.map(({ path }) => path).toSorted()).toEqual(there.toSorted())
      }),
    )
  })

  it('never show a secret, however deep it is, in lists as well', () => {
    fc.assert(
      fc.property(withNeedle, state, (secret, other) => {
        for (const [before, after] of [
          [secret, other],
          [other, secret],
          [secret, null],
          [undefined, secret],
          [secret, 'text'],
        ]) {
          expect(JSON.stringify(auditChanges(before, after))).not.toContain(NEEDLE)
        }
      }),
    )
  })

  it('tell that a secret was set, changed and taken away', () => {
    expect(auditChanges({}, { accessToken: 'a' })).toEqual([
      { path: 'accessToken', before: null, after: HIDDEN },
    ])
    expect(auditChanges({ accessToken: 'a' }, { accessToken: 'b' })).toEqual([
      { path: 'accessToken', before: HIDDEN, after: HIDDEN },
    ])
    expect(auditChanges({ accessToken: 'a' }, { accessToken: '' })).toEqual([
      { path: 'accessToken', before: HIDDEN, after: null },
    ])
    expect(auditChanges({ accessToken: 'a' }, { accessToken: 'a' })).toEqual([])
  })

  it('tell something that becomes a list, a text or nothing as one change', () => {
    expect(auditChanges({ days: {} }, { days: [1] })).toEqual([{ path: 'days', before: {}, after: [1] }])
    expect(auditChanges({ days: { mo: 1 } }, { days: 'all' })).toEqual([
      { path: 'days', before: { mo: 1 }, after: 'all' },
    ])
    expect(auditChanges({ days: { mo: 1 } }, null)).toEqual([{ path: 'days.mo', before: 1, after: null }])
  })

  it('write dates as everybody does, and leave out what JSON does not know', () => {
    const at = new Date('2026-03-10T12:00:00.000Z')
    expect(auditChanges({}, { at, nothing: undefined, call: () => 1 })).toEqual([
      { path: 'at', before: null, after: '2026-03-10T12:00:00.000Z' },
    ])
  })

  it('are bounded in number and length', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, index]))
    expect(auditChanges({}, many)).toHaveLength(200)
    const [text] = auditChanges({}, { text: 'ü'.repeat(5_000) })
    expect(text?.after).toBe(`${'ü'.repeat(500)}…`)
    const [list] = auditChanges({}, { list: Array.from({ length: 300 }, () => 'x'.repeat(1_000)) })
    expect(JSON.stringify(list).length).toBeLessThan(60_000)
    expect(list?.after).toHaveLength(101)
  })
})
