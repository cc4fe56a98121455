import { entityOrNull, isDuplicateKey } from './documents.ts'
import type { TakenExtension } from './models/account.ts'
import type { Models } from './models/models.ts'
import type { OrderDocument } from './models/order.ts'
import type { ExtensionRefusal, Order, OrderStore } from './order-store.ts'

/** An extension that was taken this long ago for an order that is not there: a crash came between. */
const ABANDONED_MS = 60_000

function readOrder({ _id, holds: _holds, ...rest }: OrderDocument): Order {
  return { id: _id, ...rest }
}

/**
 * What was booked. The account's document says which extensions are taken, because only a single document can be changed under
 * the condition that all of them have the same length.
 */
export function createOrderStore(models: Models): OrderStore {
  const { orders, accounts } = models
  return {
    async create({ id, extension, ...rest }) {
      const known = await orders.findById(id).lean()
      if (known !== null) return { order: readOrder(known), created: false }
      if (extension !== null) {
        const taken = { orderId: id, extension, at: new Date() }
        const refusal = await take(models, rest.accountId, taken)
        if (refusal !== null) return refusal
      }
      const document: OrderDocument = {
        _id: id,
        extension,
        ...rest,
        terminatedAt: null,
        ...(extension === null ? {} : { holds: extension }),
      }
      try {
        await orders.insertOne(document)
        return { order: readOrder(document), created: true }
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        const first = await orders.findById(id).lean()
        return first === null ? { refused: 'taken' } : { order: readOrder(first), created: false }
      }
    },

    async find(environmentId, orderId) {
      return entityOrNull(await orders.findOne({ _id: orderId, environmentId }).lean(), readOrder)
    },

    async findAnywhere(orderId) {
      return entityOrNull(await orders.findById(orderId).lean(), readOrder)
    },

    async list(environmentId) {
      const found = await orders.find({ environmentId }).sort({ createdAt: -1, _id: -1 }).lean()
      return found.map(readOrder)
    },

    async terminate(environmentId, orderId, now) {
      const ended = await orders
        .findOneAndUpdate(
          { _id: orderId, environmentId, terminatedAt: null },
          { $set: { terminatedAt: now }, $unset: { holds: 1 } },
          { returnDocument: 'after' },
        )
        .lean()
      if (ended !== null)
        await accounts.updateOne({ _id: ended.accountId }, { $pull: { extensions: { orderId } } })
      return entityOrNull(ended, readOrder)
    },
  }
}

/** Takes an extension for an order; `null` when the order has it. */
async function take(
  models: Models,
  accountId: string,
  taken: TakenExtension,
): Promise<ExtensionRefusal | null> {
  const { accounts } = models
  const { extension, orderId } = taken
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { matchedCount } = await accounts.updateOne(
      {
        _id: accountId,
        'extensions.extension': { $ne: extension },
        $or: [
          { extensions: { $exists: false } },
          { extensions: { $size: 0 } },
          { extensionLength: extension.length },
        ],
      },
      { $push: { extensions: taken }, $set: { extensionLength: extension.length } },
    )
    if (matchedCount === 1) return null
    const account = await accounts.findById(accountId).lean()
    const others = account?.extensions ?? []
    if (others.some((one) => one.orderId === orderId && one.extension === extension)) return null
    if (await releaseAbandoned(models, accountId, others)) continue
    if (others.some((one) => one.extension === extension)) return { refused: 'taken' }
    return { refused: 'length', length: account?.extensionLength ?? 0 }
  }
  return { refused: 'taken' }
}

/** Gives back what a crash has left taken; `false` when there was nothing. */
async function releaseAbandoned(
  { accounts, orders }: Models,
  accountId: string,
  taken: readonly TakenExtension[],
): Promise<boolean> {
  const known = await orders.find({ _id: { $in: taken.map(({ orderId }) => orderId) } }).lean()
  const byId = new Map(known.map((order) => [order._id, order]))
  const abandoned = taken.filter(({ orderId, at }) => {
    const order = byId.get(orderId)
    if (order === undefined) return Date.now() - at.getTime() > ABANDONED_MS
    return order.terminatedAt !== null
  })
  if (abandoned.length === 0) return false
  const orderIds = abandoned.map(({ orderId }) => orderId)
  await accounts.updateOne({ _id: accountId }, { $pull: { extensions: { orderId: { $in: orderIds } } } })
  return true
}
