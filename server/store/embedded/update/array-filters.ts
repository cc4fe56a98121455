import { type Doc, type Value, isDoc } from '../bson/values.ts'
import { CommandError, failedToParse } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'

/** Compiles `arrayFilters` into one test of an element per identifier. */
export function parseArrayFilters(filters: Value | undefined): Map<string, (element: Value) => boolean> {
  const result = new Map<string, (element: Value) => boolean>()
  if (filters === undefined) return result
  if (!Array.isArray(filters))
    throw new CommandError(
      'TypeMismatch',
      "BSON field 'arrayFilters' is the wrong type, expected type 'array'",
    )
  for (const filter of filters) {
    if (!isDoc(filter))
      throw new CommandError(
        'TypeMismatch',
        "BSON field 'arrayFilters' is the wrong type, expected type 'object'",
      )
    const identifiers = new Set<string>()
    collectIdentifiers(filter, identifiers)
    const [identifier] = identifiers
    if (identifier === undefined)
      failedToParse('Cannot use an expression without a top-level field name in arrayFilters')
    if (identifiers.size > 1)
      failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...identifiers].join("' and '")}'`,
      )
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
      throw new CommandError(
        'BadValue',
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
      )
    }
    if (result.has(identifier))
      failedToParse(`Found multiple array filters with the same top-level field name ${identifier}`)
    const predicate = compileFilter(filter)
    result.set(identifier, (element) => predicate.test(new Map([[identifier, element]])))
  }
  return result
}

function collectIdentifiers(filter: Doc, into: Set<string>): void {
  for (const [name, operand] of filter) {
    if (!name.startsWith('$')) into.add(name.split('.')[0] ?? '')
    else if (Array.isArray(operand))
      for (const branch of operand) if (isDoc(branch)) collectIdentifiers(branch, into)
  }
}
