import type { OrderProduct } from '../../contract/administration.ts'
import type { ServiceProfile } from '../../contract/setup-routes.ts'
import { ConflictError, InvalidInputError } from '../../lib/errors.ts'
import { derivedId } from '../../lib/object-id.ts'
import type { Service } from '../../store/entities.ts'
import type { ServiceChange } from '../../store/service-store.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { freshSettingsOf } from '../service-record.ts'
import { checkedChange, editable, viewProfile } from './service-profile.ts'

/** What people enter to have a service made. */
export interface NewService extends ServiceChange {
  template: OrderProduct
  orderId: string | null
  /** Chosen by the client: a repeated request makes no second service. */
  clientId: string
}

/**
 * Makes a service from a template, with the template's settings live at once (DX-BOT-05, DX-BOT-06). Throws `InvalidInputError`,
 * and `ConflictError` when the name is another service's or the order is another product's or has ended.
 */
export async function createService(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  given: NewService,
): Promise<ServiceProfile> {
  const actor = await actIn(deps, principal, environmentId, 'service:edit')
  if (actor.kind === 'agency') throw new ConflictError('services belong to the environments of customers')
  const { template, orderId, clientId } = given
  const profile = checkedChange(given)
  await requireOrder(deps, environmentId, given)
  const id = derivedId(environmentId, 'service', clientId)
  const facts = { ...profile, template, orderId }
  const { service } = await audited(
    deps,
    actor,
    {
      verb: 'created',
      object: { kind: 'service', id, name: profile.name },
      after: facts,
      version: 1,
    },
    {
      change: () =>
        deps.store.services.create({
          ...facts,
          id,
          environmentId,
          clientId,
          invitationTemplate: null,
          readReceipts: 'on_open',
        }),
      // A repeated request finds the service there already, and noted by the first one.
      noted: (made) => (made.created ? { after: { ...editable(made.service), template, orderId } } : null),
    },
  )
  deps.directory.invalidate()
  await freshSettingsOf(deps, service)
  return viewProfile(await endedWithOrder(deps, service))
}

async function requireOrder(
  deps: Deps,
  environmentId: string,
  { orderId, template }: NewService,
): Promise<void> {
  if (orderId === null) return
  const order = await deps.store.orders.find(environmentId, orderId)
  if (order === null)
    throw new InvalidInputError([{ path: 'orderId', message: 'is no order of this environment' }])
  if (order.terminatedAt !== null) throw new ConflictError('the order has been terminated')
  if (order.product !== template) throw new ConflictError(`the order is for ${order.product}`)
}

/** An order that is terminated while a service is being made for it ends that one as well. */
async function endedWithOrder(deps: Deps, service: Service): Promise<Service> {
  if (service.orderId === null) return service
  const order = await deps.store.orders.find(service.environmentId, service.orderId)
  if (order === null || order.terminatedAt === null) return service
  const ended = await deps.store.services.endOfOrder(service.orderId, order.terminatedAt)
  deps.directory.invalidate()
  return ended.find(({ id }) => id === service.id) ?? service
}
