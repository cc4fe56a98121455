import { compareText } from '../bson/compare.ts'
import { type Value, isNumeric, toInteger, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { binary, compileList, isNullish, named, unary, variadic } from './arguments.ts'
import { toText } from './conversions.ts'
import type { Compile, Expression, OperatorTable } from './types.ts'

/** The code points of a text, which is what positions count. */
function codePoints(value: string): string[] {
  return Array.from(value)
}

/** Text for the operators that take numbers and dates for text too; nothing counts as empty. */
function coerced(value: Value | undefined, operator: string): string {
  if (isNullish(value)) return ''
  if (typeof value === 'string') return value
  if (isNumeric(value) || value instanceof Date) return toText(value)
  throw new CommandError(16007, `can't convert from BSON type ${typeName(value)} to String (${operator})`)
}

function text(value: Value | undefined, operator: string, code: number): string {
  if (typeof value === 'string') return value
  throw new CommandError(code, `${operator} requires a string, found: ${typeName(value)}`)
}

function position(value: Value | undefined, operator: string, code: number): number {
  const number = isNumeric(value) ? toInteger(value) : undefined
  if (number === undefined)
    throw new CommandError(code, `${operator} requires an integral number, found: ${typeName(value)}`)
  return number
}

function concat(values: (Value | undefined)[]): Value {
  let result = ''
  for (const value of values) {
    if (isNullish(value)) return null
    result += text(value, '$concat', 16702)
  }
  return result
}

function substring(unit: 'codePoint' | 'byte'): OperatorTable[string] {
  return variadic(([value, start, count], operator) => {
    const source = coerced(value, operator)
    const from = position(start, operator, 34450)
    const many = position(count, operator, 34452)
    if (unit === 'codePoint') {
      if (from < 0)
        throw new CommandError(34455, `${operator}: the starting index must be non-negative integer`)
      if (many < 0) throw new CommandError(34454, `${operator}: length must be a nonnegative integer`)
      return codePoints(source)
        .slice(from, from + many)
        .join('')
    }
    if (from < 0)
      throw new CommandError(50752, `${operator}: starting index must be non-negative (got: ${from})`)
    const bytes = Buffer.from(source)
    const end = many < 0 ? bytes.length : Math.min(bytes.length, from + many)
    const splits = (at: number): boolean => at < bytes.length && ((bytes[at] ?? 0) & 0xc0) === 0x80
    if (splits(from))
      throw new CommandError(
        28656,
        `${operator}:  Invalid range, starting index is a UTF-8 continuation byte.`,
      )
    if (splits(end))
      throw new CommandError(
        28657,
        `${operator}:  Invalid range, ending index is in the middle of a UTF-8 character.`,
      )
    return bytes.toString('utf8', from, Math.max(from, end))
  })
}

function indexOf(unit: 'codePoint' | 'byte'): OperatorTable[string] {
  return variadic(([value, part, start, end], operator) => {
    if (isNullish(value)) return null
    const source = text(value, operator, unit === 'byte' ? 40091 : 40093)
    const wanted = text(part, operator, unit === 'byte' ? 40092 : 40094)
    const elements = unit === 'byte' ? [...Buffer.from(source)] : codePoints(source)
    const pattern = unit === 'byte' ? [...Buffer.from(wanted)] : codePoints(wanted)
    const first = isNullish(start) ? 0 : position(start, operator, 40096)
    const last = isNullish(end) ? elements.length : Math.min(elements.length, position(end, operator, 40096))
    if (first < 0 || last < 0) throw new CommandError(40097, `${operator} requires a nonnegative index`)
    for (let at = first; at + pattern.length <= last; at++) {
      if (pattern.every((element, offset) => elements[at + offset] === element)) return at
    }
    return -1
  })
}

const WHITE_SPACE =
  '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'

function trimmed(left: boolean, right: boolean): OperatorTable[string] {
  return named(
    { required: ['input'], optional: ['chars'], unknownCode: 50694, missingCode: 50695 },
    ({ input, chars }) => {
      if (isNullish(input) || chars === null) return null
      const points = codePoints(text(input, '$trim', 50699))
      const removed = new Set(chars === undefined ? WHITE_SPACE : text(chars, '$trim', 50700))
      let [start, end] = [0, points.length]
      while (left && start < end && removed.has(points[start] ?? '')) start += 1
      while (right && end > start && removed.has(points[end - 1] ?? '')) end -= 1
      return points.slice(start, end).join('')
    },
  )
}

function replace(all: boolean): OperatorTable[string] {
  return named(
    { required: ['input', 'find', 'replacement'], unknownCode: 51750, missingCode: 51749 },
    ({ input, find, replacement }) => {
      if (isNullish(input) || isNullish(find) || isNullish(replacement)) return null
      const [source, wanted, by] = [
        text(input, '$replace', 51746),
        text(find, '$replace', 51745),
        text(replacement, '$replace', 51744),
      ]
      return all ? source.replaceAll(wanted, () => by) : source.replace(wanted, () => by)
    },
  )
}

function split(value: Value | undefined, separator: Value | undefined): Value {
  if (isNullish(value) || isNullish(separator)) return null
  const by = text(separator, '$split', 40086)
  if (by === '') throw new CommandError(40087, '$split requires a non-empty separator')
  return text(value, '$split', 40085).split(by)
}

function lowerOrUpper(change: (ascii: string) => string): OperatorTable[string] {
  // MongoDB changes ASCII letters only.
  return unary((value, operator) => coerced(value, operator).replace(/[a-zA-Z]+/g, change))
}

function compileCompare(argument: Value, compile: Compile): Expression {
  const list = compileList(argument, compile)
  return (scope) => {
    const [a = '', b = ''] = list.map((expression) => coerced(expression(scope), '$strcasecmp').toUpperCase())
    return Math.sign(compareText(a, b))
  }
}

/** Text. */
export const stringOperators: OperatorTable = {
  $concat: variadic(concat),
  $indexOfBytes: indexOf('byte'),
  $indexOfCP: indexOf('codePoint'),
  $ltrim: trimmed(true, false),
  $replaceAll: replace(true),
  $replaceOne: replace(false),
  $rtrim: trimmed(false, true),
  $split: binary(split),
  $strLenBytes: unary((value) => Buffer.byteLength(text(value, '$strLenBytes', 34473))),
  $strLenCP: unary((value) => codePoints(text(value, '$strLenCP', 34471)).length),
  $strcasecmp: compileCompare,
  $substr: substring('byte'),
  $substrBytes: substring('byte'),
  $substrCP: substring('codePoint'),
  $toLower: lowerOrUpper((ascii) => ascii.toLowerCase()),
  $toUpper: lowerOrUpper((ascii) => ascii.toUpperCase()),
  $trim: trimmed(true, true),
}
