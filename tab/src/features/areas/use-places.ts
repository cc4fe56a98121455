import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { EnvironmentSummary, MeView } from '../../../../server/contract/member.ts'
import { failureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'

/** Environments beyond those that `GET /me` tells of: partners may have thousands of customers. */
export interface Places {
  /** The first that fit what was typed; `more`: others do as well. Throws an `ApiError`. */
  search: (typed: string, signal: AbortSignal) => Promise<{ items: EnvironmentSummary[]; more: boolean }>
  /** Makes sure that an environment is known; `null` when it is not theirs. Throws an `ApiError`. */
  reach: (environmentId: string) => Promise<EnvironmentSummary | null>
  /** Goes there: to the same area where it has it, or to an address in it. */
  enter: (environment: EnvironmentSummary, address?: string) => void
}

const PlacesContext = createContext<Places | null>(null)
export const PlacesProvider = PlacesContext.Provider

export function usePlaces(): Places {
  const places = use(PlacesContext)
  if (places === null) throw new Error('used outside the areas')
  return places
}

/** One environment where somebody works; `null` when it is not theirs. Throws an `ApiError`. */
export async function askForEnvironment(api: Api, environmentId: string): Promise<EnvironmentSummary | null> {
  try {
    return await api.call('GET /me/environments/:environmentId', { params: { environmentId } })
  } catch (error) {
    if (failureCode(error) === 'not_found') return null
    throw error
  }
}

/** Who somebody is, with the environments that they have found or followed a link to besides those told of. */
export function useReached(
  api: Api,
  told: MeView,
): { me: MeView; include: (environment: EnvironmentSummary) => void } {
  const [reached, setReached] = useState<readonly EnvironmentSummary[]>([])
  const ids = useRef(new Set<string>())
  const include = useCallback((environment: EnvironmentSummary) => {
    ids.current.add(environment.id)
    setReached((before) => [...before.filter(({ id }) => id !== environment.id), environment])
  }, [])
  useEffect(() => {
    // Whoever is told anew who they are is told anew of these as well.
    let isCurrent = true
    for (const id of ids.current) {
      askForEnvironment(api, id).then(
        (found) => {
          if (isCurrent) setReached((known) => known.flatMap((one) => (one.id === id ? (found ?? []) : one)))
        },
        // Without an answer it stays as it was.
        () => undefined,
      )
    }
    return () => {
      isCurrent = false
    }
  }, [api, told])
  const me = useMemo(() => {
    const known = new Set(told.environments.map(({ id }) => id))
    const others = reached.filter(({ id }) => !known.has(id))
    return others.length === 0 ? told : { ...told, environments: [...told.environments, ...others] }
  }, [told, reached])
  return { me, include }
}
