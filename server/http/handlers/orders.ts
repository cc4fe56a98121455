import type { Routes } from '../../contract/http.ts'
import { createOrder, listOrders, terminateOrder } from '../../usecases/organisation/orders.ts'
import type { Handlers } from '../route-table.ts'

export const orderHandlers = {
  'GET /environments/:id/orders': ({ deps, principal, params }) => listOrders(deps, principal, params.id),
  'POST /environments/:id/orders': ({ deps, principal, params, body }) =>
    createOrder(deps, principal, params.id, body),
  'POST /orders/:id/terminate': ({ deps, principal, params }) => terminateOrder(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>
