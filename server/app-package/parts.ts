import { z } from 'zod'

/** What the app can be made of; the names are those of `--parts`. */
export const packagePart = z.enum(['tab', 'channelTab', 'bot', 'messageExtension', 'activityFeed', 'sso'])
export type PackagePart = z.infer<typeof packagePart>
export type PackageParts = Readonly<Record<PackagePart, boolean>>

/** Parts that belong to an app registration in Microsoft Entra. */
export const REGISTERED_PARTS = [
  'bot',
  'messageExtension',
  'activityFeed',
  'sso',
] as const satisfies readonly PackagePart[]

/** Those that the manifest names the registration for by itself; the others name it as their bot. */
const SIGNED_PARTS = ['activityFeed', 'sso'] as const satisfies readonly PackagePart[]

const object = z.looseObject({})
const text = z.string()

/** The template as far as parts are taken out of it; all the rest is kept as it is. */
export const manifestTemplate = z.looseObject({
  staticTabs: z.array(z.looseObject({ entityId: text })),
  configurableTabs: z.array(object),
  bots: z.array(object),
  composeExtensions: z.array(object),
  activities: object,
  authorization: object,
  webApplicationInfo: object,
  permissions: z.array(text),
})
export type ManifestTemplate = z.infer<typeof manifestTemplate>

/** How the Teams app is registered, as far as a package depends on it. */
export interface Registration {
  /** A managed identity can be a bot but not what people sign in to. */
  appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI'
  /** People are told by the activity feed as well, for which the app asks a permission; absent: they are not. */
  activityFeed?: boolean
}

/**
 * What an app is made of when nobody says otherwise: the tabs, which need nothing but the server, and with a registration
 * all that belongs to one. The activity feed only where it is used: the bot's own messages appear there without a
 * further permission.
 */
export function defaultParts(registration: Registration | null): PackageParts {
  const registered = registration !== null
  const signsIn = registered && registration.appType !== 'UserAssignedMSI'
  return {
    tab: true,
    channelTab: true,
    bot: registered,
    messageExtension: registered,
    activityFeed: signsIn && registration.activityFeed === true,
    sso: signsIn,
  }
}

/** The template with these parts and nothing that only the others need, least of all their permissions. */
export function selectParts(template: ManifestTemplate, parts: PackageParts): Record<string, unknown> {
  const tabs = template.staticTabs.filter(({ entityId }) =>
    entityId === 'conversations' ? parts.bot : parts.tab,
  )
  const permissions = template.permissions.filter((permission) =>
    permission === 'messageTeamMembers' ? parts.bot : parts.bot || parts.messageExtension || parts.sso,
  )
  const registered = SIGNED_PARTS.some((part) => parts[part])
  const inTeams = parts.bot || parts.channelTab
  const capability = parts.bot ? 'bot' : 'tab'
  const chosen: Record<string, unknown> = {
    ...template,
    staticTabs: tabs.length > 0 ? tabs : undefined,
    configurableTabs: parts.channelTab ? template.configurableTabs : undefined,
    bots: parts.bot ? template.bots : undefined,
    composeExtensions: parts.messageExtension ? template.composeExtensions : undefined,
    activities: parts.activityFeed ? template.activities : undefined,
    authorization: parts.activityFeed ? template.authorization : undefined,
    webApplicationInfo: registered ? template.webApplicationInfo : undefined,
    permissions: permissions.length > 0 ? permissions : undefined,
    supportsChannelFeatures: inTeams ? template['supportsChannelFeatures'] : undefined,
    defaultInstallScope: tabs.length > 0 || !inTeams ? template['defaultInstallScope'] : 'team',
    defaultGroupCapability: inTeams ? { team: capability, groupchat: capability } : undefined,
  }
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
}
