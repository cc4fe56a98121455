/** Addresses that lead people to what they are told about. */
export interface LinkBase {
  /** Where people reach us, without a slash at the end. */
  publicUrl: string
  /** The app's id in Teams; `null`: there is no app, every link leads into the browser. */
  teamsAppId: string | null
}

const ENTITY = 'https://teams.microsoft.com/l/entity'

/**
 * A conversation in the inbox, at one of its messages when that is given. With a tenant and an app it is a deep link of Teams,
 * which opens the app's tab (`subEntityId`, read by the tab) and falls back to the browser; every value is encoded once, the
 * context as JSON (Teams' page on deep links).
 */
export function conversationLink(
  base: LinkBase,
  target: { conversationId: string; messageId?: string; tenantId: string | null },
): string {
  const place = placeOf(target)
  const web = `${base.publicUrl}/#/${place}`
  return deepLink(base, target.tenantId, web, place) ?? web
}

/** The inbox itself. */
export function inboxLink(base: LinkBase, tenantId: string | null): string {
  const web = `${base.publicUrl}/`
  return deepLink(base, tenantId, web, null) ?? web
}

/** A service in the studio, which opens in a browser of its own. */
export function serviceLink(base: LinkBase, serviceId: string): string {
  return `${base.publicUrl}/studio/${serviceId}`
}

/** The page that redeems the token of a link; a fragment is seen by no server and no log. */
export function welcomeLink(base: LinkBase, kind: 'invitation' | 'reset' | 'setup', token: string): string {
  return `${base.publicUrl}/welcome#${kind}=${encodeURIComponent(token)}`
}

/** What stands in a link: `c/<conversation>` and, for one message, `c/<conversation>/m/<message>`. */
function placeOf({ conversationId, messageId }: { conversationId: string; messageId?: string }): string {
  return messageId === undefined ? `c/${conversationId}` : `c/${conversationId}/m/${messageId}`
}

function deepLink(base: LinkBase, tenantId: string | null, web: string, place: string | null): string | null {
  if (base.teamsAppId === null || tenantId === null) return null
  const parts = [
    ['tenantId', tenantId],
    ['webUrl', web],
    ['label', 'Callover'],
    ...(place === null ? [] : [['context', JSON.stringify({ subEntityId: place })]]),
  ]
  const query = parts.map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${ENTITY}/${base.teamsAppId}/inbox?${query}`
}
