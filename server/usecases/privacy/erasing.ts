import { jobLog } from '../../lib/logger.ts'
import type { Call } from '../../store/entities.ts'
import type { Erasure, ErasureCounts } from '../../store/store.ts'
import { note } from '../audit.ts'
import { entryIdOf } from '../call-entry.ts'
import type { Deps } from '../ports.ts'
import { phoneKeys } from './typed-number.ts'

/** Whatever was being worked on when it began is done by then. */
export const SWEEP_AFTER_MS = 60_000
/** Longer than one pass takes. */
const PASS_MS = 5 * 60_000
const AT_ONCE = 20
const MOST_ROUNDS = 5

/**
 * Goes on with deletions that a crash cut short, and looks once more after each for what was under way while it ran. `now` is
 * the machine's time. Safe to run on several processes at once.
 */
export async function resumeErasures(deps: Deps, now: Date): Promise<void> {
  for (const due of await deps.store.privacy.due(now, AT_ONCE)) {
    try {
      await resume(deps, due, now)
    } catch (err) {
      jobLog.error({ err, erasureId: due.id }, 'deletion of a contact not finished')
    }
  }
}

async function resume(deps: Deps, due: Erasure, now: Date): Promise<void> {
  const { privacy } = deps.store
  await privacy.update(due.id, { set: { dueAt: new Date(now.getTime() + PASS_MS) } })
  const { erasure, found } = await erase(deps, due)
  const wasNoted = erasure.noted
  await noteOnce(deps, erasure)
  // One quiet look after the first pass; a call that goes on is waited for.
  if (!wasNoted || found || erasure.person !== null) return
  await privacy.update(due.id, {
    set: { finishedAt: deps.clock.now(), dueAt: null, person: null, conversationIds: [] },
  })
}

/** Writes to the audit log that it was done, once, with how much of what is gone. */
export async function noteOnce(deps: Deps, erasure: Erasure): Promise<void> {
  if (erasure.noted) return
  const { environmentId, contactId, address, by, counts } = erasure
  const object = { kind: 'contact' as const, id: contactId, name: address }
  await note(
    deps,
    { ...by, environmentId },
    { verb: 'erased', object, before: {}, after: { deleted: counts } },
  )
  await deps.store.privacy.update(erasure.id, { set: { noted: true } })
}

/**
 * Deletes whatever there is; `found`: whether there was anything. A contact goes first, so that whoever writes now is somebody
 * new; where their data is stands in the erasure before any of it goes. What voice platforms still hold is handed over to be
 * deleted there.
 */
export async function erase(deps: Deps, begun: Erasure): Promise<{ erasure: Erasure; found: boolean }> {
  const before = totalOf(begun.counts)
  let erasure = begun.kind === 'caller' ? await eraseCaller(deps, begun) : await eraseContact(deps, begun)
  const live = (await callsOf(deps, erasure)).some(isLive)
  erasure = await deps.store.privacy.update(begun.id, live ? {} : { set: { person: null } })
  return { erasure, found: totalOf(erasure.counts) > before }
}

async function eraseContact(deps: Deps, begun: Erasure): Promise<Erasure> {
  const { environmentId, contactId, id, startedAt } = begun
  const { privacy } = deps.store
  const contacts = await privacy.deleteContact(environmentId, contactId)
  let erasure = await privacy.update(id, { counts: { contacts } })
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const current = await privacy.conversationIdsOf(environmentId, contactId)
    if (round > 0 && current.length === 0) break
    erasure = await privacy.update(id, { conversationIds: current })
    await deleteCalls(deps, erasure)
    for (const conversationId of erasure.conversationIds)
      await count(deps, id, privacy.deleteConversation(environmentId, conversationId))
    await count(deps, id, privacy.deleteFilesOf(environmentId, erasure.conversationIds))
  }
  if (erasure.person !== null)
    await count(deps, id, privacy.deleteEvents(environmentId, erasure.person, startedAt))
  return erasure
}

/** Calls alone: what a contact with this number wrote, and what is still to be made of it, is the contact's. */
async function eraseCaller(deps: Deps, erasure: Erasure): Promise<Erasure> {
  const { environmentId, id, person, startedAt } = erasure
  await deleteCalls(deps, erasure)
  if (person === null) return erasure
  const contacts = await deps.store.contacts.findByKeys(environmentId, phoneKeys(person.phones))
  if (contacts.length === 0)
    await count(deps, id, deps.store.privacy.deleteEvents(environmentId, person, startedAt))
  return erasure
}

async function count(
  deps: Deps,
  erasureId: string,
  deleting: Promise<Partial<ErasureCounts>>,
): Promise<void> {
  await deps.store.privacy.update(erasureId, { counts: await deleting })
}

function totalOf(counts: ErasureCounts): number {
  return Object.values(counts).reduce((sum: number, one: number) => sum + one, 0)
}

function callsOf(
  deps: Deps,
  { environmentId, person, conversationIds, startedAt }: Erasure,
): Promise<Call[]> {
  const phones = person?.phones ?? []
  return deps.store.privacy.callsOf(environmentId, { phones, conversationIds, until: startedAt })
}

/** A caller who is on the line is not cut off: the call goes when it is over. */
function isLive(call: Call): boolean {
  return call.endedAt === null
}

async function deleteCalls(deps: Deps, erasure: Erasure): Promise<void> {
  const { environmentId, id: erasureId } = erasure
  for (const call of await callsOf(deps, erasure)) {
    if (isLive(call)) continue
    const refs = { id: call.id, entryId: entryIdOf(call.id) }
    await count(deps, erasureId, deps.store.privacy.deleteCall(environmentId, refs, deps.clock.now()))
  }
}
