import type { z } from 'zod'
import { clientEvents, type Ack, type ClientEvents } from '../contract/events.ts'
import { AppError, InvalidInputError } from '../lib/errors.ts'
import { realtimeLog } from '../lib/logger.ts'
import type { IoSocket } from './io.ts'

export type EventHandlers = {
  [E in keyof ClientEvents]: (payload: ClientEvents[E]) => Promise<void> | void
}

/**
 * Listens to every client event: parses the payload, runs the handler and acknowledges. The edge of realtime:
 * whatever a handler throws ends here as an acknowledgement, and is logged once when it is our fault.
 */
export function handleEvents(socket: IoSocket, handlers: EventHandlers): void {
  const listen = socket.on.bind(socket) as (event: string, listener: (...given: unknown[]) => void) => void
  for (const event of Object.keys(clientEvents) as (keyof ClientEvents)[]) {
    const schema: z.ZodType = clientEvents[event]
    const handler = handlers[event] as (payload: unknown) => Promise<void> | void
    listen(event, (...given) => {
      void run(event, () => handler(parse(schema, given[0]))).then(acknowledgerOf(given))
    })
  }
}

async function run(event: string, handle: () => Promise<void> | void): Promise<Ack> {
  try {
    await handle()
    return { ok: true }
  } catch (error) {
    if (!(error instanceof AppError)) realtimeLog.error({ err: error, event }, 'client event failed')
    return failure(error)
  }
}

function parse(schema: z.ZodType, payload: unknown): unknown {
  const parsed = schema.safeParse(payload)
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  )
}

/** The refusal that an error stands for; whatever we did not throw on purpose tells nothing. */
export function failure(error: unknown): Ack {
  return { ok: false, error: { code: error instanceof AppError ? error.code : 'internal_error' } }
}

/** Clients may leave the acknowledgement out, and hostile ones send anything in its place. */
export function acknowledgerOf(given: readonly unknown[]): (ack: Ack) => void {
  const last = given.at(-1)
  return typeof last === 'function' ? (last as (ack: Ack) => void) : () => undefined
}
