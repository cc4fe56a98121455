import type { Role } from '../../../../../server/contract/member.ts'
import { formatAddress } from '../../areas/area-address.ts'

const PATH = 'access-requests'

/** Whether the address leads to the requests for access, which belong to the environment and no service. */
export function isAccessPlace(path: readonly string[]): boolean {
  return path[0] === PATH
}

export function accessAddress(): string {
  return formatAddress('studio', { path: [PATH] })
}

/** Who decides about them. The server does that; this only spares the others a refusal. */
export function mayDecideAccess(roles: readonly Role[]): boolean {
  return roles.includes('environmentManager')
}
