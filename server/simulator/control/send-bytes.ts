import type { Request, Response } from 'express'

export interface Bytes {
  content: Buffer
  contentType: string
  fileName: string | null
}

/**
 * A file for the phone page: shown in it only when it is a picture, a film or a sound; anything else can
 * only be saved. Answers ranges, without which browsers neither tell a sound's length nor jump in it.
 */
export function sendBytes(request: Request, response: Response, file: Bytes): void {
  const { content, contentType, fileName } = file
  const harmless = /^(image\/(jpeg|png|webp)|video\/(mp4|3gpp)|audio\/[a-z0-9]+)$/.test(contentType)
  response.set({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=3600',
    'accept-ranges': 'bytes',
  })
  if (!harmless) response.attachment(fileName ?? 'file')
  response.type(harmless ? contentType : 'application/octet-stream')
  const ranges = request.range(content.length, { combine: true })
  const range = Array.isArray(ranges) && ranges.length === 1 ? ranges[0] : undefined
  if (range === undefined) {
    response.send(content)
    return
  }
  response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${content.length}`)
  response.send(content.subarray(range.start, range.end + 1))
}
