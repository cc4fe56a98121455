import { type Doc, type Value, isDoc, toInteger } from '../bson/values.ts'
import { CommandError, failedToParse } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import { checkVariable } from '../expression/objects.ts'
import { compileFilter } from '../query/filter.ts'
import { valuesAtPath } from '../query/paths.ts'
import { encodeKey } from '../storage/index-keys.ts'
import { type Environment, type Stage, pipelineOf } from './environment.ts'
import { setCopied } from './stages.ts'

function text(fields: Doc, name: string, stage: string): string {
  const value = fields.get(name)
  if (typeof value !== 'string') failedToParse(`${stage} argument '${name}' must be a string`)
  return value
}

function checkNames(fields: Doc, stage: string, known: readonly string[]): void {
  for (const name of fields.keys())
    if (!known.includes(name)) failedToParse(`unknown argument to ${stage}: ${name}`)
}

/** What a document's value at a path is equal to: itself, or any of its elements. */
function equalityCondition(document: Doc, path: string): Value {
  const values = valuesAtPath(document, path).flatMap((value) =>
    Array.isArray(value) ? value : [value ?? null],
  )
  const [only] = values
  if (values.length === 1 && only !== undefined) return new Map([['$eq', only]])
  return new Map<string, Value>([['$in', values.length === 0 ? [null] : values]])
}

function parseLet(value: Value | undefined): [string, ReturnType<typeof compileExpression>][] {
  if (value === undefined) return []
  if (!isDoc(value)) return failedToParse("$lookup argument 'let: ...' must be an object")
  return [...value].map(([name, expression]) => [checkVariable(name), compileExpression(expression)])
}

export function lookupStage(argument: Value, environment: Environment): Stage {
  if (!isDoc(argument)) return failedToParse('the $lookup stage specification must be an object')
  checkNames(argument, '$lookup', ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'])
  const as = text(argument, 'as', '$lookup').split('.')
  const from = text(argument, 'from', '$lookup')
  const hasFields = argument.has('localField') || argument.has('foreignField')
  if (hasFields && !(argument.has('localField') && argument.has('foreignField'))) {
    failedToParse("$lookup requires both or neither of 'localField' and 'foreignField' to be specified")
  }
  if (!hasFields && !argument.has('pipeline'))
    failedToParse(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    )
  const local = hasFields ? text(argument, 'localField', '$lookup') : undefined
  const foreign = hasFields ? text(argument, 'foreignField', '$lookup') : ''
  const stages = argument.has('pipeline') ? pipelineOf(argument.get('pipeline'), '$lookup') : []
  const bindings = parseLet(argument.get('let'))
  environment.compile(stages)
  return function* lookup(source) {
    for (const document of source) {
      const variables = new Map(environment.variables)
      for (const [name, expression] of bindings)
        variables.set(name, expression({ root: document, variables: environment.variables }))
      const match: Value[] =
        local === undefined
          ? []
          : [new Map([['$match', new Map([[foreign, equalityCondition(document, local)]])]])]
      const found = [...environment.read(from, [...match, ...stages], variables)]
      const result = new Map(document)
      setCopied(result, as, found)
      yield result
    }
  }
}

export function facetStage(argument: Value, environment: Environment): Stage {
  if (!isDoc(argument) || argument.size === 0)
    throw new CommandError(40169, 'the $facet specification must be a non-empty object')
  const facets = [...argument].map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new CommandError(40170, `arguments to $facet must be arrays, ${name} is not`)
    return [name, environment.compile(pipeline)] as const
  })
  return function* facet(source) {
    const documents = [...source]
    yield new Map(facets.map(([name, run]) => [name, [...run(documents)]]))
  }
}

export function unionWithStage(argument: Value, environment: Environment): Stage {
  const fields = isDoc(argument) ? argument : new Map([['coll', argument]])
  checkNames(fields, '$unionWith', ['coll', 'pipeline'])
  const collection = text(fields, 'coll', '$unionWith')
  const stages = fields.has('pipeline') ? pipelineOf(fields.get('pipeline'), '$unionWith') : []
  environment.compile(stages)
  return function* union(source) {
    yield* source
    yield* environment.read(collection, stages, environment.variables)
  }
}

interface GraphLookup {
  from: string
  as: string[]
  connectFromField: string
  connectToField: string
  depthField: string | undefined
  maxDepth: number
  restrict: Doc | undefined
}

function parseGraphLookup(fields: Doc): GraphLookup {
  checkNames(fields, '$graphLookup', [
    'from',
    'as',
    'startWith',
    'connectFromField',
    'connectToField',
    'depthField',
    'maxDepth',
    'restrictSearchWithMatch',
  ])
  const restrict = fields.get('restrictSearchWithMatch')
  if (restrict !== undefined && !isDoc(restrict))
    throw new CommandError(40185, "$graphLookup argument 'restrictSearchWithMatch' must be an object")
  const depth = fields.has('maxDepth') ? toInteger(fields.get('maxDepth')) : Number.POSITIVE_INFINITY
  if (depth === undefined || depth < 0)
    throw new CommandError(40101, 'maxDepth requires a nonnegative argument')
  return {
    from: text(fields, 'from', '$graphLookup'),
    as: text(fields, 'as', '$graphLookup').split('.'),
    connectFromField: text(fields, 'connectFromField', '$graphLookup'),
    connectToField: text(fields, 'connectToField', '$graphLookup'),
    depthField: fields.has('depthField') ? text(fields, 'depthField', '$graphLookup') : undefined,
    maxDepth: depth,
    restrict,
  }
}

export function graphLookupStage(argument: Value, environment: Environment): Stage {
  if (!isDoc(argument)) return failedToParse('the $graphLookup stage specification must be an object')
  const options = parseGraphLookup(argument)
  const start = argument.get('startWith')
  if (start === undefined) throw new CommandError(40105, "$graphLookup requires 'startWith'")
  const startWith = compileExpression(start)
  if (options.restrict) compileFilter(options.restrict)
  return function* graphLookup(source) {
    for (const document of source) {
      const first = startWith({ root: document, variables: environment.variables }) ?? null
      const result = new Map(document)
      setCopied(result, options.as, walkGraph(Array.isArray(first) ? first : [first], options, environment))
      yield result
    }
  }
}

function walkGraph(start: Value[], options: GraphLookup, environment: Environment): Value[] {
  const found = new Map<string, Doc>()
  let frontier = start
  const visited = new Set<string>()
  for (let depth = 0; depth <= options.maxDepth && frontier.length > 0; depth++) {
    const match: Doc = new Map([[options.connectToField, new Map([['$in', frontier]])]])
    const filter: Doc = options.restrict ? new Map([['$and', [match, options.restrict]]]) : match
    const next: Value[] = []
    for (const document of environment.read(options.from, [new Map([['$match', filter]])])) {
      const key = encodeKey(document.get('_id') ?? null).toString('latin1')
      if (found.has(key)) continue
      const entry = new Map(document)
      if (options.depthField !== undefined) setCopied(entry, options.depthField.split('.'), depth)
      found.set(key, entry)
      for (const value of valuesAtPath(document, options.connectFromField)) {
        for (const element of Array.isArray(value) ? value : [value]) {
          if (element === undefined || element === null) continue
          const seen = encodeKey(element).toString('latin1')
          if (!visited.has(seen)) next.push(element)
          visited.add(seen)
        }
      }
    }
    frontier = next
  }
  return [...found.values()]
}
