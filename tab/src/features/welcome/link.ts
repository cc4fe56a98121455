/** What a link that somebody was sent says it is for; the server knows. */
export type LinkKind = 'invitation' | 'reset' | 'setup'

/** What somebody has followed to this page. */
export interface FollowedLink {
  kind: LinkKind
  token: string
}

const KINDS: readonly LinkKind[] = ['invitation', 'reset', 'setup']

/** As `linkToken` of the contract. */
const TOKEN = /^[\w.~-]{20,128}$/

/**
 * What the address of `/welcome` carries: `#invitation=<token>`, `#reset=<token>` or `#setup=<token>`; `null` when it carries nothing
 * of the kind. It is taken out of the address and the history at once, so that it is neither copied nor seen.
 */
export function takeLink(): FollowedLink | null {
  const { hash, pathname, search } = window.location
  const params = new URLSearchParams(hash.slice(1))
  for (const kind of KINDS) {
    const token = params.get(kind)
    if (token === null) continue
    window.history.replaceState(null, '', pathname + search)
    if (TOKEN.test(token)) return { kind, token }
  }
  return null
}
