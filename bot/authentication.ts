import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
} from 'botbuilder'
import {
  AuthenticationError,
  BotFrameworkAuthentication,
  ConnectorFactory,
  ServiceClientCredentialsFactory,
  type AuthenticateRequestResult,
  type ClaimsIdentity,
  type ConnectorClient,
  type UserTokenClient,
} from 'botframework-connector'
import { TeamsError, UnauthenticatedError } from '../server/lib/errors.ts'
import { botLog } from '../server/lib/logger.ts'
import type { BotCloud, BotCredentials } from './cloud.ts'
import { restrainConnector, type ConnectorLimits } from './connector-client.ts'

type OwnCredentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>
type SignedRequest = Parameters<OwnCredentials['signRequest']>[0]

export interface AuthenticationOptions {
  /** `null`: the SDK's authentication is off; who may speak to the bot is then decided before. */
  credentials: BotCredentials | null
  cloud: BotCloud | null
  limits: ConnectorLimits
}

/**
 * botbuilder's own authentication with its two faults mended: whatever is wrong with a token is a 401 (a bad signature would
 * otherwise be taken for a fault of ours), and the clients that it makes send once (`restrainConnector`). Throws
 * `UnauthenticatedError`, or `TeamsError` while the signing keys cannot be fetched.
 */
export class TeamsAuthentication extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication
  readonly #limits: ConnectorLimits

  constructor(options: AuthenticationOptions) {
    super()
    const { credentials, cloud } = options
    const configuration = { ...configurationOf(credentials), ...(cloud === null ? {} : addressesOf(cloud)) }
    this.#inner = new ConfigurationBotFrameworkAuthentication(
      configuration,
      new SharedTokens(new ConfigurationServiceClientCredentialFactory(configurationOf(credentials)), cloud),
    )
    this.#limits = options.limits
  }

  override async authenticateRequest(
    activity: Activity,
    authHeader: string,
  ): Promise<AuthenticateRequestResult> {
    const result = await this.#authenticate(activity, authHeader)
    const { connectorFactory } = result
    if (connectorFactory === undefined) return result
    return { ...result, connectorFactory: new RestrainedConnectors(connectorFactory, this.#limits) }
  }

  async #authenticate(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    try {
      return await this.#inner.authenticateRequest(activity, authHeader)
    } catch (error) {
      if (!isInfrastructureFault(error))
        throw new UnauthenticatedError('no valid token of the bot framework', { cause: error })
      botLog.error({ err: error }, 'signing keys of the bot framework cannot be fetched')
      throw new TeamsError({ outcome: 'later' }, { cause: error })
    }
  }

  /** Streaming is not offered. */
  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new UnauthenticatedError('no streaming'))
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return new RestrainedConnectors(this.#inner.createConnectorFactory(identity), this.#limits)
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    return this.#inner.createUserTokenClient(identity)
  }
}

/** Everything that is wrong with a token is the caller's fault; only what is wrong with the way to the keys is not. */
function isInfrastructureFault(error: unknown): boolean {
  if (error instanceof AuthenticationError) return (error.statusCode ?? 0) >= 500
  if (!(error instanceof Error)) return false
  return error.name === 'FetchError' || typeof Reflect.get(error, 'errno') === 'number'
}

class RestrainedConnectors extends ConnectorFactory {
  readonly #inner: ConnectorFactory
  readonly #limits: ConnectorLimits

  constructor(inner: ConnectorFactory, limits: ConnectorLimits) {
    super()
    this.#inner = inner
    this.#limits = limits
  }

  override async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    // The SDK types the audience as always given; it falls back to its own when there is none.
    const client = await (audience === undefined
      ? this.#inner.create(serviceUrl)
      : this.#inner.create(serviceUrl, audience))
    return restrainConnector(client, this.#limits)
  }
}

/** One token at a time is fetched, however many requests begin at once. */
class SharedTokens extends ServiceClientCredentialsFactory {
  readonly #inner: ServiceClientCredentialsFactory
  readonly #ownToken: (() => Promise<string>) | null
  /** By audience. */
  readonly #known = new Map<string, Promise<OwnCredentials>>()

  constructor(inner: ServiceClientCredentialsFactory, cloud: BotCloud | null) {
    super()
    this.#inner = inner
    this.#ownToken = cloud?.token ?? null
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return this.#inner.isValidAppId(appId)
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return this.#inner.isAuthenticationDisabled()
  }

  override async createCredentials(
    appId: string,
    audience: string,
    loginEndpoint: string,
    validateAuthority: boolean,
  ): Promise<OwnCredentials> {
    if (await this.isAuthenticationDisabled())
      return this.#inner.createCredentials(appId, audience, loginEndpoint, validateAuthority)
    const known = this.#known.get(audience)
    if (known !== undefined) return known
    const made = this.#inner
      .createCredentials(appId, audience, loginEndpoint, validateAuthority)
      .then((credentials) => shareToken(this.#ownToken ?? tokenOf(credentials)))
    this.#known.set(audience, made)
    made.catch(() => this.#known.delete(audience))
    return made
  }
}

/** Longer than this nobody waits for a token: the request that it is for has not been sent then. */
const TOKEN_TIMEOUT_MS = 15_000

function shareToken(fetchToken: () => Promise<string>): OwnCredentials {
  let underWay: Promise<string> | null = null
  const shared = (): Promise<string> => {
    underWay ??= inTime(fetchToken()).finally(() => {
      underWay = null
    })
    return underWay
  }
  return {
    async signRequest(request: SignedRequest) {
      request.headers.set('authorization', `Bearer ${await shared()}`)
      return request
    },
  }
}

/** The SDK's credentials keep a token until shortly before it expires. */
function tokenOf(credentials: OwnCredentials): () => Promise<string> {
  const getToken: unknown = Reflect.get(credentials, 'getToken')
  if (typeof getToken !== 'function') throw new Error('these credentials give no token')
  return async () => {
    const token: unknown = await Reflect.apply(getToken, credentials, [])
    if (typeof token !== 'string') throw new Error('these credentials gave no token')
    return token
  }
}

async function inTime(token: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no token in time')), TOKEN_TIMEOUT_MS)
  })
  try {
    return await Promise.race([token, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

function configurationOf(credentials: BotCredentials | null): Record<string, string> {
  if (credentials === null) return {}
  const { appId, appPassword, tenantId, appType } = credentials
  return {
    MicrosoftAppId: appId,
    MicrosoftAppType: appType,
    ...(appPassword === null || appType === 'UserAssignedMSI' ? {} : { MicrosoftAppPassword: appPassword }),
    ...(tenantId === null ? {} : { MicrosoftAppTenantId: tenantId }),
  }
}

/** The SDK takes all of them or none. */
function addressesOf(cloud: BotCloud): Record<string, string> {
  return {
    ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    ToBotFromChannelTokenIssuer: cloud.tokenIssuer,
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: cloud.oauthScope,
    OAuthUrl: cloud.oauthUrl,
  }
}
