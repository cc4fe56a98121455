import { type Doc, type Value, isDoc, isNumeric, isTruthy, toInteger, toNumber } from '../bson/values.ts'
import { CommandError, badValue } from '../errors.ts'
import { type Expression, type Variables, compileExpression } from '../expression/expression.ts'
import { compileFilter, testOf } from './filter.ts'
import { compileElementOperators, isOperatorDocument } from './operators.ts'

/** Turns a document into what the client asked for. */
export type Projection = (document: Doc) => Doc

/** One step of a projection; a tree because paths share their beginnings. */
interface Node {
  /** Kept or dropped as a whole. */
  whole?: boolean
  children?: Map<string, Node>
  expression?: Expression
  slice?: { skip: number; limit: number }
  elemMatch?: (value: Value) => boolean
}

interface Parsed {
  root: Map<string, Node>
  inclusive: boolean | undefined
  id: boolean | undefined
  positional: string | undefined
  hasExpressions: boolean
}

/** What a projection may need besides the document. */
export interface ProjectionContext {
  filter?: Doc
  variables?: Variables | undefined
  /** Whether `$slice`, `$elemMatch` and the positional operator are meant as in `find`. */
  find: boolean
}

function conflict(path: string): never {
  throw new CommandError(31250, `Path collision at ${path}`)
}

function place(root: Map<string, Node>, path: string, node: Node): void {
  const steps = path.split('.')
  if (steps.includes('')) {
    throw new CommandError(
      path.endsWith('.') ? 40353 : 15998,
      path.endsWith('.')
        ? "FieldPath must not end with a '.'."
        : 'FieldPath field names may not be empty strings.',
    )
  }
  let level = root
  steps.forEach((step, at) => {
    const existing = level.get(step)
    if (at === steps.length - 1) {
      if (existing) conflict(path)
      level.set(step, node)
      return
    }
    const next = existing ?? {}
    if (existing && !existing.children) conflict(path)
    next.children ??= new Map()
    level.set(step, next)
    level = next.children
  })
}

/** Notes whether the projection keeps or drops, which it cannot do both. */
function setMode(parsed: Parsed, inclusive: boolean, path: string): void {
  if (parsed.inclusive === undefined) parsed.inclusive = inclusive
  else if (parsed.inclusive !== inclusive) {
    throw new CommandError(
      inclusive ? 31253 : 31254,
      `Cannot do ${inclusive ? 'inclusion' : 'exclusion'} on field ${path} in ${inclusive ? 'exclusion' : 'inclusion'} projection`,
    )
  }
}

function parse(fields: Doc, context: ProjectionContext, parsed: Parsed, base = ''): void {
  for (const [name, value] of fields) {
    if (name.startsWith('$'))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      )
    const path = base + name
    if (typeof value === 'boolean' || isNumeric(value)) parseFlag(path, isTruthy(value), { context, parsed })
    else if (value instanceof Map && !isOperatorDocument(value as Value)) {
      if (value.size === 0)
        throw new CommandError(
          51270,
          'An empty sub-projection is not a valid value. Found empty object at path',
        )
      parse(value, context, parsed, `${path}.`)
    } else parseSpecial(path, value, { context, parsed })
  }
}

function parseFlag(
  path: string,
  keep: boolean,
  { context, parsed }: { context: ProjectionContext; parsed: Parsed },
): void {
  if (path === '_id') {
    parsed.id = keep
    return
  }
  if (context.find && path.endsWith('.$')) {
    if (parsed.positional !== undefined)
      throw new CommandError(31276, 'Cannot specify more than one positional projection per query.')
    parsed.positional = path.slice(0, -2)
    setMode(parsed, true, path)
    place(parsed.root, parsed.positional, { whole: true })
    return
  }
  setMode(parsed, keep, path)
  place(parsed.root, path, { whole: keep })
}

function parseSpecial(
  path: string,
  value: Value,
  { context, parsed }: { context: ProjectionContext; parsed: Parsed },
): void {
  const operator = isDoc(value) ? [...value.keys()][0] : undefined
  if (context.find && isDoc(value) && operator === '$slice' && isFindSlice(value.get('$slice'))) {
    // Unlike other operators it neither keeps nor drops the other fields.
    place(parsed.root, path, { slice: parseSlice(value.get('$slice') ?? null) })
    parsed.hasExpressions = true
    return
  }
  if (context.find && isDoc(value) && operator === '$elemMatch') {
    if (path.includes('.'))
      throw new CommandError(31275, 'Cannot use $elemMatch projection on a nested field.')
    place(parsed.root, path, { elemMatch: elementMatcher(value.get('$elemMatch') ?? null) })
    setMode(parsed, true, path)
    return
  }
  if (path === '_id') parsed.id = true
  setMode(parsed, true, path)
  parsed.hasExpressions = true
  place(parsed.root, path, { expression: compileExpression(value) })
}

function isFindSlice(argument: Value | undefined): boolean {
  const list = Array.isArray(argument) ? argument : [argument]
  return list.every((entry) => isNumeric(entry))
}

function parseSlice(argument: Value): { skip: number; limit: number } {
  if (isNumeric(argument)) {
    const count = toInteger(argument) ?? 0
    return count < 0 ? { skip: count, limit: -count } : { skip: 0, limit: count }
  }
  const [skip, limit] = Array.isArray(argument) ? argument.map(toNumber) : []
  if (skip === undefined || limit === undefined)
    throw new CommandError(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax')
  if (limit <= 0) throw new CommandError(28729, 'third argument to $slice must be positive')
  return { skip, limit }
}

function elementMatcher(operand: Value): (value: Value) => boolean {
  if (!isDoc(operand)) return badValue('elemMatch: Invalid argument, object required')
  if (isOperatorDocument(operand)) {
    return compileElementOperators(operand, (filter) => testOf(compileFilter(filter)))
  }
  const predicate = compileFilter(operand)
  return (value) => isDoc(value) && predicate.test(value)
}

function include(
  document: Doc,
  nodes: ReadonlyMap<string, Node>,
  root: Doc,
  variables: Variables | undefined,
): Doc {
  const result: Doc = new Map()
  for (const [name, value] of document) {
    const node = nodes.get(name)
    if (!node) continue
    const kept = includeNode(value, node, root, variables)
    if (kept !== undefined) result.set(name, kept)
  }
  for (const [name, node] of nodes) {
    if (node.expression) {
      const value = node.expression({ root, variables })
      if (value === undefined) result.delete(name)
      else result.set(name, value)
    } else if (node.children && hasExpression(node) && !document.has(name)) {
      result.set(name, include(new Map(), node.children, root, variables))
    }
  }
  return result
}

function hasExpression(node: Node): boolean {
  return node.expression !== undefined || [...(node.children?.values() ?? [])].some(hasExpression)
}

function includeNode(
  value: Value,
  node: Node,
  root: Doc,
  variables: Variables | undefined,
): Value | undefined {
  if (node.whole === true || node.expression) return value
  if (node.slice) return sliceArray(value, node.slice)
  if (node.elemMatch) {
    const found = Array.isArray(value) ? value.find(node.elemMatch) : undefined
    return found === undefined ? undefined : [found]
  }
  const { children } = node
  if (!children) return undefined
  if (isDoc(value)) return include(value, children, root, variables)
  if (Array.isArray(value)) {
    return value.flatMap((element) => {
      const kept =
        isDoc(element) || Array.isArray(element) ? includeNode(element, node, root, variables) : undefined
      return kept === undefined ? [] : [kept]
    })
  }
  return hasExpression(node) ? include(new Map(), children, root, variables) : undefined
}

function sliceArray(value: Value, { skip, limit }: { skip: number; limit: number }): Value {
  if (!Array.isArray(value)) return value
  const start = skip < 0 ? Math.max(0, value.length + skip) : skip
  return value.slice(start, start + limit)
}

function exclude(value: Value, nodes: ReadonlyMap<string, Node>): Value {
  if (Array.isArray(value)) return value.map((element) => exclude(element, nodes))
  if (!isDoc(value)) return value
  const result: Doc = new Map()
  for (const [name, field] of value) {
    const node = nodes.get(name)
    if (!node) result.set(name, field)
    else if (node.slice) result.set(name, sliceArray(field, node.slice))
    else if (node.children) result.set(name, exclude(field, node.children))
  }
  return result
}

/** The position of the array element that made the filter match, for `path.$`. */
function narrowPositional(document: Doc, path: string, filter: Doc): Doc {
  const position = matchedPosition(document, filter, path)
  if (position === undefined) {
    throw new CommandError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    )
  }
  const steps = path.split('.')
  const narrow = (value: Value | undefined, at: number): Value | undefined => {
    if (at === steps.length) return Array.isArray(value) ? value.slice(position, position + 1) : value
    if (Array.isArray(value)) return value.slice(position, position + 1)
    if (!isDoc(value)) return value
    const copy = new Map(value)
    const inner = narrow(value.get(steps[at] ?? ''), at + 1)
    if (inner !== undefined) copy.set(steps[at] ?? '', inner)
    return copy
  }
  const result = narrow(document, 0)
  return isDoc(result) ? result : document
}

/** Which element of the array at (or on the way of) a path the filter's condition matched. */
export function matchedPosition(document: Doc, filter: Doc, target: string): number | undefined {
  for (const [name, condition] of filter) {
    if ((name === '$and' || name === '$or') && Array.isArray(condition)) {
      for (const branch of condition) {
        if (!isDoc(branch) || !compileFilter(branch).test(document)) continue
        const position = matchedPosition(document, branch, target)
        if (position !== undefined) return position
      }
    } else if (
      !name.startsWith('$') &&
      (name === target || name.startsWith(`${target}.`) || target.startsWith(`${name}.`))
    ) {
      const position = positionOn(document, name, condition)
      if (position !== undefined) return position
    }
  }
  return undefined
}

function positionOn(document: Doc, path: string, condition: Value): number | undefined {
  const steps = path.split('.')
  let value: Value | undefined = document
  let at = 0
  while (at < steps.length && isDoc(value)) value = value.get(steps[at++] ?? '')
  if (!Array.isArray(value)) return undefined
  const rest = steps.slice(at).join('.')
  const elemMatch = isDoc(condition) ? condition.get('$elemMatch') : undefined
  const test =
    elemMatch !== undefined && rest === ''
      ? elementMatcher(elemMatch)
      : (element: Value) =>
          compileFilter(rest === '' ? new Map([['v', condition]]) : new Map([[`v.${rest}`, condition]])).test(
            new Map([['v', element]]),
          )
  const position = value.findIndex(test)
  return position < 0 ? undefined : position
}

/** Compiles the projection of `find`, `findAndModify` or `$project`. */
export function compileProjection(fields: Doc, context: ProjectionContext): Projection {
  const parsed: Parsed = {
    root: new Map(),
    inclusive: undefined,
    id: undefined,
    positional: undefined,
    hasExpressions: false,
  }
  parse(fields, context, parsed)
  const { root, positional } = parsed
  const onlyId = parsed.inclusive === undefined && !parsed.hasExpressions
  const inclusive = parsed.inclusive ?? (onlyId && parsed.id === true)
  if (inclusive && parsed.id !== false && !root.has('_id')) root.set('_id', { whole: true })
  if (!inclusive && parsed.id === false) root.set('_id', { whole: false })
  const { filter, variables } = context
  return (document) => {
    const source =
      positional === undefined ? document : narrowPositional(document, positional, filter ?? new Map())
    if (inclusive) return include(source, root, document, variables)
    return exclude(source, root) as Doc
  }
}
