import { useCallback } from 'react'
import type { InvitationView, MemberDetail } from '../../../../../server/contract/people-routes.ts'
import { useLoaded, type Loaded } from '../frame/use-loaded.ts'
import { useStudio } from '../use-studio.ts'

export interface People {
  members: readonly MemberDetail[]
  /** Those that are still to be answered. */
  invitations: readonly InvitationView[]
}

/** Who works in the environment, and who has been asked to. */
export function useMembers(): Loaded<People> {
  const { api, environmentId } = useStudio()
  return useLoaded(
    useCallback(
      async (signal): Promise<People> => {
        const params = { id: environmentId }
        const [members, invitations] = await Promise.all([
          api.call('GET /environments/:id/people', { params, signal }),
          api.call('GET /environments/:id/invitations', { params, signal }),
        ])
        return { members: members.items, invitations: invitations.items }
      },
      [api, environmentId],
    ),
  )
}
