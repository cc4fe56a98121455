import { useCallback } from 'react'
import type { ChannelProvider, ChannelSetup } from '../../../../../server/contract/setup-routes.ts'
import { useLoaded, type Loaded } from '../frame/use-loaded.ts'
import { useStudio } from '../use-studio.ts'

export interface ServiceChannels {
  channels: readonly ChannelSetup[]
  /** What can be connected, and what each needs. */
  providers: readonly ChannelProvider[]
}

/** The numbers that a service is reached by. */
export function useChannels(serviceId: string): Loaded<ServiceChannels> {
  const { api, environmentId } = useStudio()
  return useLoaded(
    useCallback(
      async (signal): Promise<ServiceChannels> => {
        const [channels, providers] = await Promise.all([
          api.call('GET /environments/:id/services/:serviceId/channels', {
            params: { id: environmentId, serviceId },
            signal,
          }),
          api.call('GET /environments/:id/channel-providers', { params: { id: environmentId }, signal }),
        ])
        return { channels: channels.items, providers: providers.items }
      },
      [api, environmentId, serviceId],
    ),
  )
}
