import type { Place } from './host.ts'

/** What a deep link of ours carries besides the tab: `c/<conversation>` and `c/<conversation>/m/<message>`. */
const SUB_PAGE = /^c\/([0-9a-f]{24})(?:\/m\/([0-9a-f]{24}))?$/

/** The place that a deep link leads to. Anybody can send a link, so whatever is not ours leads nowhere: `null`. */
export function parseSubPage(subPageId: unknown): Place | null {
  const [, conversationId, messageId] = typeof subPageId === 'string' ? (SUB_PAGE.exec(subPageId) ?? []) : []
  if (conversationId === undefined) return null
  return { view: null, conversationId, ...(messageId === undefined ? {} : { messageId }), q: '', sort: null }
}

export interface DeepLinkBase {
  /** The app as this Teams knows it, in its catalogue or sideloaded. */
  appId: string
  tenantId: string
}

/**
 * A link that opens a conversation in the app's own tab (`inbox` in its manifest) and falls back to `webUrl`; every value is
 * encoded once, the context as JSON (Teams' page on deep links).
 */
export function deepLink(base: DeepLinkBase, place: Place, webUrl: string): string {
  const message = place.messageId === undefined ? '' : `/m/${place.messageId}`
  const context = JSON.stringify({ subEntityId: `c/${place.conversationId}${message}` })
  const pairs = [
    ['tenantId', base.tenantId],
    ['webUrl', webUrl],
    ['label', 'Callover'],
    ['context', context],
  ]
  const query = pairs.map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `https://teams.microsoft.com/l/entity/${encodeURIComponent(base.appId)}/inbox?${query}`
}
