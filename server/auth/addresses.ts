import { isIPv4, isIPv6 } from 'node:net'

/** IPv6 hosts own a /64 each, so anything finer would give one attacker 2^64 addresses. An IPv4 address stays as it is. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  return mappedIPv4(address) ?? groupsOf(address).slice(0, 4).join(':')
}

/**
 * An address shortened so that people recognise their own and it names nobody: `203.0.113.*`, or the first 48 bits of an
 * IPv6 address. `null` for what is no address.
 */
export function shortAddress(address: string | null): string | null {
  if (address === null) return null
  const v4 = isIPv4(address) ? address : mappedIPv4(address)
  if (v4 !== null) return `${v4.split('.').slice(0, 3).join('.')}.*`
  return isIPv6(address) ? `${groupsOf(address).slice(0, 3).join(':')}:*` : null
}

function mappedIPv4(address: string): string | null {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? null
}

/** All eight groups without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  const full = [...groups, ...Array<string>(zeros).fill('0'), ...rest]
  return full.map((group) => group.replace(/^0+(?=.)/, ''))
}
