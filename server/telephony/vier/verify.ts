import { createHash, timingSafeEqual } from 'node:crypto'
import type { VoiceRequest } from '../provider.ts'

const BEARER = /^Bearer +([\x21-\x7E]+)$/i

/** The gateway proves itself with the bot token that was entered in its project. */
export function verifyToken(request: VoiceRequest, botToken: string): boolean {
  const given = BEARER.exec(request.headers['authorization'] ?? '')?.[1]
  return request.method === 'POST' && given !== undefined && equalInConstantTime(given, botToken)
}

/** Compares digests, so that neither content nor length of the secret shows in the time taken. */
function equalInConstantTime(given: string, expected: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected))
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
