/** The header that proves where a delivery comes from. */
export const SIGNATURE_HEADER = 'Callover-Signature'

/** What is signed: the time in seconds and the body as it is sent, so that an old delivery cannot be sent again as a new one. */
export function signedContent(seconds: number, body: string): string {
  return `${seconds}.${body}`
}

/** The header's value; `mac` is the HMAC-SHA-256 of `signedContent` in lower-case hexadecimal digits. */
export function signatureHeader(seconds: number, mac: string): string {
  return `t=${seconds},v1=${mac}`
}
