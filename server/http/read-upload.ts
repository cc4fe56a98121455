import busboy from 'busboy'
import type { Request } from 'express'
import type { Readable } from 'node:stream'
import { InvalidInputError, PayloadTooLargeError } from '../lib/errors.ts'

export interface Upload {
  /** As the client named it: hostile until cleaned. */
  fileName: string
  content: Buffer
  declaredType: string
}

const FIELD = 'file'

/** What boundaries and headers may add to the file itself. */
const MULTIPART_OVERHEAD = 64 * 1024

/** How much of a refused upload is still read: most clients only look at the answer when they have sent all. */
const DRAINED_BYTES = 64 * 1024 * 1024
const DRAINED_FOR_MS = 10_000

/**
 * The one file of a `multipart/form-data` request. Never keeps more than `maxSize` bytes. Throws
 * `PayloadTooLargeError` beyond that, and `InvalidInputError` for a request of another shape or one that breaks off.
 */
export async function readUpload(request: Request, maxSize: number): Promise<Upload> {
  try {
    const announced = Number(request.get('content-length') ?? 0)
    if (announced > maxSize + MULTIPART_OVERHEAD) throw tooLarge(maxSize)
    return await parse(request, maxSize)
  } catch (error) {
    await drain(request)
    throw error
  }
}

function parse(request: Request, maxSize: number): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const parser = openParser(request, maxSize)
    let upload: Upload | null = null
    const fail = (error: Error): void => {
      request.unpipe(parser)
      parser.destroy()
      reject(error)
    }
    parser.on('file', (field: string, stream: Readable & { truncated?: boolean }, info) => {
      if (field !== FIELD) {
        stream.resume()
        return
      }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => fail(tooLarge(maxSize)))
      stream.on('error', () => fail(invalid('broke off')))
      stream.on('end', () => {
        upload ??= {
          fileName: info.filename ?? '',
          content: Buffer.concat(chunks),
          declaredType: info.mimeType,
        }
      })
    })
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      parser.on(limit, () => fail(invalid('must be the only part')))
    }
    parser.on('error', () => fail(invalid('is no well-formed multipart/form-data')))
    parser.on('close', () => {
      if (upload === null) fail(invalid('is missing'))
      else resolve(upload)
    })
    request.on('aborted', () => fail(invalid('broke off')))
    request.pipe(parser)
  })
}

function openParser(request: Request, maxSize: number): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      // The parser reports a file that reaches its limit, not one that exceeds it.
      limits: { fileSize: maxSize + 1, files: 1, fields: 8, parts: 9, fieldSize: 1024, headerPairs: 16 },
    })
  } catch {
    throw invalid('must come as multipart/form-data')
  }
}

/** Reads on for a while without keeping anything, so that the client gets to see why it was refused. */
async function drain(request: Request): Promise<void> {
  if (request.readableEnded || request.destroyed) return
  await new Promise<void>((resolve) => {
    let bytes = 0
    const timer = setTimeout(resolve, DRAINED_FOR_MS)
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > DRAINED_BYTES) resolve()
    })
    for (const event of ['end', 'close', 'error']) request.once(event, () => resolve())
    request.once('close', () => clearTimeout(timer))
    request.once('end', () => clearTimeout(timer))
    request.resume()
  })
}

function tooLarge(maxSize: number): PayloadTooLargeError {
  return new PayloadTooLargeError(`files must not be larger than ${maxSize} bytes`)
}

function invalid(message: string): InvalidInputError {
  return new InvalidInputError([{ path: FIELD, message }])
}
