import { describe, expect, it } from 'vitest'
import type { DialogueAction, DialogueEvent } from '../../server/domain/dialogue.ts'
import { InvalidInputError } from '../../server/lib/errors.ts'
import type { LineEvent, VoiceRequest } from '../../server/telephony/provider.ts'
import { twilio } from '../../server/telephony/twilio/index.ts'
import { aContext, describeProvider, forward, listen, openLine, say, TURN } from './contract.ts'
import {
  aForm,
  aJson,
  addressOf,
  AUTH_TOKEN,
  CALL_SID,
  fixture,
  fixtures,
  LINE,
  readTwiml,
  RECORDING_SID,
  signatureOf,
  subject,
  type Verb,
} from './twilio.subject.ts'

describeProvider(subject)

const line = openLine(subject)

describe('twilio: set-up', () => {
  it('knows where the API is when the settings do not say', () => {
    const { apiBaseUrl: _, ...settings } = subject.settings('')
    expect(twilio.settings.parse(settings)).toMatchObject({ apiBaseUrl: 'https://api.twilio.com' })
  })

  it('forgives blanks around what was pasted', () => {
    const settings = { ...subject.settings('https://api.twilio.com'), authToken: ` ${AUTH_TOKEN}\n` }
    expect(twilio.settings.parse(settings)).toMatchObject({ authToken: AUTH_TOKEN })
  })

  it('keeps its token secret', () => {
    expect(twilio.secrets).toEqual(['authToken'])
  })

  it('answers calls in the reply to each webhook', () => {
    expect(line).toMatchObject({ control: 'reply', capabilities: { recording: true } })
  })
})

describe('twilio: signatures', () => {
  const body = 'CallSid=CA1&From=%2B491713920044&City=K%C3%B6ln&Empty='

  it('holds for any of the addresses under which the platform may know us', () => {
    const request = aForm('turn/1', body, 'https://calls.example.test/webhooks/voice/twilio/line/turn/1?a=1')
    expect(line.verify({ ...request, urls: ['http://10.0.0.7:3978/x', ...request.urls] })).toBe(true)
    expect(line.verify({ ...request, urls: ['no address', '', 'http://', ...request.urls] })).toBe(true)
    expect(line.verify({ ...request, urls: ['http://10.0.0.7:3978/x'] })).toBe(false)
  })

  it('holds whether or not the standard port is written', () => {
    const withPort = 'https://callover.example.test:443/webhooks/voice/twilio/line'
    const signedWithPort = { ...aForm('', body), headers: aForm('', body, withPort).headers }
    expect(line.verify(signedWithPort)).toBe(true)
    expect(line.verify({ ...aForm('', body), urls: [withPort] })).toBe(true)
  })

  it('is over parameters that come several times, and over those with strange names', () => {
    expect(line.verify(aForm('', 'CallSid=CA1&Tag=a&Tag=b'))).toBe(true)
    expect(line.verify(aForm('', 'CallSid=CA1&__proto__=x&constructor=y&hasOwnProperty=z'))).toBe(true)
  })

  it('is over the query as well', () => {
    const request = aForm('', body, `${LINE}?a=1`)
    expect(line.verify({ ...request, urls: [`${LINE}?a=2`] })).toBe(false)
  })

  it('is over the digest in the address when the body is JSON', () => {
    expect(line.verify(aJson('status', '{"CallSid":"CA1"}'))).toBe(true)
    expect(line.verify({ ...aJson('status', '{"CallSid":"CA1"}'), body: Buffer.from('{}') })).toBe(false)
    expect(line.verify(aJson('status', '{"CallSid":"CA1"}', '00'.repeat(32)))).toBe(false)
  })

  it('never covers a body that it was not made for', () => {
    const address = addressOf('turn/1')
    const headers = { 'x-twilio-signature': signatureOf(address, '') }
    const unsigned = { ...aForm('turn/1', body), headers }
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x', '']) {
      expect(line.verify({ ...unsigned, headers: { ...headers, 'content-type': type } })).toBe(false)
    }
  })
})

const input = (event: DialogueEvent, turn = 3): LineEvent => ({ type: 'input', turn, input: event })
const spoken = (text: string, confidence: number | null) =>
  input({ type: 'speech', alternatives: [{ text, confidence }] })
const recording = (state: 'ready' | 'absent', durationSeconds: number | null): LineEvent => ({
  type: 'recording',
  recording: { externalId: RECORDING_SID, state, source: { recordingSid: RECORDING_SID }, durationSeconds },
})
const silence = input({ type: 'silence' })

const EXPECTED: Record<string, LineEvent | null> = {
  'inbound-mobile': { type: 'started' },
  'inbound-anonymous': { type: 'started' },
  'inbound-anonymous-keypad': { type: 'started' },
  'inbound-sip': { type: 'started' },
  'inbound-forwarded': { type: 'started' },
  'answer-yes': spoken('Ja, natürlich.', 0.8712),
  'answer-number-words': spoken(
    'null eins sieben eins neununddreißig zwanzig null vierundvierzig',
    // 0.0 for words that are there is no judgement.
    null,
  ),
  'answer-without-confidence': spoken('nee, liever niet', null),
  'answer-key': input({ type: 'keys', digits: '2' }),
  'answer-number-keys': input({ type: 'keys', digits: '01713920044' }),
  'answer-star': input({ type: 'keys', digits: '*' }),
  'answer-empty': silence,
  'answer-finish-key': silence,
  'answer-hung-up': spoken('Ja bitte', 0.91),
  'after-pause': input({ type: 'resumed' }),
  'forward-completed': input({ type: 'forwarded', outcome: 'completed' }),
  'forward-busy': input({ type: 'forwarded', outcome: 'busy' }),
  'forward-no-answer': input({ type: 'forwarded', outcome: 'no_answer' }),
  'forward-caller-left': { type: 'ended', durationSeconds: 33 },
  'status-ringing': null,
  'status-completed': { type: 'ended', durationSeconds: 37 },
  'status-failed': { type: 'ended', durationSeconds: 0 },
  'recording-completed': recording('ready', 26),
  'recording-absent': recording('absent', null),
  partial: null,
}

describe('twilio: webhooks', () => {
  it('knows what to expect of every fixture', () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual(fixtures.map(({ name }) => name).toSorted())
  })

  it.each(Object.entries(EXPECTED))('reads %s', (name, event) => {
    const message = line.parse(fixture(name))
    expect(message?.event ?? null).toEqual(event)
    expect(message === null || message.callId === CALL_SID).toBe(true)
  })

  it('passes on both numbers as the platform gives them (DX-DEFL-05)', () => {
    const callers = ['inbound-mobile', 'inbound-anonymous', 'inbound-anonymous-keypad', 'inbound-sip']
    expect(callers.map((name) => line.parse(fixture(name))?.from)).toEqual([
      '+491713920044',
      'Anonymous',
      '+266696687',
      'sip:+491713920044@anlage.example.test;transport=tls',
    ])
    expect(line.parse(fixture('inbound-mobile'))).toMatchObject({
      to: '+493023125100',
      eventKey: null,
      control: {},
    })
    expect(line.parse(fixture('recording-completed'))).toMatchObject({ from: '', to: '' })
  })

  const parse = (step: string, fields: Record<string, string>) =>
    line.parse(aForm(step, new URLSearchParams({ CallSid: CALL_SID, ...fields }).toString()))?.event

  it('reads the redirect behind a gather, which has no parameters, as silence', () => {
    expect(parse('turn/12', { CallStatus: 'in-progress' })).toEqual(input({ type: 'silence' }, 12))
  })

  it('takes keys before speech when both came', () => {
    expect(parse('turn/3', { Digits: '1', SpeechResult: 'Nein' })).toEqual(
      input({ type: 'keys', digits: '1' }),
    )
  })

  it('knows no keys but those of a telephone', () => {
    expect(parse('turn/3', { Digits: 'hangup' })).toEqual(silence)
    expect(parse('turn/3', { Digits: '1A2#*' })).toEqual(input({ type: 'keys', digits: '12#*' }))
  })

  it.each([
    ['0.5', 0.5],
    ['1', 1],
    ['1.0', 1],
    ['0', null],
    ['1.5', null],
    ['-1', null],
    ['NaN', null],
    ['high', null],
    ['', null],
  ])('reads the confidence "%s" as %s', (Confidence, confidence) => {
    expect(parse('turn/3', { SpeechResult: 'Ja', Confidence })).toEqual(spoken('Ja', confidence))
  })

  it('takes the end of a call wherever it is told', () => {
    for (const CallStatus of ['completed', 'busy', 'failed', 'no-answer', 'canceled']) {
      const over = { type: 'ended', durationSeconds: null }
      expect(parse('status', { CallStatus })).toEqual(over)
      expect(parse('', { CallStatus })).toEqual(over)
      expect(parse('turn/3', { CallStatus })).toEqual(over)
      expect(parse('turn/3/resumed', { CallStatus })).toEqual(over)
    }
    for (const CallStatus of ['queued', 'ringing', 'in-progress', 'something-else', '']) {
      expect(parse('status', { CallStatus })).toBeUndefined()
      expect(parse('', { CallStatus })).toEqual({ type: 'started' })
    }
  })

  it('gives no credit to lengths that are none', () => {
    for (const CallDuration of ['-1', 'long', '', '1e99', '3.5']) {
      expect(parse('status', { CallStatus: 'completed', CallDuration })).toEqual({
        type: 'ended',
        durationSeconds: null,
      })
    }
  })

  it('takes every other end of a forwarded call for a failure', () => {
    for (const DialCallStatus of ['failed', 'canceled', 'something-else', '']) {
      expect(parse('forward/3', { CallStatus: 'in-progress', DialCallStatus })).toEqual(
        input({ type: 'forwarded', outcome: 'failed' }),
      )
    }
    expect(parse('forward/3', { CallStatus: 'completed', DialCallStatus: 'answered' })).toEqual(
      input({ type: 'forwarded', outcome: 'completed' }),
    )
  })

  it('waits for the end of a recording', () => {
    const state = (RecordingStatus: string) => parse('recording', { RecordingSid: 'RE1', RecordingStatus })
    expect(state('in-progress')).toBeUndefined()
    expect(state('failed')).toMatchObject({ recording: { state: 'absent' } })
  })

  const refused: Record<string, VoiceRequest> = {
    'without an id of a call': aForm('', 'From=%2B491713920044'),
    'with an id that would leave its place in an address': aForm('', 'CallSid=..%2F..%2FAccounts'),
    'with a recording without id': aForm('recording', `CallSid=${CALL_SID}&RecordingStatus=completed`),
    'as JSON': aJson('status', JSON.stringify({ CallSid: CALL_SID })),
    'at a step that is none': aForm('turn', `CallSid=${CALL_SID}`),
    'at a turn that is none': aForm('turn/-1', `CallSid=${CALL_SID}`),
  }
  it.each(Object.entries(refused))('refuses a webhook %s', (_, request) => {
    expect(() => line.parse(request)).toThrow(InvalidInputError)
  })

  it('repeats nothing of what it refuses', () => {
    expect(() => line.parse(aForm('', 'CallSid=not+an+id&From=%2B491713920044'))).not.toThrow(
      /not an id|1713920044/,
    )
  })
})

function render(...actions: DialogueAction[]): Verb[] {
  const message = line.parse(fixture('answer-yes'))
  if (message === null) throw new Error('says nothing')
  return readTwiml(
    line.reply(actions, aContext(subject, { address: (step) => addressOf(step) }), message).body,
  )
}
const namesOf = (verbs: Verb[]) => verbs.map(({ name }) => name)

describe('twilio: answers', () => {
  it('asks with speech and keys, lets either interrupt the question, and says what it expects (DX-DEFL-21)', () => {
    const [gather, redirect] = render(say('Ja oder nein?'), { do: 'beep' }, listen())
    expect(gather).toMatchObject({ name: 'Gather', text: expect.stringContaining('Ja oder nein?') as string })
    expect(gather?.attributes).toEqual({
      input: 'dtmf speech',
      language: 'de-DE',
      speechTimeout: '2',
      profanityFilter: 'false',
      hints: 'ja,nein',
      finishOnKey: '',
      numDigits: '1',
      timeout: '6',
      actionOnEmptyResult: 'true',
      action: addressOf(`turn/${TURN}`),
      method: 'POST',
    })
    expect(namesOf(gather?.children ?? [])).toEqual(['Say', 'Play'])
    expect(gather?.children[1]?.text).toBe(aContext(subject).beepUrl)
    expect(redirect).toMatchObject({
      name: 'Redirect',
      text: addressOf(`turn/${TURN}`),
      attributes: { method: 'POST' },
    })
  })

  it('lets answers interrupt the whole of a question, and nothing that was said before another order', () => {
    const [gather] = render(
      say('Eins.'),
      { do: 'send_invitation', to: '+491713920044' },
      say('Zwei?'),
      listen(),
    )
    expect(namesOf(gather?.children ?? [])).toEqual(['Say', 'Say'])
    const verbs = render(say('Eins.'), { do: 'record', recording: 'discard' }, say('Zwei?'), listen())
    expect(verbs.map(({ name, text }) => [name, text]).slice(0, 2)).toEqual([
      ['Say', 'Eins.'],
      ['Gather', 'Zwei?'],
    ])
  })

  it('ends a recording before somebody else picks up, and none that is not running', () => {
    const message = line.parse(fixture('answer-yes'))
    if (message === null) throw new Error('says nothing')
    const verbsWhile = (recording: boolean): unknown[] =>
      readTwiml(line.reply([forward], aContext(subject, { recording }), message).body).map(
        ({ name, children }) => [name, ...children.map((child) => [child.name, child.attributes])],
      )
    expect(verbsWhile(true)).toMatchObject([
      ['Stop', ['Recording', { name: 'caller' }]],
      ['Dial', ['Number', {}]],
    ])
    expect(verbsWhile(false)).toMatchObject([['Dial', ['Number', {}]]])
    const [start] = render({ do: 'record', recording: 'start' }, { do: 'hang_up' })
    expect(start?.children[0]).toMatchObject({ name: 'Recording', attributes: { name: 'caller' } })
  })

  it('lets the finish key end a number of any length', () => {
    const [gather] = render(listen({ maxDigits: null, finishKey: '#' }))
    expect(gather?.attributes).toMatchObject({ finishOnKey: '#' })
    expect(gather?.attributes).not.toHaveProperty('numDigits')
  })

  it('names nothing of speech where only keys count, and nothing of keys where only speech does', () => {
    const [keys] = render(listen({ input: ['keys'] }))
    expect(Object.keys(keys?.attributes ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/speech|language|hints/i)]),
    )
    const [speech] = render(listen({ input: ['speech'], hints: [] }))
    expect(speech?.attributes).not.toHaveProperty('finishOnKey')
    expect(speech?.attributes).not.toHaveProperty('hints')
  })

  it('waits whole seconds above zero, never "auto"', () => {
    const [gather] = render(listen({ timeoutSeconds: 0, endSilenceSeconds: 0.4 }))
    expect(gather?.attributes).toMatchObject({ timeout: '1', speechTimeout: '1' })
    expect(render({ do: 'pause', seconds: 0.5 })[0]?.attributes).toEqual({ length: '1' })
  })

  it('understands in the region that the recogniser knows (DX-DEFL-22)', () => {
    const tags = ['de', 'en', 'nl', 'es'].map(
      (language) => render(listen({ language }))[0]?.attributes['language'],
    )
    expect(tags).toEqual(['de-DE', 'en-GB', 'nl-NL', 'es-ES'])
  })

  it('keeps hints within the platform’s limits', () => {
    const many = Array.from({ length: 600 }, (_, index) => `Wort ${index}`)
    const [gather] = render(listen({ hints: ['eine, andere', '', 'x'.repeat(101), ...many] }))
    const hints = gather?.attributes['hints']?.split(',') ?? []
    expect(hints).toHaveLength(500)
    expect(hints.slice(0, 2)).toEqual(['eine andere', 'Wort 0'])
  })

  it('records the caller alone, and only after the notice has been spoken (DX-TEL-03, DX-TEL-04)', () => {
    const verbs = render(say('Wir zeichnen auf.'), { do: 'record', recording: 'start' }, say('Ja?'), listen())
    expect(namesOf(verbs)).toEqual(['Say', 'Start', 'Gather', 'Redirect'])
    expect(verbs[1]?.children[0]).toMatchObject({
      name: 'Recording',
      attributes: {
        track: 'inbound',
        channels: 'mono',
        trim: 'do-not-trim',
        recordingStatusCallback: addressOf('recording'),
        recordingStatusCallbackMethod: 'POST',
        recordingStatusCallbackEvent: 'completed absent',
      },
    })
    expect(verbs[2]?.text).toBe('Ja?')
  })

  it('pauses and comes back under the same turn', () => {
    const verbs = render(say('Einen Moment.'), { do: 'pause', seconds: 3 })
    expect(namesOf(verbs)).toEqual(['Say', 'Pause', 'Redirect'])
    expect(verbs[1]?.attributes).toEqual({ length: '3' })
    const step = verbs[2]?.text.slice(LINE.length + 1) ?? ''
    expect(line.parse(aForm(step, `CallSid=${CALL_SID}`))?.event).toEqual(input({ type: 'resumed' }, TURN))
  })

  it('forwards with the caller’s own number, and learns how that ended', () => {
    const [dial] = render(forward)
    expect(dial).toMatchObject({ name: 'Dial', text: '+493023125777' })
    expect(dial?.attributes).toEqual({
      action: addressOf(`forward/${TURN}`),
      method: 'POST',
      timeout: '20',
      answerOnBridge: 'true',
    })
  })

  it('says goodbye before it hangs up (DX-DEFL-09)', () => {
    expect(namesOf(render(say('Auf Wiederhören.'), { do: 'hang_up' }))).toEqual(['Say', 'Hangup'])
  })

  it('says nothing where there is nothing to say', () => {
    expect(namesOf(render(say(' \u0000 '), { do: 'hang_up' }))).toEqual(['Hangup'])
  })

  it('acknowledges with a document that asks for nothing', () => {
    expect(readTwiml(line.acknowledge().body)).toEqual([])
    expect(line.acknowledge().contentType).toMatch(/^text\/xml/)
  })

  it('gives out addresses that it can read again', () => {
    const steps: string[] = []
    const context = aContext(subject, {
      address: (step) => {
        steps.push(step)
        return addressOf(step)
      },
    })
    const message = line.parse(fixture('inbound-mobile'))
    for (const action of [listen(), { do: 'pause', seconds: 1 }, forward] as const) {
      if (message !== null) line.reply([action], context, message)
    }
    expect(steps.length).toBeGreaterThan(2)
    for (const step of steps) {
      expect(line.parse(aForm(step, `CallSid=${CALL_SID}`))?.event).toMatchObject({
        type: 'input',
        turn: TURN,
      })
    }
  })
})

describe('twilio: voices', () => {
  const speak = (language: string, name: string | null, speed = 1) =>
    render(say('Guten Tag.', { language, voice: { name, speed } }))[0]

  it('takes a neural voice of the language when none is chosen (DX-TEL-05)', () => {
    const defaults = ['de', 'en', 'nl', 'es'].map((language) => speak(language, null)?.attributes)
    expect(defaults).toEqual([
      { voice: 'Polly.Vicki-Neural', language: 'de-DE' },
      { voice: 'Polly.Amy-Neural', language: 'en-GB' },
      { voice: 'Polly.Laura-Neural', language: 'nl-NL' },
      { voice: 'Polly.Lucia-Neural', language: 'es-ES' },
    ])
  })

  it('pairs every voice with the one tag that it speaks', () => {
    for (const [language, voices] of Object.entries(line.capabilities.voices)) {
      for (const name of voices) {
        const { voice = '', language: tag = '' } = speak(language, name)?.attributes ?? {}
        expect(voice).toBe(name)
        expect(tag.slice(0, 2)).toBe(language)
        const named = /^Google\.([a-z]{2}-[A-Z]{2})-/.exec(voice)?.[1]
        expect(named ?? tag).toBe(tag)
      }
    }
    expect(speak('de', 'Polly.Hannah-Neural')?.attributes['language']).toBe('de-AT')
    expect(speak('nl', 'Polly.Lisa-Neural')?.attributes['language']).toBe('nl-BE')
  })

  it('takes the default for a voice of another language', () => {
    expect(speak('de', 'Polly.Amy-Neural')?.attributes['voice']).toBe('Polly.Vicki-Neural')
    expect(speak('fr', 'Polly.Vicki-Neural')?.attributes).toEqual({
      voice: 'Polly.Amy-Neural',
      language: 'en-GB',
    })
  })

  it('speaks faster or slower where the voice obeys (DX-TEL-07)', () => {
    for (const [speed, rate] of [
      [0.8, '80%'],
      [1.25, '125%'],
    ] as const) {
      for (const name of ['Polly.Vicki-Neural', 'Google.de-DE-Neural2-A']) {
        expect(speak('de', name, speed)?.children).toMatchObject([
          { name: 'prosody', attributes: { rate }, text: 'Guten Tag.' },
        ])
      }
      for (const name of ['Polly.Vicki-Generative', 'Google.de-DE-Chirp3-HD-Kore']) {
        expect(speak('de', name, speed)).toMatchObject({ children: [], text: 'Guten Tag.' })
      }
    }
    expect(speak('de', null, 1)?.children).toEqual([])
  })
})
