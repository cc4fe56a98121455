import type { CallResult, CallView } from '../contract/call.ts'
import type { Call } from '../store/entities.ts'
import { actIn } from './access.ts'
import { viewCall } from './call-views.ts'
import type { Deps, Principal } from './ports.ts'

/** Which calls of an environment. */
export interface CallQuery {
  serviceId?: string | undefined
  result?: CallResult | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of an environment's calls, newest first, with masked numbers. */
export async function listCalls(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  query: CallQuery,
): Promise<{ items: CallView[]; nextCursor: string | null }> {
  await actIn(deps, principal, environmentId, 'call:see')
  const { serviceId, result } = query
  const [{ items, nextCursor }, services] = await Promise.all([
    deps.store.calls.list(environmentId, {
      ...(serviceId === undefined ? {} : { serviceId }),
      ...(result === undefined ? {} : { result }),
      after: query.cursor ?? null,
      limit: query.limit,
    }),
    deps.directory.services(environmentId),
  ])
  const numbers = await conversationNumbers(deps, environmentId, items)
  const conversationOf = (call: Call): { id: string; number: number } | null => {
    const id = call.invitation?.conversationId
    const number = id === undefined ? undefined : numbers.get(id)
    return id === undefined || number === undefined ? null : { id, number }
  }
  return {
    items: items.map((call) =>
      viewCall(call, {
        serviceName: services.get(call.serviceId)?.name ?? '',
        conversation: conversationOf(call),
      }),
    ),
    nextCursor,
  }
}

/** The numbers of the conversations that these calls led to, by id. */
async function conversationNumbers(
  deps: Deps,
  environmentId: string,
  calls: readonly Call[],
): Promise<ReadonlyMap<string, number>> {
  const ids = new Set(calls.flatMap(({ invitation }) => invitation?.conversationId ?? []))
  return ids.size === 0 ? new Map() : deps.store.conversations.numbersOf(environmentId, [...ids])
}
