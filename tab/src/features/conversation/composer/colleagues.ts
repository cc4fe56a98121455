import { createContext, use } from 'react'
import type { MemberView } from '../../../../../server/contract/member.ts'
import type { Person } from '../types.ts'

/** Who can be named in a note. */
export interface Colleagues {
  /** `null` until they are known. */
  people: readonly Person[] | null
  /** Makes them known, or fresh; may be asked for as often as one likes. */
  load: () => void
}

const ColleaguesContext = createContext<Colleagues>({ people: null, load: () => undefined })
export const ColleaguesProvider = ColleaguesContext.Provider

/** Whoever works in the same inbox. Where nobody provides them, notes are plain words. */
export function useColleagues(): Colleagues {
  return use(ColleaguesContext)
}

/** Of an environment's members those who can read its notes; without the others nobody is named who is never told. */
export function colleaguesOf(
  members: readonly MemberView[] | null,
  fetchMembers: () => Promise<void>,
): Colleagues {
  let asked = false
  return {
    people: members?.filter(({ answers }) => answers) ?? null,
    load() {
      if (asked) return
      asked = true
      const again = (): void => {
        asked = false
      }
      // Without them one can still write every name oneself; the next note asks again.
      fetchMembers().then(again, again)
    },
  }
}
