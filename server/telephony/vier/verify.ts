import { equalInConstantTime } from '../../lib/constant-time.ts'
import type { VoiceRequest } from '../provider.ts'

const BEARER = /^Bearer +([\x21-\x7E]+)$/i

/** The gateway proves itself with the bot token that was entered in its project. */
export function verifyToken(request: VoiceRequest, botToken: string): boolean {
  const given = BEARER.exec(request.headers['authorization'] ?? '')?.[1]
  return request.method === 'POST' && given !== undefined && equalInConstantTime(given, botToken)
}
