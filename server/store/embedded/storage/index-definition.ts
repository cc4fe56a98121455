import { CommandError, typeMismatch } from '../errors.ts'
import { type Doc, type Value, isDoc } from '../bson/values.ts'
import { compileFilter, type Predicate } from '../query/filter.ts'
import { keyTuples } from '../query/key-tuples.ts'
import { encodeEntry } from './index-keys.ts'

/** What a client asked for; stored as it is and answered by `listIndexes`. */
export interface IndexSpec {
  name: string
  key: Doc
  unique: boolean
  sparse: boolean
  hidden: boolean
  partial: Doc | undefined
  expireAfterSeconds: number | undefined
  /** The whole specification as `listIndexes` answers it. */
  document: Doc
}

/** The entries that one document has in one index. */
export interface IndexEntries {
  keys: Buffer[]
  /** For every field of the index: whether an array was taken apart for it. */
  multikey: boolean[]
  truncated: boolean
}

const NO_ENTRIES: IndexEntries = { keys: [], multikey: [], truncated: false }

/** An index as it is used: its specification, and what is known of its contents. */
export class Index {
  readonly id: number
  readonly spec: IndexSpec
  readonly paths: readonly string[]
  readonly steps: readonly string[][]
  readonly descending: readonly boolean[]
  /** Per field: whether any document has an array there. */
  multikey: boolean[]
  /** Whether any entry was too long to keep whole, which makes the order of the entries unreliable. */
  truncated: boolean
  readonly partial: Predicate | undefined
  /** The top-level fields that decide on a document's entries. */
  readonly dependsOn: ReadonlySet<string>

  constructor(id: number, spec: IndexSpec, multikey?: boolean[], truncated = false) {
    this.id = id
    this.spec = spec
    this.paths = [...spec.key.keys()]
    this.steps = this.paths.map((path) => path.split('.'))
    this.descending = [...spec.key.values()].map((direction) => Number(direction) < 0)
    this.multikey = multikey ?? this.paths.map(() => false)
    this.truncated = truncated
    this.partial = spec.partial && compileFilter(spec.partial)
    const fields = new Set(this.steps.map((steps) => steps[0] ?? ''))
    for (const field of this.partial?.fields ?? []) fields.add(field)
    this.dependsOn = fields
  }

  get isId(): boolean {
    return this.spec.name === '_id_'
  }

  /** The entries that the document has here; none when the index leaves it out. */
  entriesOf(document: Doc): IndexEntries {
    if (this.partial && !this.partial.test(document)) return NO_ENTRIES
    const multikey = this.paths.map(() => false)
    const tuples = keyTuples(document, {
      steps: this.steps,
      wholePositions: false,
      parallel: () => this.refuseParallel(),
      onMultikey: (path) => (multikey[path] = true),
    })
    if (this.spec.sparse && tuples.every((tuple) => tuple.missing)) return NO_ENTRIES
    let truncated = false
    const keys = new Map<string, Buffer>()
    for (const { values } of tuples) {
      const entry = encodeEntry(values, this.descending)
      truncated ||= entry.truncated
      if (tuples.length === 1) return { keys: [entry.bytes], multikey, truncated }
      keys.set(entry.bytes.toString('latin1'), entry.bytes)
    }
    return { keys: [...keys.values()], multikey, truncated }
  }

  private refuseParallel(): never {
    throw new CommandError(
      'CannotIndexParallelArrays',
      `cannot index parallel arrays [${this.paths.join('] [')}]`,
    )
  }
}

/** The `_id` index that every collection has. */
export function idIndexSpec(): IndexSpec {
  return parseIndexSpec(
    new Map<string, Value>([
      ['v', 2],
      ['key', new Map([['_id', 1]])],
      ['name', '_id_'],
    ]),
  )
}

/** Reads a specification that has been checked before it was stored. */
export function parseIndexSpec(document: Doc): IndexSpec {
  const key = document.get('key')
  const name = document.get('name')
  if (!isDoc(key) || typeof name !== 'string') typeMismatch('an index needs a key and a name')
  const partial = document.get('partialFilterExpression')
  const expire = document.get('expireAfterSeconds')
  return {
    name,
    key,
    unique: document.get('unique') === true || name === '_id_',
    sparse: document.get('sparse') === true,
    hidden: document.get('hidden') === true,
    partial: isDoc(partial) ? partial : undefined,
    expireAfterSeconds: expire === undefined ? undefined : Number(expire),
    document,
  }
}
