import { type Doc, type Value, isDoc } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import type { Compile, Expression, OperatorCompiler, Scope } from './types.ts'

/** Compiles an argument list; one argument may come without its brackets. */
export function compileList(argument: Value, compile: Compile): Expression[] {
  return Array.isArray(argument) ? argument.map(compile) : [compile(argument)]
}

/** Compiles a list with a fixed number of arguments. */
export function compileExactly(
  count: number,
  input: { operator: string; argument: Value; compile: Compile },
): Expression[] {
  const list = compileList(input.argument, input.compile)
  if (list.length !== count) {
    throw new CommandError(
      16020,
      `Expression ${input.operator} takes exactly ${count} arguments. ${list.length} were passed in.`,
    )
  }
  return list
}

/** An operator of one argument. */
export function unary(
  apply: (value: Value | undefined, operator: string) => Value | undefined,
): OperatorCompiler {
  return (argument, compile, operator) => {
    const [only] = compileExactly(1, { operator, argument, compile })
    return (scope) => apply(only?.(scope), operator)
  }
}

/** An operator of two arguments. */
export function binary(
  apply: (a: Value | undefined, b: Value | undefined) => Value | undefined,
): OperatorCompiler {
  return (argument, compile, operator) => {
    const [left, right] = compileExactly(2, { operator, argument, compile })
    return (scope) => apply(left?.(scope), right?.(scope))
  }
}

/** An operator of any number of arguments. */
export function variadic(
  apply: (values: (Value | undefined)[], operator: string) => Value | undefined,
): OperatorCompiler {
  return (argument, compile, operator) => {
    const list = compileList(argument, compile)
    return (scope) =>
      apply(
        list.map((expression) => expression(scope)),
        operator,
      )
  }
}

/** An operator with named arguments. */
export function named(
  names: {
    required: readonly string[]
    optional?: readonly string[]
    unknownCode?: number
    missingCode?: number
  },
  apply: (values: Record<string, Value | undefined>, scope: Scope) => Value | undefined,
): OperatorCompiler {
  return (argument, compile, operator) => {
    const fields = namedArguments(argument, operator, names)
    const compiled = [...fields].map(([name, value]) => [name, compile(value)] as const)
    return (scope) => apply(Object.fromEntries(compiled.map(([name, value]) => [name, value(scope)])), scope)
  }
}

/** Checks the names of the arguments of an operator. */
export function namedArguments(
  argument: Value,
  operator: string,
  names: {
    required: readonly string[]
    optional?: readonly string[]
    unknownCode?: number
    missingCode?: number
  },
): Doc {
  if (!isDoc(argument)) {
    throw new CommandError(
      names.unknownCode ?? 'FailedToParse',
      `${operator} only supports an object as its argument`,
    )
  }
  for (const name of argument.keys()) {
    if (!names.required.includes(name) && !names.optional?.includes(name)) {
      throw new CommandError(
        names.unknownCode ?? 'FailedToParse',
        `Unrecognized parameter to ${operator}: ${name}`,
      )
    }
  }
  for (const name of names.required) {
    if (!argument.has(name)) {
      throw new CommandError(
        names.missingCode ?? 'FailedToParse',
        `Missing '${name}' parameter to ${operator}`,
      )
    }
  }
  return argument
}

/** A scope with further variables. */
export function withVariables(scope: Scope, variables: Iterable<[string, Value | undefined]>): Scope {
  return { root: scope.root, variables: new Map([...(scope.variables ?? []), ...variables]) }
}

export function isNullish(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null
}
