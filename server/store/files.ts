import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import mongoose, { type Connection } from 'mongoose'
import { NotFoundError } from '../lib/errors.ts'
import { entityOrNull, isDuplicateKey, nativeOf, newId } from './documents.ts'
import type { FileRecord } from './entities.ts'
import type { FileDocument } from './models/file.ts'
import type { Models } from './models/models.ts'
import type { FileStore } from './store.ts'

const { GridFSBucket, ObjectId } = mongoose.mongo

const BUCKET = 'attachments'
const AFTER = { returnDocument: 'after' } as const
/** Files to be fetched are due at once, whatever clock the process goes by. */
const AT_ONCE = new Date(0)

type Files = mongoose.mongo.Collection<FileDocument>

function readRecord(document: FileDocument): FileRecord {
  const { _id, dueAt: _dueAt, callId = null, ...rest } = document
  return { id: _id, ...rest, callId }
}

/** Attachments: records in a collection, bytes in GridFS under the record's id, written before it says `ready`. */
export function createFileStore(connection: Connection, models: Models): FileStore {
  const files = nativeOf(models.files)
  const contents = openContents(connection)
  return {
    async find(fileId) {
      return entityOrNull(await files.findOne({ _id: fileId }), readRecord)
    },

    async findByCall(environmentId, callId) {
      const found = await files.find({ callId, environmentId }).sort({ createdAt: 1, _id: 1 }).toArray()
      return found.map(readRecord)
    },

    async addUploaded(file, content) {
      const document: FileDocument = {
        _id: newId(),
        ...file,
        messageId: null,
        ...factsOf(content),
        state: 'ready',
        failure: null,
        source: null,
        attempts: 0,
        dueAt: AT_ONCE,
      }
      await contents.write(document._id, content)
      await files.insertOne(document)
      return readRecord(document)
    },

    async attachTo(environmentId, fileIds, messageId) {
      await files.updateMany(
        { _id: { $in: [...fileIds] }, environmentId, messageId: null },
        { $set: { messageId } },
      )
    },

    ...fetchingMethods(files, contents),

    read: (fileId, range) => contents.read(fileId, range),

    readAll: (fileId) => buffer(contents.read(fileId)),
  }
}

function fetchingMethods(
  files: Files,
  contents: Contents,
): Pick<FileStore, 'addPending' | 'claimPending' | 'storeContent' | 'failPending'> {
  return {
    async addPending({ id, callId, ...file }) {
      const document: FileDocument = {
        _id: id,
        ...file,
        ...(callId === null ? {} : { callId }),
        size: null,
        state: 'pending',
        failure: null,
        attempts: 0,
        dueAt: AT_ONCE,
      }
      try {
        await files.insertOne(document)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },

    async claimPending(now, leaseUntil) {
      const document = await files.findOneAndUpdate(
        { state: 'pending', dueAt: { $lte: now } },
        { $set: { dueAt: leaseUntil }, $inc: { attempts: 1 } },
        { ...AFTER, sort: { dueAt: 1 } },
      )
      return entityOrNull(document, readRecord)
    },

    async storeContent(fileId, content, contentType) {
      const known = await files.findOne({ _id: fileId })
      // Somebody else has stored it since; its bytes may be being read.
      if (known === null || known.state === 'ready') return entityOrNull(known, readRecord)
      await contents.remove(fileId)
      await contents.write(fileId, content)
      const document = await files.findOneAndUpdate(
        { _id: fileId },
        { $set: { ...factsOf(content), contentType, state: 'ready', failure: null } },
        AFTER,
      )
      return entityOrNull(document, readRecord)
    },

    async failPending(fileId, next) {
      const document = await files.findOneAndUpdate(
        { _id: fileId, state: 'pending' },
        'retryAt' in next
          ? { $set: { dueAt: next.retryAt } }
          : { $set: { state: 'failed', failure: next.failure } },
        AFTER,
      )
      return entityOrNull(document, readRecord)
    },
  }
}

function factsOf(content: Buffer): { size: number; sha256: string } {
  return { size: content.length, sha256: createHash('sha256').update(content).digest('base64') }
}

interface Contents {
  /** Rejects when there is content, or part of it, under this id. */
  write(fileId: string, content: Buffer): Promise<void>
  /** Removes whatever there is, even what a crash left half-written. */
  remove(fileId: string): Promise<void>
  read(fileId: string, range?: { start: number; end: number }): Readable
}

function openContents(connection: Connection): Contents {
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
