import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type mongoose from 'mongoose'
import type { Connection } from 'mongoose'
import { entityOrNull, isDuplicateKey, nativeOf, newId } from './documents.ts'
import type { FileRecord } from './entities.ts'
import { fileContentsOf, type FileContents } from './file-contents.ts'
import type { FileDocument } from './models/file.ts'
import type { Models } from './models/models.ts'
import type { FileStore } from './store.ts'

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
  const contents = fileContentsOf(connection)
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
  contents: FileContents,
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
      // Its record was deleted meanwhile: nothing would ever find the content again.
      if (document === null) await contents.remove(fileId)
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
