import { Double, Long } from 'bson'

import { type Value, doc } from '../bson/values.ts'
import { MAX_DOCUMENT_BYTES } from '../bson/encode.ts'
import { CommandError } from '../errors.ts'
import { MAX_MESSAGE_BYTES } from '../wire/protocol.ts'
import { type Command, type CommandContext, ok, optionalDoc } from './context.ts'
import { speculativeAuthentication } from './auth-commands.ts'

/** MongoDB 8.0's wire version, whose features are what is spoken here. */
const MAX_WIRE_VERSION = 25
const VERSION = '8.0.0'

function helloReply(context: CommandContext, legacy: boolean): ReturnType<typeof ok> {
  const { connection, command } = context
  const mechanisms: Value | undefined = command.has('saslSupportedMechs') ? ['SCRAM-SHA-256'] : undefined
  return ok({
    helloOk: true,
    [legacy ? 'ismaster' : 'isWritablePrimary']: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    saslSupportedMechs: mechanisms,
    speculativeAuthenticate: speculativeAuthentication(
      context,
      optionalDoc(command, 'speculativeAuthenticate'),
    ),
  })
}

const hello: Command = { open: true, run: (context) => helloReply(context, false) }
const isMaster: Command = { open: true, run: (context) => helloReply(context, true) }
const ping: Command = { open: true, run: () => ok() }

const buildInfo: Command = {
  open: true,
  run: () =>
    ok({
      version: VERSION,
      versionArray: [8, 0, 0, 0],
      modules: ['callover-embedded'],
      bits: 64,
      debug: false,
      maxBsonObjectSize: MAX_DOCUMENT_BYTES,
      storageEngines: ['lmdb'],
    }),
}

const serverStatus: Command = {
  run({ engine }) {
    const uptime = (Date.now() - engine.startedAt) / 1000
    return ok({
      host: 'localhost',
      version: VERSION,
      process: 'callover-embedded',
      pid: Long.fromNumber(process.pid),
      uptime: new Double(uptime),
      localTime: new Date(),
      storageEngine: doc({ name: 'lmdb', persistent: true }),
      metrics: doc({ cursor: doc({ open: doc({ total: Long.fromNumber(engine.cursors.size) }) }) }),
    })
  },
}

const connectionStatus: Command = {
  open: true,
  run({ connection }) {
    const users: Value[] = connection.user === undefined ? [] : [doc({ user: connection.user, db: 'admin' })]
    return ok({ authInfo: doc({ authenticatedUsers: users, authenticatedUserRoles: [] }) })
  },
}

const getParameter: Command = {
  run({ command }) {
    if (command.get('getParameter') === '*' || command.has('featureCompatibilityVersion')) {
      return ok({ featureCompatibilityVersion: doc({ version: '8.0' }) })
    }
    throw new CommandError('InvalidOptions', 'no option found to get')
  },
}

const getLog: Command = {
  run({ command }) {
    if (command.get('getLog') === '*') return ok({ names: ['global', 'startupWarnings'] })
    return ok({ totalLinesWritten: 0, log: [] })
  },
}

const whatsmyuri: Command = { run: ({ connection }) => ok({ you: connection.remote }) }
const endSessions: Command = { open: true, run: () => ok() }
const refreshSessions: Command = { run: () => ok() }
const getCmdLineOpts: Command = { run: () => ok({ argv: [], parsed: new Map<string, Value>() }) }
const hostInfo: Command = {
  run: () => ok({ system: new Map<string, Value>(), os: new Map<string, Value>() }),
}

/** Nothing here runs transactions, as on any standalone server. */
export function refuseTransaction(): never {
  throw new CommandError(
    'IllegalOperation',
    'Transaction numbers are only allowed on a replica set member or mongos',
  )
}

const transactionCommand: Command = { run: refuseTransaction }

const replSetGetStatus: Command = {
  run() {
    throw new CommandError(76, 'not running with --replSet')
  },
}

/** The commands about the server and the connection. */
export const serverCommands: Record<string, Command> = {
  hello,
  isMaster,
  ismaster: isMaster,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  serverStatus,
  connectionStatus,
  getParameter,
  getLog,
  whatsmyuri,
  endSessions,
  refreshSessions,
  startSession: refreshSessions,
  getCmdLineOpts,
  hostInfo,
  abortTransaction: transactionCommand,
  commitTransaction: transactionCommand,
  replSetGetStatus,
}
