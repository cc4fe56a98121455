import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js'
import type { VoiceRequest } from '../provider.ts'
import { readForm } from './form.ts'

const SIGNATURE_HEADER = 'x-twilio-signature'

/**
 * Twilio signs the full public address with all form parameters, sorted; of any other body the address holds a
 * digest, `bodySHA256` (security page). Whether the request is signed for one of its addresses; never throws.
 * Signatures carry no time: a replay is valid, and it is the call's turn that makes it harmless.
 */
export function verifySignature(request: VoiceRequest, authToken: string): boolean {
  const given = request.headers[SIGNATURE_HEADER]
  if (given === undefined) return false
  const form = readForm(request)
  return request.urls.some((url) => {
    try {
      return form === undefined
        ? validateRequestWithBody(authToken, given, url, request.body.toString('utf8'))
        : validateRequest(authToken, given, url, signedParameters(form))
    } catch {
      // The package parses the address and throws for what is none.
      return false
    }
  })
}

/** As the package wants them: what comes several times is a list. */
function signedParameters(form: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}
