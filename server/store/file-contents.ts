import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import mongoose, { type Connection } from 'mongoose'
import { NotFoundError } from '../lib/errors.ts'

const { GridFSBucket, ObjectId } = mongoose.mongo

const BUCKET = 'attachments'

/** The bytes of files, in GridFS under the ids of their records. */
export interface FileContents {
  /** Rejects when there is content, or part of it, under this id. */
  write(fileId: string, content: Buffer): Promise<void>
  /** Removes whatever there is, even what a crash left half-written. */
  remove(fileId: string): Promise<void>
  read(fileId: string, range?: { start: number; end: number }): Readable
}

/** The contents that belong to the records of this connection. */
export function fileContentsOf(connection: Connection): FileContents {
  const { db } = connection
  if (db === undefined) throw new Error('the store is not connected')
  const bucket = new GridFSBucket(db, { bucketName: BUCKET })
  return {
    async write(fileId, content) {
      const upload = bucket.openUploadStreamWithId(contentId(fileId), fileId)
      upload.end(content)
      await finished(upload)
    },

    async remove(fileId) {
      const id = contentId(fileId)
      await db.collection(`${BUCKET}.files`).deleteOne({ _id: id })
      await db.collection(`${BUCKET}.chunks`).deleteMany({ files_id: id })
    },

    read: (fileId, range) => bucket.openDownloadStream(contentId(fileId), range),
  }
}

/** GridFS keys contents by object id. */
function contentId(fileId: string): mongoose.mongo.ObjectId {
  if (!/^[0-9a-f]{24}$/.test(fileId)) throw new NotFoundError('no such file')
  return new ObjectId(fileId)
}
