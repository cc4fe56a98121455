import type { ChannelSetup } from '../../contract/setup-routes.ts'
import { ConflictError, NotFoundError } from '../../lib/errors.ts'
import type { ChannelRecord, Service } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import type { Deps, Principal } from '../ports.ts'
import type { ServiceRef } from '../service-settings.ts'
import { alongside } from '../teams/notify.ts'
import { touchService } from '../teams/watch-readiness.ts'
import { accountKeyOf, secretValues, shownValues } from './channel-values.ts'
import { findPlatform, type Platform } from './platforms.ts'
import { storedService } from './service-profile.ts'

/** Which channel of which environment. */
export interface ChannelRef {
  environmentId: string
  channelId: string
}

/** A service's channels by name, each with what is set; secrets are never among it. */
export async function listChannelSetups(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
): Promise<{ items: ChannelSetup[] }> {
  await actIn(deps, principal, environmentId, 'channel:edit')
  await storedService(deps, environmentId, serviceId)
  const records = await deps.store.channels.list(environmentId)
  const own = records.filter((record) => record.serviceId === serviceId)
  return { items: own.map((record) => viewSetup(deps, record)) }
}

/** A channel in use. Throws `NotFoundError`, also for one of another environment. */
export async function channelIn(
  deps: Deps,
  { environmentId, channelId }: ChannelRef,
): Promise<ChannelRecord> {
  const record = await deps.store.channels.find(environmentId, channelId)
  if (record === null || record.deletedAt !== null) throw new NotFoundError('no such channel')
  return record
}

/** What speaks with the channel's platform. Throws `ConflictError` for a platform that this server does not know. */
export function platformOf(deps: Deps, { kind, provider }: ChannelRecord): Platform {
  const platform = findPlatform(deps, kind, provider)
  if (platform === undefined) throw new ConflictError(`nothing here speaks with ${provider}`)
  return platform
}

export function viewSetup(deps: Deps, record: ChannelRecord): ChannelSetup {
  const { id, serviceId, name, kind, provider, address, settings, health, version } = record
  const platform = findPlatform(deps, kind, provider)
  return {
    id,
    serviceId,
    name,
    kind,
    provider,
    address,
    values: platform === undefined ? {} : shownValues(platform, settings),
    secretsSet: platform === undefined ? [] : Object.keys(secretValues(platform, settings)),
    webhookUrl: webhookUrlOf(deps, record),
    health: {
      state: health.state,
      platformCode: health.platformCode,
      lastInboundAt: health.lastInboundAt?.toISOString() ?? null,
    },
    version,
  }
}

function webhookUrlOf({ catalogue }: Deps, { id, kind, provider }: ChannelRecord): string | null {
  const base = catalogue?.publicUrl ?? null
  if (base === null) return null
  return kind === 'telephony' ? `${base}/webhooks/voice/${provider}/${id}` : `${base}/webhooks/${kind}/${id}`
}

/** What the audit log tells of a channel; what is under `secrets` it only tells apart. */
export function noted(platform: Platform, record: Pick<ChannelRecord, 'address' | 'settings'>): object {
  const { address, settings } = record
  return {
    address,
    values: shownValues(platform, settings),
    secrets: secretValues(platform, settings),
  }
}

/**
 * Refuses a number or account that is connected already, wherever that is, and a name under which a channel of the
 * provisioning file is reached. Two that are connected at the same moment are told apart by the store. Throws `ConflictError`.
 */
export async function requireFree(
  deps: Deps,
  platform: Platform,
  wanted: { settings: Record<string, unknown>; name: string | null; channelId: string | null },
): Promise<void> {
  const key = accountKeyOf(platform, wanted.settings)
  const others = (await deps.store.channels.listAll()).filter(({ id }) => id !== wanted.channelId)
  const sameAccount = others.some((record) => {
    const theirs = findPlatform(deps, record.kind, record.provider)
    return theirs !== undefined && accountKeyOf(theirs, record.settings) === key
  })
  if (sameAccount) throw new ConflictError('this number or account is connected already')
  if (others.some(({ name, reachedByName }) => reachedByName && name === wanted.name))
    throw new ConflictError(`a channel called "${wanted.name}" is there already`)
}

/** The records have changed: everything opened from them is opened anew, and what follows from them is brought up to date. */
export async function channelsChanged(
  deps: Deps,
  service: Pick<Service, 'id' | 'environmentId'>,
  record: ChannelRecord,
): Promise<void> {
  deps.channels.invalidate()
  deps.lines.invalidate()
  if (record.kind === 'whatsapp' && record.deletedAt === null) deps.jobs.templatesChanged(record.id)
  await alongside({ channelId: record.id }, () => touchService(deps, service))
}
