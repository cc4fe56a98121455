import { randomUUID } from 'node:crypto'

import { Binary } from 'bson'

import { plainText } from '../bson/format.ts'
import { type Doc, doc, isBinary, toInteger } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { ScramConversation } from '../wire/scram.ts'
import { type Command, type CommandContext, ok } from './context.ts'

interface Ongoing {
  id: number
  scram: ScramConversation
}

let lastConversation = 0

function payloadOf(command: Doc): string {
  const payload = command.get('payload')
  if (isBinary(payload)) return Buffer.from(payload.buffer.subarray(0, payload.position)).toString('utf8')
  if (typeof payload === 'string') return Buffer.from(payload, 'base64').toString('utf8')
  throw new CommandError('AuthenticationFailed', 'Authentication failed.')
}

function begin({ engine, connection }: CommandContext, command: Doc): Doc {
  if (command.get('mechanism') !== 'SCRAM-SHA-256')
    throw new CommandError(334, `Unsupported mechanism ${plainText(command.get('mechanism'))}`)
  const { credentials } = engine
  if (!credentials) throw new CommandError('AuthenticationFailed', 'Authentication failed.')
  const ongoing: Ongoing = { id: ++lastConversation, scram: new ScramConversation(credentials, randomUUID()) }
  const answer = ongoing.scram.first(payloadOf(command))
  connection.conversation = ongoing
  return doc({ conversationId: ongoing.id, done: false, payload: new Binary(Buffer.from(answer)) })
}

const saslStart: Command = {
  open: true,
  run: (context) => ok(Object.fromEntries(begin(context, context.command))),
}

const saslContinue: Command = {
  open: true,
  run({ command, connection }) {
    const ongoing = connection.conversation
    if (!isOngoing(ongoing) || toInteger(command.get('conversationId')) !== ongoing.id) {
      throw new CommandError('ProtocolError', 'No SASL session state found')
    }
    if (ongoing.scram.user !== undefined) {
      connection.user = ongoing.scram.user
      connection.conversation = undefined
      return ok({ conversationId: ongoing.id, done: true, payload: new Binary(Buffer.alloc(0)) })
    }
    const answer = ongoing.scram.final(payloadOf(command))
    if (answer === undefined) {
      connection.conversation = undefined
      throw new CommandError('AuthenticationFailed', 'Authentication failed.')
    }
    connection.user = ongoing.scram.user
    return ok({ conversationId: ongoing.id, done: true, payload: new Binary(Buffer.from(answer)) })
  },
}

function isOngoing(value: unknown): value is Ongoing {
  return typeof value === 'object' && value !== null && 'scram' in value
}

const logout: Command = {
  open: true,
  run({ connection }) {
    connection.user = undefined
    return ok()
  },
}

/** An authentication that comes with the first hello; undefined when it fails, so that the client starts over. */
export function speculativeAuthentication(
  context: CommandContext,
  command: Doc | undefined,
): Doc | undefined {
  if (!command) return undefined
  try {
    return begin(context, command)
  } catch {
    return undefined
  }
}

/** The commands that prove who is there. */
export const authCommands: Record<string, Command> = { saslStart, saslContinue, logout }
