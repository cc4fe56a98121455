/** What a sign-in with Microsoft came back with. */
export type Arrival = { code: string } | { fault: string }

/** The page that a window of Teams' ends on, which hands over to Teams what it was given. */
export const AUTH_END = '/teams/auth-end'

const CODE = /^[\w.~-]{1,128}$/
const FAULT = /^[a-z_]{1,40}$/

/**
 * What this window has come back with from Microsoft, if it has: `#signed-in=<code>&place=<place>`, in a window of Teams
 * `#code=<code>`, or `#sign-in-error=<fault>`; `null` when nobody has come from there. It is taken out of the address and the
 * history, so that it is neither copied nor used twice, and the place is put back.
 */
export function takeArrival(): Arrival | null {
  const { hash, pathname, search } = window.location
  const params = new URLSearchParams(hash.slice(1))
  const code = params.get(pathname === AUTH_END ? 'code' : 'signed-in')
  const fault = params.get('sign-in-error')
  if (code === null && fault === null) return null
  const place = params.get('place')
  window.history.replaceState(null, '', pathname + search + (place === null ? '' : `#${place}`))
  if (code !== null && CODE.test(code)) return { code }
  return { fault: fault !== null && FAULT.test(fault) ? fault : 'failed' }
}
