import { Double } from 'bson'

import { type Doc, doc } from '../bson/values.ts'
import type { Engine } from '../engine.ts'
import { CommandError } from '../errors.ts'
import { DuplicateKeyError } from '../storage/collection.ts'
import { aggregateCommands } from './aggregate-command.ts'
import { authCommands } from './auth-commands.ts'
import { catalogCommands } from './catalog-commands.ts'
import { type Command, type CommandContext, type ConnectionState, checkFields } from './context.ts'
import { explainCommands } from './explain.ts'
import { findAndModifyCommands } from './find-and-modify.ts'
import { indexCommands } from './index-commands.ts'
import { readCommands } from './read-commands.ts'
import { refuseTransaction, serverCommands } from './server-commands.ts'
import { writeCommands } from './write-commands.ts'

const COMMANDS = new Map<string, Command>(
  Object.entries({
    ...readCommands,
    ...writeCommands,
    ...findAndModifyCommands,
    ...aggregateCommands,
    ...indexCommands,
    ...catalogCommands,
    ...serverCommands,
    ...authCommands,
    ...explainCommands,
  }),
)

/** The answer to a command that failed. */
export function errorReply(error: unknown): Doc {
  if (error instanceof CommandError) {
    const details =
      error instanceof DuplicateKeyError ? { keyPattern: error.keyPattern, keyValue: error.keyValue } : {}
    return doc({
      ok: new Double(0),
      errmsg: error.message,
      code: error.code,
      codeName: error.codeName,
      ...details,
    })
  }
  const message = error instanceof Error ? error.message : String(error)
  return doc({ ok: new Double(0), errmsg: message, code: 8, codeName: 'UnknownError' })
}

function prepareCommand(
  connection: ConnectionState,
  command: Doc,
): { handler: Command; name: string; database: string } {
  const [name] = command.keys()
  if (name === undefined) throw new CommandError('CommandNotFound', 'no command was given')
  const handler = COMMANDS.get(name)
  if (!handler) throw new CommandError('CommandNotFound', `no such command: '${name}'`)
  const database = command.get('$db')
  if (typeof database !== 'string') throw new CommandError(40571, 'OP_MSG requests require a $db argument')
  if (connection.needsUser && connection.user === undefined && handler.open !== true) {
    throw new CommandError('Unauthorized', `Command ${name} requires authentication`)
  }
  if (
    command.get('startTransaction') !== undefined ||
    command.get('autocommit') !== undefined ||
    command.has('txnNumber')
  )
    refuseTransaction()
  if (handler.fields) checkFields(name, command, handler.fields)
  return { handler, name, database }
}

/** Runs a command; what goes wrong becomes its answer. */
export async function runCommand(engine: Engine, connection: ConnectionState, command: Doc): Promise<Doc> {
  try {
    const { handler, name, database } = prepareCommand(connection, command)
    const context: CommandContext = { engine, name, command, database, connection }
    const writes = typeof handler.writes === 'function' ? handler.writes(command) : handler.writes === true
    return writes ? await engine.write(() => handler.run(context)) : handler.run(context)
  } catch (error) {
    return errorReply(error)
  }
}
