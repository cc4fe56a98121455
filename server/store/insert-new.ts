import mongoose from 'mongoose'
import { DUPLICATE_KEY } from './documents.ts'

const { MongoAPIError, MongoBulkWriteError, MongoError, MongoServerError } = mongoose.mongo

/** Runs an unordered insert and answers with the positions that were there already. Throws for any other failure. */
export async function insertNew(insert: () => Promise<unknown>): Promise<Set<number>> {
  const failures = await failuresOf(insert)
  for (const failure of failures.values()) if (failure.code !== DUPLICATE_KEY) throw failure
  return new Set(failures.keys())
}

/**
 * Runs several writes of one unordered request and answers with those that failed, by their position. Throws when the request
 * failed as a whole.
 */
export async function failuresOf(
  write: () => Promise<unknown>,
): Promise<Map<number, mongoose.mongo.MongoServerError>> {
  try {
    await write()
    return new Map()
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error
    const failures = [error.writeErrors].flat()
    // Stored is only what the write concern vouches for: a failure to confirm is a failure.
    if (failures.length === 0 || error.result.getWriteConcernError() !== undefined) throw error
    // The driver's own errors hold the documents themselves, which must not get into a log.
    return new Map(
      failures.map(({ index, code, errmsg }) => [
        index,
        new MongoServerError({ message: errmsg ?? 'a write failed', code }),
      ]),
    )
  }
}

/**
 * Whether an error was raised before a request of several writes left: one of them cannot be written down, such as a document
 * that is too large, and the others are not to blame.
 */
export function isRefusedUnsent(error: unknown): boolean {
  return !(error instanceof MongoError) || error instanceof MongoAPIError
}
