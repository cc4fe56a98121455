import type { OrderBody, OrderView } from '../../contract/administration.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import { derivedId } from '../../lib/object-id.ts'
import type { ChannelRecord, Service } from '../../store/entities.ts'
import type { ExtensionRefusal, Order } from '../../store/store.ts'
import { actAbove, actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'

/** What is booked for an environment, newest first (DX-ORDER-02, -03, -21). */
export async function listOrders(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: OrderView[] }> {
  await actIn(deps, principal, environmentId, 'order:see')
  return { items: await viewOrders(deps, environmentId, await deps.store.orders.list(environmentId)) }
}

/**
 * Books something for an environment (DX-ORDER-01), by an administrator of the agency or by the ordering system with a key of the
 * agency. Throws `InvalidInputError` for an extension that another order of the account has, or that has not the length of the
 * others (DX-ORDER-14), and `ConflictError` while the account is not in use.
 */
export async function createOrder(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  { idempotencyKey, ...body }: OrderBody & { idempotencyKey?: string | undefined },
): Promise<OrderView> {
  const { actor, account } = await actAbove(deps, principal, environmentId, 'order:manage')
  if (account.deactivatedAt !== null) throw new ConflictError('the account is not in use')
  const wanted = {
    id: idempotencyKey === undefined ? deps.newId() : derivedId(environmentId, 'order', idempotencyKey),
    environmentId,
    accountId: account.id,
    createdAt: deps.clock.now(),
    ...body,
  }
  const { order } = await audited(
    deps,
    { ...actor, environmentId },
    { verb: 'created', object: objectOf(wanted), before: {}, after: notedOrder(wanted), version: 1 },
    {
      change: async () => {
        const result = await deps.store.orders.create(wanted)
        if ('refused' in result) throw refusalOf(result)
        return result
      },
      noted: (result) => (result.created ? { after: notedOrder(result.order) } : null),
    },
  )
  return viewOrder(deps, order)
}

function refusalOf(refusal: ExtensionRefusal): InvalidInputError {
  const message =
    refusal.refused === 'taken'
      ? 'is booked already'
      : `must have ${refusal.length} digits, as all extensions of this customer`
  return new InvalidInputError([{ path: 'extension', message }])
}

/** Ends an order and with it its services (DX-ORDER-05). May be repeated: what a crash left running ends too. */
export async function terminateOrder(deps: Deps, principal: Principal, orderId: string): Promise<OrderView> {
  const known = await deps.store.orders.findAnywhere(orderId)
  if (known === null) throw new NotFoundError('no such order')
  const { environmentId } = known
  const { actor } = await actAbove(deps, principal, environmentId, 'order:manage')
  const now = deps.clock.now()
  const ended = await audited(
    deps,
    { ...actor, environmentId },
    { verb: 'terminated', object: objectOf(known) },
    { change: () => deps.store.orders.terminate(environmentId, orderId, now) },
  )
  await deps.store.services.endOfOrder(orderId, now)
  deps.directory.invalidate()
  deps.channels.invalidate()
  deps.lines.invalidate()
  return viewOrder(deps, ended ?? known)
}

type Booked = Omit<Order, 'terminatedAt'>

function objectOf({ id, name, product, extension }: Booked): { kind: 'order'; id: string; name: string } {
  const shown = name === '' ? [product, extension].filter((part) => part !== null).join(' ') : name
  return { kind: 'order', id, name: shown }
}

function notedOrder({ product, extension, name, reference, startsOn }: Booked): object {
  return { product, extension, name, reference, startsOn }
}

async function viewOrder(deps: Deps, order: Order): Promise<OrderView> {
  const [view] = await viewOrders(deps, order.environmentId, [order])
  if (view === undefined) throw new Error('one order has one view')
  return view
}

async function viewOrders(deps: Deps, environmentId: string, orders: readonly Order[]): Promise<OrderView[]> {
  const [services, channels] = await Promise.all([
    deps.store.services.list(environmentId),
    deps.store.channels.list(environmentId),
  ])
  return orders.map((order) => {
    const own = services.filter(({ orderId }) => orderId === order.id)
    const { id, product, extension, name, reference, startsOn, createdAt, terminatedAt } = order
    return {
      id,
      environmentId,
      product,
      extension,
      name,
      reference,
      startsOn,
      state: terminatedAt !== null ? 'terminated' : own.length > 0 ? 'configured' : 'open',
      createdAt: createdAt.toISOString(),
      terminatedAt: terminatedAt?.toISOString() ?? null,
      services: own.map((service) => ({ id: service.id, name: service.name })),
      channels: channelsOf(order, own, channels),
    }
  })
}

/** What each product comes with (DX-ORDER-02). */
const CHANNELS: Readonly<Record<Order['product'], OrderView['channels'][number]['kind'][]>> = {
  'whatsapp-deflector': ['telephony', 'whatsapp'],
  'smart-ivr': ['telephony'],
  messaging: ['whatsapp'],
}

function channelsOf(
  { product }: Order,
  services: readonly Service[],
  channels: readonly ChannelRecord[],
): OrderView['channels'] {
  const own = channels.filter(({ serviceId }) => services.some(({ id }) => id === serviceId))
  return CHANNELS[product].map((kind) => ({
    kind,
    address: own.find((channel) => channel.kind === kind)?.address ?? null,
  }))
}
