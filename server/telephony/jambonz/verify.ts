import { createHmac } from 'node:crypto'
import { equalInConstantTime } from '../../lib/constant-time.ts'
import type { VoiceRequest } from '../provider.ts'

const HEADER = 'jambonz-signature'
/** How far the clocks may be apart, and how old a repeated request may be. */
const TOLERANCE_SECONDS = 300
/** More than any change of secrets needs; each costs a comparison. */
const MOST_SIGNATURES = 10

/**
 * `t=<seconds>,v1=<hex>`: an HMAC-SHA256 over the time, a full stop and the body as JSON without blanks. There may be
 * several signatures while the secret is being changed; one must fit.
 */
export function verifySignature(request: VoiceRequest, secret: string, now: Date): boolean {
  const given = readHeader(request.headers[HEADER])
  if (request.method !== 'POST' || given === undefined) return false
  if (Math.abs(now.getTime() / 1000 - Number(given.time)) > TOLERANCE_SECONDS) return false
  const body = compact(request.body)
  if (body === undefined) return false
  const expected = createHmac('sha256', secret).update(`${given.time}.${body}`).digest('hex')
  // All of them, so that the time taken tells nothing of which one fits.
  return given.signatures.filter((signature) => equalInConstantTime(signature, expected)).length > 0
}

function readHeader(header: string | undefined): { time: string; signatures: string[] } | undefined {
  const parts = (header ?? '').split(',').map((part) => part.trim())
  const times = parts.filter((part) => part.startsWith('t=')).map((part) => part.slice(2))
  const signatures = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3))
  const [time] = times
  if (time === undefined || times.length > 1 || !/^\d{1,12}$/.test(time)) return undefined
  if (signatures.length > MOST_SIGNATURES) return undefined
  return { time, signatures }
}

/** The signature is over what `JSON.stringify` makes of the body, whatever blanks a proxy may have put into it. */
function compact(body: Buffer): string | undefined {
  try {
    return JSON.stringify(JSON.parse(body.toString('utf8')))
  } catch {
    return undefined
  }
}
