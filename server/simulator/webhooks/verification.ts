import { randomInt } from 'node:crypto'
import type { BusinessNumber } from '../options.ts'

export type Verification =
  | { state: 'pending' }
  | { state: 'verified' }
  /** `status` 0: no answer. */
  | { state: 'refused'; status: number; reason: 'no_answer' | 'wrong_status' | 'wrong_challenge' }

/**
 * Meta's check of a webhook address: a GET with a challenge that must come back bare, with status 200
 * ("create webhook endpoint" page).
 */
export async function verifyWebhook(
  number: BusinessNumber,
  fetchFunction: typeof fetch,
  signal: AbortSignal,
): Promise<Verification> {
  const challenge = String(randomInt(1e8, 1e9))
  const url = new URL(number.webhookUrl)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', number.verifyToken)
  try {
    const response = await fetchFunction(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    })
    const answer = await response.text()
    if (response.status !== 200) return { state: 'refused', status: response.status, reason: 'wrong_status' }
    return answer === challenge
      ? { state: 'verified' }
      : { state: 'refused', status: 200, reason: 'wrong_challenge' }
  } catch {
    return { state: 'refused', status: 0, reason: 'no_answer' }
  }
}
