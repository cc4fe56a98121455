import mongoose, { type Schema as MongooseSchema, type SchemaDefinition } from 'mongoose'

const { Schema } = mongoose

/** Content whose shape the contract gives; it is stored as it is. */
export const Mixed = Schema.Types.Mixed

/**
 * A collection's schema. Indexes are built by `openStore` alone, which waits for them; nothing else may create
 * collections or indexes on the side.
 */
export function collectionSchema<T>(collection: string, definition: SchemaDefinition<T>): MongooseSchema<T> {
  return new Schema<T>(definition, {
    collection,
    id: false,
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
    // A field that the schema does not know is a mistake of ours, not something to drop silently.
    strict: 'throw',
    strictQuery: 'throw',
  })
}

/** Every document's key: 24 hexadecimal digits, given by us. */
export const key = { type: String, required: true } as const
export const text = { type: String, required: true } as const
export const number = { type: Number, required: true } as const
export const flag = { type: Boolean, required: true } as const
export const instant = { type: Date, required: true } as const
export const optionalText = { type: String, default: null } as const
export const optionalNumber = { type: Number, default: null } as const
export const optionalInstant = { type: Date, default: null } as const
