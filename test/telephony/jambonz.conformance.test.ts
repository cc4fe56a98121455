import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DialogueAction } from '../../server/domain/dialogue.ts'
import { jambonz } from '../../server/telephony/jambonz/index.ts'
import type { Verb } from '../support/voice/jambonz.ts'
import { aContext, listen, say } from './contract.ts'
import { aRequest, fixture, subject } from './jambonz.subject.ts'

/** Webhooks and answers collected from public sources; they are not part of this repository. */
const SAMPLES = new URL('../../../shared/telephony/samples/jambonz/', import.meta.url)
const present = existsSync(SAMPLES)
if (!present) console.log('jambonz conformance: no samples beside the repository, skipped')

const read = (file: string) => readFileSync(new URL(file, SAMPLES), 'utf8')

interface Sample {
  file: string
  'Jambonz-Signature': string
}
const manifest = present
  ? (JSON.parse(read('manifest.json')) as { webhookSecret: string; samples: Sample[] })
  : { webhookSecret: 'none at all', samples: [] }
const signedAt = Number(/t=(\d+)/.exec(manifest.samples[0]?.['Jambonz-Signature'] ?? '')?.[1] ?? 0)

const openAt = (now: Date, changes: object = {}) =>
  jambonz.open(
    { phoneNumber: '+493023125000', webhookSecret: manifest.webhookSecret, ...changes },
    { fetch, now: () => now },
  )
const line = openAt(new Date(signedAt * 1000))

const input = (event: object) => ({ type: 'input', turn: 3, input: event })
const speech = (text: string, confidence: number) =>
  input({ type: 'speech', alternatives: [{ text, confidence }] })

/** Where we would have had each sample sent, and what it says, by the beginning of its name. */
const EXPECTED: [RegExp, string, object][] = [
  [/^0\d-session/, '', { type: 'started' }],
  [/^10-/, 'turn/3', speech('ja gerne', 0.91916794)],
  [/^11-/, 'turn/3', input({ type: 'keys', digits: '1' })],
  [/^12-/, 'turn/3', input({ type: 'silence' })],
  [/^1[34]-/, 'turn/3', input({ type: 'unintelligible' })],
  [/^15-/, 'turn/3', speech('0171 39 20 012', 0.83)],
  [/^16-/, 'turn/3', input({ type: 'keys', digits: '01713920012' })],
  [/^20-/, 'status', { type: 'ended', durationSeconds: 41 }],
  [/^21-/, 'status', { type: 'ended', durationSeconds: 44 }],
  [/^30-/, 'forward/3', input({ type: 'forwarded', outcome: 'completed' })],
]

describe.skipIf(!present)('jambonz: webhooks as others have seen them', () => {
  it.each(manifest.samples)('$file', (sample) => {
    const [, step = 'none', expected] = EXPECTED.find(([beginning]) => beginning.test(sample.file)) ?? []
    const body = read(sample.file)
    const request = aRequest(step, body, sample['Jambonz-Signature'])
    expect(line.verify(request)).toBe(true)
    expect(openAt(new Date((signedAt + 301) * 1000)).verify(request)).toBe(false)
    const message = line.parse(request)
    expect(message?.event).toEqual(expected)
    expect(message?.from).toBe((JSON.parse(body) as { from: string }).from)
  })
})

/**
 * Our own addresses, what the samples' application has set for itself, and the fewest digits: with five of them, as
 * there, keys that are fewer when the time is over are lost.
 */
const OURS: ReadonlySet<string> = new Set(['actionHook', 'synthesizer', 'hints', 'bargein', 'minDigits'])
const comparable = (verbs: unknown): unknown =>
  JSON.parse(JSON.stringify(verbs, (key, value: unknown) => (OURS.has(key) ? undefined : value)))

const number = listen({
  maxDigits: null,
  finishKey: '#',
  timeoutSeconds: 10,
  endSilenceSeconds: 2,
  hints: [],
})
const textOf = (file: string): string => {
  const [verb] = JSON.parse(read(file)) as { text?: string; say?: { text: string } }[]
  return verb?.text ?? verb?.say?.text ?? ''
}
const actionsOf: Readonly<Record<string, () => DialogueAction[]>> = {
  'response-offer.json': () => [say(textOf('response-offer.json')), listen()],
  'response-askNumber.json': () => [say(textOf('response-askNumber.json')), number],
  'response-forward.json': () => [{ do: 'forward', to: '+493023125010', timeoutSeconds: 20 }],
  'response-goodbye.json': () => [say(textOf('response-goodbye.json')), { do: 'hang_up' }],
}

describe.skipIf(!present)('jambonz: answers as others give them', () => {
  it.each(Object.keys(actionsOf))('%s', (file) => {
    const one = openAt(new Date(signedAt * 1000), { speechVendor: 'google', recognizerVendor: 'google' })
    const message = one.parse(fixture('turn.key'))
    if (message === null) throw new Error('the key says nothing')
    const reply = one.reply(actionsOf[file]?.() ?? [], aContext(subject), message)
    const verbs = JSON.parse(reply.body) as Verb[]
    // A way back behind everything that may break off without a word.
    const spoken = verbs.filter(({ verb }) => verb !== 'redirect')
    const sample = JSON.parse(read(file)) as Verb[]
    expect(comparable(spoken)).toMatchObject(comparable(sample) as object)
  })
})
