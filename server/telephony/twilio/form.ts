import type { RawRequest } from '../../lib/raw-request.ts'

const FORM = 'application/x-www-form-urlencoded'

/** The parameters of a webhook; `undefined` when its body is no form. */
export function readForm(request: RawRequest): URLSearchParams | undefined {
  const contentType = request.headers['content-type'] ?? ''
  if (contentType.split(';')[0]?.trim().toLowerCase() !== FORM) return undefined
  return new URLSearchParams(request.body.toString('utf8'))
}
