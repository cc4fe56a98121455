import { createHash, timingSafeEqual } from 'node:crypto'
import busboy from 'busboy'
import type { Request, Response } from 'express'
import { GraphError, unknownObject } from '../errors.ts'
import type { Media } from '../model.ts'
import type { Platform } from '../platform.ts'
import { numberOf, numbersOf, param, queryValue } from './access.ts'
import { ALL_CONTENT_TYPES, plainContentType, sizeLimitOf } from './media-rules.ts'
import type { Json } from './parse-fields.ts'

const DAY_MS = 24 * 3_600_000
/** Uploads are kept thirty days, received media seven (media page and changelog of 2025-10-09). */
const KEPT_MS = { business: 30 * DAY_MS, customer: 7 * DAY_MS }
/** Life of a download address (media page). */
const ADDRESS_LIFE_MS = 5 * 60_000
const MAX_UPLOAD = 100 * 1024 * 1024

/** Download addresses live beside the versions, as Meta's live on another host. */
export const DOWNLOAD_PATH = '/whatsapp_business/attachments'

export interface UploadedForm {
  fields: Readonly<Record<string, string>>
  file: { content: Buffer; contentType: string; fileName: string } | null
  /** The file was longer than allowed; `file` holds its beginning. */
  truncated: boolean
}

/** Reads a multipart form with at most one file. Rejects when it is no such form. */
export async function readForm(request: Request, maxSize: number): Promise<UploadedForm> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {}
    let file: UploadedForm['file'] = null
    let truncated = false
    const parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fileSize: maxSize, fields: 20 },
    })
    parser.on('field', (name, value) => {
      fields[name] = value
    })
    parser.on('file', (_name, stream, info) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => {
        truncated = true
      })
      stream.on('end', () => {
        file = { content: Buffer.concat(chunks), contentType: info.mimeType, fileName: info.filename ?? '' }
      })
    })
    parser.on('error', reject)
    parser.on('close', () => resolve({ fields, file, truncated }))
    request.on('close', () => {
      if (!request.complete) reject(new Error('upload aborted'))
    })
    request.pipe(parser)
  })
}

export async function uploadMedia(platform: Platform, request: Request): Promise<Json> {
  const number = numberOf(platform, request, param(request, 'id'))
  let form: UploadedForm
  try {
    form = await readForm(request, MAX_UPLOAD)
  } catch {
    throw new GraphError(100, { details: 'The request must be a multipart form.' })
  }
  if (form.fields['messaging_product'] !== 'whatsapp') {
    throw new GraphError(100, { message: '(#100) The parameter messaging_product is required.' })
  }
  if (form.file === null) throw new GraphError(100, { message: '(#100) The parameter file is required.' })
  const contentType = plainContentType(form.fields['type'] ?? form.file.contentType)
  const limit = sizeLimitOf(contentType)
  if (limit === null) {
    throw new GraphError(100, {
      details: `Param file must be a file with one of the following types: ${ALL_CONTENT_TYPES.join(', ')}. Received file of type '${contentType.slice(0, 100)}'.`,
    })
  }
  if (form.truncated || form.file.content.length > limit) {
    throw new GraphError(131053, { details: `The file exceeds the limit of ${limit} bytes.` })
  }
  const media = platform.media.put(form.file.content, {
    phoneNumberId: number.phoneNumberId,
    origin: 'business',
    contentType,
    fileName: form.file.fileName,
  })
  return { id: media.id }
}

/** The media with this id when it is still kept and the token may see it. */
export function findMedia(platform: Platform, request: Request, id: string): Media | undefined {
  const media = platform.world.media.get(id)
  const mine = numbersOf(platform, request).some((number) => number.phoneNumberId === media?.phoneNumberId)
  if (media === undefined || !mine) return undefined
  const ageMs = platform.world.clock.now().getTime() - Date.parse(media.createdAt)
  return ageMs < KEPT_MS[media.origin] ? media : undefined
}

export function describeMedia(platform: Platform, request: Request, media: Media): Json {
  const owner = queryValue(request, 'phone_number_id')
  if (owner !== undefined && owner !== media.phoneNumberId) throw unknownObject(request.method, media.id)
  const expires = Math.floor((platform.world.clock.now().getTime() + ADDRESS_LIFE_MS) / 1000)
  const query = new URLSearchParams({
    mid: media.id,
    ext: String(expires),
    hash: hashOf(media, String(expires)),
  })
  return {
    messaging_product: 'whatsapp',
    url: `${request.protocol}://${request.get('host') ?? 'localhost'}${request.baseUrl}${DOWNLOAD_PATH}/?${query.toString()}`,
    mime_type: media.contentType,
    sha256: media.sha256,
    file_size: media.size,
    id: media.id,
  }
}

export function removeMedia(platform: Platform, media: Media): Json {
  platform.media.remove(media.id)
  return { success: true }
}

/** The bytes behind a download address: needs the token, and lives five minutes by the business clock. */
export function downloadMedia(platform: Platform, request: Request, response: Response): void {
  const expires = queryValue(request, 'ext') ?? ''
  const media = findMedia(platform, request, queryValue(request, 'mid') ?? '')
  const content = media === undefined ? undefined : platform.media.content(media.id)
  const late = platform.world.clock.now().getTime() >= Number(expires) * 1000
  if (media === undefined || content === undefined || late) {
    response.status(404).end()
    return
  }
  const given = Buffer.from(queryValue(request, 'hash') ?? '')
  const expected = Buffer.from(hashOf(media, expires))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    response.status(404).end()
    return
  }
  response.type(media.contentType).send(content)
}

/** Ties an address to its time of expiry. The checksum is not public, so nobody can make one up. */
function hashOf(media: Media, expires: string): string {
  return createHash('sha256')
    .update(`${media.id} ${expires} ${media.sha256}`)
    .digest('base64url')
    .slice(0, 32)
}
