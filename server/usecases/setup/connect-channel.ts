import type { OrderProduct } from '../../contract/administration.ts'
import type { ChannelKind } from '../../contract/message.ts'
import type { ServiceView } from '../../contract/service-settings.ts'
import type { ChannelSetup } from '../../contract/setup-routes.ts'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { Service } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { freshSettingsOf } from '../service-record.ts'
import type { ServiceRef } from '../service-settings.ts'
import { viewService } from '../service-views.ts'
import { changedSince } from './changed-since.ts'
import {
  channelIn,
  channelsChanged,
  noted,
  platformOf,
  requireFree,
  viewSetup,
  type ChannelRef,
} from './channel-setup.ts'
import { accountKeyOf, addressOf, settingsFrom } from './channel-values.ts'
import { findPlatform, type Platform } from './platforms.ts'
import { serviceInUse, storedService } from './service-profile.ts'

/** Channels that a template does not have (DX-CH-01). */
const WITHOUT: Readonly<Record<OrderProduct, readonly ChannelKind[]>> = {
  'smart-ivr': ['whatsapp'],
  'whatsapp-deflector': [],
  messaging: [],
}

/** What people enter to connect a channel. */
export interface NewChannel {
  name: string
  kind: ChannelKind
  provider: string
  values: Record<string, string>
}

/**
 * Connects a channel (DX-CH-01, DX-CH-02, DX-CH-04). Throws `InvalidInputError` for what its platform's check refuses, and
 * `ConflictError` when the number or account, or the name, is connected already.
 */
export async function connectChannel(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
  { name, kind, provider, values }: NewChannel,
): Promise<ChannelSetup> {
  const actor = await actIn(deps, principal, environmentId, 'channel:edit')
  const service = await serviceInUse(deps, environmentId, serviceId)
  const platform = platformFor(deps, service, kind, provider)
  const settings = settingsFrom(values, contextOf(deps, platform, service, {}))
  await requireFree(deps, platform, { settings, name, channelId: null })
  const facts = {
    environmentId,
    serviceId,
    name,
    kind,
    provider,
    settings,
    address: addressOf(settings, name),
  }
  const object = { kind: 'channel' as const, id: null, name }
  const record = await audited(
    deps,
    actor,
    { verb: 'created', object, after: noted(platform, facts) },
    {
      change: () => deps.store.channels.create({ ...facts, accountKey: accountKeyOf(platform, settings) }),
      noted: (made) => ({ object: { ...object, id: made.id }, after: noted(platform, made) }),
    },
  )
  await channelsChanged(deps, service, record)
  return viewSetup(deps, record)
}

function platformFor(deps: Deps, service: Service, kind: ChannelKind, provider: string): Platform {
  const platform = findPlatform(deps, kind, provider)
  if (platform === undefined) throw new InvalidInputError([{ path: 'provider', message: 'is not known' }])
  if (WITHOUT[service.template as OrderProduct]?.includes(kind) === true)
    throw new InvalidInputError([{ path: 'kind', message: `is not a channel of ${service.template}` }])
  return platform
}

function contextOf(deps: Deps, platform: Platform, { country }: Service, stored: Record<string, unknown>) {
  return { platform, stored, country, trustedBases: deps.catalogue?.trustedBases ?? [] }
}

/**
 * Changes a channel; a secret that is left out stays as it is. What was known of its health is forgotten: it was about what has
 * been changed. Throws as `connectChannel` does, and `ConflictError` when somebody else has changed it since `version`.
 */
export async function changeChannel(
  deps: Deps,
  principal: Principal,
  { environmentId, channelId }: ChannelRef,
  { version, values }: { version: number; values: Record<string, string> },
): Promise<ChannelSetup> {
  const actor = await actIn(deps, principal, environmentId, 'channel:edit')
  const before = await channelIn(deps, { environmentId, channelId })
  const service = await serviceInUse(deps, environmentId, before.serviceId)
  const platform = platformOf(deps, before)
  // First the version: whoever edits something outdated must not be told of faults that are others'.
  if (before.version !== version) throw await changedSince(deps, environmentId, 'channel', channelId)
  const settings = settingsFrom(values, contextOf(deps, platform, service, before.settings))
  await requireFree(deps, platform, { settings, name: null, channelId })
  const address = addressOf(settings, before.name)
  const accountKey = accountKeyOf(platform, settings)
  const record = await audited(
    deps,
    actor,
    {
      verb: 'changed',
      object: { kind: 'channel', id: channelId, name: before.name },
      before: noted(platform, before),
      after: noted(platform, { address, settings }),
      version: version + 1,
    },
    {
      change: () =>
        deps.store.channels.change(environmentId, channelId, { version, settings, address, accountKey }),
      noted: (changed) => ({ after: noted(platform, changed) }),
    },
  )
  if (record === null) throw await changedSince(deps, environmentId, 'channel', channelId)
  const health = { state: 'working' as const, since: null, platformCode: null, accepting: false }
  await deps.store.channels.setHealth(environmentId, channelId, health)
  await channelsChanged(deps, service, record)
  return viewSetup(deps, { ...record, health: { ...record.health, ...health } })
}

/**
 * Disconnects a channel: its credentials are wiped and its webhooks refused; conversations stay, under its name. Throws
 * `NotFoundError` when it is not there (any more).
 */
export async function disconnectChannel(
  deps: Deps,
  principal: Principal,
  { environmentId, channelId }: ChannelRef,
): Promise<{ service: ServiceView }> {
  const actor = await actIn(deps, principal, environmentId, 'channel:edit')
  const before = await channelIn(deps, { environmentId, channelId })
  const { name, address, provider } = before
  const record = await audited(
    deps,
    actor,
    {
      verb: 'deleted',
      object: { kind: 'channel', id: channelId, name },
      before: { address, provider },
      version: before.version + 1,
    },
    {
      change: () => deps.store.channels.disconnect(environmentId, channelId, deps.clock.now()),
      noted: (was) => ({ before: { address: was.address, provider: was.provider } }),
    },
  )
  if (record === null) throw new NotFoundError('no such channel')
  const service = await storedService(deps, environmentId, before.serviceId)
  await channelsChanged(deps, service, record)
  return { service: await viewService(deps, service, await freshSettingsOf(deps, service)) }
}
