import { type Doc, type Value, isDoc } from '../bson/values.ts'
import { CommandError, failedToParse } from '../errors.ts'
import { expressionPath } from '../query/paths.ts'
import { arithmeticOperators } from './arithmetic.ts'
import { arrayOperators } from './arrays.ts'
import { collectionOperators } from './collections.ts'
import { conversionOperators } from './conversions.ts'
import { dateParsingOperators } from './date-parsing.ts'
import { datePartOperators } from './date-parts.ts'
import { dateOperators } from './dates.ts'
import { logicOperators } from './logic.ts'
import { compileForeign, isForeignOperator } from './mingo-bridge.ts'
import { objectOperators } from './objects.ts'
import { stringOperators } from './strings.ts'
import type { Expression, OperatorTable } from './types.ts'

export type { Expression, Scope, Variables } from './types.ts'

const OPERATORS = new Map(
  Object.entries<OperatorTable[string]>({
    ...arithmeticOperators,
    ...arrayOperators,
    ...collectionOperators,
    ...conversionOperators,
    ...dateOperators,
    ...dateParsingOperators,
    ...datePartOperators,
    ...logicOperators,
    ...objectOperators,
    ...stringOperators,
  }),
)

/** Compiles an aggregation expression; throws MongoDB's error for an operator that is not known. */
export function compileExpression(expression: Value): Expression {
  if (typeof expression === 'string')
    return expression.startsWith('$') ? compilePath(expression) : () => expression
  if (Array.isArray(expression)) {
    const elements = expression.map(compileExpression)
    return (scope) => elements.map((element) => element(scope) ?? null)
  }
  if (!isDoc(expression)) return () => expression
  const [first] = expression.keys()
  if (first?.startsWith('$')) return compileOperator(expression)
  return compileObject(expression)
}

function compileObject(expression: Doc): Expression {
  const fields = [...expression].map(([name, value]) => {
    if (name.startsWith('$'))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      )
    if (name.includes('.'))
      throw new CommandError(
        16405,
        `FieldPath field names may not contain '.'. Consider using $getField or $setField.`,
      )
    return [name, compileExpression(value)] as const
  })
  return (scope) => {
    const result: Doc = new Map()
    for (const [name, field] of fields) {
      const value = field(scope)
      if (value !== undefined) result.set(name, value)
    }
    return result
  }
}

function compileOperator(expression: Doc): Expression {
  const [entry] = expression
  if (!entry || expression.size !== 1) {
    const names = [...expression.keys()].join(', ')
    throw new CommandError(
      15983,
      `an expression specification must contain exactly one field, the name of the expression. Found ${expression.size} fields in { ${names} }`,
    )
  }
  const [operator, argument] = entry
  const compiler = OPERATORS.get(operator)
  if (compiler) return compiler(argument, compileExpression, operator)
  if (isForeignOperator(operator)) return compileForeign(operator, argument, compileExpression)
  throw new CommandError('InvalidPipelineOperator', `Unrecognized expression '${operator}'`)
}

const ROOT_VARIABLES = new Set(['ROOT', 'CURRENT'])

function compilePath(text: string): Expression {
  if (!text.startsWith('$$')) {
    const steps = fieldSteps(text.slice(1))
    return (scope) => expressionPath(scope.root, steps, 0)
  }
  const [name = '', ...steps] = text.slice(2).split('.')
  if (steps.length > 0) fieldSteps(steps.join('.'))
  if (name === '') failedToParse('empty variable names are not allowed')
  if (name === 'NOW') return (scope) => scope.variables?.get('NOW') ?? new Date()
  if (name === 'REMOVE') return () => undefined
  return (scope) => {
    const bound = scope.variables
    if (bound?.has(name)) return expressionPath(bound.get(name), steps, 0)
    if (ROOT_VARIABLES.has(name)) return expressionPath(scope.root, steps, 0)
    throw new CommandError(17276, `Use of undefined variable: ${name}`)
  }
}

function fieldSteps(path: string): string[] {
  if (path === '') throw new CommandError(16872, "'$' by itself is not a valid FieldPath")
  const steps = path.split('.')
  if (steps.at(-1) === '') throw new CommandError(40353, "FieldPath must not end with a '.'.")
  for (const step of steps) {
    if (step === '') throw new CommandError(15998, 'FieldPath field names may not be empty strings.')
    if (step.startsWith('$'))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      )
  }
  return steps
}

/** Whether a value is an expression that always gives the same. */
export function isConstant(expression: Value): boolean {
  if (typeof expression === 'string') return !expression.startsWith('$')
  return !isDoc(expression) && !Array.isArray(expression)
}
