import type { EffectivePolicy, KeepingPeriod } from '../../contract/policy.ts'
import { KEEPING_MINUTES, resolvePolicies } from '../../domain/policies.ts'
import type { Call } from '../../store/entities.ts'
import { jobLog } from '../../lib/logger.ts'
import { refreshCallEntry } from '../call-entry.ts'
import type { Deps } from '../ports.ts'

const MINUTE_MS = 60_000
const LEASE_MS = 5 * MINUTE_MS
const CALLS_AT_ONCE = 100

/** Some environments and how many minutes after the end of a call its words are kept there. */
interface Rule {
  where: { environmentIds: string[] } | { exceptIn: string[] }
  minutes: number
}

/**
 * Deletes what callers said, in the calls and where conversations show them, once it has been kept for as long as the strictest
 * level allows, counted from the end of the call (CVG-DLG-02 to -05): ten minutes where nobody says anything. One process at a time
 * does it; what a crash has left is found again. `owner` differs between processes.
 */
export async function forgetDialogueData(deps: Deps, owner: string): Promise<void> {
  const lease = 'dialogue data'
  if (!(await hold(deps, lease, owner))) return
  try {
    for (const rule of await rulesOf(deps)) {
      if (!(await apply(deps, rule, () => hold(deps, lease, owner)))) return
    }
  } finally {
    await deps.store.leases.release([lease], owner)
  }
}

async function hold(deps: Deps, lease: string, owner: string): Promise<boolean> {
  const now = new Date()
  const held = await deps.store.leases.hold([lease], owner, now, new Date(now.getTime() + LEASE_MS))
  return held.length > 0
}

/** One rule for each period that somebody has chosen, and one for everybody else. */
async function rulesOf(deps: Deps): Promise<Rule[]> {
  const known = await deps.store.accounts.withPolicy(['dialogueData', 'dialogueDataPeriod'])
  const byMinutes = new Map<number, string[]>()
  for (const { environment, levels } of known) {
    const minutes = minutesOf(resolvePolicies(levels))
    byMinutes.set(minutes, [...(byMinutes.get(minutes) ?? []), environment.id])
  }
  const chosen = [...byMinutes].map(([minutes, environmentIds]) => ({ where: { environmentIds }, minutes }))
  const others = { exceptIn: known.map(({ environment }) => environment.id) }
  const byDefault: KeepingPeriod = resolvePolicies([]).dialogueDataPeriod.value
  return [...chosen, { where: others, minutes: KEEPING_MINUTES[byDefault] }]
}

/** Where nothing may be kept, what was kept before that was decided goes at once. */
function minutesOf({ dialogueData, dialogueDataPeriod }: EffectivePolicy): number {
  return dialogueData.value ? KEEPING_MINUTES[dialogueDataPeriod.value] : 0
}

/** Goes on as long as the lease does; answers whether it still does. */
async function apply(
  deps: Deps,
  { where, minutes }: Rule,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  const endedBefore = new Date(deps.clock.now().getTime() - minutes * MINUTE_MS)
  let forgotten = 0
  for (;;) {
    const calls = await deps.store.retention.withWords(where, endedBefore, CALLS_AT_ONCE)
    for (const call of calls) await forget(deps, call)
    forgotten += calls.length
    if (calls.length < CALLS_AT_ONCE) break
    if (!(await mayGoOn())) return false
  }
  if (forgotten > 0) jobLog.info({ minutes, forgotten }, 'what callers said deleted')
  return true
}

/**
 * The call is what the rest is found by, so its words go last. Whoever drew the conversation's entry from the call in between has
 * written them there again.
 */
async function forget(deps: Deps, call: Call): Promise<void> {
  const steps = call.steps.map(({ heard: _heard, ...step }) => step)
  await refreshCallEntry(deps, { ...call, steps })
  const stripped = await deps.store.retention.forgetWords(call.id)
  if (stripped !== null) await refreshCallEntry(deps, stripped)
}
