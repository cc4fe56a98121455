import { createHmac } from 'node:crypto'

/** What Twilio puts into `X-Twilio-Signature`: over the address and every parameter, sorted by name. */
export function twilioSignature(
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
): string {
  const names = Object.keys(params).toSorted()
  const signed = url + names.map((name) => `${name}${params[name] ?? ''}`).join('')
  return createHmac('sha1', authToken).update(signed).digest('base64')
}
