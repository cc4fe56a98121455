import { useMemo } from 'react'
import { useAddress } from '../areas/use-address.ts'
import { formatStudioPlace, parseStudioPlace, type StudioPlace } from './studio-place.ts'

export interface StudioNavigation {
  place: StudioPlace
  /** Goes somewhere; what is not named stays, except for the language. `replace` leaves no step for the back button. */
  go: (change: Partial<StudioPlace>, replace?: boolean) => void
  link: (change: Partial<StudioPlace>) => string
}

/** Where in the studio the address says we are, and ways to go elsewhere. */
export function useStudioPlace(): StudioNavigation {
  const { path, query, visit } = useAddress()
  return useMemo(() => {
    const place = parseStudioPlace({ path, query })
    const link = (change: Partial<StudioPlace>): string =>
      formatStudioPlace({ ...place, language: null, ...change })
    return { place, link, go: (change, replace) => visit(link(change), replace) }
  }, [path, query, visit])
}
