import { useEffect, useState } from 'react'
import type { MeView, Role } from '../../../../server/contract/member.ts'
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

/** Those who may see the services themselves; the others know them by their channels. */
const SEE_SERVICES: readonly Role[] = ['contentManager', 'analyst', 'producer', 'environmentManager']
const SEE_CHANNELS: readonly Role[] = ['agent', 'operator']

/** The services of every environment in which somebody works. */
export function useMyServices(api: Api, me: Pick<MeView, 'environments'>): MyServices {
  const [known, setKnown] = useState<MyServices>({ environments: null, incomplete: false })
  const { environments } = me
  useEffect(() => {
    const asked = new AbortController()
    const asking = environments.map(async ({ id, name, roles }) => ({
      id,
      name,
      services: await servicesOf(api, { id, roles }, asked.signal),
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

async function servicesOf(
  api: Api,
  { id, roles }: { id: string; roles: readonly Role[] },
  signal: AbortSignal,
): Promise<MyService[]> {
  const has = (wanted: readonly Role[]): boolean => wanted.some((role) => roles.includes(role))
  const input = { params: { id }, signal }
  if (has(SEE_SERVICES)) return (await api.call('GET /environments/:id/services', input)).items
  if (!has(SEE_CHANNELS)) return []
  const { items } = await api.call('GET /environments/:id/channels', input)
  const services = new Map(items.map(({ service }) => [service.id, service]))
  return [...services.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
