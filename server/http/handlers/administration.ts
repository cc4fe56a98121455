import type { Routes } from '../../contract/http.ts'
import {
  changeAccount,
  createAccount,
  createEnvironment,
  deactivateAccount,
  getAccount,
  restoreAccount,
} from '../../usecases/organisation/accounts.ts'
import { changeAgencyPolicy, getAgencyPolicy } from '../../usecases/organisation/agency-policy.ts'
import {
  listAccounts,
  listAgencyChannels,
  listAgencyServices,
  listEnvironments,
} from '../../usecases/organisation/list-agency.ts'
import type { Handlers } from '../route-table.ts'

export const administrationHandlers = {
  'GET /agencies/:id/accounts': ({ deps, principal, params, query }) =>
    listAccounts(deps, principal, params.id, query),
  'POST /agencies/:id/accounts': ({ deps, principal, params, body }) =>
    createAccount(deps, principal, params.id, body),
  'GET /agencies/:id/environments': ({ deps, principal, params, query }) =>
    listEnvironments(deps, principal, params.id, query),
  'GET /agencies/:id/services': ({ deps, principal, params, query }) =>
    listAgencyServices(deps, principal, params.id, query),
  'GET /agencies/:id/channels': ({ deps, principal, params, query }) =>
    listAgencyChannels(deps, principal, params.id, query),
  'GET /agencies/:id/policy': ({ deps, principal, params }) => getAgencyPolicy(deps, principal, params.id),
  'PUT /agencies/:id/policy': ({ deps, principal, params, body }) =>
    changeAgencyPolicy(deps, principal, params.id, body),
  'GET /accounts/:id': ({ deps, principal, params }) => getAccount(deps, principal, params.id),
  'PUT /accounts/:id': ({ deps, principal, params, body }) => changeAccount(deps, principal, params.id, body),
  'POST /accounts/:id/deactivate': ({ deps, principal, params }) =>
    deactivateAccount(deps, principal, params.id),
  'POST /accounts/:id/restore': ({ deps, principal, params }) => restoreAccount(deps, principal, params.id),
  'POST /accounts/:id/environments': ({ deps, principal, params, body }) =>
    createEnvironment(deps, principal, params.id, body),
} satisfies Partial<Handlers<Routes>>
