import {
  keepingPeriod,
  RECORDING_DAYS,
  type EffectivePolicy,
  type KeepingPeriod,
  type Policy,
  type PolicyLevel,
  type PolicyView,
} from '../../../../server/contract/policy.ts'

export type PolicyPart = keyof Policy
export type RecordingDays = (typeof RECORDING_DAYS)[number]
/** The parts that are said with yes or no. */
export type PolicySwitch = 'recording' | 'outboundCalls' | 'anonymiseNumbers' | 'dialogueData'

/** The answer that restricts; the other one is what holds when nobody says anything. */
const STRICT: Readonly<Record<PolicySwitch, boolean>> = {
  recording: false,
  outboundCalls: false,
  anonymiseNumbers: true,
  dialogueData: false,
}

/** What holds at a level for one of the switches. */
export function isOn(part: PolicySwitch, above: EffectivePolicy, own: Policy): boolean {
  if (own[part] === STRICT[part]) return STRICT[part]
  return above[part].value
}

/** The level that has restricted it, so that nothing else can be chosen below (CVG-HIER-04, -05); `null` when none has. */
export function lockedBy(part: PolicySwitch, above: EffectivePolicy): PolicyLevel | null {
  return above[part].value === STRICT[part] ? above[part].from : null
}

/** The policy with a switch turned: what is as free as above is left unsaid, so that it follows when that changes. */
export function turned(own: Policy, part: PolicySwitch, on: boolean): Policy {
  return withPart(own, part, on === STRICT[part] ? on : undefined)
}

export function withPart<P extends PolicyPart>(own: Policy, part: P, value: Policy[P] | undefined): Policy {
  const { [part]: _, ...others } = own
  return value === undefined ? others : { ...others, [part]: value }
}

/**
 * Whether recording has been switched on, or the period taken away, with nobody having chosen after how many days recordings are
 * deleted: it cannot be saved like that (CVG-REC-02). What was so before may stay: the default holds.
 */
export function lacksRecordingPeriod(
  { above, own }: Pick<PolicyView, 'above' | 'own'>,
  edited: Policy,
): boolean {
  const isTouched = edited.recording !== own.recording || edited.recordingDays !== own.recordingDays
  const isLimited = above.recordingDays.from !== null || edited.recordingDays !== undefined
  return isTouched && !isLimited && isOn('recording', above, edited)
}

/** The periods that are no looser than what is decided above (CVG-HIER-02, -03); a standard binds nobody. */
export function recordingDaysBelow({ recordingDays }: EffectivePolicy): readonly RecordingDays[] {
  const most = recordingDays.from === null ? null : recordingDays.value
  return RECORDING_DAYS.filter((days) => most === null || days <= most)
}

export function periodsBelow({
  dialogueDataPeriod: { value, from },
}: EffectivePolicy): readonly KeepingPeriod[] {
  const { options } = keepingPeriod
  return from === null ? options : options.slice(0, options.indexOf(value) + 1)
}
