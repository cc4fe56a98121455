import { type Doc, type Value, doc, isDoc, isTruthy } from '../bson/values.ts'
import { failedToParse } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import { filterDocument } from '../query/filter.ts'
import { compileProjection } from '../query/projection.ts'
import { compileUpdate } from '../update/updater.ts'
import {
  type Command,
  letVariables,
  namespaceOf,
  ok,
  optionalDoc,
  optionalFlag,
  refuseCollation,
} from './context.ts'
import type { Search } from './query.ts'
import { deleteMatching, updateMatching } from './write-commands.ts'

const constant = (expression: Value): Value | undefined => compileExpression(expression)({ root: new Map() })

function projected(document: Doc | undefined, fields: Doc | undefined, filter: Doc): Value {
  if (!document) return null
  return fields && fields.size > 0 ? compileProjection(fields, { find: true, filter })(document) : document
}

const findAndModify: Command = {
  writes: true,
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'hint',
    'collation',
    'let',
  ],
  run(context) {
    const { engine, command } = context
    refuseCollation(command)
    const namespace = namespaceOf(context)
    const filter = filterDocument(command.get('query'), 'query')
    const variables = letVariables(command, constant)
    const search: Search = {
      filter,
      sort: optionalDoc(command, 'sort'),
      hint: command.get('hint'),
      limit: 1,
      variables,
    }
    const fields = optionalDoc(command, 'fields')
    const returnsNew = optionalFlag(command, 'new')
    const upsert = optionalFlag(command, 'upsert')
    const update = command.get('update')
    if (isTruthy(command.get('remove'))) {
      if (update !== undefined) failedToParse('Cannot specify both an update and remove=true')
      if (upsert) failedToParse('Cannot specify both upsert=true and remove=true')
      if (returnsNew)
        failedToParse(
          "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
        )
      const { deleted, last } = deleteMatching(engine, namespace, search)
      return ok({ lastErrorObject: doc({ n: deleted }), value: projected(last, fields, filter) })
    }
    if (update === undefined) failedToParse('Either an update or remove=true must be specified')
    const updater = compileUpdate(update, { arrayFilters: command.get('arrayFilters'), variables })
    const changed = updateMatching(engine, namespace, { search, updater, upsert })
    const lastErrorObject = doc({
      n: changed.matched + (changed.upsertedId === undefined ? 0 : 1),
      updatedExisting: changed.matched > 0,
      upserted: changed.upsertedId,
    })
    const value = projected(returnsNew ? changed.after : changed.before, fields, filter)
    return ok({ lastErrorObject, value: isDoc(value) || value === null ? value : null })
  },
}

/** Both spellings of the command. */
export const findAndModifyCommands: Record<string, Command> = { findAndModify, findandmodify: findAndModify }
