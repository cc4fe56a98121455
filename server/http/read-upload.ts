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
    const feed = (chunk: Buffer): void => {
      try {
        if (!parser.write(chunk)) request.pause()
      } catch {
        // Thrown into an event of the request it would end the process.
        finish(invalid('is no well-formed multipart/form-data'))
      }
    }
    const breakOff = (): void => finish(invalid('broke off'))
    // The parser may be in the middle of its input here, so it is left alone rather than destroyed.
    const finish = (outcome: Upload | Error): void => {
      request.off('data', feed).off('aborted', breakOff).off('error', breakOff)
      if (outcome instanceof Error) reject(outcome)
      else resolve(outcome)
    }
    parser.on('file', (field: string, stream: Readable, info) => {
      const isOurs = field === FIELD && upload === null
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => isOurs && chunks.push(chunk))
      stream.on('limit', () => finish(tooLarge(maxSize)))
      stream.on('error', breakOff)
      stream.on('end', () => {
        if (!isOurs) return
        upload = {
          fileName: info.filename ?? '',
          content: Buffer.concat(chunks),
          declaredType: info.mimeType,
        }
      })
    })
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      parser.on(limit, () => finish(invalid('must be the only part')))
    }
    parser.on('error', () => finish(invalid('is no well-formed multipart/form-data')))
    parser.on('close', () => finish(upload ?? invalid('is missing')))
    parser.on('drain', () => request.resume())
    request.on('data', feed).on('aborted', breakOff).on('error', breakOff)
    request.once('end', () => parser.end())
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
    const done = (): void => {
      clearTimeout(timer)
      resolve()
    }
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > DRAINED_BYTES) done()
    })
    request.once('end', done).once('close', done).once('error', done)
    request.resume()
  })
}

function tooLarge(maxSize: number): PayloadTooLargeError {
  return new PayloadTooLargeError(`files must not be larger than ${maxSize} bytes`)
}

function invalid(message: string): InvalidInputError {
  return new InvalidInputError([{ path: FIELD, message }])
}
