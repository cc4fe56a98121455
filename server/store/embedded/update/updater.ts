import { equalValues } from '../bson/compare.ts'
import { formatValue } from '../bson/format.ts'
import { type Doc, type Value, cloneDoc, isDoc, typeName } from '../bson/values.ts'
import { type DocumentStage, compileUpdateStage } from '../aggregate/document-stages.ts'
import { CommandError, badValue, failedToParse } from '../errors.ts'
import type { Variables } from '../expression/expression.ts'
import { matchedPosition } from '../query/projection.ts'
import { parseArrayFilters } from './array-filters.ts'
import { arrayOperators } from './array-operators.ts'
import { type Apply, fieldOperators } from './field-operators.ts'
import { type PathContext, expandPath, locate, requireViable } from './target.ts'

/** What an update made of a document. */
export interface Updated {
  document: Doc
  /** The top-level fields it may have changed; undefined for all. */
  touched: ReadonlySet<string> | undefined
}

/** A compiled update. */
export interface Updater {
  /** Whether it puts a new document in the old one's place. */
  replaces: boolean
  /** `insert` says that the document is being made by an upsert. */
  apply(document: Doc, options: { filter: Doc; insert: boolean }): Updated
}

interface Modification {
  operator: string
  steps: string[]
  apply: Apply
  /** For `$rename`: where the value goes. */
  rename?: string[]
}

/** What an update may refer to besides the document. */
export interface UpdateContext {
  arrayFilters?: Value | undefined
  variables?: Variables | undefined
}

/** Compiles the `u` of an update; throws MongoDB's error for what is not one. */
export function compileUpdate(update: Value | undefined, context: UpdateContext): Updater {
  if (Array.isArray(update)) {
    if (context.arrayFilters !== undefined) failedToParse('Cannot specify arrayFilters and a pipeline update')
    return pipelineUpdater(update, context.variables)
  }
  if (!isDoc(update)) failedToParse('Update argument must be either an object or an array')
  const [first] = update.keys()
  if (first?.startsWith('$') === true) return operatorUpdater(update, context)
  if (context.arrayFilters !== undefined)
    failedToParse('Cannot specify arrayFilters and a replacement-style update')
  return replacementUpdater(update)
}

function replacementUpdater(replacement: Doc): Updater {
  for (const name of replacement.keys()) {
    if (name.startsWith('$')) {
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      )
    }
  }
  return {
    replaces: true,
    apply(document) {
      const id = document.get('_id')
      const result: Doc = new Map()
      if (id !== undefined) result.set('_id', id)
      for (const [name, value] of replacement) {
        if (name === '_id' && id !== undefined && !equalValues(id, value)) {
          throw new CommandError(
            'ImmutableField',
            `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${formatValue(value)}`,
          )
        }
        if (name !== '_id' || id === undefined) result.set(name, value)
      }
      return { document: result, touched: undefined }
    },
  }
}

function pipelineUpdater(stages: readonly Value[], variables: Variables | undefined): Updater {
  const compiled: DocumentStage[] = stages.map((stage) => compileUpdateStage(stage))
  return {
    replaces: false,
    apply(document) {
      const bound = new Map([...(variables ?? []), ['NOW', new Date()] as const])
      let result = compiled.reduce((current, stage) => stage(current, bound), document)
      const id = document.get('_id')
      if (id !== undefined) {
        const changed = result.get('_id')
        if (changed === undefined) result = new Map([['_id', id], ...result])
        else if (!equalValues(id, changed)) refuseId()
      }
      return { document: result, touched: undefined }
    },
  }
}

function refuseId(): never {
  throw new CommandError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  )
}

function operatorUpdater(update: Doc, context: UpdateContext): Updater {
  const arrayFilters = parseArrayFilters(context.arrayFilters)
  const modifications = parseModifications(update)
  checkArrayFilters(modifications, arrayFilters)
  const touched = new Set(
    modifications.flatMap(({ steps, rename }) => [steps[0] ?? '', ...(rename ? [rename[0] ?? ''] : [])]),
  )
  return {
    replaces: false,
    apply(document, { filter, insert }) {
      const result = cloneDoc(document)
      const paths: PathContext = { arrayFilters, position: (path) => matchedPosition(document, filter, path) }
      for (const modification of modifications) {
        if (modification.operator === '$setOnInsert' && !insert) continue
        for (const steps of expandPath(result, modification.steps, paths))
          applyAt(result, steps, modification)
      }
      const id = document.get('_id')
      if (id !== undefined && !equalValues(id, result.get('_id'))) refuseId()
      return { document: result, touched }
    },
  }
}

function applyAt(document: Doc, steps: readonly string[], { apply, rename }: Modification): void {
  if (!rename) {
    apply(locate(document, steps))
    return
  }
  const from = locate(document, steps)
  if (from.value === undefined) {
    requireViable(document, steps)
    return
  }
  refuseArrayOnPath(document, steps, 'source')
  refuseArrayOnPath(document, rename, 'destination')
  from.remove()
  locate(document, rename).set(from.value)
}

function refuseArrayOnPath(document: Doc, steps: readonly string[], which: string): void {
  for (let length = 1; length < steps.length; length++) {
    if (Array.isArray(locate(document, steps.slice(0, length)).value)) {
      throw new CommandError(
        'BadValue',
        `The ${which} field cannot be an array element, '${steps.join('.')}' in doc has an array field called '${steps[length - 1] ?? ''}'`,
      )
    }
  }
}

function parseModifications(update: Doc): Modification[] {
  const result: Modification[] = []
  for (const [operator, fields] of update) {
    const compile = fieldOperators[operator] ?? arrayOperators[operator]
    if (!compile && operator !== '$rename') {
      failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    }
    if (!isDoc(fields)) {
      failedToParse(
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${formatValue(fields)}}`,
      )
    }
    for (const [path, operand] of fields) {
      const steps = checkPath(path)
      if (!compile) result.push(parseRename(path, steps, operand))
      else result.push({ operator, steps, apply: compile(operand, path) })
    }
  }
  refuseConflicts(result)
  return result.sort((a, b) => compareSteps(a.steps, b.steps))
}

function parseRename(path: string, steps: string[], operand: Value): Modification {
  if (typeof operand !== 'string')
    return badValue(`The 'to' field for $rename must be a string: ${path}: ${formatValue(operand)}`)
  const rename = checkPath(operand)
  if (path === operand) badValue(`The source and target field for $rename must differ: ${path}: "${operand}"`)
  if (operand.startsWith(`${path}.`) || path.startsWith(`${operand}.`))
    badValue(`The source and target field for $rename must not be on the same path: ${path}: "${operand}"`)
  if ([...steps, ...rename].some((step) => step.startsWith('$')))
    badValue(`The source and target field for $rename must not be dynamic: ${path}`)
  return { operator: '$rename', steps, apply: () => undefined, rename }
}

function checkPath(path: string): string[] {
  const steps = path.split('.')
  if (path === '') throw new CommandError(56, 'An empty update path is not valid.')
  if (steps.includes('')) {
    throw new CommandError(
      56,
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    )
  }
  if (steps.filter((step) => step === '$').length > 1)
    badValue(`Too many positional (i.e. '$') elements found in path '${path}'`)
  const [first = ''] = steps
  if (first.startsWith('$')) {
    if (first === '$' || /^\$\[.*\]$/.test(first))
      throw new CommandError(
        'BadValue',
        `Cannot have positional (i.e. '$') element in the first position in path '${path}'`,
      )
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${first}' in '${path}' is not valid for storage.`,
    )
  }
  return steps
}

function refuseConflicts(modifications: readonly Modification[]): void {
  const paths = modifications
    .flatMap(({ steps, rename }) => (rename ? [steps, rename] : [steps]))
    .map((steps) => steps.join('.'))
  const sorted = [...paths].sort()
  for (const path of sorted) {
    for (const other of sorted) {
      if (other.startsWith(`${path}.`)) conflict(other, path)
    }
  }
  const seen = new Set<string>()
  for (const path of paths) {
    if (seen.has(path)) conflict(path, path)
    seen.add(path)
  }
}

function conflict(path: string, at: string): never {
  throw new CommandError(
    'ConflictingUpdateOperators',
    `Updating the path '${path}' would create a conflict at '${at}'`,
  )
}

/** New fields are added in this order, whatever order the update names them in. */
function compareSteps(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [x = '', y = ''] = [a[at], b[at]]
    if (x === y) continue
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y)
    return x < y ? -1 : 1
  }
  return a.length - b.length
}

function checkArrayFilters(
  modifications: readonly Modification[],
  filters: ReadonlyMap<string, unknown>,
): void {
  const used = new Set<string>()
  for (const { steps } of modifications) {
    for (const step of steps) {
      const identifier = /^\$\[(.+)\]$/.exec(step)?.[1]
      if (identifier === undefined) continue
      used.add(identifier)
      if (!filters.has(identifier)) {
        throw new CommandError(
          'BadValue',
          `No array filter found for identifier '${identifier}' in path '${steps.join('.')}'`,
        )
      }
    }
  }
  for (const identifier of filters.keys()) {
    if (!used.has(identifier))
      failedToParse(`The array filter for identifier '${identifier}' was not used in the update`)
  }
}
