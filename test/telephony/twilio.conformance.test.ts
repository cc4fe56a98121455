import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DialogueAction } from '../../server/domain/dialogue.ts'
import type { LineEvent, VoiceRequest } from '../../server/telephony/provider.ts'
import { twilio } from '../../server/telephony/twilio/index.ts'
import { aContext, forward, listen, NOW, say } from './contract.ts'
import { fixture, readTwiml, subject, type Verb } from './twilio.subject.ts'

/** Requests and answers collected from the platform's pages and from other projects; they are not part of this repository. */
const SAMPLES = new URL('../../../shared/telephony/samples/twilio/', import.meta.url)
const present = existsSync(SAMPLES)
if (!present) console.log('twilio conformance: no samples beside the repository, skipped')

const read = (file: string) => readFileSync(new URL(file, SAMPLES), 'utf8')

interface Sample {
  file: string
  url: string
  contentType: string
  'X-Twilio-Signature': string
}
const manifest = present
  ? (JSON.parse(read('manifest.json')) as { authToken: string; samples: Sample[] })
  : { authToken: 'none', samples: [] }

const line = twilio.open(
  { ...subject.settings('http://127.0.0.1:9'), authToken: manifest.authToken },
  { fetch, now: () => NOW },
)

const input = (event: object) => ({ type: 'input', turn: 3, input: event })
const spoken = (text: string, confidence: number | null) =>
  input({ type: 'speech', alternatives: [{ text, confidence }] })

/** Where we would have had each sample sent, and what it says, by the beginning of its name; the first that fits counts. */
const EXPECTED: [RegExp, string, object | null][] = [
  [/^0\d-inbound/, '', { type: 'started' }],
  [/^10-/, 'turn/3', spoken('Ja, gerne.', 0.9321)],
  [/^11-/, 'turn/3', input({ type: 'keys', digits: '1' })],
  [/^1[23]-/, 'turn/3', input({ type: 'silence' })],
  [/^14-/, 'turn/3', input({ type: 'keys', digits: '01713920012' })],
  [/^15-/, 'turn/3', spoken('0171 39 20 012', 0.8744)],
  [/^16-/, 'turn/3', spoken('null eins sieben eins neununddreißig zwanzig null siebzehn', null)],
  [/^17-/, 'partial', null],
  [/^20-/, 'status', { type: 'ended', durationSeconds: 41 }],
  [/^21-/, 'status', { type: 'ended', durationSeconds: 4 }],
  [/^22-/, 'status', { type: 'ended', durationSeconds: 0 }],
  // We never use `<Record>`: at a turn it would be an answer without words.
  [/^30-/, 'turn/3', input({ type: 'silence' })],
  [/^31-/, 'recording', { type: 'recording', recording: { state: 'ready', durationSeconds: 12 } }],
  [/^32-/, 'recording', { type: 'recording', recording: { state: 'absent', durationSeconds: null } }],
  [/^40-/, 'forward/3', input({ type: 'forwarded', outcome: 'completed' })],
  [/^41-/, 'forward/3', input({ type: 'forwarded', outcome: 'no_answer' })],
]

const samples = manifest.samples.map((sample) => {
  const [, step = 'none', event = null] = EXPECTED.find(([beginning]) => beginning.test(sample.file)) ?? []
  const request: VoiceRequest = {
    method: 'POST',
    headers: { 'content-type': sample.contentType, 'x-twilio-signature': sample['X-Twilio-Signature'] },
    query: new URLSearchParams(),
    body: Buffer.from(read(sample.file)),
    step,
    urls: [sample.url],
  }
  return { file: sample.file, request, event }
})

describe.skipIf(!present)('twilio: requests as others have seen them', () => {
  it('are all expected to be somewhere', () => {
    expect(samples.length).toBeGreaterThan(20)
    expect(samples.filter(({ request }) => request.step === 'none').map(({ file }) => file)).toEqual([])
  })

  it.each(samples)('$file is signed and read', ({ request, event }) => {
    expect(line.verify(request)).toBe(true)
    expect(line.verify({ ...request, urls: [`${request.urls[0] ?? ''}/`] })).toBe(false)
    const said: LineEvent | undefined = line.parse(request)?.event
    expect({ said: said ?? null }).toMatchObject({ said: event })
  })

  it('tell of withheld numbers in both forms', () => {
    const callers = samples
      .filter(({ file }) => file.includes('withheld'))
      .map(({ request }) => line.parse(request)?.from)
    expect(callers).toEqual(['Anonymous', '+266696687'])
  })
})

function render(...actions: DialogueAction[]): Verb[] {
  const message = line.parse(fixture('answer-yes'))
  if (message === null) throw new Error('says nothing')
  return readTwiml(line.reply(actions, aContext(subject), message).body)
}

describe.skipIf(!present)('twilio: answers as others give them', () => {
  /** Addresses are each one's own. */
  const without = (verb: Verb | undefined, ...names: string[]) =>
    Object.fromEntries(Object.entries(verb?.attributes ?? {}).filter(([name]) => !names.includes(name)))

  it('ask for a number alike', () => {
    const [theirs] = readTwiml(read('response-askNumber.xml'))
    const [ours] = render(
      say(theirs?.text ?? ''),
      listen({ maxDigits: null, finishKey: '#', hints: [], endSilenceSeconds: 3 }),
    )
    expect(without(ours, 'action')).toMatchObject(without(theirs, 'action'))
    expect(ours?.children).toEqual(theirs?.children)
  })

  it('ask for consent alike, but wait for the whole sentence', () => {
    const [theirs] = readTwiml(read('response-offer.xml'))
    const hints = theirs?.attributes['hints']?.split(',') ?? []
    const [ours] = render(say(theirs?.text ?? ''), listen({ hints, timeoutSeconds: 5 }))
    expect(theirs?.attributes['speechTimeout']).toBe('auto')
    expect(without(ours, 'action')).toMatchObject(without(theirs, 'action', 'speechTimeout'))
    expect(ours?.children).toEqual(theirs?.children)
  })

  it('say goodbye alike', () => {
    const theirs = readTwiml(read('response-goodbye.xml'))
    expect(render(say(theirs[0]?.text ?? ''), { do: 'hang_up' })).toEqual(theirs)
  })

  it('forward alike', () => {
    const [theirs] = readTwiml(read('response-forward.xml'))
    const [ours] = render({ ...forward, to: theirs?.text ?? '' })
    expect(without(ours, 'action')).toMatchObject(without(theirs, 'action'))
    expect(ours?.children).toEqual(theirs?.children)
  })
})
