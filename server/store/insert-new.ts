import mongoose from 'mongoose'
import { DUPLICATE_KEY } from './documents.ts'

const { MongoBulkWriteError } = mongoose.mongo

/** Runs an unordered insert and answers with the positions that were there already. Throws for any other failure. */
export async function insertNew(insert: () => Promise<unknown>): Promise<Set<number>> {
  try {
    await insert()
    return new Set()
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error
    const failures = [error.writeErrors].flat()
    // Stored is only what the write concern vouches for: a failure to confirm is a failure.
    const allRepeats = failures.every(({ code }) => code === DUPLICATE_KEY)
    if (failures.length === 0 || !allRepeats || error.result.getWriteConcernError() !== undefined) throw error
    return new Set(failures.map(({ index }) => index))
  }
}
