import { type Doc, type Value, isDoc } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import type { Variables } from '../expression/expression.ts'

/** Turns a stream of documents into another. */
export type Stage = (source: Iterable<Doc>) => Iterable<Doc>

/** What stages need besides their input. */
export interface Environment {
  variables: Variables | undefined
  /** Reads another collection of the same database; the beginning of the pipeline may be left to an index. */
  read: (collection: string, pipeline: readonly Value[], variables?: Variables) => Iterable<Doc>
  /** Compiles the pipeline of a stage that has one. */
  compile: (pipeline: readonly Value[]) => Stage
}

/** The pipeline of a stage or a command. */
export function pipelineOf(value: Value | undefined, where: string): Value[] {
  if (!Array.isArray(value)) {
    throw new CommandError('TypeMismatch', `'pipeline' option of ${where} must be specified as an array`)
  }
  for (const stage of value) {
    if (!isDoc(stage))
      throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object")
  }
  return value
}
