import type { Conversation, Untold } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'
import { alongside, notifyAssigned, notifyTurn, touchCards } from './notify.ts'

/** A change that is being told of by whoever made it is left to them for so long. */
const PATIENCE_MS = 10_000
const AT_ONCE = 100

/**
 * What a change of a conversation writes with itself when Teams is to be told of it: whoever makes the change tells of it with
 * `tellOfChange`, and after a crash in between `tellWhatIsUntold` does. Nothing where there is no bot.
 */
export function untoldOf(
  deps: Pick<Deps, 'teams'>,
  kind: Untold['kind'],
  { by = null, before = null }: { by?: string | null; before?: string | null } = {},
): { untold?: Omit<Untold, 'seq'> } {
  // The machine's time, as for leases: a demonstration's clock says nothing about who is still at work.
  return deps.teams === null ? {} : { untold: { kind, by, before, at: new Date() } }
}

/** Tells of the change that a conversation is marked with. Never throws: what fails is made up for. */
export function tellOfChange(deps: Deps, conversation: Conversation): Promise<void> {
  return alongside({ conversationId: conversation.id }, () => tellMarked(deps, conversation))
}

/** Tells of what was left untold by a process that died, or by a store that failed in between. */
export async function tellWhatIsUntold(deps: Deps): Promise<void> {
  const before = new Date(Date.now() - PATIENCE_MS)
  for (const conversation of await deps.store.conversations.listUntold(before, AT_ONCE))
    await tellOfChange(deps, conversation)
}

/** By the state of the moment; the occasion is the change's own, so telling twice tells once. */
async function tellMarked(deps: Deps, conversation: Conversation): Promise<void> {
  const { untold, environmentId, id, assigneeId } = conversation
  if (untold === undefined) return
  const { kind, by, before, seq } = untold
  if (kind === 'assignment' && assigneeId !== null) await notifyAssigned(deps, conversation, { by, seq })
  if (kind === 'assignment' && assigneeId === null) {
    const exceptFor = [by, before].filter((memberId) => memberId !== null)
    await notifyTurn(deps, conversation, { again: seq, exceptFor })
  } else if (kind === 'turn') await notifyTurn(deps, conversation)
  else await touchCards(deps, conversation)
  await deps.store.conversations.told(environmentId, id, seq)
}
