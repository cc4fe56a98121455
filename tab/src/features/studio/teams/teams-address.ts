import type { Role } from '../../../../../server/contract/member.ts'
import { formatAddress } from '../../areas/area-address.ts'

const PATH = 'teams'

/** Whether the address leads to the page about Microsoft Teams, which belongs to no service. */
export function isTeamsPlace(path: readonly string[]): boolean {
  return path[0] === PATH
}

export function teamsAddress(): string {
  return formatAddress('studio', { path: [PATH] })
}

/** Who sets services up and who lets people in. The server decides; this only spares the others a refusal. */
export function mayAddToTeams(roles: readonly Role[]): boolean {
  return roles.includes('producer') || roles.includes('environmentManager')
}
