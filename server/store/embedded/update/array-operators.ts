import { compareValues, equalValues } from '../bson/compare.ts'
import { type Doc, type Value, isDoc, isNumeric, toInteger, toNumber, typeName } from '../bson/values.ts'
import { CommandError, badValue } from '../errors.ts'
import { compileFilter, testOf } from '../query/filter.ts'
import { compileOperators, equalityTest, isOperatorDocument } from '../query/operators.ts'
import { elementComparator, parseSort } from '../query/sort.ts'
import type { UpdateOperator } from './field-operators.ts'
import { type Target, describeId, requireViable } from './target.ts'

interface Modifiers {
  each: Value[]
  position: number | undefined
  slice: number | undefined
  compare: ((a: Value, b: Value) => number) | undefined
}

function parseModifiers(operand: Value): Modifiers {
  if (!isDoc(operand) || !operand.has('$each'))
    return { each: [operand], position: undefined, slice: undefined, compare: undefined }
  const each = operand.get('$each')
  if (!Array.isArray(each))
    return badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`)
  const known = ['$each', '$position', '$slice', '$sort']
  const unknown = [...operand.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) badValue(`Unrecognized clause in $push: ${unknown}`)
  return {
    each,
    position: integerClause(operand, '$position'),
    slice: integerClause(operand, '$slice'),
    compare: sortClause(operand.get('$sort')),
  }
}

function integerClause(operand: Doc, name: string): number | undefined {
  const value = operand.get(name)
  if (value === undefined) return undefined
  const integer = isNumeric(value) ? toInteger(value) : undefined
  return (
    integer ??
    badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
  )
}

function sortClause(sort: Value | undefined): Modifiers['compare'] {
  if (sort === undefined) return undefined
  if (isDoc(sort)) {
    if (sort.size === 0) badValue('The $sort pattern is empty when it should be a set of fields.')
    for (const [path, direction] of sort) {
      if (Math.abs(toNumber(direction)) !== 1) badValue('The $sort element value must be either 1 or -1')
      if (path === '') badValue('The $sort field cannot be empty')
      if (path.split('.').includes(''))
        badValue(`The $sort field is a dotted field but has an empty part: ${path}`)
    }
    return elementComparator(parseSort(sort))
  }
  const direction = toNumber(sort)
  if (direction !== 1 && direction !== -1)
    badValue(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    )
  return (a, b) => compareValues(a, b) * direction
}

function arrayOf(target: Target, refuse: (value: Value) => never): Value[] {
  const { value } = target
  if (value === undefined) return []
  return Array.isArray(value) ? value : refuse(value)
}

const push: UpdateOperator = (operand) => {
  const { each, position, slice, compare } = parseModifiers(operand)
  return (target) => {
    const current = arrayOf(target, (value) =>
      badValue(
        `The field '${target.path}' must be an array but is of type ${typeName(value)} in document ${describeId(target.document)}`,
      ),
    )
    const result = [...current]
    if (position === undefined || position >= result.length) result.push(...each)
    else result.splice(position < 0 ? Math.max(0, result.length + position) : position, 0, ...each)
    if (compare) result.sort(compare)
    if (slice === undefined) target.set(result)
    else target.set(slice >= 0 ? result.slice(0, slice) : result.slice(slice))
  }
}

const addToSet: UpdateOperator = (operand) => {
  let additions = [operand]
  // Only as the first field: a document that has it later is a value.
  if (isDoc(operand) && operand.keys().next().value === '$each') {
    const each = operand.get('$each')
    if (!Array.isArray(each))
      throw new CommandError(
        'TypeMismatch',
        `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
      )
    if (operand.size > 1) badValue('Found unexpected fields after $each in $addToSet')
    additions = each
  }
  return (target) => {
    const result = [
      ...arrayOf(target, (value) =>
        badValue(
          `Cannot apply $addToSet to non-array field. Field named '${target.path.split('.').at(-1) ?? ''}' has non-array type ${typeName(value)}`,
        ),
      ),
    ]
    for (const addition of additions) {
      if (!result.some((element) => equalValues(element, addition))) result.push(addition)
    }
    target.set(result)
  }
}

/** What `$pull` removes: elements that equal a value, or that a filter matches. */
function pullTest(operand: Value): (element: Value) => boolean {
  if (isOperatorDocument(operand)) {
    const test = compileOperators(operand, (filter) => testOf(compileFilter(filter)))
    return (element) => test(element, [])
  }
  if (isDoc(operand)) {
    const predicate = compileFilter(operand)
    return (element) => isDoc(element) && predicate.test(element)
  }
  return equalityTest(operand, true)
}

function removeWhere(operator: string, target: Target, test: (element: Value) => boolean): void {
  if (target.value === undefined) {
    requireViable(target.document, target.path.split('.'))
    return
  }
  const current = arrayOf(target, () => badValue(`Cannot apply ${operator} to a non-array value`))
  const kept = current.filter((element) => !test(element))
  if (kept.length < current.length) target.set(kept)
}

const pull: UpdateOperator = (operand) => {
  const test = pullTest(operand)
  return (target) => removeWhere('$pull', target, test)
}

const pullAll: UpdateOperator = (operand) => {
  if (!Array.isArray(operand))
    return badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`)
  return (target) =>
    removeWhere('$pullAll', target, (element) => operand.some((value) => equalValues(value, element)))
}

/** The operators that change arrays. */
export const arrayOperators: Record<string, UpdateOperator> = {
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
}
