import { describe, expect, it } from 'vitest'
import type { DialogueAction } from '../../server/domain/dialogue.ts'
import { jambonz } from '../../server/telephony/jambonz/index.ts'
import { InvalidInputError } from '../../server/lib/errors.ts'
import type { Verb } from '../support/voice/jambonz.ts'
import { NOW, aContext, describeProvider, listen, openLine, say } from './contract.ts'
import {
  CALL_SID,
  SECONDS,
  SECRET,
  aRequest,
  fixture,
  fixtures,
  signatureOf,
  subject,
} from './jambonz.subject.ts'

describeProvider(subject)

const line = openLine(subject)
const read = (name: string, changes: Record<string, unknown> = {}) => line.parse(fixture(name, changes))
const inputOf = (name: string, changes: Record<string, unknown> = {}) => {
  const event = read(name, changes)?.event
  if (event?.type !== 'input') throw new Error(`${name} is no input`)
  return event.input
}

describe('jambonz: signatures', () => {
  const body = fixture('turn.speech').body.toString()
  const given = (header: string, content = body) =>
    line.verify({ ...aRequest('turn/3', body, header), body: Buffer.from(content) })

  it('accepts one of several signatures, as while the secret is being changed', () => {
    const right = signatureOf(body, SECONDS)
    const old = signatureOf(body, SECONDS, 'the secret before')
    expect(given(`t=${SECONDS},v1=${old},v1=${right}`)).toBe(true)
    expect(given(`t=${SECONDS}, v1=${right}, v1=${old}`)).toBe(true)
    expect(given(`t=${SECONDS},v1=${old},v1=${old}`)).toBe(false)
  })

  it('accepts what is up to five minutes old or ahead', () => {
    for (const time of [SECONDS - 300, SECONDS + 300]) {
      expect(given(`t=${time},v1=${signatureOf(body, time)}`)).toBe(true)
    }
  })

  it('signs what the body means: blanks between its parts do not count', () => {
    const header = `t=${SECONDS},v1=${signatureOf(body, SECONDS)}`
    expect(given(header, JSON.stringify(JSON.parse(body), null, 4))).toBe(true)
    expect(given(header, `${body}x`)).toBe(false)
  })

  it('keeps letters of every alphabet', () => {
    const umlauts = JSON.stringify({ call_sid: 'x', caller_name: 'Jörg Müßig 😀 \ud800' })
    const header = `t=${SECONDS},v1=${signatureOf(umlauts, SECONDS)}`
    expect(given(header, umlauts)).toBe(true)
  })
})

describe('jambonz: webhooks', () => {
  it('gives the caller’s number on just as it came, never the one that the network was told to hide (DX-DEFL-05)', () => {
    expect(read('start.mobile')).toEqual({
      callId: CALL_SID,
      from: '+491713920055',
      to: '+493023125100',
      eventKey: null,
      event: { type: 'started' },
      control: {},
    })
    expect(read('start.withheld')?.from).toBe('anonymous')
    expect(JSON.stringify(read('start.withheld'))).not.toContain('1713920055')
    expect(read('start.national')?.from).toBe('01713920055')
    expect(read('start.without-plus')?.from).toBe('491713920055')
  })

  it('does not greet people whom somebody had called', () => {
    expect(() => read('start.mobile', { direction: 'outbound' })).toThrow(InvalidInputError)
  })

  it('takes the turn from the address that it gave', () => {
    expect(read('turn.key')?.event).toMatchObject({ type: 'input', turn: 3 })
    expect(read('resumed.after-pause')?.event).toEqual({ type: 'input', turn: 3, input: { type: 'resumed' } })
    expect(read('forward.completed')?.event).toMatchObject({ type: 'input', turn: 3 })
    const body = fixture('turn.key').body.toString()
    for (const step of [
      'turn',
      'turn/',
      'turn/x',
      'turn/-1',
      'turn/3/4',
      'turn/1e3',
      'forward',
      'status/3',
    ]) {
      expect({ step, read: line.parse(aRequest(step, body)) }).toEqual({ step, read: null })
    }
  })

  it('reads speech with all its alternatives', () => {
    expect(inputOf('turn.speech')).toEqual({
      type: 'speech',
      alternatives: [
        { text: 'ja gerne', confidence: 0.93 },
        { text: 'jager ne', confidence: 0.41 },
      ],
    })
    expect(inputOf('turn.speech-without-confidence')).toEqual({
      type: 'speech',
      alternatives: [{ text: 'nein danke', confidence: null }],
    })
  })

  it('reads keys, and takes the finish key alone for silence', () => {
    expect(inputOf('turn.key')).toEqual({ type: 'keys', digits: '1' })
    expect(inputOf('turn.number-keys')).toEqual({ type: 'keys', digits: '01713920055' })
    expect(inputOf('turn.finish-key-alone')).toEqual({ type: 'silence' })
    expect(inputOf('turn.timeout')).toEqual({ type: 'silence' })
  })

  it('guesses at nothing that was not recognised, or not well enough for the application', () => {
    for (const name of [
      'turn.speech-without-words',
      'turn.recogniser-failed',
      'turn.low-confidence',
      'turn.without-reason',
    ]) {
      expect({ name, input: inputOf(name) }).toEqual({ name, input: { type: 'unintelligible' } })
    }
  })

  it.each([
    ['forward.completed', 'completed'],
    ['forward.busy', 'busy'],
    ['forward.no-answer', 'no_answer'],
    ['forward.failed', 'failed'],
    ['forward.broke-off', 'failed'],
  ])('tells how a forward ended: %s', (name, outcome) => {
    expect(inputOf(name)).toEqual({ type: 'forwarded', outcome })
  })

  it('tells the end of a call, but not that of its other leg', () => {
    expect(read('status.completed')?.event).toEqual({ type: 'ended', durationSeconds: 37 })
    expect(read('status.no-answer')?.event).toEqual({ type: 'ended', durationSeconds: null })
    expect(read('status.in-progress')).toBeNull()
    expect(read('status.other-leg')).toBeNull()
  })

  it('acknowledges without verbs, which leaves the call as it is', () => {
    expect(line.acknowledge()).toMatchObject({ status: 204, body: '' })
  })

  it('reads all of its fixtures', () => {
    expect(fixtures.length).toBeGreaterThan(15)
    for (const { step, body } of fixtures) expect(() => line.parse(aRequest(step, body))).not.toThrow()
  })
})

const settings = { phoneNumber: '+493023125100', webhookSecret: SECRET }

function verbsOf(actions: DialogueAction[], changes: Record<string, unknown> = {}): Verb[] {
  const one = jambonz.open({ ...settings, speechVendor: 'google', ...changes }, { fetch, now: () => NOW })
  const message = one.parse(fixture('turn.key'))
  if (message === null) throw new Error('the key says nothing')
  const address = (step: string) => `https://callover.example.test/l/${step}`
  const reply = one.reply(actions, aContext(subject, { address }), message)
  expect(reply.contentType).toBe('application/json')
  return JSON.parse(reply.body) as Verb[]
}

const voice = { vendor: 'google', language: 'de-DE', voice: 'de-DE-Neural2-G' }
const turn = 'https://callover.example.test/l/turn/4'

describe('jambonz: verbs', () => {
  it('asks for a choice by voice and keys, and asks again when the recogniser cannot be reached', () => {
    expect(verbsOf([say('Willkommen.'), say('Ja oder nein?'), listen()])).toEqual([
      { verb: 'say', text: 'Willkommen.', synthesizer: voice },
      {
        verb: 'gather',
        actionHook: turn,
        input: ['digits', 'speech'],
        numDigits: 1,
        dtmfBargein: true,
        timeout: 6,
        recognizer: { vendor: 'default', language: 'de-DE', hints: ['ja', 'nein'] },
        say: { text: 'Ja oder nein?', synthesizer: voice },
      },
      { verb: 'redirect', actionHook: turn },
    ])
  })

  it('asks for a number: spoken in pieces, or by keys that are never lost', () => {
    const question = listen({
      maxDigits: null,
      finishKey: '#',
      timeoutSeconds: 10,
      endSilenceSeconds: 2.5,
      hints: [],
    })
    expect(verbsOf([say('Ihre Nummer?'), question])[0]).toEqual({
      verb: 'gather',
      actionHook: turn,
      input: ['digits', 'speech'],
      finishOnKey: '#',
      minDigits: 1,
      maxDigits: 18,
      interDigitTimeout: 4,
      dtmfBargein: true,
      timeout: 10,
      recognizer: {
        vendor: 'default',
        language: 'de-DE',
        asrTimeout: 2.5,
        asrDtmfTerminationDigit: '#',
      },
      say: { text: 'Ihre Nummer?', synthesizer: voice },
    })
  })

  it('listens for keys alone or for speech alone', () => {
    const [keys] = verbsOf([listen({ input: ['keys'] })])
    expect(keys).toMatchObject({ input: ['digits'], numDigits: 1 })
    expect(keys).not.toHaveProperty('recognizer')
    const [speech] = verbsOf([listen({ input: ['speech'] })])
    expect(speech).toMatchObject({ input: ['speech'], recognizer: { language: 'de-DE' } })
    expect(speech).not.toHaveProperty('numDigits')
  })

  it('plays the tone where it is the last thing before the answer (DX-TEL-02)', () => {
    const { beepUrl } = aContext(subject)
    expect(verbsOf([say('Ja oder nein?'), { do: 'beep' }, listen()])).toMatchObject([
      { verb: 'say', text: 'Ja oder nein?' },
      { verb: 'gather', play: { url: beepUrl } },
      { verb: 'redirect' },
    ])
    expect(verbsOf([{ do: 'beep' }, { do: 'hang_up' }])).toEqual([
      { verb: 'play', url: beepUrl },
      { verb: 'hangup' },
    ])
  })

  it('pauses and comes back by itself', () => {
    const pause: DialogueAction = { do: 'pause', seconds: 2 }
    expect(
      verbsOf([{ do: 'send_invitation', to: '+491713920055' }, say('Einen Moment.'), pause]),
    ).toMatchObject([
      { verb: 'say', text: 'Einen Moment.' },
      { verb: 'pause', length: 2 },
      { verb: 'redirect', actionHook: `${turn}/resumed` },
    ])
  })

  it('forwards from our own number, and comes back when that breaks off', () => {
    const forward: DialogueAction = { do: 'forward', to: '+493023125777', timeoutSeconds: 30 }
    const actionHook = 'https://callover.example.test/l/forward/4'
    expect(verbsOf([say('Ich verbinde.'), forward])).toMatchObject([
      { verb: 'say' },
      {
        verb: 'dial',
        actionHook,
        answerOnBridge: true,
        timeout: 30,
        callerId: '+493023125100',
        target: [{ type: 'phone', number: '+493023125777' }],
      },
      { verb: 'redirect', actionHook },
    ])
  })

  it('records nothing and says so', () => {
    expect(line.capabilities.recording).toBe(false)
    expect(
      verbsOf([{ do: 'record', recording: 'start' }, say('Hallo'), { do: 'record', recording: 'discard' }]),
    ).toMatchObject([{ verb: 'say', text: 'Hallo' }])
  })

  it('leaves voice and rate to the application where no vendor is set, since its voice speaks one language', () => {
    const none = { speechVendor: undefined }
    const dutch = say('Hallo', { language: 'nl', voice: { name: null, speed: 1.5 } })
    expect(verbsOf([dutch], none)).toEqual([{ verb: 'say', text: 'Hallo' }])
    const chosen = say('Hallo', { language: 'nl', voice: { name: 'Tessa', speed: 1 } })
    expect(verbsOf([chosen], none)).toEqual([
      { verb: 'say', text: 'Hallo', synthesizer: { vendor: 'default', language: 'nl-NL', voice: 'Tessa' } },
    ])
    expect(jambonz.open(settings, { fetch, now: () => NOW }).capabilities.voices).toEqual({})
  })

  it('speaks with the vendor’s voices and at the chosen rate (DX-TEL-05, DX-TEL-07)', () => {
    const spoken = (speechVendor: string, name: string | null, speed = 1) => {
      const [verb] = verbsOf([say('Tom & Jerry', { voice: { name, speed } })], { speechVendor })
      return verb
    }
    expect(spoken('google', 'de-DE-Neural2-H')).toMatchObject({ synthesizer: { voice: 'de-DE-Neural2-H' } })
    // Not on our list, but of the language.
    expect(spoken('google', 'de-DE-Studio-B')).toMatchObject({ synthesizer: { voice: 'de-DE-Studio-B' } })
    expect(spoken('google', 'en-GB-Neural2-A')).toMatchObject({ synthesizer: { voice: 'de-DE-Neural2-G' } })
    expect(spoken('aws', 'Daniel', 0.8)).toMatchObject({
      text: '<speak><prosody rate="80%">Tom &amp; Jerry</prosody></speak>',
      synthesizer: { vendor: 'aws', language: 'de-DE', voice: 'Daniel', engine: 'neural' },
    })
    expect(spoken('microsoft', null, 0.8)).toMatchObject({
      text: '<speak><prosody rate="-20%">Tom &amp; Jerry</prosody></speak>',
    })
    expect(spoken('microsoft', null, 1.2)).toMatchObject({
      text: '<speak><prosody rate="+20%">Tom &amp; Jerry</prosody></speak>',
    })
    // Tags would be read aloud.
    expect(spoken('elevenlabs', 'a-voice', 1.2)).toEqual({
      verb: 'say',
      text: 'Tom & Jerry',
      synthesizer: { vendor: 'elevenlabs', language: 'de-DE', voice: 'a-voice' },
    })
    expect(verbsOf([listen()], { recognizerVendor: 'deepgram' })[0]).toMatchObject({
      recognizer: { vendor: 'deepgram' },
    })
  })

  it('lets no text be taken for markup or for the address of a sound', () => {
    for (const text of [
      '<speak>Hallo</speak>',
      'https://example.test/x.wav',
      'Hinweis: Bitte warten.',
      'silence_stream://5000',
    ]) {
      const [verb] = verbsOf([say(text)])
      expect(verb?.['text']).toMatch(/^<speak>[^<]*<\/speak>$/)
    }
    expect(verbsOf([say('Guten Tag: hier ist Muster.')])[0]?.['text']).toBe('Guten Tag: hier ist Muster.')
  })
})
