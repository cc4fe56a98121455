import { area as areaName, type Area } from '../../../../server/contract/areas.ts'

/** What the address of a page says: the area, and whatever the area itself puts behind it. */
export interface AreaAddress {
  area: Area
  /** What follows the area in the path: `/studio/42/prompts` has `42` and `prompts`. */
  path: readonly string[]
  query: URLSearchParams
}

function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Reads path and query of a page. Whatever is no other area's is the inbox's, whose own places are in the fragment. */
export function parseAddress(address: string): AreaAddress {
  const [pathname = '', search = ''] = address.split('?', 2)
  const [first, ...path] = pathname.split('/').filter((segment) => segment !== '')
  const query = new URLSearchParams(search)
  const found = areaName.options.find((name) => name === first)
  if (found === undefined || found === 'inbox') return { area: 'inbox', path: [], query }
  return { area: found, path: path.map(readSegment), query }
}

/** The address of a page. An area has one without anything behind it; the inbox's is the root. */
export function formatAddress(
  area: Area,
  { path = [], query }: { path?: readonly string[]; query?: URLSearchParams } = {},
): string {
  const segments = area === 'inbox' ? [] : [area, ...path]
  const search = query?.toString() ?? ''
  return `/${segments.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
}
