import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiClient } from '../support/api-client.ts'
import { LINE, PASSWORD, provisioningFile, twilioLine } from '../support/world.ts'
import { waitFor } from '../support/wait-for.ts'
import { twilioSignature } from '../support/voice/twilio-signature.ts'
import { percentile } from './load.ts'
import { startProduct, type Subject } from './subject.ts'

const CONVERSATION_SECONDS = 60
/** How long a caller listens and thinks before each answer; in life it is two to five times as long. */
const THINKING_MS = { shortest: 500, longest: 2500 }
/** The callers begin evenly spread over it: calls that last are measured, not the burst of one instant. */
const BEGIN_WITHIN_MS = 1000

interface Timings {
  started: number[]
  answered: number[]
  ended: number[]
  calls: number
  invited: number
}

/** A Graph API that has one approved template and takes every message at once. */
async function startGraph(): Promise<{ apiBaseUrl: string; sent: () => number; close: () => void }> {
  let sent = 0
  const server = createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      response.setHeader('content-type', 'application/json')
      if (request.method === 'GET') {
        response.end(JSON.stringify({ data: [TEMPLATE('de'), TEMPLATE('en')] }))
        return
      }
      sent += 1
      response.end(
        JSON.stringify({
          messaging_product: 'whatsapp',
          contacts: [],
          messages: [{ id: `wamid.bench.${sent}` }],
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    apiBaseUrl: `http://127.0.0.1:${port}/v26.0`,
    sent: () => sent,
    close: () => server.close().closeAllConnections(),
  }
}

const TEMPLATE = (language: string): object => ({
  id: `1${language.charCodeAt(0)}`,
  name: 'callover_invitation',
  language,
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'POSITIONAL',
  components: [{ type: 'BODY', text: 'Welcome.' }],
})

/**
 * Calls at once through Twilio's webhooks, each from ringing to the invitation: how long the platform waits for every
 * answer. Each call yields the first answer, the answers to the caller, and the end. As many calls as `atOnce` are on the
 * line all the time, each at a point of its own.
 */
export async function measureVoice(atOnce: number, seconds: number): Promise<string[]> {
  const graph = await startGraph()
  const product = await startProduct(provisioningFile(graph.apiBaseUrl, { lines: [twilioLine()] }))
  try {
    await untilReady(product)
    const timings: Timings = { started: [], answered: [], ended: [], calls: 0, invited: 0 }
    await callFor(product, atOnce, 3, { started: [], answered: [], ended: [], calls: 0, invited: 0 })
    const before = await product.usage()
    await callFor(product, atOnce, seconds, timings)
    const after = await product.usage()
    const all = [...timings.started, ...timings.answered, ...timings.ended]
    return [
      `every caller rings again after the end of a call; the first calls begin evenly within ${BEGIN_WITHIN_MS} ms`,
      `first answer              ${spread(timings.started)}`,
      `answer to the caller      ${spread(timings.answered)}`,
      `end of the call           ${spread(timings.ended)}`,
      `every webhook             ${spread(all)}    aim: p99 < 100`,
      `${timings.calls} calls (${(timings.calls / seconds).toFixed(0)}/s), ${timings.invited} invited, ${graph.sent()} messages at the provider`,
      `processor time per call   ${((after.cpuMs - before.cpuMs) / timings.calls).toFixed(2)} ms`,
    ]
  } finally {
    await product.stop()
    graph.close()
  }
}

function spread(figures: readonly number[]): string {
  const at = (p: number): string => percentile(figures, p).toFixed(1).padStart(7)
  return `p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)} ms`
}

/** The list of templates is fetched in the background; before that a call would hear an apology. */
async function untilReady(product: Subject): Promise<void> {
  const client = await new ApiClient(`http://127.0.0.1:${product.port}`).signIn(
    'paula@example.test',
    PASSWORD,
  )
  const params = { id: await client.environmentId() }
  await waitFor('the service is ready for calls', async () => {
    const { items } = await client.call('GET /environments/:id/services', { params })
    return items.some((service) => service.ready === true)
  })
}

async function callFor(product: Subject, atOnce: number, seconds: number, timings: Timings): Promise<void> {
  const endsAt = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: atOnce }, async (_, caller) => {
      await pause((caller * BEGIN_WITHIN_MS) / atOnce)
      while (performance.now() < endsAt) await callOnce(product, timings)
    }),
  )
}

function think(): Promise<void> {
  const { shortest, longest } = THINKING_MS
  return pause(shortest + Math.random() * (longest - shortest))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

let calls = 0

/** Rings from a mobile number, listens, presses 1, waits for the invitation, and is hung up on. */
async function callOnce(product: Subject, timings: Timings): Promise<void> {
  calls += 1
  const call = {
    CallSid: `CA${String(calls).padStart(32, '0')}`,
    AccountSid: LINE.accountSid,
    From: `+4915${String(110_000_000 + (calls % 5000))}`,
    To: LINE.phoneNumber,
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
  }
  const base = `http://127.0.0.1:${product.port}/webhooks/voice/twilio/line`
  const post = (url: string, more: Record<string, string>, into: number[]): Promise<string> =>
    timedPost(url, { ...call, CallStatus: 'in-progress', ...more }, into)
  const endsAt = performance.now() + CONVERSATION_SECONDS * 1000
  let document = await post(base, { CallStatus: 'ringing' }, timings.started)
  while (!document.includes('<Hangup/>') && performance.now() < endsAt) {
    const gather = /<Gather[^>]*\baction="([^"]+)"/.exec(document)?.[1]
    const redirect = /<Redirect[^>]*>([^<]+)</.exec(document)?.[1]
    const next = gather ?? redirect
    if (next === undefined) throw new Error('the answer leads nowhere')
    const url = new URL(next.replaceAll('&amp;', '&'), base).toString()
    await think()
    document = await post(url, gather === undefined ? {} : { Digits: '1' }, timings.answered)
  }
  await post(`${base}/status`, { CallStatus: 'completed', CallDuration: '20' }, timings.ended)
  timings.calls += 1
  if (/unterwegs|on its way/.test(document)) timings.invited += 1
}

async function timedPost(url: string, params: Record<string, string>, into: number[]): Promise<string> {
  const startedAt = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilioSignature(LINE.authToken, url, params),
    },
    body: new URLSearchParams(params),
  })
  const text = await response.text()
  into.push(performance.now() - startedAt)
  if (!response.ok && response.status !== 204)
    throw new Error(`voice webhook answered with ${response.status}`)
  return text
}
