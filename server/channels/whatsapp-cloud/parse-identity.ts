import type { PersonAddress } from '../channel.ts'
import { isKnown, readAddress } from './parse-person.ts'
import { wireSystem, type WireSystem } from './wire.ts'

const IDENTITY_TYPES: ReadonlySet<string> = new Set(['user_changed_number', 'user_changed_user_id'])

/**
 * Who somebody was and who they are: the platform's claim, not a proof, since numbers are recycled.
 * `undefined` when it is no such news or one of the two sides is missing.
 */
export function readIdentityChange(
  part: unknown,
  sender: PersonAddress,
): { previous: PersonAddress; current: PersonAddress } | undefined {
  const system = wireSystem.safeParse(part).data
  if (system === undefined || !IDENTITY_TYPES.has(system.type ?? '')) return undefined
  const current = readAddress({
    number: system.wa_id ?? system.new_wa_id,
    userId: system.user_id,
    parentUserId: system.parent_user_id,
  })
  const previous = {
    ...sender,
    ...readAddress({
      userId: system.previous_user_id ?? previousInWords(system),
      parentUserId: system.previous_parent_user_id,
    }),
  }
  return isKnown(current) && isKnown(previous) ? { previous, current } : undefined
}

/**
 * For a changed user id the former one may stand in the sentence only: "… changed from US.1 to US.2" (system
 * page). Read from its very end, because the name before it is chosen by the user, and only if the new id agrees.
 */
function previousInWords({ body, user_id }: WireSystem): string | undefined {
  const [, previous, current] = /changed from (\S{1,200}) to (\S{1,200})$/.exec(body ?? '') ?? []
  if (previous === undefined || current !== user_id) return undefined
  return readAddress({ number: previous }).userId
}
