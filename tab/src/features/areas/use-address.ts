import { useMemo, useSyncExternalStore } from 'react'
import { useHost } from '../../host/use-host.ts'
import { parseAddress, type AreaAddress } from './area-address.ts'

export interface Address extends AreaAddress {
  /** Goes to an address made with `formatAddress`. `replace` leaves no step for the back button. */
  visit: (address: string, replace?: boolean) => void
}

/** Where in the app the address says we are, and the way to other areas and within them. */
export function useAddress(): Address {
  const host = useHost()
  const address = useSyncExternalStore(host.onPlace, host.address)
  return useMemo(() => ({ ...parseAddress(address), visit: host.visit }), [host, address])
}
