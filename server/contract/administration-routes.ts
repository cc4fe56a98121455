import { z } from 'zod'
import {
  accountDetail,
  accountName,
  accountView,
  channelRow,
  environmentRow,
  orderBody,
  orderView,
  retentionDays,
  serviceRow,
} from './administration.ts'
import { cursor, id, pageOf } from './common.ts'
import { policy, policyView } from './policy.ts'
import type { Route } from './route.ts'

const agencyParams = z.object({ id })
const accountParams = z.object({ id })
const listQuery = z.object({
  /** Words of the name, of its account's name, or of the reference or address. */
  q: z.string().max(200).optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
const version = z.number().int()
const reference = z.string().trim().max(200).nullable()
const countryCode = z.string().regex(/^[A-Z]{2}$/)
/** Chosen by the caller: a repeated request is answered with the first one's result. */
const idempotencyKey = z.string().min(1).max(128).optional()

/**
 * Partners' administration. `:id` of an agency is its environment's id; everything below it is found by ids of its own
 * and answers 404 to whoever does not look after it.
 */
export const administrationRoutes = {
  'GET /agencies/:id/accounts': {
    summary: 'Customer accounts by name',
    right: 'account:see',
    params: agencyParams,
    query: listQuery.extend({ state: z.enum(['active', 'inactive']).optional() }),
    response: pageOf(accountView),
  },
  'POST /agencies/:id/accounts': {
    summary: 'Create a customer account with its first environment of the same name (DX-ORG-11)',
    right: 'account:manage',
    params: agencyParams,
    body: z.object({
      name: accountName,
      reference: reference.default(null),
      timeZone: z.string().max(64).default('Europe/Berlin'),
      country: countryCode.default('DE'),
      idempotencyKey,
    }),
    response: accountDetail.extend({ environmentId: id }),
    status: 201,
  },
  'GET /agencies/:id/environments': {
    summary: "Customers' environments by name",
    right: 'account:see',
    params: agencyParams,
    query: listQuery.extend({ accountId: id.optional() }),
    response: pageOf(environmentRow),
  },
  'GET /agencies/:id/services': {
    summary: "Customers' services by name",
    right: 'account:see',
    params: agencyParams,
    query: listQuery,
    response: pageOf(serviceRow),
  },
  'GET /agencies/:id/channels': {
    summary: "Customers' channels by name",
    right: 'account:see',
    params: agencyParams,
    query: listQuery,
    response: pageOf(channelRow),
  },
  'GET /agencies/:id/policy': {
    summary: 'What the agency prescribes to all its customers',
    right: 'policy:manage',
    params: agencyParams,
    response: z.object({ version, policy: policyView }),
  },
  'PUT /agencies/:id/policy': {
    summary: 'Change what the agency prescribes',
    right: 'policy:manage',
    params: agencyParams,
    body: z.object({ version, policy }),
    response: z.object({ version, policy: policyView }),
  },
  'GET /accounts/:id': {
    summary: 'One customer account',
    right: 'account:see',
    params: accountParams,
    response: accountDetail,
  },
  'PUT /accounts/:id': {
    summary: 'Change an account: name, retention, second factor, policy (DX-RET-03, DX-SEC-02)',
    right: 'account:manage',
    params: accountParams,
    body: z.object({
      version,
      name: accountName,
      reference,
      retentionDays,
      twoFactorRequired: z.boolean(),
      entraTenants: z.array(z.guid().toLowerCase()).max(20),
      policy,
    }),
    response: accountDetail,
  },
  'POST /accounts/:id/deactivate': {
    summary: 'Nobody can work there from now on; it is deleted for good after 90 days (CVG-CUST-07)',
    right: 'account:manage',
    params: accountParams,
    response: accountDetail,
  },
  'POST /accounts/:id/restore': {
    summary: 'Bring a deactivated account back (CVG-CUST-09)',
    right: 'account:manage',
    params: accountParams,
    response: accountDetail,
  },
  'POST /accounts/:id/environments': {
    summary: 'Another environment of the account (DX-ORG-08)',
    right: 'account:manage',
    params: accountParams,
    body: z.object({
      name: accountName,
      timeZone: z.string().max(64).default('Europe/Berlin'),
      country: countryCode.default('DE'),
    }),
    response: environmentRow,
    status: 201,
  },
  'GET /environments/:id/orders': {
    summary: 'What is booked for this environment (DX-ORDER-21)',
    right: 'order:see',
    params: z.object({ id }),
    response: z.object({ items: z.array(orderView) }),
  },
  'POST /environments/:id/orders': {
    summary: 'Book something for an environment; by an administrator or by the ordering system (DX-ORDER-01)',
    right: 'order:manage',
    params: z.object({ id }),
    body: orderBody.extend({ idempotencyKey }),
    response: orderView,
    status: 201,
  },
  'POST /orders/:id/terminate': {
    summary: 'End an order: its services end with it (DX-ORDER-05)',
    right: 'order:manage',
    params: z.object({ id }),
    response: orderView,
  },
} as const satisfies Record<string, Route>
