import { type Doc, type Value, isDoc, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { type Expression, type Variables, compileExpression } from '../expression/expression.ts'
import { isOperatorDocument } from '../query/operators.ts'
import { compileProjection } from '../query/projection.ts'
import { isStageName } from './stage-names.ts'

/** A stage that turns one document into another. */
export type DocumentStage = (document: Doc, variables: Variables | undefined) => Doc

interface Assignment {
  name: string
  value?: Expression
  children?: Assignment[]
}

function parseAssignments(fields: Doc): Assignment[] {
  const root: Assignment[] = []
  for (const [path, value] of fields) {
    const steps = path.split('.')
    if (steps.includes(''))
      throw new CommandError(
        path.endsWith('.') ? 40353 : 15998,
        'FieldPath field names may not be empty strings.',
      )
    if (steps.some((step) => step.startsWith('$')))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      )
    placeAssignment(root, steps, value)
  }
  return root
}

function placeAssignment(level: Assignment[], steps: readonly string[], value: Value): void {
  const [name = '', ...rest] = steps
  const existing = level.find((assignment) => assignment.name === name)
  if (existing && (rest.length === 0 || !existing.children))
    throw new CommandError(40176, `Invalid $addFields :: caused by :: path collision at ${name}`)
  if (rest.length === 0) {
    // An object without operators adds to what is there, field by field.
    const nested = isDoc(value) && value.size > 0 && !isOperatorDocument(value)
    level.push(
      nested ? { name, children: parseAssignments(value) } : { name, value: compileExpression(value) },
    )
    return
  }
  const node = existing ?? { name, children: [] }
  if (!existing) level.push(node)
  placeAssignment(node.children ?? [], rest, value)
}

function assign(
  target: Value | undefined,
  assignments: readonly Assignment[],
  scope: { root: Doc; variables: Variables | undefined },
): Value {
  if (Array.isArray(target)) return target.map((element) => assign(element, assignments, scope))
  const result: Doc = new Map(isDoc(target) ? target : [])
  for (const { name, value, children } of assignments) {
    if (children) result.set(name, assign(result.get(name), children, scope))
    else {
      const computed = value?.(scope)
      if (computed === undefined) result.delete(name)
      else result.set(name, computed)
    }
  }
  return result
}

function compileAddFields(name: string, argument: Value): DocumentStage {
  if (!isDoc(argument))
    throw new CommandError(40272, `${name} specification stage must be an object, got ${typeName(argument)}`)
  const assignments = parseAssignments(argument)
  return (document, variables) => assign(document, assignments, { root: document, variables }) as Doc
}

function compileUnset(argument: Value): DocumentStage {
  const paths = Array.isArray(argument) ? argument : [argument]
  if (paths.length === 0)
    throw new CommandError(31119, '$unset specification must be a string or an array with at least one field')
  const fields: Doc = new Map()
  for (const path of paths) {
    if (typeof path !== 'string')
      throw new CommandError(
        Array.isArray(argument) ? 31120 : 31002,
        '$unset specification must be a string or an array containing only string values',
      )
    fields.set(path, false)
  }
  return compileProjection(fields, { find: false })
}

function compileProject(argument: Value): DocumentStage {
  if (!isDoc(argument)) throw new CommandError(15969, '$project specification must be an object')
  if (argument.size === 0)
    throw new CommandError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    )
  // Compiled once per set of variables, because they are bound when it is compiled.
  let compiled: { variables: Variables | undefined; project: (document: Doc) => Doc } | undefined
  compileProjection(argument, { find: false })
  return (document, variables) => {
    if (!compiled || compiled.variables !== variables) {
      compiled = { variables, project: compileProjection(argument, { find: false, variables }) }
    }
    return compiled.project(document)
  }
}

function compileReplace(name: string, argument: Value): DocumentStage {
  let source = argument
  if (name === '$replaceRoot') {
    if (!isDoc(argument))
      throw new CommandError(40229, 'expected an object as specification for $replaceRoot stage')
    const unknown = [...argument.keys()].find((field) => field !== 'newRoot')
    if (unknown !== undefined)
      throw new CommandError(40415, `BSON field '$replaceRoot.${unknown}' is an unknown field.`)
    const root = argument.get('newRoot')
    if (root === undefined)
      throw new CommandError(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field")
    source = root
  }
  const expression = compileExpression(source)
  return (document, variables) => {
    const result = expression({ root: document, variables })
    if (!isDoc(result))
      throw new CommandError(
        40228,
        `'${name === '$replaceRoot' ? 'newRoot' : 'replacement document'}' expression must evaluate to an object, but resulting value was of type ${typeName(result)}`,
      )
    return new Map(result)
  }
}

/** Compiles a stage that looks at one document at a time; undefined for all others. */
export function compileDocumentStage(name: string, argument: Value): DocumentStage | undefined {
  switch (name) {
    case '$addFields':
    case '$set':
      return compileAddFields(name, argument)
    case '$unset':
      return compileUnset(argument)
    case '$project':
      return compileProject(argument)
    case '$replaceRoot':
    case '$replaceWith':
      return compileReplace(name, argument)
    default:
      return undefined
  }
}

/** The name and argument of a stage. */
export function stageEntry(stage: Value): [name: string, argument: Value] {
  if (!isDoc(stage))
    throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object")
  const [entry] = stage
  if (!entry || stage.size !== 1)
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.')
  return entry
}

/** Compiles a stage of a pipeline update, where only few are allowed. */
export function compileUpdateStage(stage: Value): DocumentStage {
  const [name, argument] = stageEntry(stage)
  const compiled = compileDocumentStage(name, argument)
  if (compiled) return compiled
  if (isStageName(name))
    throw new CommandError('InvalidOptions', `${name} is not allowed to be used within an update`)
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`)
}
