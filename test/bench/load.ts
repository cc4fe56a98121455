import { createHmac, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { NUMBER } from '../support/world.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const run = randomBytes(4).toString('hex')
let counter = 0

export interface Webhook {
  externalId: string
  body: Buffer
  signature: string
}

/** A customer's text as Meta sends it; `customers` different people take turns. */
export function createWebhook(customers: number): Webhook {
  counter += 1
  const number = String(4915_000_000_000 + (counter % customers))
  const externalId = `wamid.${run}.${counter}`
  const payload = {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: NUMBER.wabaId,
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: {
                display_phone_number: NUMBER.phoneNumber.slice(1),
                phone_number_id: NUMBER.phoneNumberId,
              },
              contacts: [{ profile: { name: `Customer ${number}` }, wa_id: number }],
              messages: [
                {
                  from: number,
                  id: externalId,
                  timestamp: String(Math.floor(Date.now() / 1000)),
                  type: 'text',
                  text: {
                    body: `Hello, this is message ${counter}. Where is my parcel? Thank you very much.`,
                  },
                },
              ],
            },
          },
        ],
      },
    ],
  }
  const body = Buffer.from(JSON.stringify(payload))
  const signature = createHmac('sha256', NUMBER.appSecret).update(body).digest('hex')
  return { externalId, body, signature: `sha256=${signature}` }
}

/** Posts it; resolves with the milliseconds until the 200, rejects for any other answer. */
export async function post(port: number, webhook: Webhook): Promise<number> {
  const startedAt = performance.now()
  await new Promise<void>((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/webhooks/whatsapp/wa',
        headers: {
          'content-type': 'application/json',
          'content-length': webhook.body.length,
          'x-hub-signature-256': webhook.signature,
        },
      },
      (response) => {
        response.resume()
        response.once('end', () => {
          if (response.statusCode === 200) resolve()
          else reject(new Error(`webhook answered with ${response.statusCode}`))
        })
      },
    )
    sent.once('error', reject)
    sent.end(webhook.body)
  })
  return performance.now() - startedAt
}

/** Calls `once` `perSecond` times a second for a while, whether the earlier calls are done or not. */
export async function atRate(perSecond: number, seconds: number, once: () => Promise<void>): Promise<void> {
  const total = perSecond * seconds
  const startedAt = performance.now()
  const pending: Promise<void>[] = []
  while (pending.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond) + 1)
    while (pending.length < due) pending.push(once())
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await Promise.all(pending)
}

/** Calls `once` as fast as `parallel` callers can, for a while; resolves with the number of calls. */
export async function flatOut(parallel: number, seconds: number, once: () => Promise<void>): Promise<number> {
  const endsAt = performance.now() + seconds * 1000
  let calls = 0
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (performance.now() < endsAt) {
        await once()
        calls += 1
      }
    }),
  )
  return calls
}

/** `p` from 0 to 1 of unsorted figures. */
export function percentile(figures: readonly number[], p: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN
}
