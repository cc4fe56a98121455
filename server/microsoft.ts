import { createActivityFeed } from '../bot/activity-feed.ts'
import { createBot, type Bot, type BotCloud } from '../bot/index.ts'
import { createPackager } from './app-package/packager.ts'
import { deriveTeamsAppId } from './app-package/teams-app-id.ts'
import { createEntra, type Entra } from './auth/entra.ts'
import type { Config } from './config/config.ts'
import { processLog } from './lib/logger.ts'
import { conversationLink, inboxLink, serviceLink, welcomeLink, type LinkBase } from './lib/links.ts'
import type { ActivityFeed, Deps, Links } from './usecases/ports.ts'
import { servesTenant } from './usecases/recognise-tenants.ts'

/** Everything that has to do with Microsoft Teams and Entra, built once. */
export interface Microsoft {
  bot: Bot
  /** `null`: nobody can sign in with Microsoft. */
  entra: Entra | null
  /** What use cases know of it. */
  deps: Pick<Deps, 'links' | 'teams' | 'feed' | 'teamsPackage' | 'homeTenantId'>
}

export interface MicrosoftOptions {
  port: number
  fetch: typeof fetch
  /** Asked for when something arrives. */
  deps: () => Deps
  botCloud?: BotCloud
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Builds it from one registration, which is the bot's, the tab's and the sign-in's. */
export function createMicrosoft(config: Config, options: MicrosoftOptions): Microsoft {
  const { deps, botCloud } = options
  const tenantId = config.teams?.tenantId ?? null
  if (tenantId !== null && !GUID.test(tenantId))
    processLog.warn('MicrosoftAppTenantId is no directory (tenant) id: nobody of it will be recognised')
  const bot = createBot({
    deps,
    credentials: config.teams,
    production: config.production,
    ...(botCloud === undefined ? {} : { cloud: botCloud }),
  })
  return {
    bot,
    entra: entraOf(config, options),
    deps: {
      links: linksOf(config, options.port),
      teams: bot.messenger,
      feed: feedOf(config, options),
      teamsPackage: createPackager({
        publicUrl: config.publicUrl,
        teamsAppId: config.microsoft.packageAppId,
        registration:
          config.teams === null ? null : { ...config.teams, activityFeed: config.microsoft.activityFeed },
      }),
      homeTenantId: tenantId,
    },
  }
}

function entraOf(config: Config, { port, deps, fetch: via }: MicrosoftOptions): Entra | null {
  const { teams, publicUrl, secretKey, microsoft } = config
  if (teams === null) return null
  return createEntra({
    authority: microsoft.entraAuthority,
    clientId: teams.appId,
    clientSecret: teams.appPassword,
    // A registration for several organisations lets everybody come from their own.
    tenantId: teams.appType === 'MultiTenant' ? null : teams.tenantId,
    publicUrl: publicUrl ?? `http://localhost:${port}`,
    secretKey,
    serves: (tenantId) => servesTenant(deps(), tenantId),
    fetch: via,
  })
}

function feedOf({ teams, microsoft }: Config, { fetch: via }: MicrosoftOptions): ActivityFeed | null {
  const { appId, appPassword = null } = teams ?? {}
  if (appId === undefined || appPassword === null || !microsoft.activityFeed) return null
  const { graphUrl, entraAuthority } = microsoft
  return createActivityFeed({ graphUrl, entraAuthority, credentials: { appId, appPassword }, fetch: via })
}

/** Links lead into Teams as soon as there is an app there. */
function linksOf({ publicUrl, teams, microsoft }: Config, port: number): Links {
  const base: LinkBase = {
    publicUrl: publicUrl ?? `http://localhost:${port}`,
    teamsAppId: publicUrl === null ? null : appIdIn(publicUrl, teams !== null, microsoft),
  }
  return {
    conversation: (target) => conversationLink(base, target),
    service: (serviceId) => serviceLink(base, serviceId),
    inbox: (tenantId) => inboxLink(base, tenantId),
    welcome: (kind, token) => welcomeLink(base, kind, token),
  }
}

/** The app that links name; `null` while there is nothing to show that one has been uploaded. */
function appIdIn(publicUrl: string, registered: boolean, microsoft: Config['microsoft']): string | null {
  const named = microsoft.catalogueAppId ?? microsoft.packageAppId
  return named ?? (registered ? deriveTeamsAppId(publicUrl) : null)
}
