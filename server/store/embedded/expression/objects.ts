import { type Doc, type Value, cloneDoc, isDoc, isNumeric, typeName } from '../bson/values.ts'
import { CommandError, failedToParse } from '../errors.ts'
import { isNullish, namedArguments, unary, variadic, withVariables } from './arguments.ts'
import type { Compile, Expression, OperatorTable } from './types.ts'

function merge(values: (Value | undefined)[]): Value {
  const [only] = values
  const parts = values.length === 1 && Array.isArray(only) ? only : values
  const result: Doc = new Map()
  for (const part of parts) {
    if (isNullish(part)) continue
    if (!isDoc(part))
      throw new CommandError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeName(part)}`,
      )
    for (const [name, value] of part) result.set(name, value)
  }
  return result
}

function compileLet(argument: Value, compile: Compile, operator: string): Expression {
  const fields = namedArguments(argument, operator, {
    required: ['vars', 'in'],
    unknownCode: 16875,
    missingCode: 16876,
  })
  const variables = fields.get('vars')
  if (!isDoc(variables)) failedToParse('invalid parameter: expected an object (vars)')
  const compiled = [...variables].map(([name, value]) => [checkVariable(name), compile(value)] as const)
  const body = compile(fields.get('in') ?? null)
  return (scope) =>
    body(
      withVariables(
        scope,
        compiled.map(([name, value]) => [name, value(scope)]),
      ),
    )
}

/** User variables begin with a lower-case letter. */
export function checkVariable(name: string): string {
  if (!/^[a-z\u0080-\uffff]/.test(name)) {
    failedToParse(`'${name}' starts with an invalid character for a user variable name`)
  }
  if (!/^[\w\u0080-\uffff]*$/.test(name))
    failedToParse(`'${name}' contains an invalid character for a variable name`)
  return name
}

function compileGetField(argument: Value, compile: Compile): Expression {
  const long = isDoc(argument) && argument.has('field')
  const field = compile(long ? (argument.get('field') ?? null) : argument)
  const input = long && argument.has('input') ? compile(argument.get('input') ?? null) : undefined
  return (scope) => {
    const name = field(scope)
    if (typeof name !== 'string')
      throw new CommandError(5654602, "$getField requires 'field' to evaluate to type String")
    const from = input ? input(scope) : scope.root
    if (from === null) return null
    return isDoc(from) ? from.get(name) : undefined
  }
}

function compileSetField(argument: Value, compile: Compile, operator: string): Expression {
  const removes = operator === '$unsetField'
  const required = removes ? ['field', 'input'] : ['field', 'input', 'value']
  const fields = namedArguments(argument, operator, { required, unknownCode: 4161101, missingCode: 4161102 })
  const [field, input] = [compile(fields.get('field') ?? null), compile(fields.get('input') ?? null)]
  const value = removes ? () => undefined : compile(fields.get('value') ?? null)
  return (scope) => {
    const [name, target] = [field(scope), input(scope)]
    if (isNullish(target)) return null
    if (typeof name !== 'string' || !isDoc(target)) {
      throw new CommandError(
        4161105,
        `${operator} requires 'field' to be a string and 'input' to be an object`,
      )
    }
    const result = cloneDoc(target)
    const changed = value(scope)
    if (changed === undefined) result.delete(name)
    else result.set(name, changed)
    return result
  }
}

/** Objects, variables and types. */
export const objectOperators: OperatorTable = {
  $mergeObjects: variadic(merge),
  $let: compileLet,
  $getField: compileGetField,
  $setField: compileSetField,
  $unsetField: compileSetField,
  $literal: (argument) => () => argument,
  $type: unary((value) => typeName(value)),
  $isNumber: unary((value) => isNumeric(value)),
  $rand: () => () => Math.random(),
}
