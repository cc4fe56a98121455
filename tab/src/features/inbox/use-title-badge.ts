import { useEffect } from 'react'
import { countUnread } from '../../state/selectors.ts'
import { useInbox } from './use-workspace.ts'

const DOT = '<circle cx="25" cy="7" r="7" fill="#c50f1f" stroke="#fff" stroke-width="1.5"/>'
const PLAIN = '/favicon.svg'

function setFavicon(address: string): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (link !== null && link.getAttribute('href') !== address) link.href = address
}

/** The title of the page, with the number of unread conversations where a tab among many still shows it. */
export function useTitleBadge(title: string): void {
  const count = useInbox(countUnread)
  const unread = count > 0
  useEffect(() => {
    document.title = unread ? `(${count > 99 ? '99+' : count}) ${title}` : title
  }, [count, unread, title])

  useEffect(() => {
    if (!unread) {
      setFavicon(PLAIN)
      return undefined
    }
    const request = new AbortController()
    fetch(PLAIN, { signal: request.signal })
      .then((response) => response.text())
      .then((svg) =>
        setFavicon(`data:image/svg+xml,${encodeURIComponent(svg.replace('</svg>', `${DOT}</svg>`))}`),
      )
      // The title says the same.
      .catch(() => undefined)
    return () => request.abort()
  }, [unread])

  useEffect(
    () => () => {
      setFavicon(PLAIN)
      document.title = 'Callover'
    },
    [],
  )
}
