import type { CallerRow } from '../../contract/privacy-routes.ts'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import { newId } from '../../lib/object-id.ts'
import type { Call } from '../../store/entities.ts'
import type { Erasure, ErasureCounts } from '../../store/store.ts'
import { actIn } from '../access.ts'
import type { Actor, Deps, Principal } from '../ports.ts'
import { maskedNumber } from '../contact-address.ts'
import { erase, noteOnce, SWEEP_AFTER_MS } from './erasing.ts'
import { numbersTyped } from './typed-number.ts'

/** The calls of a number that its row describes one by one. */
const MOST_SHOWN = 10

/** Names the calls of one number. */
export interface CallerRefs {
  environmentId: string
  /** E.164. */
  number: string
}

/** Calls that came from or led to any of these numbers, by number; numbers without calls are left out. */
export async function callersAt(
  deps: Deps,
  environmentId: string,
  numbers: readonly string[],
): Promise<CallerRow[]> {
  const rows: CallerRow[] = []
  for (const number of numbers) {
    const calls = await callsOf(deps, { environmentId, number })
    if (calls.length > 0) rows.push(await rowOf(deps, number, calls))
  }
  return rows
}

/** Calls that came from or led to a number, the oldest first. */
export function callsOf(deps: Deps, { environmentId, number }: CallerRefs): Promise<Call[]> {
  return deps.store.privacy.callsOf(environmentId, { phones: [number], conversationIds: [] })
}

async function rowOf(deps: Deps, number: string, calls: readonly Call[]): Promise<CallerRow> {
  const latest = calls.slice(-MOST_SHOWN).toReversed()
  return {
    number,
    address: maskedNumber(number),
    calls: calls.length,
    latest: await Promise.all(
      latest.map(async (call) => {
        const { id, environmentId, startedAt, result, durationSeconds, consent, steps } = call
        const recordings = await deps.store.files.findByCall(environmentId, id)
        return {
          id,
          startedAt: startedAt.toISOString(),
          result,
          durationSeconds,
          recordings: recordings.length,
          consent: consent !== null,
          words: steps.some(({ heard }) => heard !== undefined),
        }
      }),
    ),
  }
}

/**
 * Deletes the calls of a number for good, with recordings, what was said, and the proof of a consent: for somebody who rang and
 * never became a contact. A contact with this number stays. Goes on by itself after a crash, or when it is asked for again.
 * `confirm` must be the number, in whatever form.
 */
export async function eraseCaller(
  deps: Deps,
  principal: Principal,
  refs: CallerRefs,
  confirm: string,
): Promise<{ deleted: Omit<ErasureCounts, 'events'> }> {
  const { environmentId, number } = refs
  const actor = await actIn(deps, principal, environmentId, 'contact:erase')
  const country = (await deps.directory.environment(environmentId))?.country ?? ''
  if (!numbersTyped(confirm, country).includes(number))
    throw new InvalidInputError([{ path: 'confirm', message: 'is not the number' }])
  const underWay = await deps.store.privacy.findCaller(environmentId, number)
  const calls = await callsOf(deps, refs)
  if (underWay === null && calls.length === 0) throw new NotFoundError('no calls of this number')
  const { erasure } = await erase(deps, underWay ?? (await begin(deps, actor, number)))
  await noteOnce(deps, erasure)
  const { events: _events, ...deleted } = erasure.counts
  return { deleted }
}

function begin(deps: Deps, actor: Actor, number: string): Promise<Erasure> {
  const { environmentId, memberId, name, address } = actor
  return deps.store.privacy.begin({
    id: newId(),
    environmentId,
    kind: 'caller',
    contactId: newId(),
    address: maskedNumber(number),
    by: { memberId, name, address },
    startedAt: deps.clock.now(),
    person: { phones: [number], userIds: [] },
    dueAt: new Date(Date.now() + SWEEP_AFTER_MS),
  })
}
