import { type Doc, type Value, isDoc, isTruthy } from '../bson/values.ts'
import { type Variables, compileExpression } from '../expression/expression.ts'
import { CommandError, badValue } from '../errors.ts'
import {
  type LeafTest,
  type PathTest,
  compileOperators,
  equalityTest,
  isOperatorDocument,
} from './operators.ts'
import { anyAtPath } from './paths.ts'

/** A filter made ready to test documents. */
export interface Predicate {
  test(document: Doc): boolean
  /** The top-level fields it looks at; undefined when it may look at all. */
  fields: ReadonlySet<string> | undefined
}

/** What a filter may refer to besides the document. */
export interface FilterContext {
  variables?: Variables
}

const REFUSED: Record<string, string> = {
  $where: 'no globalScriptEngine in $where parsing',
  $text: '$text is not supported by this store',
  $jsonSchema: '$jsonSchema is not supported by this store',
  $sampleRate: '$sampleRate is not supported by this store',
}

/** Collects what is found while a filter is compiled. */
class Compiler {
  readonly fields = new Set<string>()
  wholeDocument = false
  private readonly context: FilterContext

  constructor(context: FilterContext) {
    this.context = context
  }

  document(filter: Doc): (document: Doc) => boolean {
    const tests: ((document: Doc) => boolean)[] = []
    for (const [name, operand] of filter) {
      const test = name.startsWith('$') ? this.topLevel(name, operand) : this.field(name, operand)
      if (test) tests.push(test)
    }
    const [first, second] = tests
    if (!first) return () => true
    if (!second) return first
    return (document) => tests.every((test) => test(document))
  }

  private topLevel(name: string, operand: Value): ((document: Doc) => boolean) | undefined {
    switch (name) {
      case '$and': {
        const tests = this.branches(name, operand)
        return (document) => tests.every((test) => test(document))
      }
      case '$or': {
        const tests = this.branches(name, operand)
        return (document) => tests.some((test) => test(document))
      }
      case '$nor': {
        const tests = this.branches(name, operand)
        return (document) => !tests.some((test) => test(document))
      }
      case '$expr': {
        this.wholeDocument = true
        const expression = compileExpression(operand)
        const variables = this.context.variables
        return (document) => isTruthy(expression({ root: document, variables }))
      }
      case '$comment':
        return undefined
      case '$alwaysTrue':
        return () => true
      case '$alwaysFalse':
        return () => false
      default:
    }
    const refusal = REFUSED[name]
    if (refusal !== undefined) badValue(refusal)
    return badValue(
      `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
    )
  }

  private branches(name: string, operand: Value): ((document: Doc) => boolean)[] {
    if (!Array.isArray(operand)) return badValue(`${name} must be an array`)
    if (operand.length === 0) badValue('$and/$or/$nor must be a nonempty array')
    return operand.map((branch) => {
      if (!isDoc(branch)) return badValue(`$or/$and/$nor entries need to be full objects`)
      return this.document(branch)
    })
  }

  private field(path: string, operand: Value): (document: Doc) => boolean {
    const steps = path.split('.')
    this.fields.add(steps[0] ?? '')
    const test: PathTest = isOperatorDocument(operand)
      ? compileOperators(operand, (filter) => testOf(compileFilter(filter, this.context)))
      : leaf(equalityTest(operand, true))
    return (document) => test(document, steps)
  }
}

function leaf(test: LeafTest): PathTest {
  const withElements: LeafTest = (value) => test(value) || (Array.isArray(value) && value.some(test))
  return (document, steps) => anyAtPath(document, steps, 0, withElements)
}

/** Compiles a filter; throws MongoDB's error for what is not one. */
export function compileFilter(filter: Doc, context: FilterContext = {}): Predicate {
  const compiler = new Compiler(context)
  const test = compiler.document(filter)
  return { test, fields: compiler.wholeDocument ? undefined : compiler.fields }
}

/** The predicate as a plain function. */
export function testOf(predicate: Predicate): (document: Doc) => boolean {
  return (document) => predicate.test(document)
}

/** The filter of a command, which has to be a document. */
export function filterDocument(value: Value | undefined, name: string): Doc {
  if (value === undefined || value === null) return new Map()
  if (isDoc(value)) return value
  throw new CommandError('TypeMismatch', `BSON field '${name}' is the wrong type, expected type 'object'`)
}
