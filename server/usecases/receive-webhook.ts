import type { InboundEvent, PersonAddress } from '../channels/channel.ts'
import { answersHandshake } from '../channels/channel.ts'
import { laneOf } from '../domain/lanes.ts'
import { NotFoundError } from '../lib/errors.ts'
import { channelLog } from '../lib/logger.ts'
import type { RawRequest } from '../lib/raw-request.ts'
import { noteInbound } from './channel-health.ts'
import { encodeEvent } from './event-codec.ts'
import type { Deps, OpenChannel } from './ports.ts'

/**
 * Verifies a webhook and stores its events once. Resolves `accepted` only when all of them are durable, so that
 * the platform may be told 200; `unverified` stores nothing. Throws `NotFoundError` for an unknown channel,
 * `InvalidInputError` for a body that is none of the platform's, anything else when the store fails.
 */
export async function receiveWebhook(
  deps: Deps,
  channelIdOrName: string,
  kind: string,
  request: RawRequest,
): Promise<'accepted' | 'unverified'> {
  const open = await findChannel(deps, channelIdOrName, kind)
  if (!open.channel.verify(request)) {
    channelLog.warn(
      { channelId: open.record.id, bytes: request.body.length },
      'webhook with a wrong signature refused',
    )
    return 'unverified'
  }
  const events = open.channel.parse(request)
  if (events.length === 0) return 'accepted'
  const receivedAt = deps.clock.now()
  const { added, lanes } = await deps.store.intake.add(
    events.map((event) => ({
      environmentId: open.record.environmentId,
      channelId: open.record.id,
      dedupeKey: event.dedupeKey,
      lane: laneOf(`${open.record.id} ${orderKey(event)}`),
      event: encodeEvent(event),
      receivedAt,
    })),
  )
  if (added > 0) deps.jobs.intakeAdded(lanes)
  await noteInbound(deps, open)
  return 'accepted'
}

/** Answers a platform's set-up request; `null` refuses it. Throws `NotFoundError` for an unknown channel. */
export async function answerHandshake(
  deps: Deps,
  channelIdOrName: string,
  kind: string,
  request: RawRequest,
): Promise<string | null> {
  const { channel } = await findChannel(deps, channelIdOrName, kind)
  return answersHandshake(channel) ? channel.answerHandshake(request) : null
}

async function findChannel(deps: Deps, idOrName: string, kind: string): Promise<OpenChannel> {
  const open = await deps.channels.find(idOrName)
  if (open === null || open.record.kind !== kind) throw new NotFoundError('no such channel')
  return open
}

/** Events of one person keep their order; events of nobody in particular share a lane. */
export function orderKey(event: InboundEvent): string {
  if (event.type === 'identity') return personKey(event.previous)
  return 'person' in event ? personKey(event.person) : event.type
}

function personKey(person: PersonAddress): string {
  return person.userId ?? person.phone ?? ''
}
