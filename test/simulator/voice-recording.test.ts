import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualTimers, MOBILE, startVoiceRig, TOKEN, type VoiceRig } from './voice-support.ts'

let rig: VoiceRig
beforeEach(async () => {
  rig = await startVoiceRig()
})
afterEach(() => rig.close())

const START =
  '<Start><Recording recordingStatusCallback="/voice/recording" recordingStatusCallbackEvent="completed" track="inbound"/></Start>'
const ASK = '<Gather input="speech" action="/voice/turn/1" actionOnEmptyResult="true"/>'

/** A call whose caller is being recorded. */
async function recordedCall() {
  rig.product.at('', START + ASK).at('/turn/1', '<Hangup/>')
  const call = rig.simulator.voice.dial({ from: MOBILE })
  await call.untilListening()
  const [recording] = rig.simulator.voice.recordings('line')
  return { call, sid: recording!.sid }
}

describe('simulated recordings', () => {
  it('tell when they are finished and serve a sound to the account only', async () => {
    const { call, sid } = await recordedCall()
    await call.say('Ja')
    await call.untilEnded()
    await rig.simulator.idle()
    expect(rig.product.of('/recording')).toMatchObject([
      {
        signed: true,
        fields: {
          AccountSid: rig.line.accountSid,
          CallSid: call.sid,
          RecordingSid: sid,
          RecordingStatus: 'completed',
          RecordingSource: 'StartCallRecordingTwiML',
          RecordingDuration: '1',
          RecordingChannels: '1',
          RecordingUrl: `${rig.url}/twilio/2010-04-01/Accounts/${rig.line.accountSid}/Recordings/${sid}`,
        },
      },
    ])
    const { RecordingUrl } = rig.product.of('/recording')[0]!.fields
    expect((await fetch(RecordingUrl!)).status).toBe(401)
    for (const ending of ['', '.wav']) {
      const media = await rig.rest('GET', `/Recordings/${sid}${ending}`)
      expect(media.headers.get('content-type')).toBe('audio/x-wav')
      const wav = Buffer.from(await media.arrayBuffer())
      expect(wav.toString('latin1', 0, 4)).toBe('RIFF')
      expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([1, 8_000, 16])
      expect(wav.length).toBe(44 + wav.readUInt32LE(40))
    }
  })

  it('can be stopped and deleted while the call goes on, and then tell nothing', async () => {
    const timers = new ManualTimers()
    await rig.close()
    rig = await startVoiceRig({ callTimers: timers })
    const { call, sid } = await recordedCall()
    const stopped = await rig.rest('POST', `/Calls/${call.sid}/Recordings/Twilio.CURRENT.json`, {
      fields: { Status: 'stopped' },
    })
    expect(await stopped.json()).toMatchObject({ sid, status: 'stopped' })
    expect((await rig.rest('DELETE', `/Recordings/${sid}.json`)).status).toBe(204)
    expect((await rig.rest('DELETE', `/Recordings/${sid}.json`)).status).toBe(404)
    expect((await rig.rest('GET', `/Recordings/${sid}.wav`)).status).toBe(404)
    await timers.pass(60_000)
    await call.untilEnded()
    await rig.simulator.idle()
    expect(rig.product.of('/recording')).toEqual([])
    expect(rig.simulator.voice.recordings('line')).toEqual([])
  })

  it('are listed by call and hidden from whoever does not know the token', async () => {
    const { call, sid } = await recordedCall()
    const list = await (await rig.rest('GET', `/Calls/${call.sid}/Recordings.json`)).json()
    expect(list).toMatchObject({ recordings: [{ sid, call_sid: call.sid, status: 'in-progress' }] })
    const all = await (await rig.rest('GET', `/Recordings.json?CallSid=${call.sid}`)).json()
    expect(all).toMatchObject({ recordings: [{ sid }] })
    for (const path of [`/Calls/${call.sid}/Recordings.json`, `/Recordings/${sid}.json`, '.json']) {
      const answer = await rig.rest('GET', path, { token: `${TOKEN}x` })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ code: 20003 })
    }
    expect((await rig.rest('GET', `/Calls/${'CA'.padEnd(34, '0')}/Recordings.json`)).status).toBe(404)
  })

  it('begin by the API as well', async () => {
    rig.product.at('', ASK).at('/turn/1', '<Hangup/>')
    const call = rig.simulator.voice.dial({ from: MOBILE })
    await call.untilListening()
    const begun = await rig.rest('POST', `/Calls/${call.sid}/Recordings.json`, {
      fields: { RecordingStatusCallback: `${rig.product.url}/recording` },
    })
    expect(begun.status).toBe(201)
    await call.hangUp()
    await rig.product.until(() => rig.product.of('/recording').length === 1)
    expect(rig.product.of('/recording')[0]?.fields).toMatchObject({
      RecordingSource: 'StartCallRecordingAPI',
    })
    const late = await rig.rest('POST', `/Calls/${call.sid}/Recordings.json`, { fields: {} })
    expect(late.status).toBe(400)
  })

  it('of a message end with a key, with silence, or with the call', async () => {
    rig.product
      .at('', '<Record action="/voice/done" finishOnKey="#" recordingStatusCallback="/voice/recording"/>')
      .at('/done', '<Hangup/>')
    const finished = rig.simulator.voice.dial({ from: MOBILE })
    await finished.say('Bitte rufen Sie zurück.')
    await finished.press('#')
    await finished.untilEnded()
    const silent = rig.simulator.voice.dial({ from: MOBILE })
    await silent.staySilent()
    await silent.untilEnded()
    const gone = rig.simulator.voice.dial({ from: MOBILE })
    await gone.untilListening()
    await gone.hangUp()
    await rig.simulator.idle()
    expect(
      rig.product.of('/done').map(({ fields }) => [fields['Digits'], fields['RecordingDuration']]),
    ).toEqual([
      ['#', '1'],
      ['', '1'],
      ['hangup', '1'],
    ])
    expect(rig.product.of('/recording')).toHaveLength(3)
    expect(rig.product.of('/recording')[0]?.fields).toMatchObject({ RecordingSource: 'RecordVerb' })
  })

  it('end a running call by the API', async () => {
    const { call } = await recordedCall()
    const answer = await rig.rest('POST', `/Calls/${call.sid}.json`, { fields: { Status: 'completed' } })
    expect(await answer.json()).toMatchObject({ status: 'completed', from: MOBILE })
    expect(call.state()).toEqual({ step: 'ended', by: 'line' })
  })
})
