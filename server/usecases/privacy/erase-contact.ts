import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import { derivedId } from '../../lib/object-id.ts'
import { channelLog, jobLog } from '../../lib/logger.ts'
import type { Call, Contact } from '../../store/entities.ts'
import type { Erasure, ErasureCounts, RecordingElsewhere } from '../../store/store.ts'
import { keepsRecordings } from '../../telephony/provider.ts'
import { actIn } from '../access.ts'
import { note } from '../audit.ts'
import { entryIdOf } from '../call-entry.ts'
import type { Actor, Deps, Principal } from '../ports.ts'
import { maskedAddress, phonesOf, userIdsOf } from './contact-address.ts'
import type { ContactRefs } from './export-contact.ts'

/** Whatever was being worked on when it began is done by then. */
const SWEEP_AFTER_MS = 60_000
/** Longer than one pass takes. */
const PASS_MS = 5 * 60_000
/** How long a voice platform is asked to delete a recording. */
const PATIENCE_MS = 7 * 24 * 3_600_000
const AT_ONCE = 20
const MOST_ROUNDS = 5

/**
 * Deletes a contact for good: conversations, messages, files, calls with their recordings, what came in about them, cards, and
 * what webhooks are still to be told. Answers with how much of what is gone. After a crash at any point it goes on by itself, or
 * when it is asked for again. What the contact writes meanwhile makes a new contact. `confirm` must be the contact's name.
 */
export async function eraseContact(
  deps: Deps,
  principal: Principal,
  { environmentId, contactId }: ContactRefs,
  confirm: string,
): Promise<{ deleted: Omit<ErasureCounts, 'events'> }> {
  const actor = await actIn(deps, principal, environmentId, 'contact:erase')
  const [contact, underWay] = await Promise.all([
    deps.store.contacts.find(environmentId, contactId),
    deps.store.privacy.find(environmentId, contactId),
  ])
  if (contact !== null && confirm.trim() !== contact.name.trim())
    throw new InvalidInputError([{ path: 'confirm', message: "is not the contact's name" }])
  const begun = contact === null ? underWay : await begin(deps, actor, contact)
  if (begun === null || begun.finishedAt !== null) throw new NotFoundError('no such contact')
  const { erasure } = await pass(deps, begun)
  await noteOnce(deps, erasure)
  const { events: _events, ...deleted } = erasure.counts
  return { deleted }
}

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
  const { erasure, found } = await pass(deps, due)
  const wasNoted = erasure.noted
  await noteOnce(deps, erasure)
  const open = erasure.person !== null || erasure.recordings.length > 0
  const overdue = deps.clock.now().getTime() - erasure.startedAt.getTime() > PATIENCE_MS
  if (open && overdue)
    jobLog.error(
      { erasureId: due.id, recordings: erasure.recordings.length },
      'recordings are still at the platform: delete them there',
    )
  // One quiet look after the first pass.
  if (!wasNoted || found || (open && !overdue)) return
  await privacy.update(due.id, {
    set: { finishedAt: deps.clock.now(), dueAt: null, person: null, conversationIds: [], recordings: [] },
  })
}

async function begin(deps: Deps, actor: Actor, contact: Contact): Promise<Erasure> {
  const { environmentId, id: contactId } = contact
  const { memberId, name, address } = actor
  const person = { phones: phonesOf(contact), userIds: userIdsOf(contact) }
  const erasure = await deps.store.privacy.begin({
    id: derivedId(contactId, 'erasure'),
    environmentId,
    contactId,
    address: maskedAddress(contact),
    by: { memberId, name, address },
    startedAt: deps.clock.now(),
    person,
    dueAt: new Date(Date.now() + SWEEP_AFTER_MS),
  })
  if (erasure.finishedAt === null) return erasure
  const dueAt = new Date(Date.now() + SWEEP_AFTER_MS)
  return deps.store.privacy.update(erasure.id, { set: { person, dueAt, finishedAt: null, noted: false } })
}

async function noteOnce(deps: Deps, erasure: Erasure): Promise<void> {
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
 * Deletes whatever there is. The contact goes first, so that whoever writes now is somebody new; where their data is stands in the
 * erasure before any of it goes.
 */
async function pass(deps: Deps, begun: Erasure): Promise<{ erasure: Erasure; found: boolean }> {
  const { environmentId, contactId, id, startedAt } = begun
  const { privacy } = deps.store
  const before = totalOf(begun.counts)
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
  const live = (await callsOf(deps, erasure)).some(isLive)
  erasure = await privacy.update(id, live ? {} : { set: { person: null } })
  erasure = await discardRecordings(deps, erasure)
  return { erasure, found: totalOf(erasure.counts) > before }
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
    const add = await recordingsElsewhere(deps, call)
    if (add.length > 0) await deps.store.privacy.update(erasureId, { recordings: { add } })
    const entryId = entryIdOf(call.id)
    await count(deps, erasureId, deps.store.privacy.deleteCall(environmentId, { id: call.id, entryId }))
  }
}

/** Recordings that we have are gone at the platform already. */
async function recordingsElsewhere(deps: Deps, call: Call): Promise<RecordingElsewhere[]> {
  if (call.recording !== 'on') return []
  const { channelId, externalId: callId } = call
  const files = await deps.store.files.findByCall(call.environmentId, call.id)
  if (files.length === 0) return [{ channelId, callId, source: {} }]
  return files
    .filter(({ state }) => state !== 'ready')
    .map(({ source }) => ({ channelId, callId, source: { ...(source as Record<string, string>) } }))
}

async function discardRecordings(deps: Deps, erasure: Erasure): Promise<Erasure> {
  let left = erasure
  for (const recording of erasure.recordings) {
    const line = (await deps.lines.get(recording.channelId))?.line
    try {
      if (line !== undefined && keepsRecordings(line))
        await line.discardRecordings(recording.callId, recording.source)
    } catch (err) {
      channelLog.warn({ err, erasureId: erasure.id }, 'recording not deleted at the platform')
      continue
    }
    left = await deps.store.privacy.update(erasure.id, { recordings: { remove: recording } })
  }
  return left
}
