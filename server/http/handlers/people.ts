import type { Routes } from '../../contract/http.ts'
import { changeRoles, removeMember, type MemberRef } from '../../usecases/people/change-roles.ts'
import {
  changeEnvironmentSettings,
  getEnvironmentSettings,
} from '../../usecases/people/environment-settings.ts'
import {
  inviteMember,
  listInvitations,
  renewInvitation,
  withdrawInvitation,
  type InvitationRef,
} from '../../usecases/people/invite.ts'
import { listPeople } from '../../usecases/people/list-people.ts'
import { resetSecondFactor } from '../../usecases/people/reset-second-factor.ts'
import type { Handlers } from '../route-table.ts'

/** Members, invitations and settings of an environment. `onSignedOut` is told of every session that ends. */
export function createPeopleHandlers(onSignedOut: (sessionId: string) => void) {
  return { ...peopleHandlers, ...signInHandlers(onSignedOut) }
}

function signInHandlers(onSignedOut: (sessionId: string) => void) {
  return {
    'DELETE /environments/:id/people/:memberId/two-factor': async ({ deps, principal, params }) => {
      const ended = await resetSecondFactor(deps, principal, memberOf(params))
      ended.forEach(onSignedOut)
      return {}
    },
  } satisfies Partial<Handlers<Routes>>
}

const peopleHandlers = {
  'GET /environments/:id/people': ({ deps, principal, params }) => listPeople(deps, principal, params.id),
  'PUT /environments/:id/people/:memberId/roles': ({ deps, principal, params, body }) =>
    changeRoles(deps, principal, memberOf(params), body.roles),
  'DELETE /environments/:id/people/:memberId': async ({ deps, principal, params }) => {
    await removeMember(deps, principal, memberOf(params))
    return {}
  },
  'GET /environments/:id/invitations': ({ deps, principal, params }) =>
    listInvitations(deps, principal, params.id),
  'POST /environments/:id/invitations': ({ deps, principal, params, body }) =>
    inviteMember(deps, principal, params.id, body),
  'POST /environments/:id/invitations/:invitationId/renew': ({ deps, principal, params, body }) =>
    renewInvitation(deps, principal, invitationOf(params), body),
  'DELETE /environments/:id/invitations/:invitationId': async ({ deps, principal, params }) => {
    await withdrawInvitation(deps, principal, invitationOf(params))
    return {}
  },
  'GET /environments/:id/settings': ({ deps, principal, params }) =>
    getEnvironmentSettings(deps, principal, params.id),
  'PUT /environments/:id/settings': ({ deps, principal, params, body }) =>
    changeEnvironmentSettings(deps, principal, params.id, body),
} satisfies Partial<Handlers<Routes>>

function memberOf({ id, memberId }: { id: string; memberId: string }): MemberRef {
  return { environmentId: id, memberId }
}

function invitationOf({ id, invitationId }: { id: string; invitationId: string }): InvitationRef {
  return { environmentId: id, invitationId }
}
