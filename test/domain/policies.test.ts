import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  keepingPeriod,
  policyLevel,
  RECORDING_DAYS,
  type KeepingPeriod,
  type Policy,
  type PolicyLevel,
} from '../../server/contract/policy.ts'
import {
  choices,
  policyViewOf,
  refuseLooser,
  refuseUnlimitedRecording,
  resolvePolicies,
  type LevelPolicy,
} from '../../server/domain/policies.ts'

/** Levels with what they say, written short. */
const tree = (said: Partial<Record<PolicyLevel, Policy>>): LevelPolicy[] =>
  policyLevel.options.flatMap((level) => (said[level] === undefined ? [] : [{ level, policy: said[level] }]))

describe('what the levels of the tree say together', () => {
  const rows: {
    rule: string
    levels: LevelPolicy[]
    part: keyof Policy
    holds: unknown
    from: PolicyLevel | null
  }[] = [
    {
      rule: 'recording is allowed where nobody forbids it',
      levels: [],
      part: 'recording',
      holds: true,
      from: null,
    },
    {
      rule: 'recordings are deleted after the longest period there is where nobody has chosen one (CVG-REC-02)',
      levels: [],
      part: 'recordingDays',
      holds: Math.max(...RECORDING_DAYS),
      from: null,
    },
    {
      rule: 'numbers are shown where nobody hides them',
      levels: [],
      part: 'anonymiseNumbers',
      holds: false,
      from: null,
    },
    {
      rule: 'what callers said is kept where nobody forbids it',
      levels: [],
      part: 'dialogueData',
      holds: true,
      from: null,
    },
    {
      rule: 'what callers said is kept for ten minutes by default (CVG-DLG-04)',
      levels: [],
      part: 'dialogueDataPeriod',
      holds: 'tenMinutes',
      from: null,
    },
    {
      rule: 'the default period binds nobody (CVG-DLG-05)',
      levels: tree({ environment: { dialogueDataPeriod: 'month' } }),
      part: 'dialogueDataPeriod',
      holds: 'month',
      from: 'environment',
    },
    {
      rule: 'calls may be forwarded where nobody forbids it',
      levels: [],
      part: 'outboundCalls',
      holds: true,
      from: null,
    },
    {
      rule: 'all four levels count (CVG-HIER-01)',
      levels: tree({
        agency: { recordingDays: 365 },
        account: { recordingDays: 180 },
        environment: { recordingDays: 90 },
        service: { recordingDays: 7 },
      }),
      part: 'recordingDays',
      holds: 7,
      from: 'service',
    },
    {
      rule: 'what is said above holds below (CVG-HIER-02)',
      levels: tree({ agency: { dialogueDataPeriod: 'day' }, account: {}, environment: {} }),
      part: 'dialogueDataPeriod',
      holds: 'day',
      from: 'agency',
    },
    {
      rule: 'a lower level loosens nothing (CVG-HIER-02)',
      levels: tree({ agency: { dialogueDataPeriod: 'day' }, account: { dialogueDataPeriod: 'week' } }),
      part: 'dialogueDataPeriod',
      holds: 'day',
      from: 'agency',
    },
    {
      rule: 'a lower level restricts further (CVG-HIER-02)',
      levels: tree({ agency: { dialogueDataPeriod: 'day' }, account: { dialogueDataPeriod: 'hour' } }),
      part: 'dialogueDataPeriod',
      holds: 'hour',
      from: 'account',
    },
    {
      rule: 'the highest level that says the strictest is named',
      levels: tree({ account: { recordingDays: 30 }, environment: { recordingDays: 30 } }),
      part: 'recordingDays',
      holds: 30,
      from: 'account',
    },
    {
      rule: 'numbers hidden above are hidden below, whatever is said there (CVG-HIER-04)',
      levels: tree({ agency: { anonymiseNumbers: true }, environment: { anonymiseNumbers: false } }),
      part: 'anonymiseNumbers',
      holds: true,
      from: 'agency',
    },
    ...(['agency', 'account', 'environment'] as const).map((level) => ({
      rule: `recording forbidden by the ${level} is not enabled for the service (CVG-HIER-05)`,
      levels: tree({ [level]: { recording: false }, service: { recording: true } }),
      part: 'recording' as const,
      holds: false,
      from: level,
    })),
    {
      rule: 'forwarding forbidden above is forbidden below (CVG-OUT-01)',
      levels: tree({ account: { outboundCalls: false }, environment: { outboundCalls: true } }),
      part: 'outboundCalls',
      holds: false,
      from: 'account',
    },
    {
      rule: 'keeping what was said is off when the service itself does not want it (CVG-DLG-01)',
      levels: tree({ account: { dialogueData: true }, service: { dialogueData: false } }),
      part: 'dialogueData',
      holds: false,
      from: 'service',
    },
  ]

  for (const { rule, levels, part, holds, from } of rows)
    it(`is that ${rule}`, () => {
      expect(resolvePolicies(levels)[part]).toEqual({ value: holds, from })
    })
})

describe('what a lower level is offered', () => {
  it('is a day, an hour and ten minutes when a day is prescribed, and not a week (CVG-HIER-03)', () => {
    const above = resolvePolicies(tree({ agency: { dialogueDataPeriod: 'day' } }))
    expect(choices(above).dialogueDataPeriod).toEqual(['tenMinutes', 'hour', 'day'])
  })

  it('is everything where nobody has decided (CVG-DLG-05)', () => {
    const free = choices(resolvePolicies([]))
    expect(free.dialogueDataPeriod).toEqual(keepingPeriod.options)
    expect(free.recordingDays).toEqual(RECORDING_DAYS)
    expect(free.recording).toEqual([false, true])
    expect(free.anonymiseNumbers).toEqual([true, false])
  })

  it('is only the stricter half of a switch (CVG-HIER-04, CVG-HIER-05)', () => {
    const above = resolvePolicies(tree({ account: { anonymiseNumbers: true, recording: false } }))
    expect(choices(above)).toMatchObject({ anonymiseNumbers: [true], recording: [false] })
  })

  it('is shorter periods for recordings too (CVG-REC-04)', () => {
    const above = resolvePolicies(tree({ account: { recordingDays: 30 } }))
    expect(choices(above).recordingDays).toEqual([1, 7, 30])
  })

  it('is refused by name when it is looser', () => {
    const above = resolvePolicies(
      tree({ agency: { dialogueDataPeriod: 'day' }, account: { recording: false } }),
    )
    const issues = refuseLooser(above, { dialogueDataPeriod: 'week', recording: true, recordingDays: 7 })
    expect(issues).toEqual([
      { path: 'recording', message: 'is looser than what the account prescribes' },
      { path: 'dialogueDataPeriod', message: 'is looser than what the agency prescribes' },
    ])
  })

  it('shows what is above, what is its own and what holds', () => {
    const view = policyViewOf(tree({ agency: { recordingDays: 30 } }), 'account', {
      recordingDays: 7,
      outboundCalls: false,
    })
    expect(view.above.recordingDays).toEqual({ value: 30, from: 'agency' })
    expect(view.effective.recordingDays).toEqual({ value: 7, from: 'account' })
    expect(view.effective.outboundCalls).toEqual({ value: false, from: 'account' })
    expect(view).toMatchObject({ level: 'account', own: { recordingDays: 7 } })
  })
})

describe('a period for recordings (CVG-REC-02)', () => {
  const required = ['recording_period_required']
  const rows: { rule: string; above?: Policy; own: Policy; before?: Policy; codes: string[] }[] = [
    { rule: 'has to be chosen where recording is switched on', own: { recording: true }, codes: required },
    {
      rule: 'has to be chosen where recording is no longer forbidden',
      own: {},
      before: { recording: false },
      codes: required,
    },
    { rule: 'cannot be taken away again', own: {}, before: { recordingDays: 30 }, codes: required },
    {
      rule: 'is given with the switch',
      own: { recording: true, recordingDays: 365 },
      codes: [],
    },
    { rule: 'is not asked for where recording is forbidden', own: { recording: false }, codes: [] },
    {
      rule: 'is not asked for where a level above forbids recording',
      above: { recording: false },
      own: {},
      before: { recordingDays: 30 },
      codes: [],
    },
    {
      rule: 'may be the one that a level above has chosen',
      above: { recordingDays: 7 },
      own: { recording: true },
      codes: [],
    },
    {
      rule: 'is the default for as long as nobody touches recording',
      own: { anonymiseNumbers: true },
      before: {},
      codes: [],
    },
  ]
  it.each(rows)('$rule', ({ above = {}, own, before = {}, codes }) => {
    const issues = refuseUnlimitedRecording(resolvePolicies(tree({ agency: above })), own, before)
    expect(issues.map(({ code }) => code)).toEqual(codes)
    expect(issues.every(({ path }) => path === 'recordingDays')).toBe(true)
  })
})

const anyPolicy: fc.Arbitrary<Policy> = fc.record(
  {
    recording: fc.boolean(),
    recordingDays: fc.constantFrom(...RECORDING_DAYS),
    anonymiseNumbers: fc.boolean(),
    dialogueData: fc.boolean(),
    dialogueDataPeriod: fc.constantFrom(...keepingPeriod.options),
    outboundCalls: fc.boolean(),
  },
  { requiredKeys: [] },
)
/** Each level once at most, in any order. */
const anyLevels = fc
  .shuffledSubarray([...policyLevel.options])
  .chain((levels) =>
    fc.tuple(...levels.map((level) => anyPolicy.map((policy): LevelPolicy => ({ level, policy })))),
  )

/** How much is allowed, by what people would call loose: an order of the test's own. */
const looseness: { [K in keyof Required<Policy>]: (value: never) => number } = {
  recording: (value: boolean) => (value ? 1 : 0),
  recordingDays: (value: number) => value,
  anonymiseNumbers: (value: boolean) => (value ? 0 : 1),
  dialogueData: (value: boolean) => (value ? 1 : 0),
  dialogueDataPeriod: (value: KeepingPeriod) =>
    ({ tenMinutes: 10, hour: 60, day: 1440, week: 1e4, month: 4e4 })[value],
  outboundCalls: (value: boolean) => (value ? 1 : 0),
}
const parts = Object.keys(looseness) as (keyof Policy)[]
const loose = (part: keyof Policy, value: unknown): number => looseness[part](value as never)

describe('policies, whatever they say', () => {
  it('are never looser together than any level alone', () => {
    fc.assert(
      fc.property(anyLevels, (levels) => {
        const effective = resolvePolicies(levels)
        const looser = levels.flatMap(({ policy }) =>
          parts.filter(
            (part) =>
              policy[part] !== undefined && loose(part, effective[part].value) > loose(part, policy[part]),
          ),
        )
        expect(looser).toEqual([])
      }),
    )
  })

  it('do not depend on the order in which the levels are given', () => {
    fc.assert(
      fc.property(
        anyLevels.chain((levels) =>
          fc.tuple(fc.constant(levels), fc.shuffledSubarray(levels, { minLength: levels.length })),
        ),
        ([levels, shuffled]) => {
          expect(resolvePolicies(shuffled)).toEqual(resolvePolicies(levels))
        },
      ),
    )
  })

  it('restrict further with every level that is added, save where only a default held', () => {
    fc.assert(
      fc.property(anyLevels, (levels) => {
        for (let count = 1; count <= levels.length; count += 1) {
          const before = resolvePolicies(levels.slice(0, count - 1))
          const after = resolvePolicies(levels.slice(0, count))
          const decided = parts.filter((part) => before[part].from !== null)
          expect(
            decided.filter((part) => loose(part, after[part].value) > loose(part, before[part].value)),
          ).toEqual([])
        }
      }),
    )
  })

  it('say the same when a level repeats what holds already', () => {
    fc.assert(
      fc.property(anyLevels, (levels) => {
        const effective = resolvePolicies(levels)
        const decided = parts.filter((part) => effective[part].from !== null)
        const repeated = Object.fromEntries(decided.map((part) => [part, effective[part].value])) as Policy
        const above = levels.filter(({ level }) => level !== 'service')
        const again = resolvePolicies([...levels, { level: 'service', policy: repeated }])
        expect(refuseLooser(resolvePolicies(above), repeated)).toEqual([])
        for (const part of parts) expect(again[part].value).toEqual(effective[part].value)
      }),
    )
  })

  it('never have calls recorded with nobody having chosen a period, whatever is saved one after the other (CVG-REC-02)', () => {
    const saves = fc.array(fc.tuple(fc.constantFrom('agency', 'account', 'environment'), anyPolicy))
    fc.assert(
      fc.property(saves, (steps) => {
        // Forbidden at first: whoever allows it has to choose.
        const said = {
          agency: { recording: false } as Policy,
          account: {} as Policy,
          environment: {} as Policy,
        }
        for (const [level, own] of steps) {
          const name = level as keyof typeof said
          const above = policyLevel.options
            .slice(0, policyLevel.options.indexOf(name))
            .map((one): LevelPolicy => ({ level: one, policy: said[one as keyof typeof said] }))
          if (refuseUnlimitedRecording(resolvePolicies(above), own, said[name]).length === 0) said[name] = own
        }
        const { recording, recordingDays } = resolvePolicies(tree(said))
        expect(!recording.value || recordingDays.from !== null).toBe(true)
        expect(recordingDays.value).toBeGreaterThan(0)
      }),
    )
  })

  it('refuse exactly what they do not offer', () => {
    fc.assert(
      fc.property(anyLevels, anyPolicy, (levels, own) => {
        const above = resolvePolicies(levels)
        const offered = choices(above)
        const notOffered = parts.filter(
          (part) => own[part] !== undefined && !(offered[part] as readonly unknown[]).includes(own[part]),
        )
        expect(refuseLooser(above, own).map(({ path }) => path)).toEqual(notOffered)
      }),
    )
  })
})
