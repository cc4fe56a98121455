import type { Request, Response } from 'express'
import { pipeline } from 'node:stream/promises'
import type { FileAnswer } from './route-table.ts'

/**
 * What browsers may show in place: formats that cannot carry script. Everything else, SVG and HTML above all,
 * is handed out as bytes to be saved.
 */
const INLINE_TYPES: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'audio/aac',
  'audio/amr',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/opus',
  'audio/wav',
  'audio/webm',
  'video/3gpp',
  'video/mp4',
  'video/quicktime',
  'video/webm',
  'application/pdf',
])

/** Opened as a page of its own, a file may still do nothing. */
const FILE_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"

/** Sends a file, or the range asked for. Resolves when all is sent or the client has gone. */
export async function sendFile(request: Request, response: Response, file: FileAnswer): Promise<void> {
  const { record } = file
  const etag = `"${record.id}-${record.sha256 === null ? String(record.size) : hexOf(record.sha256)}"`
  setHeaders(response, file, { etag, download: request.query['download'] === '1' })
  if (isFresh(request, etag)) {
    response.status(304).end()
    return
  }
  const range = rangeOf(request, record.size, etag)
  if (range === 'unsatisfiable') {
    response.removeHeader('content-disposition')
    response.status(416).set('content-range', `bytes */${record.size}`).end()
    return
  }
  if (range !== null) {
    response.status(206).set('content-range', `bytes ${range.start}-${range.end - 1}/${record.size}`)
  }
  const length = range === null ? record.size : range.end - range.start
  if (length !== null) response.set('content-length', String(length))
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  await stream(file, range, response)
}

async function stream(
  file: FileAnswer,
  range: { start: number; end: number } | null,
  response: Response,
): Promise<void> {
  try {
    await pipeline(range === null ? file.read() : file.read(range), response)
  } catch (error) {
    // Players fetch the beginning and hang up: that is their good right.
    if (isHangUp(error)) return
    throw error
  }
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

function setHeaders(
  response: Response,
  { record }: FileAnswer,
  { etag, download }: { etag: string; download: boolean },
): void {
  const type = record.contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const inline = INLINE_TYPES.has(type)
  response.set({
    'content-type': inline ? type : 'application/octet-stream',
    'content-disposition': contentDisposition(inline && !download ? 'inline' : 'attachment', record.fileName),
    'content-security-policy': FILE_POLICY,
    'accept-ranges': record.size === null ? 'none' : 'bytes',
    etag,
    // Kept by the browser, but asked for again each time: access may have ended, the file been deleted.
    'cache-control': 'private, no-cache',
    vary: 'Authorization',
  })
}

/** RFC 6266: plain ASCII for everybody, the real name as RFC 5987 for those who read it. */
export function contentDisposition(kind: 'inline' | 'attachment', fileName: string): string {
  // The detour replaces halves of surrogate pairs, which cannot be encoded.
  const whole = Buffer.from(fileName, 'utf8').toString('utf8')
  const name = whole.replace(/[\p{Cc}\p{Cf}/\\]/gu, '') || 'file'
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function hexOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex').slice(0, 32)
}

function isFresh(request: Request, etag: string): boolean {
  const known = request.get('if-none-match')
  if (known === undefined) return false
  return known.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')))
}

/** One range as `[start, end)`; `null` for the whole file: no range, several, or one for another version. */
function rangeOf(
  request: Request,
  size: number | null,
  etag: string,
): { start: number; end: number } | 'unsatisfiable' | null {
  const header = request.get('range')
  if (header === undefined || size === null) return null
  const condition = request.get('if-range')
  if (condition !== undefined && condition !== etag) return null
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return start >= end ? 'unsatisfiable' : { start, end }
}
