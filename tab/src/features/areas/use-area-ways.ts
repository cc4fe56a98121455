import type { Area } from '../../../../server/contract/areas.ts'
import { useAccount } from '../inbox/use-account.ts'
import { formatAddress } from './area-address.ts'
import { useAddress } from './use-address.ts'

export interface AreaWay {
  area: Area
  href: string
  current: boolean
  go: () => void
}

/**
 * The ways to the areas besides the inbox, whose own views lead there. Partners find their administration from everywhere: it
 * is their agency's, which they are taken to with it.
 */
export function useAreaWays(): AreaWay[] {
  const { areas, agencyId, lastAddress } = useAccount()
  const { area: current, visit } = useAddress()
  const ways: Area[] = areas.filter((area) => area !== 'inbox')
  if (agencyId !== null && !ways.includes('administration')) ways.push('administration')
  return ways.map((area) => {
    // From elsewhere back to where one was; from there to the beginning.
    const href = area === current ? formatAddress(area) : lastAddress(area)
    return { area, href, current: area === current, go: () => visit(href) }
  })
}
