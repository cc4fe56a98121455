import type { Doc, Value } from '../bson/values.ts'

/** Values of `let`, `$map`, `$lookup` and the like, by name without the dollars. */
export type Variables = ReadonlyMap<string, Value | undefined>

/** What an expression is evaluated against. */
export interface Scope {
  root: Value | undefined
  variables?: Variables | undefined
}

/** A compiled expression; `undefined` stands for a missing value. */
export type Expression = (scope: Scope) => Value | undefined

/** Compiles a nested expression. */
export type Compile = (expression: Value) => Expression

/** Compiles the argument of one operator. */
export type OperatorCompiler = (argument: Value, compile: Compile, operator: string) => Expression

/** The operators of one family. */
export type OperatorTable = Record<string, OperatorCompiler>

export type { Doc }
