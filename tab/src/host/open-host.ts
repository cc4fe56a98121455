import { createBrowserHost } from './browser.ts'
import type { Host } from './host.ts'

/** Teams answers within milliseconds; who has not answered by then is no Teams. */
export const WATCHDOG_MS = 2500

export interface OpenHostOptions {
  /** Of the page. */
  pathname: string
  /** Introduces the page to Teams; see `connectTeams`. */
  connect: () => Promise<() => Promise<Host>>
  /** Teams has answered after all, and nobody has begun to work meanwhile. */
  onLate: (host: Host) => void
}

/**
 * What surrounds this page: Teams, where it is a page for Teams and Teams answers in time, otherwise a browser. Never
 * rejects. The library for Teams is fetched on the pages for Teams only.
 */
export async function openHost({ pathname, connect, onLate }: OpenHostOptions): Promise<Host> {
  if (!pathname.startsWith('/teams/')) return createBrowserHost()
  try {
    // Fetching the library may take its time; the watch begins when Teams can be asked.
    const introduce = await connect()
    return await inTime(introduce(), onLate)
  } catch {
    return createBrowserHost()
  }
}

function inTime(introduced: Promise<Host>, onLate: (host: Host) => void): Promise<Host> {
  return new Promise((resolve, reject) => {
    let browser: Host | null = null
    const timer = setTimeout(() => {
      browser = createBrowserHost()
      resolve(browser)
    }, WATCHDOG_MS)
    introduced.then(
      (host) => {
        clearTimeout(timer)
        if (browser === null) resolve(host)
        else if (browser.readToken() === null) onLate(host)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error instanceof Error ? error : new Error('no Teams', { cause: error }))
      },
    )
  })
}
