import { compareValues } from '../bson/compare.ts'
import { type Value, isDoc, isTruthy } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { binary, compileExactly, compileList, isNullish, namedArguments, unary } from './arguments.ts'
import type { Compile, Expression, OperatorTable } from './types.ts'

function comparison(holds: (order: number) => boolean): OperatorTable[string] {
  return binary((a, b) => holds(compareValues(a, b)))
}

function compileCondition(argument: Value, compile: Compile, operator: string): Expression {
  const parts = isDoc(argument)
    ? ['if', 'then', 'else'].map((name) => {
        const value = namedArguments(argument, operator, {
          required: ['if', 'then', 'else'],
          unknownCode: 17083,
          missingCode: 17080,
        }).get(name)
        return compile(value ?? null)
      })
    : compileExactly(3, { operator, argument, compile })
  const [condition, yes, no] = parts
  return (scope) => (isTruthy(condition?.(scope)) ? yes?.(scope) : no?.(scope))
}

function compileSwitch(argument: Value, compile: Compile): Expression {
  if (!isDoc(argument)) throw new CommandError(40060, '$switch requires an object as an argument')
  for (const name of argument.keys()) {
    if (name !== 'branches' && name !== 'default')
      throw new CommandError(40067, `$switch found an unknown argument: ${name}`)
  }
  const branches = argument.get('branches')
  if (!Array.isArray(branches)) throw new CommandError(40061, "$switch expected an array for 'branches'")
  if (branches.length === 0) throw new CommandError(40068, '$switch requires at least one branch.')
  const compiled = branches.map((branch) => {
    if (!isDoc(branch)) throw new CommandError(40062, '$switch expected each branch to be an object')
    const [when, then] = [branch.get('case'), branch.get('then')]
    if (when === undefined)
      throw new CommandError(40064, "$switch requires each branch have a 'case' expression")
    if (then === undefined)
      throw new CommandError(40065, "$switch requires each branch have a 'then' expression.")
    return [compile(when), compile(then)] as const
  })
  const fallback = argument.get('default')
  const otherwise = fallback === undefined ? undefined : compile(fallback)
  return (scope) => {
    for (const [condition, result] of compiled) if (isTruthy(condition(scope))) return result(scope)
    if (otherwise) return otherwise(scope)
    throw new CommandError(
      40066,
      '$switch could not find a matching branch for an input, and no default was specified.',
    )
  }
}

function compileIfNull(argument: Value, compile: Compile): Expression {
  const list = compileList(argument, compile)
  if (list.length < 2) {
    throw new CommandError(1257300, `$ifNull needs at least two arguments, had: ${list.length}`)
  }
  return (scope) => {
    let value: Value | undefined
    for (const expression of list) {
      value = expression(scope)
      if (!isNullish(value)) break
    }
    return value
  }
}

/** Comparing, deciding and combining truths. */
export const logicOperators: OperatorTable = {
  $cmp: binary((a, b) => Math.sign(compareValues(a, b))),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $not: unary((value) => !isTruthy(value)),
  $and: (argument, compile) => {
    const list = compileList(argument, compile)
    return (scope) => list.every((expression) => isTruthy(expression(scope)))
  },
  $or: (argument, compile) => {
    const list = compileList(argument, compile)
    return (scope) => list.some((expression) => isTruthy(expression(scope)))
  },
  $cond: compileCondition,
  $switch: compileSwitch,
  $ifNull: compileIfNull,
}
