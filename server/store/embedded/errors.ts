/** MongoDB's named error codes, as far as this store answers with them. */
const ERROR_CODES = {
  InternalError: 1,
  BadValue: 2,
  UnknownError: 8,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  NotExactValueField: 55,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  NoQueryExecutionPlans: 291,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
} as const

/** The name of an error code that this store can answer with. */
export type ErrorName = keyof typeof ERROR_CODES

const ERROR_NAMES = new Map<number, string>(Object.entries(ERROR_CODES).map(([name, code]) => [code, name]))

/** An error that travels to the client as a MongoDB error document. */
export class CommandError extends Error {
  readonly code: number
  readonly codeName: string

  /** Codes without a name of their own are given as a number and called "Location<code>", as MongoDB does. */
  constructor(code: ErrorName | number, message: string) {
    super(message)
    this.name = 'CommandError'
    this.code = typeof code === 'number' ? code : ERROR_CODES[code]
    this.codeName = ERROR_NAMES.get(this.code) ?? `Location${this.code}`
  }
}

/** Throws MongoDB's error for a value that makes no sense. */
export function badValue(message: string): never {
  throw new CommandError('BadValue', message)
}

/** Throws MongoDB's error for a value of the wrong type. */
export function typeMismatch(message: string): never {
  throw new CommandError('TypeMismatch', message)
}

/** Throws MongoDB's error for something that cannot be parsed. */
export function failedToParse(message: string): never {
  throw new CommandError('FailedToParse', message)
}
