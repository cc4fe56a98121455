import type { OrderProduct } from '../contract/administration.ts'

/** What was booked for an environment. */
export interface Order {
  id: string
  environmentId: string
  accountId: string
  product: OrderProduct
  extension: string | null
  name: string
  reference: string | null
  /** `YYYY-MM-DD` */
  startsOn: string | null
  createdAt: Date
  terminatedAt: Date | null
}

/** Why an extension cannot be had: another order has it, or all others of the account have this length (DX-ORDER-14). */
export type ExtensionRefusal = { refused: 'taken' } | { refused: 'length'; length: number }

export interface OrderStore {
  /**
   * Inserts the order, once for its id, however often it is repeated. An extension is had by one order of the account at a time,
   * and all have the same length, whoever else books at the same time.
   */
  create(order: Omit<Order, 'terminatedAt'>): Promise<{ order: Order; created: boolean } | ExtensionRefusal>
  find(environmentId: string, orderId: string): Promise<Order | null>
  /** For a route that knows the order's id only: the caller must check the environment. */
  findAnywhere(orderId: string): Promise<Order | null>
  /** Newest first. */
  list(environmentId: string): Promise<Order[]>
  /** Its extension is free again; `null` when it had ended before. */
  terminate(environmentId: string, orderId: string, now: Date): Promise<Order | null>
}
