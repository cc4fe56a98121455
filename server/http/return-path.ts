const LONGEST = 1024

/** Any origin will do: it only has to be the same afterwards. */
const SOMEWHERE = 'http://callover.invalid'

/** Addresses that show no page: somebody who signed in must not end there. */
const NO_PAGE = /^\/(?:api|auth|webhooks|socket\.io|assets)(?:\/|$)/i

/** Where on our own pages somebody wanted to be, as a browser would read it. */
export interface ReturnPath {
  /** Path and query, beginning with a single slash. */
  page: string
  /** With its `#`; empty when there is none. */
  hash: string
}

/**
 * Reads a path that somebody may have put into a link to lure people elsewhere. Whatever is no plain path of ours (another
 * origin in any spelling, control characters, no page) leads home.
 */
export function parseReturnPath(given: unknown): ReturnPath {
  const home = { page: '/', hash: '' }
  if (typeof given !== 'string' || given.length > LONGEST || !isPlainPath(given)) return home
  if (!URL.canParse(given, SOMEWHERE)) return home
  const { origin, pathname, search, hash } = new URL(given, SOMEWHERE)
  // `/.//host` is a path until dots are resolved; what begins with two slashes afterwards is a host to a browser.
  if (origin !== SOMEWHERE || pathname.startsWith('//') || NO_PAGE.test(pathname)) return home
  return { page: `${pathname}${search}`, hash }
}

/** Browsers read a backslash as a slash and drop tabs and line breaks before they look. */
function isPlainPath(text: string): boolean {
  return /^\/(?!\/)[\x21-\x7e]*$/.test(text) && !text.includes('\\')
}
