import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Where Teams and Microsoft 365 may show our pages (the hosts that the Teams documentation lists for tabs). */
const TEAMS_HOSTS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.office.com',
  'https://*.microsoft365.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://outlook-sdf.office365.com',
]

/** Where Teams' library looks up which hosts are Teams (`validDomains.json`); it has a list of its own should that fail. */
const TEAMS_LIST_ORIGIN = 'https://res.cdn.office.net'

const HALF_A_YEAR_SECONDS = 15_552_000

/** Strict for scripts; only the pages made for Teams may be framed by anybody but ourselves. */
export function setSecurityHeaders(publicUrl: string | null): RequestHandler {
  const standalone = policy(publicUrl, { hosts: [], connectTo: [] })
  const inTeams = policy(publicUrl, { hosts: TEAMS_HOSTS, connectTo: [TEAMS_LIST_ORIGIN] })
  return (request, response, next) => {
    const headers = request.path.startsWith('/teams/') ? inTeams : standalone
    headers(request, response, next)
  }
}

interface Surroundings {
  /** Who may frame the page, besides ourselves. */
  hosts: readonly string[]
  /** Whom the page may ask, besides ourselves. */
  connectTo: readonly string[]
}

function policy(publicUrl: string | null, { hosts, connectTo }: Surroundings): RequestHandler {
  const framed = hosts.length > 0
  const encrypted = publicUrl?.startsWith('https:') === true
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Fluent UI writes its rules into style elements while it runs.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...socketOrigin(publicUrl), ...connectTo],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...hosts],
        // Over plain HTTP this would break every address but localhost.
        ...(encrypted ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: encrypted ? { maxAge: HALF_A_YEAR_SECONDS, includeSubDomains: false } : false,
    // An older spelling of `frame-ancestors` that knows no list of hosts.
    frameguard: framed ? false : { action: 'sameorigin' },
    // A window that Teams opens for signing in has to answer Teams, which any policy of ours would cut it off from.
    crossOriginOpenerPolicy: framed ? false : { policy: 'same-origin-allow-popups' },
    referrerPolicy: { policy: 'no-referrer' },
  })
}

/** `'self'` covers web sockets in current browsers; older Safaris want them by name. */
function socketOrigin(publicUrl: string | null): string[] {
  return publicUrl === null ? [] : [new URL(publicUrl).origin.replace(/^http/, 'ws')]
}
