/** How the bot signs in at the Bot Framework; the words are botbuilder's. */
export interface BotCredentials {
  appId: string
  /** `null` for a managed identity, which has none. */
  appPassword: string | null
  tenantId: string | null
  appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI'
}

/** The addresses of a cloud that is not the public one: a national cloud, or a stand-in. */
export interface BotCloud {
  /** Describes who signs the activities that reach the bot, and where the keys are. */
  openIdMetadataUrl: string
  /** Who signs them. */
  tokenIssuer: string
  /** Where the bot signs in, with the tenant. */
  loginUrl: string
  /** What the bot signs in for. */
  oauthScope: string
  /** The Bot Framework's own token service. */
  oauthUrl: string
  /** Gets the bot's token where Entra is not there to be asked; absent: Entra. */
  token?: () => Promise<string>
}
