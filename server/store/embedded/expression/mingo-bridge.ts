import { BSONRegExp, type Binary, type Decimal128 } from 'bson'
import { Context, ProcessingMode, computeValue } from 'mingo/core'
import * as mingoOperators from 'mingo/operators/expression'

import {
  type Doc,
  type Value,
  double,
  isDecimal,
  isDoc,
  isDouble,
  isInt32,
  isLong,
  isRegex,
  long,
} from '../bson/values.ts'
import { badValue } from '../errors.ts'
import { toRegExp } from '../query/regex.ts'
import type { Compile, Expression, Scope } from './types.ts'

/**
 * The operators that mingo evaluates for us: arguments are evaluated here, so it only ever sees values.
 * Those that bind variables or have to keep number types apart are the store's own.
 */
const FOREIGN = new Set([
  '$acos',
  '$acosh',
  '$asin',
  '$asinh',
  '$atan',
  '$atan2',
  '$atanh',
  '$cos',
  '$cosh',
  '$degreesToRadians',
  '$radiansToDegrees',
  '$sin',
  '$sinh',
  '$tan',
  '$tanh',
  '$regexFind',
  '$regexFindAll',
  '$regexMatch',
])

const options = {
  context: Context.init({ expression: mingoOperators as never }),
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
}

export function isForeignOperator(operator: string): boolean {
  return FOREIGN.has(operator)
}

/** Compiles an operator so that its arguments are evaluated by the store and the rest by mingo. */
export function compileForeign(operator: string, argument: Value, compile: Compile): Expression {
  const prepare = compileArgument(argument, compile)
  return (scope) => {
    const input = prepare(scope)
    try {
      return fromPlain(computeValue({}, input, operator, options))
    } catch (error) {
      return badValue(`${operator}: ${error instanceof Error ? error.message : 'failed'}`)
    }
  }
}

function compileArgument(argument: Value, compile: Compile): (scope: Scope) => unknown {
  // One argument may come in brackets.
  const [only] = Array.isArray(argument) ? argument : []
  if (Array.isArray(argument) && argument.length === 1 && only !== undefined) return literal(compile(only))
  if (Array.isArray(argument)) {
    const list = argument.map((entry) => literal(compile(entry)))
    return (scope) => list.map((entry) => entry(scope))
  }
  if (isDoc(argument) && ![...argument.keys()][0]?.startsWith('$')) {
    const fields = [...argument].map(([name, value]) => [name, literal(compile(value))] as const)
    return (scope) => Object.fromEntries(fields.map(([name, value]) => [name, value(scope)]))
  }
  return literal(compile(argument))
}

/** A value that mingo must not mistake for an expression. */
function literal(expression: Expression): (scope: Scope) => unknown {
  return (scope) => {
    const value = toPlain(expression(scope) ?? null)
    const ambiguous = typeof value === 'string' ? value.startsWith('$') : isStructure(value)
    return ambiguous ? { $literal: value } : value
  }
}

function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Array.isArray(value) || value.constructor === Object)
}

/** The value as mingo knows values: plain objects, JavaScript's numbers and regular expressions. */
export function toPlain(value: Value): unknown {
  if (isDoc(value)) return Object.fromEntries([...value].map(([name, field]) => [name, toPlain(field)]))
  if (Array.isArray(value)) return value.map(toPlain)
  if (isDouble(value)) return value.value
  if (isLong(value)) {
    const number = value.toNumber()
    return Number.isSafeInteger(number)
      ? number
      : badValue('this store cannot compute with so large a long here')
  }
  if (isDecimal(value)) return badValue('this store cannot compute with decimals here')
  return isRegex(value) ? toRegExp(value.pattern, value.options) : value
}

/** The reverse; whole numbers beyond int32 become longs. */
export function fromPlain(value: unknown): Value | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number') {
    if (isInt32(value) || !Number.isSafeInteger(value)) return value
    return Object.is(value, -0) ? double(0) : long(value)
  }
  if (Array.isArray(value)) return value.map((entry) => fromPlain(entry) ?? null)
  if (value instanceof RegExp) return new BSONRegExp(value.source, value.flags)
  if (typeof value === 'object' && value !== null && value.constructor === Object) {
    const result: Doc = new Map()
    for (const [name, field] of Object.entries(value)) {
      const converted = fromPlain(field)
      if (converted !== undefined) result.set(name, converted)
    }
    return result
  }
  return value as Exclude<Value, Binary | Decimal128>
}
