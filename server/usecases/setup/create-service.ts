import type { OrderProduct } from '../../contract/administration.ts'
import type { ServiceProfile } from '../../contract/setup-routes.ts'
import { ConflictError, InvalidInputError } from '../../lib/errors.ts'
import type { Service } from '../../store/entities.ts'
import type { ServiceChange } from '../../store/service-store.ts'
import { actIn } from '../access.ts'
import { note } from '../audit.ts'
import type { Actor, Deps, Principal } from '../ports.ts'
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
  const made = await deps.store.services.create({
    ...profile,
    environmentId,
    template,
    orderId,
    clientId,
    invitationTemplate: null,
    readReceipts: 'on_open',
  })
  deps.directory.invalidate()
  await freshSettingsOf(deps, made.service)
  await noteOnce(deps, actor, made)
  return viewProfile(await endedWithOrder(deps, made.service))
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

/** A repeated request finds the service there already; what broke off before it was noted is noted then. */
async function noteOnce(
  deps: Deps,
  actor: Actor,
  { service, created }: { service: Service; created: boolean },
): Promise<void> {
  const { id, environmentId, name, template, orderId } = service
  const object = { kind: 'service' as const, id, name }
  if (!created) {
    const query = { object: object.kind, objectId: id, after: null, limit: 1 }
    if ((await deps.store.audit.list(environmentId, query)).items.length > 0) return
  }
  await note(deps, actor, { verb: 'created', object, after: { ...editable(service), template, orderId } })
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
