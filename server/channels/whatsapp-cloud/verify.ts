import { createHmac } from 'node:crypto'
import { equalInConstantTime } from '../../lib/constant-time.ts'
import type { RawRequest } from '../../lib/raw-request.ts'

const SIGNATURE_HEADER = 'x-hub-signature-256'

/**
 * Meta signs the raw body with the app secret: `sha256=` and 64 lower-case hexadecimal digits
 * (create-webhook-endpoint page). Anything else, also another algorithm or spelling, is no signature.
 */
export function verifySignature(request: RawRequest, appSecret: string): boolean {
  const given = request.headers[SIGNATURE_HEADER]
  if (typeof given !== 'string') return false
  const digest = createHmac('sha256', appSecret).update(request.body).digest('hex')
  return equalInConstantTime(given, `sha256=${digest}`)
}

/** Meta asks for `hub.challenge` each time the callback address or its token is set (create-webhook-endpoint page). */
export function answerChallenge(query: URLSearchParams, verifyToken: string): string | null {
  const token = query.get('hub.verify_token')
  const challenge = query.get('hub.challenge')
  if (query.get('hub.mode') !== 'subscribe' || token === null || challenge === null) return null
  return equalInConstantTime(token, verifyToken) ? challenge : null
}
