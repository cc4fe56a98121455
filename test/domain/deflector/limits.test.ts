import { describe, expect, it } from 'vitest'
import { apologyFor } from '../../../server/domain/deflector/apology.ts'
import { FORWARD_TO, MOBILE, PhoneCall } from './phone-call.ts'

describe('limits of a call', () => {
  it('asks nothing more after ten minutes', () => {
    const call = new PhoneCall(MOBILE.de).after(10 * 60_000 - 1).mumble()
    expect(call.state.at).toBe('reuse_question')
    expect(call.after(1).mumble().prompts).toEqual(['tooMany', 'callAgain'])
  })

  it('still takes an answer that settles it', () => {
    expect(new PhoneCall(MOBILE.de).after(20 * 60_000).press('1').invitedNumbers).toEqual([MOBILE.de])
  })

  it('connects the caller at its end, where the service forwards', () => {
    const call = new PhoneCall(MOBILE.de, { forwardTo: FORWARD_TO }).after(10 * 60_000).press('2')
    expect(call.prompts).toEqual(['tooMany', 'forwarding'])
    expect(call.steps.at(-1)).toMatchObject({ understood: 'no' })
  })

  it('ends after forty events', () => {
    const call = new PhoneCall('')
    call.state = { ...call.state, turns: 38 }
    expect(call.press('0171').state.at).toBe('phone_question')
    expect(call.press('392').state).toMatchObject({ at: 'ended', result: 'not_understood' })
  })

  it('hangs up again, and only that, once it is over', () => {
    const call = new PhoneCall(MOBILE.de).press('1').invitation('sent')
    const { state } = call
    for (const again of [() => call.press('1'), () => call.silence(), () => call.on({ type: 'hung_up' })]) {
      again()
      expect(call.actions).toEqual([{ do: 'hang_up' }])
      expect(call.state).toEqual(state)
    }
  })

  it.each(['', '2', '5', '0'])('is abandoned when the caller hangs up undecided: after "%s"', (key) => {
    const call = new PhoneCall(MOBILE.de)
    if (key !== '') call.press(key)
    expect(call.on({ type: 'hung_up' }).state).toMatchObject({
      at: 'ended',
      result: 'abandoned',
      accepted: false,
    })
  })
})

describe('apology for a call that cannot be handled', () => {
  it.each([
    ['+34612345678', ['de', 'es'], 'es'],
    ['sip:+31612345678@example.test', ['de', 'nl'], 'nl'],
    ['anonymous', ['de', 'es'], 'de'],
    ['', ['fr'], 'en'],
  ])('is spoken in the language that %j suggests, of %j: %s', (callerId, languages, language) => {
    const said = apologyFor(languages, callerId, null)
    expect(said.map((action) => action.do)).toEqual(['say', 'say', 'hang_up'])
    expect(said[0]).toMatchObject({ speech: { language, prompt: 'breakdown' } })
  })

  it('leads to somebody who can help, where the service forwards', () => {
    expect(apologyFor(['de'], '', FORWARD_TO).at(-1)).toMatchObject({ do: 'forward', to: FORWARD_TO })
  })
})
