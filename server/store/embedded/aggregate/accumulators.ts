import { plainText } from '../bson/format.ts'
import { Summation } from '../bson/summation.ts'
import { compareValues } from '../bson/compare.ts'
import {
  type Doc,
  type Value,
  double,
  isDoc,
  isNumeric,
  toNumber,
  toInteger,
  typeName,
} from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { isNullish } from '../expression/arguments.ts'
import { type Expression, type Scope, compileExpression } from '../expression/expression.ts'
import { type SortField, compareSortKeys, parseSort, sortKeys } from '../query/sort.ts'
import { encodeKey } from '../storage/index-keys.ts'

/** Gathers values of one group. */
export interface Accumulator {
  add(value: Value | undefined, scope: Scope): void
  result(): Value
}

/** Makes the accumulator of one field for each group. */
export interface AccumulatorFactory {
  /** What is added for each document. */
  input: Expression
  create(): Accumulator
}

type Fold = () => Accumulator

function sum(): Accumulator {
  const numbers = new Summation()
  return {
    add(value) {
      if (isNumeric(value)) numbers.add(value)
    },
    result: () => numbers.total(),
  }
}

function average(): Accumulator {
  const numbers = new Summation()
  return {
    add(value) {
      if (isNumeric(value)) numbers.add(value)
    },
    result: () => numbers.mean() ?? null,
  }
}

function collected(
  finish: (values: Value[]) => Value,
  keep: (value: Value | undefined) => Value | undefined,
): Fold {
  return () => {
    const values: Value[] = []
    return {
      add(value) {
        const kept = keep(value)
        if (kept !== undefined) values.push(kept)
      },
      result: () => finish(values),
    }
  }
}

function extreme(sign: 1 | -1): Fold {
  return () => {
    let best: Value | undefined
    return {
      add(value) {
        if (!isNullish(value) && (best === undefined || compareValues(value, best) * sign > 0)) best = value
      },
      result: () => best ?? null,
    }
  }
}

function first(): Accumulator {
  let seen = false
  let kept: Value | undefined
  return {
    add(value) {
      if (!seen) kept = value
      seen = true
    },
    result: () => kept ?? null,
  }
}

function last(): Accumulator {
  let kept: Value | undefined
  return { add: (value) => void (kept = value), result: () => kept ?? null }
}

function addToSet(): Accumulator {
  const values = new Map<string, Value>()
  return {
    add(value) {
      if (value === undefined) return
      const key = encodeKey(value).toString('latin1')
      if (!values.has(key)) values.set(key, value)
    },
    result: () => [...values.values()],
  }
}

function mergeObjects(): Accumulator {
  const result: Doc = new Map()
  return {
    add(value) {
      if (isNullish(value)) return
      if (!isDoc(value))
        throw new CommandError(
          40400,
          `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
        )
      for (const [name, field] of value) result.set(name, field)
    },
    result: () => result,
  }
}

function deviation(sample: boolean): Fold {
  return collected(
    (values) => {
      const numbers = values.map(toNumber)
      const divisor = sample ? numbers.length - 1 : numbers.length
      if (divisor < 1) return null
      const mean = numbers.reduce((total, value) => total + value, 0) / numbers.length
      return double(Math.sqrt(numbers.reduce((total, value) => total + (value - mean) ** 2, 0) / divisor))
    },
    (value) => (isNumeric(value) ? value : undefined),
  )
}

const SIMPLE: Record<string, Fold> = {
  $sum: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
  $first: first,
  $last: last,
  $push: collected(
    (values) => values,
    (value) => value,
  ),
  $addToSet: addToSet,
  $mergeObjects: mergeObjects,
  $stdDevPop: deviation(false),
  $stdDevSamp: deviation(true),
}

function count(n: Value | undefined, operator: string): number {
  const value = toInteger(n)
  if (value === undefined || value <= 0)
    throw new CommandError(5787908, `'n' must be greater than 0 for ${operator}, found ${plainText(n)}`)
  return value
}

/** `$firstN`, `$lastN`, `$minN` and `$maxN`. */
function several(operator: string, argument: Value): AccumulatorFactory {
  if (!isDoc(argument)) throw new CommandError(5787900, `specification must be an object; found ${operator}`)
  const input = argument.get('input')
  const limit = argument.get('n')
  if (input === undefined || limit === undefined)
    throw new CommandError(5787906, `Missing value for '${input === undefined ? 'input' : 'n'}'`)
  const n = compileExpression(limit)
  return {
    input: compileExpression(input),
    create() {
      const values: Value[] = []
      let most = 0
      const extremes = operator === '$minN' || operator === '$maxN'
      return {
        add(value, scope) {
          if (most === 0) most = count(n(scope), operator)
          if (extremes && isNullish(value)) return
          values.push(value ?? null)
        },
        result() {
          if (operator === '$firstN') return values.slice(0, most)
          if (operator === '$lastN') return most === 0 ? [] : values.slice(-most)
          const sign = operator === '$minN' ? 1 : -1
          return values.sort((a, b) => compareValues(a, b) * sign).slice(0, most)
        },
      }
    },
  }
}

interface Ranked {
  keys: (Value | undefined)[]
  output: Value
}

/** `$top`, `$bottom`, `$topN` and `$bottomN`. */
function ranked(operator: string, argument: Value): AccumulatorFactory {
  if (!isDoc(argument)) throw new CommandError(5788001, `specification must be an object; found ${operator}`)
  const [sortBy, output, limit] = [argument.get('sortBy'), argument.get('output'), argument.get('n')]
  if (!isDoc(sortBy)) throw new CommandError(5788005, "Missing value for 'sortBy'")
  if (output === undefined) throw new CommandError(5788004, "Missing value for 'output'")
  const single = operator === '$top' || operator === '$bottom'
  if (!single && limit === undefined) throw new CommandError(5788003, "Missing value for 'n'")
  const fields: SortField[] = parseSort(sortBy)
  const n = compileExpression(limit ?? 1)
  return {
    input: compileExpression(output),
    create() {
      const entries: Ranked[] = []
      let most = 1
      return {
        add(value, scope) {
          if (!single) most = count(n(scope), operator)
          entries.push({ keys: isDoc(scope.root) ? sortKeys(scope.root, fields) : [], output: value ?? null })
        },
        result() {
          entries.sort((a, b) => compareSortKeys(a.keys, b.keys, fields))
          const chosen = operator.startsWith('$top') ? entries.slice(0, most) : entries.slice(-most)
          return single ? (chosen[0]?.output ?? null) : chosen.map((entry) => entry.output)
        },
      }
    },
  }
}

/** Compiles `{ $sum: … }` and the like. */
export function compileAccumulator(field: string, specification: Value): AccumulatorFactory {
  if (!isDoc(specification)) {
    throw new CommandError(40234, `The field '${field}' must be an accumulator object`)
  }
  const [entry] = specification
  if (!entry || specification.size !== 1)
    throw new CommandError(40238, `The field '${field}' must specify one accumulator`)
  const [operator, argument] = entry
  if (!operator.startsWith('$'))
    throw new CommandError(40234, `The field '${field}' must be an accumulator object`)
  if (operator === '$count') {
    if (!isDoc(argument) || argument.size > 0)
      throw new CommandError('TypeMismatch', '$count takes no arguments, i.e. $count:{}')
    return { input: () => 1, create: sum }
  }
  if (['$firstN', '$lastN', '$minN', '$maxN'].includes(operator)) return several(operator, argument)
  if (['$top', '$bottom', '$topN', '$bottomN'].includes(operator)) return ranked(operator, argument)
  const create = SIMPLE[operator]
  if (!create) throw new CommandError(15952, `unknown group operator '${operator}'`)
  if (Array.isArray(argument))
    throw new CommandError(40237, `The ${operator} accumulator is a unary operator`)
  return { input: compileExpression(argument), create }
}
