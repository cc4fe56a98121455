import { plainText } from '../bson/format.ts'
import { compareValues, equalValues } from '../bson/compare.ts'
import { type Value, isDoc, isNumeric, isTruthy, toInteger, toNumber, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { elementComparator, parseSort } from '../query/sort.ts'
import {
  binary,
  compileList,
  isNullish,
  namedArguments,
  unary,
  variadic,
  withVariables,
} from './arguments.ts'
import type { Compile, Expression, OperatorTable } from './types.ts'

function requireArray(value: Value | undefined, code: number, message: string): Value[] {
  if (Array.isArray(value)) return value
  throw new CommandError(code, `${message}, but is ${typeName(value)}`)
}

function elementAt(array: Value | undefined, position: Value | undefined): Value | undefined {
  if (isNullish(array) || isNullish(position)) return null
  const list = requireArray(array, 28689, "$arrayElemAt's first argument must be an array")
  if (!isNumeric(position))
    throw new CommandError(
      28690,
      `$arrayElemAt's second argument must be a numeric value, but is ${typeName(position)}`,
    )
  const at = toInteger(position)
  if (at === undefined)
    throw new CommandError(28691, "$arrayElemAt's second argument must be representable as a 32-bit integer")
  return list.at(at)
}

function compileFilterOperator(argument: Value, compile: Compile, operator: string): Expression {
  const fields = namedArguments(argument, operator, {
    required: ['input', 'cond'],
    optional: ['as', 'limit'],
    unknownCode: 28647,
    missingCode: 28648,
  })
  const input = compile(fields.get('input') ?? null)
  const condition = compile(fields.get('cond') ?? null)
  const as = plainText(fields.get('as') ?? 'this')
  const limit = fields.get('limit')
  const most = limit === undefined ? undefined : compile(limit)
  return (scope) => {
    const list = input(scope)
    if (isNullish(list)) return null
    const bound = most?.(scope)
    const count = isNullish(bound) ? Number.POSITIVE_INFINITY : toNumber(bound)
    if (count < 1) throw new CommandError(327392, `$filter: limit must be greater than 0: ${count}`)
    const found: Value[] = []
    for (const element of requireArray(list, 28651, 'input to $filter must be an array')) {
      if (isTruthy(condition(withVariables(scope, [[as, element]])))) found.push(element)
      if (found.length >= count) break
    }
    return found
  }
}

function compileMap(argument: Value, compile: Compile, operator: string): Expression {
  const fields = namedArguments(argument, operator, {
    required: ['input', 'in'],
    optional: ['as'],
    unknownCode: 16879,
    missingCode: 16882,
  })
  const input = compile(fields.get('input') ?? null)
  const body = compile(fields.get('in') ?? null)
  const as = plainText(fields.get('as') ?? 'this')
  return (scope) => {
    const list = input(scope)
    if (isNullish(list)) return null
    return requireArray(list, 16883, 'input to $map must be an array').map(
      (element) => body(withVariables(scope, [[as, element]])) ?? null,
    )
  }
}

function compileReduce(argument: Value, compile: Compile, operator: string): Expression {
  const fields = namedArguments(argument, operator, {
    required: ['input', 'initialValue', 'in'],
    unknownCode: 40076,
    missingCode: 40077,
  })
  const input = compile(fields.get('input') ?? null)
  const initial = compile(fields.get('initialValue') ?? null)
  const body = compile(fields.get('in') ?? null)
  return (scope) => {
    const list = input(scope)
    if (isNullish(list)) return null
    let value = initial(scope)
    for (const element of requireArray(list, 40080, 'input to $reduce must be an array')) {
      value = body(
        withVariables(scope, [
          ['this', element],
          ['value', value],
        ]),
      )
    }
    return value
  }
}

function concatenate(values: (Value | undefined)[]): Value {
  const result: Value[] = []
  for (const value of values) {
    if (isNullish(value)) return null
    for (const element of requireArray(value, 28664, '$concatArrays only supports arrays'))
      result.push(element)
  }
  return result
}

function slice(argument: Value, compile: Compile): Expression {
  const list = compileList(argument, compile)
  if (list.length < 2 || list.length > 3) {
    throw new CommandError(
      28667,
      `Expression $slice takes at least 2 arguments, and at most 3, but ${list.length} were passed in.`,
    )
  }
  return (scope) => {
    const [array, first, second] = list.map((expression) => expression(scope))
    if (isNullish(array) || isNullish(first) || (list.length === 3 && isNullish(second))) return null
    const items = requireArray(array, 28724, 'First argument to $slice must be an array')
    const [from, count] = [toInteger(first), second === undefined ? undefined : toInteger(second)]
    if (from === undefined)
      throw new CommandError(
        28725,
        `Second argument to $slice must be a numeric value, but is of type: ${typeName(first)}`,
      )
    if (list.length === 2) return from >= 0 ? items.slice(0, from) : items.slice(from)
    if (count === undefined)
      throw new CommandError(
        28727,
        `Third argument to $slice must be numeric, but is of type: ${typeName(second)}`,
      )
    if (count <= 0) throw new CommandError(28729, `Third argument to $slice must be positive: ${count}`)
    const start = from < 0 ? Math.max(0, items.length + from) : from
    return items.slice(start, start + count)
  }
}

function compileSortArray(argument: Value, compile: Compile, operator: string): Expression {
  const fields = namedArguments(argument, operator, {
    required: ['input', 'sortBy'],
    unknownCode: 2942501,
    missingCode: 2942502,
  })
  const input = compile(fields.get('input') ?? null)
  const sortBy = fields.get('sortBy') ?? null
  const direction = toNumber(sortBy)
  const byFields = isDoc(sortBy) ? elementComparator(parseSort(sortBy)) : undefined
  return (scope) => {
    const list = input(scope)
    if (isNullish(list)) return null
    const items = requireArray(list, 2942504, 'The input argument to $sortArray must be an array')
    if (!byFields) return [...items].sort((a, b) => compareValues(a, b) * direction)
    return [...items].sort(byFields)
  }
}

function ends(at: 0 | -1, code: number): OperatorTable[string] {
  return unary((value, operator) => {
    if (isNullish(value)) return null
    return requireArray(value, code, `${operator}'s argument must be an array`).at(at)
  })
}

/** Arrays. */
export const arrayOperators: OperatorTable = {
  $arrayElemAt: binary(elementAt),
  $first: ends(0, 28689),
  $last: ends(-1, 28689),
  $size: unary((value) => requireArray(value, 17124, 'The argument to $size must be an array').length),
  $isArray: unary((value) => Array.isArray(value)),
  $in: binary((value, array) =>
    requireArray(array, 40081, '$in requires an array as a second argument').some((element) =>
      equalValues(value, element),
    ),
  ),
  $concatArrays: variadic(concatenate),
  $reverseArray: unary((value) => {
    if (isNullish(value)) return null
    return [...requireArray(value, 34435, 'The argument to $reverseArray must be an array')].reverse()
  }),
  $slice: slice,
  $filter: compileFilterOperator,
  $map: compileMap,
  $reduce: compileReduce,
  $sortArray: compileSortArray,
}
