import { TypeOrder, compareValues, equalValues, typeOrder } from '../bson/compare.ts'
import {
  BsonType,
  type Doc,
  type Value,
  bsonType,
  isDoc,
  isNumeric,
  isRegex,
  isTruthy,
  toInteger,
  toNumber,
} from '../bson/values.ts'
import { formatValue } from '../bson/format.ts'
import { wholePart } from '../bson/numbers.ts'
import { CommandError, badValue } from '../errors.ts'
import { encodeKey } from '../storage/index-keys.ts'
import { bitTest } from './bits.ts'
import { anyAtPath } from './paths.ts'
import { fromBsonRegex, toRegExp } from './regex.ts'

/** Tests one value at the end of a path. */
export type LeafTest = (value: Value | undefined) => boolean

/** Tests what a document has at a path. */
export type PathTest = (document: Value, steps: readonly string[]) => boolean

/** Compiles a nested filter, as `$elemMatch` has one. */
type CompileFilter = (filter: Doc) => (document: Doc) => boolean

/** How operators are compiled: nested filters, and whether the elements of an array are tested as well. */
interface OperatorContext {
  compile: CompileFilter
  lift: (test: LeafTest) => PathTest
}

/** Whether a value in a filter is a document of operators rather than a literal. */
export function isOperatorDocument(value: Value | undefined): value is Doc {
  if (!isDoc(value)) return false
  const [first] = value.keys()
  return (
    first !== undefined && first.startsWith('$') && first !== '$ref' && first !== '$id' && first !== '$db'
  )
}

function isNull(value: Value | undefined): boolean {
  return value === undefined || value === null
}

/** Equality; null equals a missing value, and a bare regular expression matches text. */
export function equalityTest(operand: Value, regexMatches: boolean): LeafTest {
  if (operand === null) return isNull
  if (regexMatches && isRegex(operand)) {
    const regex = fromBsonRegex(operand)
    return (value) =>
      typeof value === 'string' ? regex.test(value) : isRegex(value) && compareValues(value, operand) === 0
  }
  return (value) => value !== undefined && equalValues(value, operand)
}

function comparisonTest(operator: string, operand: Value): LeafTest {
  if (isRegex(operand)) badValue(`Can't have RegEx as arg to predicate over field '${operator}'.`)
  const inclusive = operator === '$gte' || operator === '$lte'
  const sign = operator === '$gt' || operator === '$gte' ? 1 : -1
  if (operand === null) return inclusive ? isNull : () => false
  const order = typeOrder(operand)
  const anyType = order === TypeOrder.minKey || order === TypeOrder.maxKey
  const isNaNOperand = isNumeric(operand) && Number.isNaN(toNumber(operand))
  return (value) => {
    if (value === undefined) return false
    if (!anyType && typeOrder(value) !== order) return false
    if (!anyType && order === TypeOrder.number) {
      const isNaNValue = Number.isNaN(toNumber(value))
      if (isNaNValue || isNaNOperand) return inclusive && isNaNValue && isNaNOperand
    }
    const result = compareValues(value, operand)
    return result === 0 ? inclusive : Math.sign(result) === sign
  }
}

/** Beyond this many plain values `$in` looks them up by key instead of trying each. */
const IN_LOOKUP_THRESHOLD = 12

function inTest(operand: Value): LeafTest {
  if (!Array.isArray(operand)) return badValue('$in needs an array')
  for (const entry of operand) if (isOperatorDocument(entry)) badValue('cannot nest $ under $in')
  if (operand.length > IN_LOOKUP_THRESHOLD && !operand.some(isRegex)) {
    const keys = new Set(operand.map((entry) => encodeKey(entry).toString('latin1')))
    return (value) => keys.has(encodeKey(value ?? null).toString('latin1'))
  }
  const tests = operand.map((entry) => equalityTest(entry, true))
  return (value) => tests.some((test) => test(value))
}

const TYPE_ALIASES: Record<string, number> = BsonType

function typeTest(operand: Value): LeafTest {
  const wanted = new Set<number>()
  for (const entry of Array.isArray(operand) ? operand : [operand]) {
    if (entry === 'number') {
      for (const type of [BsonType.int, BsonType.long, BsonType.double, BsonType.decimal]) wanted.add(type)
      continue
    }
    const code = typeof entry === 'string' ? TYPE_ALIASES[entry] : toInteger(entry)
    if (typeof entry === 'string' && code === undefined) badValue(`Unknown type name alias: ${entry}`)
    if (code === undefined || !Object.values(TYPE_ALIASES).includes(code)) {
      return badValue(`Invalid numerical type code: ${formatValue(entry)}`)
    }
    wanted.add(code)
  }
  if (wanted.size === 0) throw new CommandError('FailedToParse', '$type must match at least one type')
  return (value) => value !== undefined && wanted.has(bsonType(value))
}

function modTest(operand: Value): LeafTest {
  if (!Array.isArray(operand)) return badValue('malformed mod, needs to be an array')
  if (operand.length !== 2)
    badValue(`malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`)
  const [divisor, remainder] = operand.map(wholePart)
  if (divisor === undefined) return badValue('malformed mod, divisor value is invalid')
  if (remainder === undefined) return badValue('malformed mod, remainder value is invalid')
  if (divisor === 0n) badValue('divisor cannot be 0')
  return (value) => {
    const dividend = wholePart(value)
    return dividend !== undefined && dividend % divisor === remainder
  }
}

function regexTest(operators: Doc): LeafTest {
  const operand = operators.get('$regex')
  const options = operators.get('$options')
  if (operand === undefined) return badValue('$options needs a $regex')
  if (options !== undefined && typeof options !== 'string') badValue('$options has to be a string')
  if (typeof operand !== 'string' && !isRegex(operand)) return badValue('$regex has to be a string')
  if (isRegex(operand) && operand.options !== '' && typeof options === 'string') {
    throw new CommandError(51075, 'options set in both $regex and $options')
  }
  const text = typeof options === 'string' ? options : isRegex(operand) ? operand.options : ''
  const pattern = isRegex(operand) ? operand.pattern : operand
  const regex = toRegExp(pattern, text)
  return (value) =>
    typeof value === 'string'
      ? regex.test(value)
      : isRegex(value) && value.pattern === pattern && value.options === text
}

function sizeTest(operand: Value): LeafTest {
  if (!isNumeric(operand))
    return badValue(`Failed to parse $size. Expected a number in: $size: ${formatValue(operand)}`)
  const size = toInteger(operand)
  if (size === undefined) return badValue('Failed to parse $size. Expected an integer')
  if (size < 0) badValue('Failed to parse $size. Expected a non-negative number')
  return (value) => Array.isArray(value) && value.length === size
}

function elemMatchTest(operand: Value, compile: CompileFilter): LeafTest {
  if (!isDoc(operand)) return badValue('$elemMatch needs an Object')
  const [first] = operand.keys()
  const onValues = isOperatorDocument(operand) && !['$and', '$or', '$nor', '$expr'].includes(first ?? '')
  if (onValues) {
    const test = compileElementOperators(operand, compile)
    return (value) => Array.isArray(value) && value.some(test)
  }
  const test = compile(operand)
  return (value) =>
    Array.isArray(value) &&
    value.some((element) => {
      if (isDoc(element)) return test(element)
      // An inner array is searched by position.
      return Array.isArray(element) && test(new Map(element.map((entry, at) => [String(at), entry])))
    })
}

/** A test that the value itself or any element of it passes. */
function element(test: LeafTest): PathTest {
  const withElements: LeafTest = (value) => test(value) || (Array.isArray(value) && value.some(test))
  return (document, steps) => anyAtPath(document, steps, 0, withElements)
}

/** A test of the value as a whole. */
function whole(test: LeafTest): PathTest {
  return (document, steps) => anyAtPath(document, steps, 0, test)
}

function not(test: PathTest): PathTest {
  return (document, steps) => !test(document, steps)
}

function every(tests: readonly PathTest[]): PathTest {
  return (document, steps) => tests.every((test) => test(document, steps))
}

function allTest(operand: Value, { compile, lift }: OperatorContext): PathTest {
  if (!Array.isArray(operand)) return badValue('$all needs an array')
  if (operand.length === 0) return () => false
  const elemMatches = operand.filter((entry) => isDoc(entry) && entry.has('$elemMatch'))
  if (elemMatches.length > 0 && elemMatches.length < operand.length)
    badValue('$all/$elemMatch has to be consistent')
  return every(
    operand.map((entry) => {
      if (isDoc(entry) && entry.has('$elemMatch'))
        return whole(elemMatchTest(entry.get('$elemMatch') ?? null, compile))
      if (isOperatorDocument(entry)) return badValue('no $ expressions in $all')
      return lift(equalityTest(entry, true))
    }),
  )
}

function notTest(operand: Value, context: OperatorContext): PathTest {
  if (isRegex(operand)) return not(context.lift(equalityTest(operand, true)))
  if (!isDoc(operand)) return badValue('$not needs a regex or a document')
  if (operand.size === 0) badValue('$not cannot be empty')
  return not(compileAll(operand, context))
}

function compileOperator(operator: string, operand: Value, context: OperatorContext): PathTest {
  const { compile, lift } = context
  switch (operator) {
    case '$eq':
      return lift(equalityTest(operand, false))
    case '$ne':
      if (isRegex(operand)) badValue("Can't have regex as arg to $ne.")
      return not(lift(equalityTest(operand, false)))
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return lift(comparisonTest(operator, operand))
    case '$in':
      return lift(inTest(operand))
    case '$nin':
      if (!Array.isArray(operand)) badValue('$nin needs an array')
      return not(lift(inTest(operand)))
    case '$exists': {
      const exists = whole((value) => value !== undefined)
      return isTruthy(operand) ? exists : not(exists)
    }
    case '$type':
      return lift(typeTest(operand))
    case '$mod':
      return lift(modTest(operand))
    case '$size':
      return whole(sizeTest(operand))
    case '$all':
      return allTest(operand, context)
    case '$elemMatch':
      return whole(elemMatchTest(operand, compile))
    case '$not':
      return notTest(operand, context)
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return lift(bitTest(operator, operand))
    default:
      return badValue(`unknown operator: ${operator}`)
  }
}

function compileAll(operators: Doc, context: OperatorContext): PathTest {
  const tests: PathTest[] = []
  for (const [operator, operand] of operators) {
    if (operator === '$regex') tests.push(context.lift(regexTest(operators)))
    else if (operator === '$options') {
      if (!operators.has('$regex')) badValue('$options needs a $regex')
    } else if (operator !== '$comment') tests.push(compileOperator(operator, operand, context))
  }
  const [only] = tests
  return tests.length === 1 && only ? only : every(tests)
}

/** Compiles the operators on one path, all of which have to hold. */
export function compileOperators(operators: Doc, compile: CompileFilter): PathTest {
  return compileAll(operators, { compile, lift: element })
}

/** Compiles the operators of a `$elemMatch` on values: an element that is an array is not searched itself. */
export function compileElementOperators(operators: Doc, compile: CompileFilter): (value: Value) => boolean {
  const test = compileAll(operators, { compile, lift: whole })
  return (value) => test(value, [])
}
