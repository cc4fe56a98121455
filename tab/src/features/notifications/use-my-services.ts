import { useEffect, useState } from 'react'
import type { EnvironmentSummary, MeView } from '../../../../server/contract/member.ts'
import type { Api } from '../../api/http.ts'

export interface MyService {
  id: string
  name: string
}

export interface ServicesOfEnvironment {
  id: string
  name: string
  services: readonly MyService[]
}

export interface MyServices {
  /** Environments without services are left out; `null` until all have answered. */
  environments: readonly ServicesOfEnvironment[] | null
  /** Some did not answer. */
  incomplete: boolean
}

/** The services of every environment in which somebody works. */
export function useMyServices(api: Api, me: Pick<MeView, 'environments'>): MyServices {
  const [known, setKnown] = useState<MyServices>({ environments: null, incomplete: false })
  const { environments } = me
  useEffect(() => {
    const asked = new AbortController()
    const asking = environments.map(async (environment) => ({
      id: environment.id,
      name: environment.name,
      services: await servicesOf(api, environment, asked.signal),
    }))
    void Promise.allSettled(asking).then((answers) => {
      if (asked.signal.aborted) return
      const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
      setKnown({
        environments: found.filter(({ services }) => services.length > 0),
        incomplete: found.length < answers.length,
      })
    })
    return () => asked.abort()
  }, [api, environments])
  return known
}

/** Those who may not see the services themselves know them by their channels. */
async function servicesOf(
  api: Api,
  { id, rights }: EnvironmentSummary,
  signal: AbortSignal,
): Promise<MyService[]> {
  const input = { params: { id }, signal }
  if (rights.includes('service:see')) return (await api.call('GET /environments/:id/services', input)).items
  if (!rights.includes('channel:see')) return []
  const { items } = await api.call('GET /environments/:id/channels', input)
  const services = new Map(items.map(({ service }) => [service.id, service]))
  return [...services.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
