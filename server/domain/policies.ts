import type { FieldIssue } from '../contract/errors.ts'
import {
  keepingPeriod,
  policyLevel,
  RECORDING_DAYS,
  type EffectivePolicy,
  type KeepingPeriod,
  type Policy,
  type PolicyLevel,
  type PolicyView,
} from '../contract/policy.ts'

/** What one level of the tree says. */
export interface LevelPolicy {
  level: PolicyLevel
  policy: Policy
}

/** Everything that may be chosen for each part of a policy, strictest first. */
interface Choices {
  recording: readonly boolean[]
  recordingDays: readonly (typeof RECORDING_DAYS)[number][]
  anonymiseNumbers: readonly boolean[]
  dialogueData: readonly boolean[]
  dialogueDataPeriod: readonly KeepingPeriod[]
  outboundCalls: readonly boolean[]
}

type Part = keyof Choices

/** The order of each list is what "stricter" means (CVG-HIER-02). */
const STRICTEST_FIRST: Choices = {
  recording: [false, true],
  recordingDays: RECORDING_DAYS,
  anonymiseNumbers: [true, false],
  dialogueData: [false, true],
  dialogueDataPeriod: keepingPeriod.options,
  outboundCalls: [false, true],
}

const PARTS = Object.keys(STRICTEST_FIRST) as Part[]

/**
 * What holds where nobody says anything (CVG-DLG-04, CVG-REC-02). It binds nobody: any level may choose otherwise. Recordings that
 * nobody has chosen a period for are deleted after the longest there is: no sooner than anybody could have wanted, and still by
 * themselves.
 */
const DEFAULTS: EffectivePolicy = {
  recording: { value: true, from: null },
  recordingDays: { value: 365, from: null },
  anonymiseNumbers: { value: false, from: null },
  dialogueData: { value: true, from: null },
  dialogueDataPeriod: { value: 'tenMinutes', from: null },
  outboundCalls: { value: true, from: null },
}

/**
 * What holds below these levels: of every part the strictest value that any of them names, and the highest level that names it
 * (CVG-HIER-02 to -05). The order in which the levels are given does not matter.
 */
export function resolvePolicies(levels: readonly LevelPolicy[]): EffectivePolicy {
  const downwards = levels.toSorted((a, b) => depthOf(a.level) - depthOf(b.level))
  const decisions = PARTS.map((part) => [part, decide(part, downwards)])
  return Object.fromEntries(decisions) as EffectivePolicy
}

function decide(part: Part, downwards: readonly LevelPolicy[]): EffectivePolicy[Part] {
  let strictest: { value: unknown; from: PolicyLevel } | null = null
  for (const { level, policy } of downwards) {
    const value = policy[part]
    if (value === undefined) continue
    if (strictest === null || strictnessOf(part, value) < strictnessOf(part, strictest.value))
      strictest = { value, from: level }
  }
  return (strictest ?? DEFAULTS[part]) as EffectivePolicy[Part]
}

function depthOf(level: PolicyLevel): number {
  return policyLevel.options.indexOf(level)
}

/** The smaller, the stricter. */
function strictnessOf(part: Part, value: unknown): number {
  return (STRICTEST_FIRST[part] as readonly unknown[]).indexOf(value)
}

/** What a level below may choose: everything that is at least as strict as what is decided above (CVG-HIER-03). */
export function choices(above: EffectivePolicy): Choices {
  const offered = PARTS.map((part) => [
    part,
    (STRICTEST_FIRST[part] as readonly unknown[]).filter((value) => !isLooser(part, value, above)),
  ])
  return Object.fromEntries(offered) as Choices
}

/** A default is nobody's decision. */
function isLooser(part: Part, value: unknown, above: EffectivePolicy): boolean {
  const decided = above[part]
  return decided.from !== null && strictnessOf(part, value) > strictnessOf(part, decided.value)
}

/** What of a level's own policy is looser than what is decided above it, one issue for every part; none: it may be kept. */
export function refuseLooser(above: EffectivePolicy, own: Policy): FieldIssue[] {
  return PARTS.filter((part) => own[part] !== undefined && isLooser(part, own[part], above)).map((part) => ({
    path: part,
    message: `is looser than what the ${above[part].from ?? ''} prescribes`,
  }))
}

/**
 * Whoever switches recording on, or takes the period away, has to say after how many days recordings are deleted, unless a level
 * above does (CVG-REC-02). What was so `before` may stay: the default holds there until somebody chooses.
 */
export function refuseUnlimitedRecording(above: EffectivePolicy, own: Policy, before: Policy): FieldIssue[] {
  const records = above.recording.value && own.recording !== false
  const isLimited = above.recordingDays.from !== null || own.recordingDays !== undefined
  const isUntouched = own.recording === before.recording && own.recordingDays === before.recordingDays
  if (!records || isLimited || isUntouched) return []
  const message = 'must be chosen while calls are recorded'
  return [{ path: 'recordingDays', message, code: 'recording_period_required' }]
}

/** A level's policy as its page shows it, below those levels. */
export function policyViewOf(
  levelsAbove: readonly LevelPolicy[],
  level: PolicyLevel,
  own: Policy,
): PolicyView {
  return {
    level,
    own,
    above: resolvePolicies(levelsAbove),
    effective: resolvePolicies([...levelsAbove, { level, policy: own }]),
  }
}

/** Minutes for which what callers said is kept after the end of a call (CVG-DLG-05); a month is 30 days. */
export const KEEPING_MINUTES: Readonly<Record<KeepingPeriod, number>> = {
  tenMinutes: 10,
  hour: 60,
  day: 1_440,
  week: 10_080,
  month: 43_200,
}
