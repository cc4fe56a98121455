import { isIP } from 'node:net'
import type { Request } from 'express'

/**
 * Whether a request comes from this product's own page, or from no web page at all. The control API has no
 * sign-in, so pages of other origins must neither read nor use it, even when their name is made to point
 * here (DNS rebinding): the host must be an address, this machine's name, or one that was configured.
 */
export function isOwnPage(request: Request, allowedHosts: readonly string[]): boolean {
  const host = request.get('host') ?? ''
  if (!isOwnHost(hostName(`http://${host}`), allowedHosts)) return false
  const site = request.get('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') return false
  const origin = request.get('origin')
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}

function hostName(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replaceAll(/[[\]]/g, '') : ''
}

function isOwnHost(name: string, allowedHosts: readonly string[]): boolean {
  if (name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0) return true
  return allowedHosts.includes(name)
}

/** Names of the hosts in these addresses. */
export function hostsOf(addresses: readonly string[]): string[] {
  return addresses.map(hostName).filter((name) => name !== '')
}
