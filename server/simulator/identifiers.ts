import { randomBytes, randomInt } from 'node:crypto'

/** Message ids look like Meta's: base64 of a frame that holds the customer's number and ten random bytes. */
export function createMessageId(digits: string): string {
  const phone = Buffer.from(digits, 'latin1')
  const key = randomBytes(10).toString('hex').toUpperCase()
  const frame = [
    Buffer.from([0x1c, 0x18, phone.length]),
    phone,
    Buffer.from([0x15, 0x02, 0x00, 0x11, 0x18, key.length]),
    Buffer.from(key, 'latin1'),
    Buffer.from([0x00]),
  ]
  return `wamid.${Buffer.concat(frame).toString('base64')}`
}

/** Ids of Graph objects: up to sixteen digits, to be kept as text. */
export function createObjectId(): string {
  return `${randomInt(1, 9)}${randomInt(1e7, 1e8)}${randomInt(1e6, 1e7)}`
}

export function createUserId(country: string): string {
  return `${country}.${randomInt(1e9, 1e10)}${randomInt(1e9, 1e10)}`
}

export function createTraceId(): string {
  return `A${randomBytes(16).toString('base64url')}`
}

export function createId(prefix: string): string {
  return `${prefix}${randomBytes(6).toString('hex')}`
}

/** Ids of the voice platform: two letters for the kind, 32 hexadecimal digits. */
export function createSid(kind: 'CA' | 'RE'): string {
  return `${kind}${randomBytes(16).toString('hex')}`
}
