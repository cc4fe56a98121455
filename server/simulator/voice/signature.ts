import { createHmac } from 'node:crypto'

/**
 * `X-Twilio-Signature`: HMAC-SHA1 with the auth token over the address, followed by every parameter of the body,
 * sorted by name, name and value joined. Parameters of a GET are in the address already.
 */
export function voiceSignature(
  authToken: string,
  url: string,
  body: Readonly<Record<string, string>>,
): string {
  const parameters = Object.keys(body)
    .toSorted()
    .map((name) => `${name}${body[name] ?? ''}`)
  return createHmac('sha1', authToken)
    .update(`${url}${parameters.join('')}`, 'utf8')
    .digest('base64')
}
