import { Timestamp } from 'bson'

import { compareValues } from '../bson/compare.ts'
import { formatKeyDocument } from '../bson/format.ts'
import { type Numeric, arithmetic, integerBits } from '../bson/numbers.ts'
import {
  type Value,
  isDecimal,
  isDoc,
  isDouble,
  isInt32,
  isLong,
  isNumeric,
  long,
  typeName,
} from '../bson/values.ts'
import { CommandError, badValue, failedToParse } from '../errors.ts'
import { type Target, describeId, requireViable } from './target.ts'

/** Applies one operator at one place. */
export type Apply = (target: Target) => void

/** Compiles an operator's operand; `path` is for error messages. */
export type UpdateOperator = (operand: Value, path: string) => Apply

function requireNumeric(
  operator: string,
  verb: string,
  { operand, path }: { operand: Value; path: string },
): Numeric {
  if (isNumeric(operand)) return operand
  const shown = formatKeyDocument(new Map([[path, operand]]))
  throw new CommandError('TypeMismatch', `Cannot ${verb} with non-numeric argument: ${shown} (${operator})`)
}

function numericTarget(operator: string, target: Target): Numeric | undefined {
  const { value } = target
  if (value === undefined || isNumeric(value)) return value
  throw new CommandError(
    'TypeMismatch',
    `Cannot apply ${operator} to a value of non-numeric type. ${describeId(target.document)} has the field '${target.path.split('.').at(-1) ?? ''}' of non-numeric type ${typeName(value)}`,
  )
}

function overflow(operator: string, target: Target): never {
  return badValue(
    `Failed to apply ${operator} operations to current value for document ${describeId(target.document)}`,
  )
}

const increment: UpdateOperator = (operand, path) => {
  const by = requireNumeric('$inc', 'increment', { operand, path })
  return (target) => {
    const current = numericTarget('$inc', target)
    target.set(current === undefined ? by : (arithmetic('add', current, by) ?? overflow('$inc', target)))
  }
}

const multiply: UpdateOperator = (operand, path) => {
  const by = requireNumeric('$mul', 'multiply', { operand, path })
  return (target) => {
    const current = numericTarget('$mul', target) ?? 0
    target.set(arithmetic('multiply', current, by) ?? overflow('$mul', target))
  }
}

function extreme(sign: 1 | -1): UpdateOperator {
  return (operand) => (target) => {
    if (target.value === undefined || compareValues(operand, target.value) * sign > 0) target.set(operand)
  }
}

let timestampCounter = 0

const currentDate: UpdateOperator = (operand, path) => {
  let type: Value | undefined = 'date'
  if (isDoc(operand)) {
    type = operand.get('$type')
    const unknown = [...operand.keys()].find((name) => name !== '$type')
    if (unknown !== undefined) badValue(`Unrecognized $currentDate option: ${unknown}`)
    if (type !== 'date' && type !== 'timestamp') {
      badValue(
        "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
      )
    }
  } else if (typeof operand !== 'boolean') {
    badValue(
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}). (${path})`,
    )
  }
  return (target) => {
    const now = new Date()
    timestampCounter = (timestampCounter + 1) % 1_000_000
    target.set(
      type === 'timestamp'
        ? new Timestamp({ t: Math.floor(now.getTime() / 1000), i: timestampCounter + 1 })
        : now,
    )
  }
}

const BIT_OPERATIONS: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function isIntegral(value: Value): value is Numeric {
  return (
    isNumeric(value) && !isDouble(value) && !isDecimal(value) && (isLong(value) || isInt32(Number(value)))
  )
}

const bit: UpdateOperator = (operand, path) => {
  if (!isDoc(operand))
    return badValue(
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    )
  if (operand.size === 0)
    badValue(
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    )
  const operations = [...operand].map(([name, argument]) => {
    const operation = BIT_OPERATIONS[name]
    if (!operation)
      return badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${path}}`,
      )
    if (!isIntegral(argument))
      return badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(argument)}' is not supported here`,
      )
    return { operation, argument }
  })
  return (target) => {
    let value: Value = target.value ?? 0
    for (const { operation, argument } of operations) {
      if (!isIntegral(value))
        return badValue(
          `Cannot apply $bit to a value of non-integral type.${describeId(target.document)} has the field ${target.path} of non-integer type ${typeName(value)}`,
        )
      const result = operation(integerBits(value), integerBits(argument))
      value = isLong(value) || isLong(argument) ? long(result) : Number(result)
    }
    target.set(value)
  }
}

const pop: UpdateOperator = (operand) => {
  const side = isNumeric(operand)
    ? Number(operand.toString())
    : failedToParse(`Expected a number in: $pop: ${typeName(operand)}`)
  if (side !== 1 && side !== -1) failedToParse(`$pop expects 1 or -1, found: ${side}`)
  return (target) => {
    const { value } = target
    if (value === undefined) {
      requireViable(target.document, target.path.split('.'))
      return
    }
    if (!Array.isArray(value)) {
      throw new CommandError(
        'TypeMismatch',
        `Path '${target.path}' contains an element of non-array type '${typeName(value)}'`,
      )
    }
    target.set(side === 1 ? value.slice(0, -1) : value.slice(1))
  }
}

/** The operators that replace a value, or compute it from the one before. */
export const fieldOperators: Record<string, UpdateOperator> = {
  $set: (operand) => (target) => target.set(operand),
  $setOnInsert: (operand) => (target) => target.set(operand),
  $unset: () => (target) => target.remove(),
  $inc: increment,
  $mul: multiply,
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: currentDate,
  $bit: bit,
  $pop: pop,
}
