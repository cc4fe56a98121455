import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DialogueAction } from '../../server/domain/dialogue.ts'
import { InvalidInputError } from '../../server/lib/errors.ts'
import { keepsRecordings, takesCommands, type LineContext } from '../../server/telephony/provider.ts'
import { vier } from '../../server/telephony/vier/index.ts'
import { renderCommands } from '../../server/telephony/vier/render.ts'
import { wireControl } from '../../server/telephony/vier/wire.ts'
import { json, startFakePlatform, type FakePlatform } from '../channels/fake-platform.ts'
import { API, NOW, aContext, describeProvider, failureOf, listen, openLine, say, tell } from './contract.ts'
import {
  BOT_TOKEN,
  CALL_TOKEN,
  DIALOG_ID,
  RESELLER,
  aRequest,
  controlAt,
  eventOf,
  fixture,
  fixtures,
  subject,
} from './vier.subject.ts'

describeProvider(subject)

/** A line as customers have it: no address but the platform's own. */
const line = vier.open({ phoneNumber: '+493023125100', botToken: BOT_TOKEN }, { fetch, now: () => NOW })
const read = (name: string, changes: Record<string, unknown> = {}) => line.parse(fixture(name, changes))
const input = (name: string, changes: Record<string, unknown> = {}) => {
  const event = read(name, changes)?.event
  if (event?.type !== 'input') throw new Error(`${name} is no input`)
  return event
}

describe('vier: events', () => {
  it('gives the caller’s number on just as it came: the rules for numbers are not the platform’s (DX-DEFL-05)', () => {
    const from = (name: string) => read(name)?.from
    expect(from('session.mobile')).toBe('+491713920055')
    expect(from('session.withheld')).toBe('')
    expect(from('session.sip-address')).toBe('sip:+491713920055@pbx.example.test')
    expect(from('session.anonymised')).toBe('md5-hash:ad14c520b9cfc53c25f446b338c79ced')
    expect(read('session.mobile')?.to).toBe('+493023125100')
  })

  it('takes a session that came to the bare address for a beginning, too', () => {
    const message = line.parse(aRequest('', eventOf('session.mobile')))
    expect(message?.event).toEqual({ type: 'started' })
    expect(message?.eventKey).toBe(read('session.mobile')?.eventKey)
  })

  it('does not greet people whom somebody had called', () => {
    expect(() => read('session.mobile', { callType: 'OUTBOUND' })).toThrow(InvalidInputError)
  })

  it('keeps what commands need, with the language that is recognised at present', () => {
    expect(read('session.mobile')?.control).toEqual({
      callback: 'https://cognitivevoice.io/v1',
      authToken: CALL_TOKEN,
      resellerToken: RESELLER,
      language: 'de-DE',
    })
    expect(read('session.provisioned-in-english')?.control['language']).toBe('en-GB')
    expect(read('message.without-confidence')?.control['language']).toBe('nl-NL')
  })

  it('copes with gateways that send no token', () => {
    expect(read('session.mobile', { authToken: undefined })?.control['authToken']).toBe('')
    expect(read('session.mobile', { authToken: null })?.control['authToken']).toBe('')
  })

  it('sends neither command nor token to an address that is not the platform’s', () => {
    for (const callback of [
      'https://evil.example.test/v1',
      'https://cognitivevoice.io.evil.example.test/v1',
      'https://cognitivevoice.io@evil.example.test/v1',
      'https://user:secret@cognitivevoice.io/v1',
      'http://cognitivevoice.io/v1',
      'https://cognitivevoice.io:8443/v1',
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
      'javascript:alert(1)',
      '/v1',
      '',
    ]) {
      for (const name of ['session.mobile', 'message.yes', 'terminated.by-caller', 'recording.available']) {
        expect(() => read(name, { callback })).toThrow(InvalidInputError)
      }
    }
  })

  it('takes every environment of the platform, and those that the settings name instead', () => {
    for (const host of ['cognitivevoice.io', 'us.cognitivevoice.io', 'stage.cognitivevoice.io']) {
      expect(read('message.yes', { callback: `https://${host}/v1` })).not.toBeNull()
    }
    const callbackOrigins = ['https://cvg.example.test/']
    const own = vier.open(
      { phoneNumber: '+493023125100', botToken: BOT_TOKEN, callbackOrigins },
      { fetch, now: () => NOW },
    )
    const callback = 'https://cvg.example.test/v1/'
    expect(own.parse(fixture('message.yes', { callback }))?.control['callback']).toBe(
      'https://cvg.example.test/v1',
    )
    expect(() => own.parse(fixture('message.yes'))).toThrow(InvalidInputError)
  })

  it('reads speech without the full stop that recognisers add, its confidence as a share', () => {
    const speech = (text: string, confidence: number | null) => ({
      type: 'speech',
      alternatives: [{ text, confidence }],
    })
    expect(input('message.yes')).toMatchObject({ turn: null, input: speech('Ja, sehr gerne', 0.91) })
    expect(input('message.number-first-part').input).toEqual(speech('null eins sieben eins', 0.77))
    expect(input('message.without-confidence').input).toEqual(speech('nee hoor', null))
    expect(input('message.yes', { confidence: 0 }).input).toEqual(speech('Ja, sehr gerne', 0))
    expect(input('message.yes', { confidence: 250 }).input).toEqual(speech('Ja, sehr gerne', 1))
    expect(input('message.unintelligible').input).toEqual({ type: 'unintelligible' })
  })

  it('takes the two parts of a spoken number for two events', () => {
    const keys = ['message.number-first-part', 'message.number-second-part'].map(
      (name) => read(name)?.eventKey,
    )
    expect(new Set(keys).size).toBe(2)
  })

  it('passes over a key that no prompt asked for, so that it answers no question that comes later', () => {
    expect(read('message.key-that-nobody-asked-for')).toBeNull()
    expect(read('message.key-that-nobody-asked-for', { triggeredBargeIn: undefined })).toBeNull()
    expect(input('message.key-that-cut-a-prompt-short').input).toEqual({ type: 'keys', digits: '1' })
  })

  it('knows by a key’s choice which turn it answers', () => {
    expect(input('answer.key')).toEqual({ type: 'input', turn: 4, input: { type: 'keys', digits: '1' } })
    expect(input('answer.star')).toMatchObject({ turn: 4, input: { type: 'keys', digits: '*' } })
  })

  it('reads what else may become of a prompt', () => {
    expect(input('answer.number')).toMatchObject({
      turn: null,
      input: { type: 'keys', digits: '01713920055' },
    })
    expect(input('answer.number-without-digits').input).toEqual({ type: 'silence' })
    expect(input('answer.number', { type: { name: 'Number', value: 42 } }).input).toEqual({
      type: 'keys',
      digits: '42',
    })
    expect(input('answer.timeout').input).toEqual({ type: 'silence' })
    expect(input('inactivity.seven-seconds').input).toEqual({ type: 'silence' })
    expect(input('answer.word')).toMatchObject({
      turn: null,
      input: { type: 'speech', alternatives: [{ text: 'ja', confidence: 0.88 }] },
    })
    expect(read('answer.unknown-kind')).toBeNull()
  })

  it('tells the end of a call, whoever ended it', () => {
    for (const name of ['terminated.by-caller', 'terminated.by-us', 'terminated.forwarded']) {
      expect(read(name)?.event).toEqual({ type: 'ended', durationSeconds: null })
    }
  })

  it('announces recordings that can be fetched, and those that never will be', () => {
    expect(read('recording.available')?.event).toEqual({
      type: 'recording',
      recording: {
        externalId: `${DIALOG_ID}/default`,
        state: 'ready',
        durationSeconds: null,
        source: {
          callback: 'https://cognitivevoice.io/v1',
          authToken: CALL_TOKEN,
          resellerToken: RESELLER,
          dialogId: DIALOG_ID,
          recordingId: 'default',
        },
      },
    })
    expect(read('recording.failed')?.event).toMatchObject({ recording: { state: 'absent' } })
    expect(read('recording.in-progress')).toBeNull()
    expect(line.parse(aRequest('something-new', eventOf('message.yes')))).toBeNull()
  })

  it('names every event by what it is and when it was, without telling its words', () => {
    const keys = fixtures.flatMap(({ name }) => read(name)?.eventKey ?? [])
    const sessions = fixtures.filter(({ step }) => step === 'session').length
    const ends = fixtures.filter(({ name }) => name.startsWith('terminated')).length
    // The sessions are the same event of the same call, told in different ways.
    expect(new Set(keys).size).toBe(keys.length - (sessions - 1))
    expect(ends).toBe(3)
    for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/)
    const again = { authToken: 'renewed', vendor: 'OTHER' }
    expect(read('message.yes', again)?.eventKey).toBe(read('message.yes')?.eventKey)
    expect(read('message.yes', { timestamp: 1 })?.eventKey).not.toBe(read('message.yes')?.eventKey)
  })

  it('accepts a session in words, everything else without', () => {
    const reply = (name: string) => {
      const message = read(name)
      if (message === null) throw new Error(`${name} says nothing`)
      return line.reply([say('Guten Tag')], aContext(subject), message)
    }
    expect(reply('session.mobile')).toEqual({
      status: 200,
      contentType: 'application/json',
      body: '{"action":"ACCEPT"}',
    })
    for (const name of ['message.yes', 'answer.timeout', 'inactivity.seven-seconds']) {
      expect(reply(name)).toMatchObject({ status: 204, body: '' })
    }
    expect(line.acknowledge()).toMatchObject({ status: 204, body: '' })
  })
})

interface Command {
  path: string
  body: Record<string, unknown>
}

async function commandsOf(actions: DialogueAction[], changes: Partial<LineContext> = {}): Promise<Command[]> {
  const told = await tell(subject, actions, changes)
  return told.map(({ url, body }) => ({
    path: url?.pathname.replace('/v1', '') ?? '',
    body: JSON.parse(body) as Record<string, unknown>,
  }))
}

/** A field of a command's body. */
function field<T>(command: Command | undefined, name: string): T {
  if (command === undefined) throw new Error('no such command')
  return command.body[name] as T
}

const inLanguage = (language: string) => ({ control: { ...controlAt(API), language } })
const numberQuestion = listen({ maxDigits: null, finishKey: '#', timeoutSeconds: 9, hints: [] })

describe('vier: commands', () => {
  it('asks for a choice by a prompt that takes every key and no word, so that speech comes as a message', async () => {
    const [prompt, ...others] = await commandsOf([say('Ja oder nein?'), listen()])
    expect(others).toEqual([])
    expect(prompt).toMatchObject({
      path: '/call/prompt',
      body: {
        dialogId: DIALOG_ID,
        text: 'Ja oder nein?',
        interpretAs: 'TEXT',
        language: 'de-DE',
        timeout: 6000,
        bargeIn: { onSpeech: true, onDtmf: true, phraseList: ['ja', 'nein'] },
        type: { name: 'MultipleChoice' },
      },
    })
    const { choices } = field<{ choices: Record<string, string[]> }>(prompt, 'type')
    expect(Object.values(choices).flat().toSorted()).toEqual(
      '#*0123456789'.split('').map((key) => `DTMF_${key}`),
    )
    for (const id of Object.keys(choices)) expect(id).toMatch(/^turn4_/)
  })

  it('asks for a number by keys, loses none of them at the time’s end, and lets speech cut in', async () => {
    const [prompt] = await commandsOf([say('Ihre Nummer?'), numberQuestion])
    expect(prompt).toMatchObject({
      path: '/call/prompt',
      body: {
        timeout: 9000,
        bargeIn: { onSpeech: true, onDtmf: true },
        type: { name: 'Number', submitInputs: ['DTMF_#'], minDigits: 1, maxDigits: 18 },
      },
    })
    const [four] = await commandsOf([say('PIN?'), listen({ maxDigits: 4, finishKey: null })])
    expect(four?.body['type']).toEqual({ name: 'Number', minDigits: 1, maxDigits: 4 })
  })

  it('listens for keys alone or for speech alone', async () => {
    const [keys] = await commandsOf([say('Taste?'), listen({ input: ['keys'] })], inLanguage('nl-NL'))
    expect(keys?.body).toMatchObject({ bargeIn: { onSpeech: false, onDtmf: true } })
    const [speech] = await commandsOf([say('Name?'), listen({ input: ['speech'] })])
    expect(speech?.body).toMatchObject({
      bargeIn: { onSpeech: true, onDtmf: false },
      type: { choices: { none: ['DTMF_D'] } },
    })
  })

  it('lets only short and expected words cut a question short, a hundred at most', async () => {
    const hints = [
      ' ja ',
      'ja',
      '',
      'x'.repeat(81),
      ...Array.from({ length: 120 }, (_, index) => `wort ${index}`),
    ]
    const [prompt] = await commandsOf([say('Ja oder nein?'), listen({ hints })])
    const { phraseList } = field<{ phraseList: string[] }>(prompt, 'bargeIn')
    expect(phraseList).toHaveLength(100)
    expect(phraseList.slice(0, 2)).toEqual(['ja', 'wort 0'])
    const [without] = await commandsOf([say('Ja oder nein?'), listen({ hints: [] })])
    expect(without?.body['bargeIn']).toEqual({ onSpeech: false, onDtmf: true })
  })

  it('ends the prompt before with the first words of a batch, which nobody can answer', async () => {
    const hold = { type: { name: 'MultipleChoice', choices: { none: ['DTMF_D'] } }, timeout: 60_000 }
    const paths = async (actions: DialogueAction[]) => (await commandsOf(actions)).map(({ path }) => path)
    const pause: DialogueAction = { do: 'pause', seconds: 2 }
    expect(await commandsOf([say('Einen Moment.'), pause])).toMatchObject([
      { path: '/call/prompt', body: { text: 'Einen Moment.', ...hold } },
    ])
    expect(await commandsOf([say('Danke.'), say('Stimmt das?'), listen()])).toMatchObject([
      { path: '/call/prompt', body: { text: 'Danke.', ...hold } },
      { path: '/call/prompt', body: { text: 'Stimmt das?', timeout: 6000 } },
    ])
    expect(await paths([say('Eins.'), say('Zwei.'), pause])).toEqual(['/call/prompt', '/call/say'])
    expect(await paths([pause])).toEqual([])
    expect(await paths([say('Danke.'), say('Tschüs.'), { do: 'hang_up' }])).toEqual([
      '/call/say',
      '/call/say',
      '/call/drop',
    ])
  })

  it('ends a recording before somebody else picks up', async () => {
    const forward: DialogueAction = { do: 'forward', to: '+493023125777', timeoutSeconds: 30 }
    const commands = await commandsOf([forward], { recording: true })
    expect(commands.map(({ path }) => path)).toEqual(['/call/recording/stop', '/call/forward'])
  })

  it('forwards from our own number, and keeps the prompt before quiet for as long as it may ring', async () => {
    const forward: DialogueAction = { do: 'forward', to: '+493023125777', timeoutSeconds: 30 }
    expect(await commandsOf([say('Ich verbinde.'), forward])).toMatchObject([
      { path: '/call/prompt', body: { timeout: 90_000 } },
      {
        path: '/call/forward',
        body: {
          dialogId: DIALOG_ID,
          destinationNumber: '+493023125777',
          callerId: '+493023125100',
          ringTimeout: 30_000,
          acceptAnsweringMachines: true,
        },
      },
    ])
    for (const [timeoutSeconds, ringTimeout] of [
      [1, 10_000],
      [600, 120_000],
    ] as const) {
      expect(await commandsOf([{ ...forward, timeoutSeconds }])).toMatchObject([{ body: { ringTimeout } }])
    }
  })

  it('says nothing audible where only a tone goes before the question (DX-TEL-02)', async () => {
    expect(await commandsOf([say('Ja oder nein?'), { do: 'beep' }, listen()])).toMatchObject([
      { path: '/call/prompt', body: { text: 'Ja oder nein?', bargeIn: { onDtmf: false } } },
      { path: '/call/play', body: { url: aContext(subject).beepUrl, mode: 'FOREGROUND' } },
      { path: '/call/prompt', body: { text: '<speak><break time="100ms"/></speak>', interpretAs: 'SSML' } },
    ])
  })

  it('recognises the caller’s language where the project has another (DX-LANG-02)', async () => {
    const dutch = [say('Ja of nee?', { language: 'nl' }), listen({ language: 'nl' })]
    expect(await commandsOf(dutch)).toMatchObject([
      { path: '/call/transcription/switch', body: { language: 'nl-NL' } },
      { path: '/call/prompt', body: { language: 'nl-NL' } },
    ])
    expect(await commandsOf(dutch, inLanguage('nl-BE'))).toMatchObject([
      { path: '/call/prompt', body: { language: 'nl-BE' } },
    ])
    expect(await commandsOf([say('Ja?'), listen()], inLanguage('de-AT'))).toMatchObject([
      { path: '/call/prompt', body: { language: 'de-AT' } },
    ])
    expect(await commandsOf([say('Ja?'), listen()], inLanguage(''))).toMatchObject([
      { path: '/call/transcription/switch', body: { language: 'de-DE' } },
      { path: '/call/prompt' },
    ])
  })

  it('speaks with the chosen voice and at the chosen rate (DX-TEL-05, DX-TEL-07)', async () => {
    const spoken = async (name: string | null, speed: number) => {
      const [command] = await commandsOf([say('Tom & Jerry', { voice: { name, speed } })])
      return command?.body
    }
    expect(await spoken(null, 1)).toMatchObject({ text: 'Tom & Jerry', interpretAs: 'TEXT' })
    expect(await spoken(null, 1)).not.toHaveProperty('synthesizers')
    expect(await spoken('Nobody', 1)).not.toHaveProperty('synthesizers')
    expect(await spoken('GOOGLE/de-DE-Neural2-G', 1.25)).toMatchObject({
      text: '<speak><prosody rate="125%">Tom &amp; Jerry</prosody></speak>',
      interpretAs: 'SSML',
      synthesizers: [{ vendor: 'GOOGLE', voice: 'de-DE-Neural2-G' }],
    })
    expect(await spoken('MICROSOFT/de-DE-KatjaNeural', 1.25)).toMatchObject({
      text: '<speak><prosody rate="+25%">Tom &amp; Jerry</prosody></speak>',
    })
    expect(await spoken('MICROSOFT/de-DE-KatjaNeural', 0.8)).toMatchObject({
      text: '<speak><prosody rate="-20%">Tom &amp; Jerry</prosody></speak>',
    })
    const profile = '091481b1-b657-4c0f-a7ed-b7b177b237ef'
    expect(await spoken(profile, 1)).toMatchObject({ synthesizers: [profile] })
  })

  it('leaves out what is blank: the platform refuses it', async () => {
    expect(await commandsOf([say(' \n\u0000'), { do: 'hang_up' }])).toMatchObject([{ path: '/call/drop' }])
  })

  it('records the customer alone, and ends that for good when they object (DX-TEL-03, DX-TEL-04)', async () => {
    expect(await commandsOf([{ do: 'record', recording: 'start' }])).toEqual([
      {
        path: '/call/recording/start',
        body: { dialogId: DIALOG_ID, recordingId: 'default', maxDuration: 900_000, speakers: ['CUSTOMER'] },
      },
    ])
    expect(await commandsOf([{ do: 'record', recording: 'discard' }])).toEqual([
      {
        path: '/call/recording/stop',
        body: { dialogId: DIALOG_ID, recordingId: 'default', terminate: true },
      },
    ])
  })
})

/** Any batch that a dialogue may ask for: what blocks is last. */
const anyBatch = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.constantFrom('Eins', 'Zwei', ' ', 'Drei').map((text) => say(text)),
        fc.constantFrom<DialogueAction>(
          { do: 'beep' },
          { do: 'record', recording: 'start' },
          { do: 'record', recording: 'discard' },
          { do: 'send_invitation', to: '+491713920055' },
        ),
      ),
      { maxLength: 8 },
    ),
    fc.constantFrom<DialogueAction | undefined>(
      listen(),
      numberQuestion,
      { do: 'pause', seconds: 2 },
      { do: 'forward', to: '+493023125777', timeoutSeconds: 20 },
      { do: 'hang_up' },
      undefined,
    ),
  )
  .map(([actions, last]) => (last === undefined ? actions : [...actions, last]))

describe('vier: any batch of actions', () => {
  const target = {
    dialogId: DIALOG_ID,
    control: wireControl.parse(controlAt(API)),
    turn: 4,
    beepUrl: 'https://callover.example.test/beep.wav',
    recording: false,
    callerId: '+493023125100',
  }
  const isQuestion = ({ body }: { body: Record<string, unknown> }) =>
    /DTMF_1|Number/.test(JSON.stringify(body['type'] ?? ''))

  it('says every word once and in order, and asks no more than one question, last of all', () => {
    fc.assert(
      fc.property(anyBatch, (actions) => {
        const commands = renderCommands(actions, target)
        const spoken = commands.flatMap(({ body: { text } }) =>
          typeof text === 'string' && !text.startsWith('<speak>') ? [text] : [],
        )
        const written = actions.flatMap((action) =>
          action.do === 'say' && action.speech.text.trim() !== '' ? [action.speech.text] : [],
        )
        expect(spoken).toEqual(written)
        const questions = commands.filter(isQuestion)
        expect(questions).toEqual(actions.at(-1)?.do === 'listen' ? [commands.at(-1)] : [])
      }),
    )
  })

  it('leaves no earlier prompt to report silence while there are words before whatever is awaited', () => {
    fc.assert(
      fc.property(anyBatch, (actions) => {
        const last = actions.at(-1)?.do
        const [first] = renderCommands(actions, target).filter(({ body }) => 'text' in body)
        const isAwaited = last === 'listen' || last === 'pause' || last === 'forward'
        expect(first === undefined || !isAwaited || first.path === '/call/prompt').toBe(true)
      }),
    )
  })
})

describe('vier: over HTTP', () => {
  let platform: FakePlatform
  beforeAll(async () => {
    platform = await startFakePlatform()
  })
  afterEach(() => platform.reset())
  afterAll(async () => {
    await platform.close()
  })

  const opened = () => {
    const one = vier.open(subject.settings(platform.url), { fetch, now: () => NOW })
    if (!takesCommands(one) || !keepsRecordings(one)) throw new Error('a power is missing')
    return one
  }
  const execute = async (actions: DialogueAction[], changes: Partial<LineContext> = {}) =>
    opened().execute(actions, aContext(subject, { control: controlAt(platform.url), ...changes }))
  const forward: DialogueAction = { do: 'forward', to: '+493023125777', timeoutSeconds: 20 }

  it('sends one command after the other, each with the token of the call', async () => {
    const taken: number[] = []
    platform.answer((_, response) => {
      taken.push(performance.now())
      response.writeHead(204).end()
    })
    await execute([say('Eins.'), say('Zwei.'), { do: 'hang_up' }])
    expect(platform.requests.map(({ path }) => path)).toEqual([
      '/v1/call/say',
      '/v1/call/say',
      '/v1/call/drop',
    ])
    for (const { headers } of platform.requests) {
      expect(headers).toMatchObject({
        authorization: `Bearer ${CALL_TOKEN}`,
        'content-type': 'application/json',
      })
    }
    const gaps = taken.slice(1).map((at, index) => at - (taken[index] ?? 0))
    // A timer may fire a little early.
    expect(Math.min(...gaps)).toBeGreaterThan(40)
  })

  it('sends no header where the gateway gave no token', async () => {
    platform.answer(json(200, {}))
    await execute([say('Eins.')], { control: { ...controlAt(platform.url), authToken: '' } })
    expect(platform.requests[0]?.headers.authorization).toBeUndefined()
  })

  it('sends nothing to an address that is not the platform’s, whoever stored it', async () => {
    platform.answer(json(200, {}))
    const elsewhere = { ...controlAt(platform.url), callback: 'https://evil.example.test/v1' }
    for (const control of [elsewhere, {}, { callback: 'nonsense' }]) {
      await expect(execute([say('Eins.')], { control })).rejects.toMatchObject({
        failure: { reason: 'channel_misconfigured', outcome: 'not-sent' },
      })
    }
    expect(platform.requests).toEqual([])
  })

  it('follows no redirect, which would carry the token elsewhere', async () => {
    platform.answer((_, response) => {
      response.writeHead(307, { location: `${platform.url}/elsewhere` }).end()
    })
    expect(await failureOf(subject, execute([say('Eins.')]))).toMatchObject({
      reason: 'channel_misconfigured',
    })
    expect(platform.requests).toHaveLength(1)
  })

  it.each([
    [{ status: 'Success', ringTime: 0 }, 'completed'],
    [{ status: 'Failure', reason: 'RING_TIMED_OUT', ringTime: 20_000 }, 'no_answer'],
    [{ status: 'Failure', reason: 'NoAnswer', ringTime: 0 }, 'no_answer'],
    [{ status: 'Failure', reason: 'ANSWERING_MACHINE' }, 'no_answer'],
    [{ status: 'Failure', reason: 'REJECTED', ringTime: 900 }, 'busy'],
    [{ status: 'Failure', reason: 'DESTINATION_BLOCKED' }, 'failed'],
    [{ status: 'Failure', reason: 'constructor' }, 'failed'],
    [{ status: 'Failure', reason: null }, 'failed'],
    [[], 'failed'],
  ])('tells how a forward ended: %j', async (answer, outcome) => {
    platform.answer(json(200, answer))
    expect(await execute([forward])).toEqual({ type: 'forwarded', outcome })
  })

  it('takes a forward that the platform will not try for a failed one: the caller is still there', async () => {
    // Not permitted in this project, no such number, the call is over, something broke.
    for (const status of [400, 403, 404, 500]) {
      platform.answer(json(status, { message: 'no' }))
      expect(await execute([forward])).toEqual({ type: 'forwarded', outcome: 'failed' })
    }
    platform.answer(json(401, {}))
    expect(await failureOf(subject, execute([forward]))).toMatchObject({ channelBroken: true })
  })

  it('goes on where nothing is lost: no recording allowed, none running, the call over', async () => {
    platform.answer((request, response) => {
      const harmless = {
        '/v1/call/recording/start': 403,
        '/v1/call/recording/stop': 400,
        '/v1/call/drop': 404,
      }
      const status = Object.hasOwn(harmless, request.path)
        ? harmless[request.path as keyof typeof harmless]
        : 204
      response.writeHead(status).end()
    })
    await execute([
      { do: 'record', recording: 'start' },
      { do: 'record', recording: 'discard' },
      say('Tschüs.'),
      { do: 'hang_up' },
    ])
    expect(platform.requests).toHaveLength(4)
  })

  it('reports a call that is over, and words that the platform will not say', async () => {
    platform.answer(json(404, {}))
    expect(await failureOf(subject, execute([say('Eins.')]))).toMatchObject({ outcome: 'not-sent' })
    platform.answer(json(413, {}))
    expect(await failureOf(subject, execute([say('Eins.')]))).toMatchObject({ reason: 'invalid_content' })
  })

  describe('recordings', () => {
    const source = () => ({ ...controlAt(platform.url), dialogId: DIALOG_ID, recordingId: 'default' })
    const place = `/v1/recording/${RESELLER}/${DIALOG_ID}`

    it('asks where the file lies and fetches it, with the token only from the gateway itself', async () => {
      platform.answer((request, response) => {
        if (request.path === place) {
          response.end(JSON.stringify({ lossy: `${platform.url}/files/1.mp3`, lossless: 'x' }))
        } else {
          response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('ID3')
        }
      })
      expect(await opened().fetchRecording(source(), 10)).toEqual({
        content: Buffer.from('ID3'),
        contentType: 'audio/mpeg',
      })
      const second = { ...source(), recordingId: 'after sales' }
      await opened().fetchRecording(second, 10)
      expect(platform.requests[2]?.query.get('id')).toBe('after sales')
    })

    it('gives the token to no other host, and takes no file from an unprotected one', async () => {
      const other = await startFakePlatform()
      other.answer(json(200, {}))
      platform.answer(json(200, { lossy: `${other.url}/files/1.mp3` }))
      expect(await failureOf(subject, opened().fetchRecording(source(), 10))).toMatchObject({
        reason: 'channel_misconfigured',
      })
      expect(other.requests).toEqual([])
      await other.close()

      const seen: Request[] = []
      const elsewhere: typeof fetch = async (address, init) => {
        const request = new Request(address, init)
        seen.push(request)
        return seen.length === 1
          ? Response.json({ lossy: 'https://files.example.test/1.mp3?signed' })
          : new Response('ID3')
      }
      const one = openLine(subject, elsewhere)
      if (!keepsRecordings(one)) throw new Error('keeps no recordings')
      await one.fetchRecording({ ...controlAt(API), dialogId: DIALOG_ID, recordingId: 'default' }, 10)
      expect(seen.map(({ headers }) => headers.has('authorization'))).toEqual([true, false])
    })

    it('says when a recording is gone, or its answer makes no sense', async () => {
      platform.answer(json(404, {}))
      expect(await failureOf(subject, opened().fetchRecording(source(), 10))).toMatchObject({
        reason: 'attachment_missing',
      })
      for (const strange of [{}, { lossy: 'no address' }, { lossy: 'file:///etc/passwd' }]) {
        platform.answer(json(200, strange))
        expect((await failureOf(subject, opened().fetchRecording(source(), 10))).retryAfterMs).toBeUndefined()
      }
    })

    it('ends a recording and has it deleted, also where there is none', async () => {
      for (const status of [204, 404]) {
        platform.reset()
        platform.answer((_, response) => void response.writeHead(status).end())
        await opened().discardRecordings(DIALOG_ID, controlAt(platform.url))
        expect(platform.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
          'POST /v1/call/recording/stop',
          `DELETE ${place}`,
        ])
      }
    })

    it('says so when a recording cannot be deleted', async () => {
      platform.answer((request, response) => {
        response.writeHead(request.method === 'DELETE' ? 403 : 204).end()
      })
      const discarding = opened().discardRecordings(DIALOG_ID, controlAt(platform.url))
      expect(await failureOf(subject, discarding)).toMatchObject({ channelBroken: true })
      const homeless = opened().discardRecordings('../../x', controlAt(platform.url))
      expect(await failureOf(subject, homeless)).toMatchObject({ reason: 'channel_misconfigured' })
    })
  })
})
