import { describe, expect, it } from 'vitest'
import { LANGUAGES, MOBILE, PhoneCall, SAYS } from './phone-call.ts'

const recorded = (callerId: string, change = {}): PhoneCall =>
  new PhoneCall(callerId, { recordSpeech: true, ...change })

describe('recording', () => {
  it('is announced after the welcome and before it starts, with the way to object (DX-TEL-03, DX-TEL-04)', () => {
    const call = recorded(MOBILE.de)
    expect(call.prompts).toEqual(['welcome', 'recordingNotice', 'reuseQuestion'])
    expect(call.kinds).toEqual(['say', 'say', 'record', 'say', 'listen'])
    expect(call.state.recording).toBe('on')
  })

  it('is neither announced nor started where the service does not want it', () => {
    const call = new PhoneCall(MOBILE.de)
    expect(call.prompts).not.toContain('recordingNotice')
    expect(call.kinds).not.toContain('record')
    expect(call.state.recording).toBe('off')
  })

  it.each(LANGUAGES)('ends and is discarded when the caller says so: %s (DX-TEL-04)', (language) => {
    const call = recorded(MOBILE[language]).say(SAYS[language].object)
    expect(call.actions[0]).toEqual({ do: 'record', recording: 'discard' })
    expect(call.prompts).toEqual(['recordingStopped', 'reuseQuestion'])
    expect(call.state).toMatchObject({ recording: 'discarded', misunderstandings: 0 })
    expect(call.understood).toBe('stop_recording')
    expect(call.press('1').invitedNumbers).toEqual([MOBILE[language]])
  })

  it.each([
    ['reuse question', MOBILE.de, ''],
    ['phone question', '', ''],
    ['read-back', '', '01713920034'],
  ])('ends at key 9 at the %s (DX-TEL-04)', (_, callerId, before) => {
    const call = recorded(callerId)
    if (before !== '') call.press(before)
    const { at } = call.state
    expect(call.press('9').state).toMatchObject({ at, recording: 'discarded' })
    expect(call.kinds[0]).toBe('record')
  })

  it('takes a nine amid a number for a digit', () => {
    const call = recorded('').press('0171').press('9')
    expect(call.state).toMatchObject({ recording: 'on', partialDigits: '01719' })
  })

  it('heeds an objection however faintly it was heard, and beside other readings', () => {
    const call = recorded(MOBILE.de)
    call.say({ text: 'ja', confidence: 0.9 }, { text: 'nicht aufzeichnen', confidence: 0.1 })
    expect(call.state).toMatchObject({ at: 'reuse_question', recording: 'discarded', accepted: false })
  })

  it('does not take a yes beside an objection for consent', () => {
    expect(recorded(MOBILE.de).say('ja, bitte nicht aufzeichnen').invitedNumbers).toEqual([])
  })

  it('is discarded once', () => {
    const call = recorded(MOBILE.de).say(SAYS.de.object).say(SAYS.de.object)
    expect(call.prompts).toEqual(['notRecording', 'reuseQuestion'])
    expect(call.all.filter((action) => action.do === 'record')).toHaveLength(2)
  })

  it('says that there is none to somebody who objects to it', () => {
    expect(new PhoneCall(MOBILE.de).say(SAYS.de.object).prompts).toEqual(['notRecording', 'reuseQuestion'])
  })

  it('does not go on assuring that there is none', () => {
    const call = new PhoneCall(MOBILE.de).say(SAYS.de.object).say(SAYS.de.object).say(SAYS.de.object)
    expect(call.prompts).toEqual(['tryAgain'])
  })

  it('is discarded even when that very answer comes too late for another question (DX-TEL-04)', () => {
    const call = recorded(MOBILE.de)
      .after(11 * 60_000)
      .press('9')
    expect(call.kinds).toEqual(['record', 'say', 'say', 'hang_up'])
    expect(call.state).toMatchObject({ at: 'ended', recording: 'discarded' })
  })
})
