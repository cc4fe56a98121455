import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOTLINE, ManualTimers, MOBILE, startVoiceRig, type VoiceRig } from './voice-support.ts'

let rig: VoiceRig
beforeEach(async () => {
  rig = await startVoiceRig()
})
afterEach(() => rig.close())

const QUESTION =
  '<Gather input="dtmf speech" language="de-DE" numDigits="1" timeout="5" hints="ja, nein" actionOnEmptyResult="true" action="/voice/turn/1">' +
  '<Say language="de-DE" voice="Polly.Vicki-Neural">Dürfen wir &amp; wollen Sie?</Say></Gather>'
const NUMBER_QUESTION =
  '<Gather input="dtmf speech" language="de-DE" finishOnKey="#" timeout="6" actionOnEmptyResult="true" action="turn/2"><Say>Ihre Nummer?</Say></Gather>'

describe('simulated voice platform', () => {
  it('announces a call with a signature that the official library accepts', async () => {
    rig.product.at('', '<Hangup/>').at('/status', '')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilEnded()
    await rig.simulator.idle()
    expect(rig.product.told.map(({ signed }) => signed)).toEqual([true, true])
    expect(rig.product.of('')[0]).toMatchObject({
      method: 'POST',
      fields: {
        CallSid: expect.stringMatching(/^CA[0-9a-f]{32}$/),
        AccountSid: rig.line.accountSid,
        From: MOBILE,
        Caller: MOBILE,
        To: HOTLINE,
        Called: HOTLINE,
        CallStatus: 'ringing',
        Direction: 'inbound',
        ApiVersion: '2010-04-01',
        FromCountry: 'DE',
        ToCountry: 'DE',
      },
    })
  })

  it('tells a withheld number as a word and no country', async () => {
    rig.product.at('', '<Hangup/>')
    await rig.simulator.voice.dial({ withheld: true, from: MOBILE }).untilEnded()
    expect(rig.product.of('')[0]?.fields).toMatchObject({
      From: 'Anonymous',
      Caller: 'Anonymous',
      FromCountry: '',
    })
  })

  it('speaks, listens, and sends what was said', async () => {
    rig.product.at('', `<Say language="de-DE">Guten Tag.</Say>${QUESTION}`).at('/turn/1', '<Say>Danke.</Say>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilListening()
    expect(call.state()).toEqual({
      step: 'listening',
      keys: '',
      lastsMs: 5_000,
      listening: {
        input: ['keys', 'speech'],
        language: 'de-DE',
        hints: ['ja', 'nein'],
        numDigits: 1,
        finishKey: '#',
      },
    })
    await call.say('Ja, gerne.', 0.75)
    await call.untilEnded()
    expect(rig.product.of('/turn/1')[0]?.fields).toMatchObject({
      msg: 'Gather End',
      SpeechResult: 'Ja, gerne.',
      Confidence: '0.75',
      Language: 'de-DE',
      CallStatus: 'in-progress',
      From: MOBILE,
    })
    expect(rig.product.of('/turn/1')[0]?.fields).not.toHaveProperty('Digits')
    expect(call.heard()).toEqual([
      { text: 'Guten Tag.', language: 'de-DE', voice: null },
      { text: 'Dürfen wir & wollen Sie?', language: 'de-DE', voice: 'Polly.Vicki-Neural' },
      { text: 'Danke.', language: 'en-US', voice: null },
    ])
    expect(call.state()).toEqual({ step: 'ended', by: 'line' })
  })

  it('leaves the confidence out where there is none', async () => {
    rig.product.at('', QUESTION).at('/turn/1', '<Hangup/>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.say('Ja', null)
    await call.untilEnded()
    expect(rig.product.of('/turn/1')[0]?.fields).not.toHaveProperty('Confidence')
  })

  it('ends keys at their number, at the finish key, which is told apart, and takes a star as a key', async () => {
    rig.product.at('', QUESTION).at('/turn/1', NUMBER_QUESTION).at('/turn/2', '<Hangup/>')
    // Relative addresses belong to the document's own: `turn/2` in `/voice/turn/1` would be `/voice/turn/turn/2`.
    rig.product.at('/turn/1', NUMBER_QUESTION.replace('turn/2', '../turn/2'))
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.press('2')
    await rig.product.until(() => rig.product.of('/turn/1').length === 1)
    await call.untilListening()
    await call.press('0171*0171#')
    await call.untilEnded()
    expect(rig.product.of('/turn/1')[0]?.fields).toMatchObject({ Digits: '2', FinishedOnKey: '' })
    expect(rig.product.of('/turn/2')[0]?.fields).toMatchObject({ Digits: '0171*0171', FinishedOnKey: '#' })
  })

  it('sends an empty answer after silence only when the document wants one', async () => {
    rig.product
      .at('', QUESTION)
      .at('/turn/1', '<Gather timeout="3" action="/never"/><Redirect>/voice/end</Redirect>')
    rig.product.at('/end', '<Hangup/>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.staySilent()
    await rig.product.until(() => rig.product.of('/turn/1').length === 1)
    await call.untilListening()
    await call.staySilent()
    await call.untilEnded()
    expect(rig.product.of('/turn/1')[0]?.fields).toMatchObject({ Digits: '', FinishedOnKey: '' })
    expect(rig.product.of('/turn/1')[0]?.fields).not.toHaveProperty('SpeechResult')
    expect(rig.product.of('/end')).toHaveLength(1)
  })

  it('plays beeps, and passes over what cannot be fetched', async () => {
    rig.product.at('', '<Play>/voice/beep.wav</Play><Play>/voice/gone.wav</Play><Hangup/>')
    const wav = Buffer.alloc(44 + 1_600)
    wav.write('RIFF')
    wav.writeUInt32LE(16_000, 28)
    rig.product.at('/beep.wav', { contentType: 'audio/wav', body: wav })
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilEnded()
    expect(call.transcript()).toMatchObject([
      { kind: 'played', clip: 'ready', lastsMs: 100 },
      { kind: 'played', clip: 'missing' },
    ])
    expect(rig.product.of('/beep.wav')[0]).toMatchObject({ method: 'GET', signed: true })
    expect((await rig.api('GET', `/calls/${call.sid}/clips/2`)).status).toBe(404)
    expect((await fetch(`${rig.url}/api/calls/${call.sid}/clips/1`)).headers.get('content-type')).toBe(
      'audio/wav',
    )
  })

  it('tells the end of a call once, whoever ended it', async () => {
    rig.product.at('', QUESTION)
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilListening()
    await call.hangUp()
    await call.hangUp()
    await rig.simulator.idle()
    expect(call.state()).toEqual({ step: 'ended', by: 'caller' })
    expect(rig.product.of('/status').map(({ fields }) => fields)).toMatchObject([
      {
        CallStatus: 'completed',
        CallSid: call.sid,
        CallDuration: '0',
        Duration: '1',
        SequenceNumber: '0',
        Timestamp: 'Sat, 21 Nov 2026 10:15:30 +0000',
        CallbackSource: 'call-progress-events',
      },
    ])
    expect(rig.product.of('/turn/1')).toEqual([])
    await expect(call.say('Hallo?')).rejects.toThrow('the call has ended')
  })

  it('forgets the answer to a webhook during which the caller hung up', async () => {
    rig.product.at('', { body: '', hang: true })
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await rig.product.until(() => rig.product.of('').length === 1)
    await call.hangUp()
    await rig.product.until(() => rig.product.of('/status').length === 1)
    expect(rig.product.of('/status')[0]?.fields).toMatchObject({ CallStatus: 'no-answer' })
  })

  it('is busy without an answer when it is rejected', async () => {
    rig.product.at('', '<Reject reason="busy"/>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilEnded()
    await rig.simulator.idle()
    expect(call.state()).toEqual({ step: 'ended', by: 'rejected' })
    expect(rig.product.of('/status')[0]?.fields).toMatchObject({ CallStatus: 'busy' })
  })
})

describe('simulated voice platform, when the product errs', () => {
  const ended = async (): Promise<unknown> => {
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilEnded()
    await rig.simulator.idle()
    return call.state()
  }
  const failed = (failure: unknown): unknown => ({ step: 'ended', by: 'failure', failure })

  it.each([
    ['broken', '<Response><Say>', { code: 'malformed_twiml', detail: expect.stringContaining('line 1') }],
    ['no markup', 'Hello', { code: 'malformed_twiml', detail: expect.any(String) }],
    ['empty', '', { code: 'malformed_twiml', detail: expect.any(String) }],
    ['of another kind', '<Reply/>', { code: 'malformed_twiml', detail: 'the root element is not Response' }],
    [
      'one with entities of its own',
      '<!DOCTYPE x [<!ENTITY a "b">]><Response/>',
      { code: 'malformed_twiml', detail: 'a document type is not allowed' },
    ],
    [
      'too large',
      `<Response><Say>${'x'.repeat(70_000)}</Say></Response>`,
      { code: 'malformed_twiml', detail: 'the document is larger than 64 KB' },
    ],
  ])('ends the call with a reason when the document is %s', async (_what, body, failure) => {
    rig.product.at('', { body })
    expect(await ended()).toEqual(failed(failure))
    expect(rig.product.of('/status')).toHaveLength(1)
    expect(rig.product.of('/status')[0]?.fields).toMatchObject({ CallStatus: 'failed' })
  })

  it.each([
    [
      { status: 403, body: '' },
      { code: 'refused', status: 403 },
    ],
    [
      { status: 500, body: '' },
      { code: 'wrong_status', status: 500 },
    ],
    [
      { status: 302, body: '' },
      { code: 'wrong_status', status: 302 },
    ],
    [
      { contentType: 'application/json', body: '{}' },
      { code: 'wrong_content_type', detail: 'application/json' },
    ],
  ])('ends the call with a reason for the answer %o', async (answer, failure) => {
    rig.product.at('', answer)
    expect(await ended()).toEqual(failed(failure))
  })

  it('asks once and waits for so long only', async () => {
    await rig.close()
    rig = await startVoiceRig({ timing: { callWebhookMs: 30 } })
    rig.product.at('', { body: '', hang: true })
    expect(await ended()).toEqual(failed({ code: 'no_answer' }))
    expect(rig.product.of('')).toHaveLength(1)
  })

  it('says that nobody is there', async () => {
    rig.simulator.voice.setWebhook('line', 'http://127.0.0.1:1/voice')
    expect(await ended()).toEqual(failed({ code: 'unreachable' }))
  })

  it('leaves a circle of redirects, but not one in which something is said', async () => {
    rig.product.at('', '<Redirect/>')
    expect(await ended()).toEqual(failed({ code: 'too_many_redirects' }))
    expect(rig.product.of('').length).toBeLessThan(20)
    let rounds = 0
    rig.product.at('', () => {
      rounds += 1
      return rounds < 30 ? '<Say>Moment</Say><Redirect>/voice</Redirect>' : '<Hangup/>'
    })
    expect(await ended()).toEqual({ step: 'ended', by: 'line' })
  })

  it('skips verbs that it does not know', async () => {
    rig.product.at(
      '',
      '<Enqueue>x</Enqueue><!-- nothing --><Say>Da <break time="300ms"/>bin&#228; <prosody rate="80%">ich</prosody></Say>',
    )
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilEnded()
    expect(call.transcript()).toMatchObject([{ kind: 'said', text: 'Da binä ich', rate: 0.8 }])
  })
})

describe('simulated voice platform, forwarding', () => {
  const DIAL = '<Dial action="/voice/after" timeout="20"><Number>+493023125010</Number></Dial>'

  it('rings somewhere else and tells that nobody answered', async () => {
    const timers = new ManualTimers()
    await rig.close()
    rig = await startVoiceRig({ callTimers: timers })
    rig.product.at('', DIAL).at('/after', '<Hangup/>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilForwarding()
    expect(call.state()).toEqual({ step: 'ringing', to: '+493023125010', lastsMs: 20_000 })
    await timers.pass(19_999)
    expect(call.state().step).toBe('ringing')
    await timers.pass(1)
    await call.untilEnded()
    expect(rig.product.of('/after')[0]?.fields).toMatchObject({
      DialCallStatus: 'no-answer',
      DialBridged: 'false',
    })
  })

  it.each([
    ['busy', 'busy'],
    ['failed', 'failed'],
  ] as const)('tells that it was %s', async (outcome, status) => {
    rig.product.at('', DIAL).at('/after', '<Hangup/>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.settleForward(outcome)
    await call.untilEnded()
    expect(rig.product.of('/after')[0]?.fields).toMatchObject({ DialCallStatus: status })
  })

  it('connects both until one of them hangs up', async () => {
    rig.product.at('', DIAL).at('/after', '<Say>Auf Wiederhören.</Say>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.settleForward('answered')
    await expect.poll(() => call.state()).toEqual({ step: 'forwarded', to: '+493023125010' })
    await call.settleForward('hung_up')
    await call.untilEnded()
    expect(rig.product.of('/after')[0]?.fields).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DialCallDuration: '0',
      DialCallSid: expect.stringMatching(/^CA/),
    })
    expect(call.heard()).toHaveLength(1)
  })

  it('tells the outcome also when the caller hangs up, and does not go on', async () => {
    rig.product.at('', DIAL).at('/after', '<Say>Noch da?</Say>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.settleForward('answered')
    await expect.poll(() => call.state().step).toBe('forwarded')
    await call.hangUp()
    await rig.simulator.idle()
    expect(rig.product.of('/after')[0]?.fields).toMatchObject({
      CallStatus: 'completed',
      DialCallStatus: 'completed',
    })
    expect(call.heard()).toEqual([])
    expect(rig.product.of('/status')).toHaveLength(1)
  })
})

describe('simulated voice platform, time', () => {
  it('lets prompts and silence last as long as they do, and every key gives new time', async () => {
    const timers = new ManualTimers()
    await rig.close()
    rig = await startVoiceRig({ callTimers: timers, speech: 'real' })
    rig.product.at('', NUMBER_QUESTION).at('/turn/2', '<Hangup/>')
    // Relative to `/voice`, the address is `/turn/2`.
    rig.product.at('', NUMBER_QUESTION.replace('turn/2', '/voice/turn/2'))
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await expect.poll(() => call.state().step).toBe('talking')
    const spoken = call.state()
    await timers.pass(spoken.step === 'talking' ? spoken.lastsMs : 0)
    expect(call.state().step).toBe('listening')
    await timers.pass(5_000)
    await call.press('01')
    await timers.pass(5_000)
    expect(call.state()).toMatchObject({ step: 'listening', keys: '01' })
    await timers.pass(1_000)
    await call.untilEnded()
    expect(rig.product.of('/turn/2')[0]?.fields).toMatchObject({ Digits: '01', FinishedOnKey: '' })
  })

  it('lets keys and speech interrupt a question, and nothing interrupt a statement', async () => {
    const timers = new ManualTimers()
    await rig.close()
    rig = await startVoiceRig({ callTimers: timers, speech: 'real' })
    rig.product.at('', `<Say>Willkommen.</Say>${QUESTION}`).at('/turn/1', '<Hangup/>')
    const { body } = await rig.api('POST', '/calls', { from: MOBILE, attended: true })
    const state = async (): Promise<{ step: string; entryId: number }> =>
      (await rig.api('GET', '/state')).body.calls[0].state
    await expect.poll(async () => (await state()).step).toBe('talking')
    expect(await rig.api('POST', `/calls/${body.id}/keys`, { keys: '1' })).toMatchObject({
      status: 409,
      body: { code: 'not_listening' },
    })
    await rig.api('POST', `/calls/${body.id}/finished-speaking`, { entryId: (await state()).entryId })
    await expect.poll(async () => (await state()).entryId).toBe(2)
    // Doubled: it was about the prompt before.
    await rig.api('POST', `/calls/${body.id}/finished-speaking`, { entryId: 1 })
    expect(await state()).toMatchObject({ step: 'talking', entryId: 2 })
    expect((await rig.api('POST', `/calls/${body.id}/say`, { text: 'ja' })).status).toBe(204)
    await rig.product.until(() => rig.product.of('/turn/1').length === 1)
    expect(rig.product.of('/turn/1')[0]?.fields).toMatchObject({ SpeechResult: 'ja', Confidence: '0.92' })
    expect((await rig.api('GET', '/state')).body.calls[0].transcript[1]).toMatchObject({
      kind: 'said',
      cut: true,
    })
  })

  it('hears a whole number that is typed while the question is still being asked', async () => {
    await rig.close()
    rig = await startVoiceRig({ callTimers: new ManualTimers(), speech: 'real' })
    rig.product.at('', NUMBER_QUESTION.replace('turn/2', '/voice/turn/2')).at('/turn/2', '<Hangup/>')
    const { body } = await rig.api('POST', '/calls', { from: MOBILE })
    await expect.poll(async () => (await rig.api('GET', '/state')).body.calls[0].state.step).toBe('talking')
    await rig.api('POST', `/calls/${body.id}/keys`, { keys: '01713920012#' })
    await rig.product.until(() => rig.product.of('/turn/2').length === 1)
    expect(rig.product.of('/turn/2')[0]?.fields).toMatchObject({ Digits: '01713920012', FinishedOnKey: '#' })
  })

  it('goes on by itself when a page that speaks has been closed', async () => {
    const timers = new ManualTimers()
    await rig.close()
    rig = await startVoiceRig({ callTimers: timers, speech: 'real' })
    rig.product.at('', '<Say>Hallo</Say><Hangup/>')
    await rig.api('POST', '/calls', { from: MOBILE, attended: true })
    const step = async (): Promise<string> => (await rig.api('GET', '/state')).body.calls[0].state.step
    await expect.poll(step).toBe('talking')
    await timers.pass(60_000)
    await expect.poll(step).toBe('ended')
  })

  it('pauses', async () => {
    const timers = new ManualTimers()
    await rig.close()
    rig = await startVoiceRig({ callTimers: timers })
    rig.product.at('', '<Pause length="2"/><Redirect>/voice/end</Redirect>').at('/end', '<Hangup/>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await expect.poll(() => call.state()).toEqual({ step: 'pausing', lastsMs: 2_000 })
    await timers.pass(1_999)
    expect(rig.product.of('/end')).toEqual([])
    await timers.pass(1)
    await call.untilEnded()
  })
})
