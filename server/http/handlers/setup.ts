import type { Routes } from '../../contract/http.ts'
import { checkChannel } from '../../usecases/setup/check-channel.ts'
import { listChannelSetups, type ChannelRef } from '../../usecases/setup/channel-setup.ts'
import { changeChannel, connectChannel, disconnectChannel } from '../../usecases/setup/connect-channel.ts'
import { createService } from '../../usecases/setup/create-service.ts'
import { listChannelProviders } from '../../usecases/setup/platforms.ts'
import { authorizePicture, changePicture, openPicture } from '../../usecases/setup/service-picture.ts'
import { changeProfile, getProfile } from '../../usecases/setup/service-profile.ts'
import {
  getSettingsVersion,
  listSettingsVersions,
  restoreSettings,
} from '../../usecases/setup/settings-history.ts'
import type { ServiceRef } from '../../usecases/service-settings.ts'
import { readUpload } from '../read-upload.ts'
import type { Handlers } from '../route-table.ts'

/** Creating services, their channels, and the history of their settings. */
export const setupHandlers = {
  'POST /environments/:id/services': ({ deps, principal, params, body }) =>
    createService(deps, principal, params.id, body),
  'GET /environments/:id/services/:serviceId/profile': ({ deps, principal, params }) =>
    getProfile(deps, principal, refOf(params)),
  'PUT /environments/:id/services/:serviceId/profile': ({ deps, principal, params, body }) =>
    changeProfile(deps, principal, refOf(params), body),
  'POST /environments/:id/services/:serviceId/picture': async ({ deps, principal, params, request }) => {
    const { maxSize } = await authorizePicture(deps, principal, refOf(params))
    return changePicture(deps, principal, refOf(params), await readUpload(request, maxSize))
  },
  'GET /environments/:id/services/:serviceId/picture': ({ deps, principal, params }) =>
    openPicture(deps, principal, refOf(params)),
  'GET /environments/:id/services/:serviceId/settings/versions': ({ deps, principal, params }) =>
    listSettingsVersions(deps, principal, refOf(params)),
  'GET /environments/:id/services/:serviceId/settings/versions/:version': ({ deps, principal, params }) =>
    getSettingsVersion(deps, principal, { ...refOf(params), version: params.version }),
  'POST /environments/:id/services/:serviceId/settings/versions/:version/restore': ({
    deps,
    principal,
    params,
    body,
  }) => restoreSettings(deps, principal, { ...refOf(params), version: params.version }, body.version),
  'GET /environments/:id/channel-providers': ({ deps, principal, params }) =>
    listChannelProviders(deps, principal, params.id),
  'GET /environments/:id/services/:serviceId/channels': ({ deps, principal, params }) =>
    listChannelSetups(deps, principal, refOf(params)),
  'POST /environments/:id/services/:serviceId/channels': ({ deps, principal, params, body }) =>
    connectChannel(deps, principal, refOf(params), body),
  'PUT /environments/:id/channels/:channelId': ({ deps, principal, params, body }) =>
    changeChannel(deps, principal, channelOf(params), body),
  'POST /environments/:id/channels/:channelId/test': ({ deps, principal, params }) =>
    checkChannel(deps, principal, channelOf(params)),
  'DELETE /environments/:id/channels/:channelId': ({ deps, principal, params }) =>
    disconnectChannel(deps, principal, channelOf(params)),
} satisfies Partial<Handlers<Routes>>

function refOf(params: { id: string; serviceId: string }): ServiceRef {
  return { environmentId: params.id, serviceId: params.serviceId }
}

function channelOf(params: { id: string; channelId: string }): ChannelRef {
  return { environmentId: params.id, channelId: params.channelId }
}
