import mongoose, { type Connection, type ConnectOptions, type Model } from 'mongoose'
import { ConfigError } from '../lib/errors.ts'
import { storeLog } from '../lib/logger.ts'
import { createAccessRequestStore } from './access-request-repository.ts'
import { createAccountDeletionStore } from './account-deletion-repository.ts'
import { createAccountStore } from './account-repository.ts'
import { createAdministrationStore } from './administration-repository.ts'
import { createApiKeyStore } from './api-key-repository.ts'
import { createAuditStore } from './audit-repository.ts'
import { createCallStore } from './call-repository.ts'
import { createChannelStore } from './channel-repository.ts'
import { createCipher } from './cipher.ts'
import { createContactStore } from './contact-repository.ts'
import { createConversationFiguresStore } from './conversation-figures-repository.ts'
import { createConversationStore } from './conversation-repository.ts'
import { createEnvironmentSettingsStore } from './environment-settings-repository.ts'
import { createFactorStore } from './factor-repository.ts'
import { createFileStore } from './files.ts'
import { createIntakeStore } from './intake-repository.ts'
import { createInvitationStore } from './invitation-repository.ts'
import { createLeaseStore } from './lease-repository.ts'
import { createLeftRecordingStore } from './left-recording-repository.ts'
import { createLinkStore } from './link-repository.ts'
import { createMembershipStore } from './membership-repository.ts'
import { createMessageStore } from './message-repository.ts'
import { openModels, type Models } from './models/models.ts'
import { createOneTimeCodeStore } from './one-time-code-repository.ts'
import { createOrderStore } from './order-repository.ts'
import { createPeopleStore } from './people-repository.ts'
import { createPlaceStore } from './place-repository.ts'
import { createPreferenceStore } from './preference-repository.ts'
import { createPrivacyStore } from './privacy-repository.ts'
import { createRetentionStore } from './retention-repository.ts'
import { createSecretStore } from './secret-repository.ts'
import { createServiceStore } from './service-repository.ts'
import { createServiceSettingsStore } from './service-settings-repository.ts'
import { createSessionStore } from './session-repository.ts'
import { createSetupStore } from './setup-repository.ts'
import type { Store } from './store.ts'
import { createTeamsCardStore } from './teams-card-repository.ts'
import { createTeamsPlaceStore } from './teams-place-repository.ts'
import { createTemplateStore } from './template-repository.ts'
import { createThrottleStore } from './throttle-repository.ts'
import { createWebhookStore } from './webhook-repository.ts'

export interface StoreOptions {
  /** `null`: the embedded store in `dataDir`. */
  mongodbUri: string | null
  dataDir: string
  /** Encrypts stored credentials; 32 bytes. */
  secretKey: Buffer
  /** Keys before it, which open what was encrypted with them. */
  formerKeys?: readonly Buffer[]
  /** What an acknowledged write to the embedded store outlives: a crash of the machine (`disk`, the default) or the process. */
  durability?: 'disk' | 'process'
  /** Instead of the database that the address names. */
  databaseName?: string
}

const DEFAULT_DATABASE = 'callover'

/** How long anything may wait for a server or a connection before it fails and is tried again by whoever asked. */
const PATIENCE_MS = 10_000
/** Whoever asks whether we are ready wants an answer soon. */
const PING_MS = 3_000
const POOL_SIZE = 50

/**
 * Connects to MongoDB, or to the embedded store when there is no address, and builds the indexes; resolves when
 * everything is ready for use. `exclusive`: no other process can use this store. Several stores may be open in one
 * process, and several processes may open the same database at once. Throws `ConfigError` when no server can be reached,
 * or the data directory cannot be used.
 */
export async function openStore(options: StoreOptions): Promise<Store & { exclusive: boolean }> {
  const { mongodbUri, dataDir } = options
  const embedded = mongodbUri === null ? await startEmbedded(dataDir, options.durability ?? 'disk') : null
  try {
    const connection = await connect(embedded?.uri ?? mongodbUri ?? '', options.databaseName)
    return await openOn(connection, [options.secretKey, ...(options.formerKeys ?? [])], embedded)
  } catch (error) {
    await embedded?.close()
    throw error
  }
}

/** Loaded only where it is used: with a MongoDB neither its worker nor its native parts are needed. */
async function startEmbedded(
  dataDir: string,
  durability: 'disk' | 'process',
): Promise<{ uri: string; close(): Promise<void> }> {
  const { startEmbeddedStore } = await import('./embedded/index.ts')
  try {
    return await startEmbeddedStore({ dataDir, durability })
  } catch (error) {
    // In use by another process, not writable, full: whoever starts the server can mend that.
    throw new ConfigError([`DATA_DIR: ${wordsOf(error)}`])
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function openOn(
  connection: Connection,
  secretKey: readonly [Buffer, ...Buffer[]],
  embedded: { close(): Promise<void> } | null,
): Promise<Store & { exclusive: boolean }> {
  try {
    const models = openModels(connection)
    await Promise.all(Object.values(models).map((model) => buildIndexes(model)))
    return {
      ...createRepositories(connection, models, secretKey),
      exclusive: embedded !== null,
      async ping() {
        if (connection.db === undefined) throw new Error('the store is not connected')
        await connection.db.command({ ping: 1 }, { timeoutMS: PING_MS })
      },
      async close() {
        await connection.close()
        await embedded?.close()
      },
    }
  } catch (error) {
    await connection.close()
    throw error
  }
}

function createRepositories(
  connection: Connection,
  models: Models,
  secretKey: readonly [Buffer, ...Buffer[]],
): Omit<Store, 'ping' | 'close'> {
  return {
    accounts: createAccountStore(models),
    accountDeletions: createAccountDeletionStore(connection, models),
    administration: createAdministrationStore(models),
    orders: createOrderStore(models),
    people: createPeopleStore(models),
    places: createPlaceStore(models),
    memberships: createMembershipStore(models),
    invitations: createInvitationStore(models),
    environmentSettings: createEnvironmentSettingsStore(models),
    services: createServiceStore(models),
    serviceSettings: createServiceSettingsStore(models),
    calls: createCallStore(models),
    channels: createChannelStore(models, createCipher(secretKey)),
    contacts: createContactStore(models),
    conversations: createConversationStore(models),
    conversationFigures: createConversationFiguresStore(models),
    messages: createMessageStore(models),
    intake: createIntakeStore(models),
    files: createFileStore(connection, models),
    templates: createTemplateStore(models),
    sessions: createSessionStore(models),
    secrets: createSecretStore(connection, createCipher(secretKey)),
    secondFactors: createFactorStore(models, createCipher(secretKey)),
    links: createLinkStore(models),
    throttles: createThrottleStore(models, secretKey[0]),
    setup: createSetupStore(models),
    leases: createLeaseStore(models),
    retention: createRetentionStore(connection, models),
    teamsPlaces: createTeamsPlaceStore(models),
    teamsCards: createTeamsCardStore(models),
    preferences: createPreferenceStore(models),
    accessRequests: createAccessRequestStore(models),
    oneTimeCodes: createOneTimeCodeStore(models),
    audit: createAuditStore(models),
    apiKeys: createApiKeyStore(models),
    webhooks: createWebhookStore(models, createCipher(secretKey)),
    privacy: createPrivacyStore(connection, models),
    leftRecordings: createLeftRecordingStore(models),
  }
}

async function connect(uri: string, databaseName: string | undefined): Promise<Connection> {
  const dbName = databaseName ?? (namesDatabase(uri) ? undefined : DEFAULT_DATABASE)
  const connection = mongoose.createConnection(uri, {
    ...(dbName === undefined ? {} : { dbName }),
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    ignoreUndefined: true,
    ...defaultsFor(uri),
  })
  try {
    await connection.asPromise()
  } catch (error) {
    // The driver's words name hosts, never the user or the password.
    throw new ConfigError([`MONGODB_URI: cannot connect (${wordsOf(error)})`])
  }
  connection.on('error', (err: unknown) => storeLog.error({ err }, 'connection failed'))
  return connection
}

/** How we connect where the address does not say it. */
function defaultsFor(uri: string): ConnectOptions {
  const given = new Set([...new URLSearchParams(uri.split('?')[1]).keys()].map((name) => name.toLowerCase()))
  const defaults: ConnectOptions = {
    maxPoolSize: POOL_SIZE,
    serverSelectionTimeoutMS: PATIENCE_MS,
    connectTimeoutMS: PATIENCE_MS,
    waitQueueTimeoutMS: PATIENCE_MS,
    // Acknowledged means that it survives the loss of a server.
    w: 'majority',
    journal: true,
  }
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => !given.has(name.toLowerCase())))
}

function namesDatabase(uri: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(uri)
}

/** Builds a collection's indexes; those that are there already are left as they are. */
async function buildIndexes<T>(model: Model<T>): Promise<void> {
  const specifications = model.schema.indexes().map(([key, options]) => {
    const { background: _background, ...rest } = options
    return { ...rest, key }
  })
  if (specifications.length === 0) return
  await model.db.db
    ?.collection(model.collection.collectionName)
    .createIndexes(specifications as mongoose.mongo.IndexDescription[])
}
