import { describe, expect, it } from 'vitest'
import { begin, isOver } from '../../../server/domain/deflector/deflector.ts'
import { FORWARD_TO, IN_DOUBT, LANDLINE, LANGUAGES, MOBILE, PhoneCall, SAYS, VOIP } from './phone-call.ts'

describe('beginning of a call', () => {
  it.each(LANGUAGES)(
    'greets a mobile caller and offers the number they call from: %s (DX-DEFL-02, DX-DEFL-03)',
    (language) => {
      const call = new PhoneCall(MOBILE[language])
      expect(call.prompts).toEqual(['welcome', 'reuseQuestion'])
      expect(call.listening).toMatchObject({ input: ['speech', 'keys'], language, maxDigits: 1 })
      expect(call.state).toMatchObject({
        at: 'reuse_question',
        offered: true,
        accepted: false,
        result: 'in_progress',
      })
    },
  )

  it.each([
    ['a landline', LANDLINE],
    ['an internet number', VOIP],
    ['a service number', '+498001234567'],
    ['nothing', ''],
    ['a word', 'anonymous'],
    ['a word in digits', '+266696687'],
    ['an extension', '4711'],
    ['a digest', '0123456789abcdef0123456789abcdef'],
  ])('asks for a number at once when the caller id is %s (DX-DEFL-04, DX-DEFL-05)', (_, callerId) => {
    const call = new PhoneCall(callerId)
    expect(call.prompts).toEqual(['welcome', 'phoneQuestion'])
    expect(call.listening).toMatchObject({ input: ['speech', 'keys'], maxDigits: null, finishKey: '#' })
    expect(call.state).toMatchObject({ at: 'phone_question', offered: true })
  })

  it('words the question neutrally where a number may be a landline (DX-DEFL-03)', () => {
    const call = new PhoneCall(IN_DOUBT)
    expect(call.prompts).toEqual(['welcome', 'ifMobile', 'reuseQuestion'])
    expect(call.text).toMatch(/mobile phone: May Muster/)
    expect(call.press('1').invitedNumbers).toEqual([IN_DOUBT])
  })

  it.each([
    ['+491713920012', 'de'],
    ['+436641234567', 'de'],
    ['+447400123456', 'en'],
    ['+31612345678', 'nl'],
    ['+32470123456', 'nl'],
    ['+34612345678', 'es'],
    ['+5215512345678', 'es'],
    ['sip:+34612345678@example.test;user=phone', 'es'],
  ])('speaks the language of the country of %s: %s (DX-LANG-02, DX-DEFL-22)', (callerId, language) => {
    const call = new PhoneCall(callerId)
    expect(call.state.language).toBe(language)
    expect(call.actions[0]).toMatchObject({ do: 'say', speech: { language } })
  })

  it.each([
    ['+33612345678', ['nl', 'de'], 'nl'],
    ['+34612345678', ['de', 'en'], 'de'],
    ['anonymous', ['es', 'de'], 'es'],
  ] as const)(
    'falls back to the first language of the service: %s of %j → %s (DX-LANG-03)',
    (callerId, languages, language) => {
      expect(new PhoneCall(callerId, { languages }).state.language).toBe(language)
    },
  )

  it('apologises and asks for no consent when nobody can be invited', () => {
    const call = new PhoneCall(MOBILE.de, { ready: false, recordSpeech: true })
    expect(call.prompts).toEqual(['notReady', 'callAgain'])
    expect(call.kinds.at(-1)).toBe('hang_up')
    expect(call.state).toMatchObject({ result: 'not_ready', offered: false, recording: 'off' })
    expect(isOver(call.state)).toBe(true)
  })

  it('connects a caller whom nobody can invite, and stays "not ready" whatever becomes of that', () => {
    const call = new PhoneCall(MOBILE.de, { ready: false, forwardTo: FORWARD_TO })
    expect(call.actions.at(-1)).toMatchObject({ do: 'forward', to: FORWARD_TO })
    expect(call.on({ type: 'forwarded', outcome: 'busy' }).state.result).toBe('not_ready')
  })

  it.each([true, false])(
    'beeps right before each time it listens, when that is on: %s (DX-TEL-02)',
    (beep) => {
      const call = new PhoneCall(MOBILE.de, { beep })
      call.say(SAYS.de.babble).press('2').press('0171').press('3920034')
      const listens = call.all.flatMap((action, index) => (action.do === 'listen' ? [index] : []))
      expect(listens).toHaveLength(5)
      for (const index of listens) expect(call.all[index - 1]?.do === 'beep').toBe(beep)
      expect(call.all.filter((action) => action.do === 'beep')).toHaveLength(beep ? 5 : 0)
    },
  )

  it.each([
    ['+4930987654', 'ES', MOBILE.de],
    ['4711', 'DE', MOBILE.de],
    ['+34910123456', 'DE', null],
  ])(
    'reads a national caller id as in the country that was dialled: %s, service in %s',
    (dialled, country, e164) => {
      const call = new PhoneCall('01713920012', { country }, dialled)
      expect(call.press('1').state.destination).toBe(e164)
    },
  )

  it.each(['2026-03-10T12:00:00Z', '2026-03-15T03:00:00Z', '2026-12-25T23:59:00Z'])(
    'is the same at any time of any day: %s (DX-DEFL-15)',
    (at) => {
      const { context, actions, state } = new PhoneCall(MOBILE.de)
      const then = begin(context, { callerId: MOBILE.de, dialled: '+4930987654' }, new Date(at))
      expect(then.actions).toEqual(actions)
      expect({ ...then.state, startedAt: state.startedAt }).toEqual(state)
    },
  )

  it('gives a number more time and longer pauses than a yes', () => {
    const choice = new PhoneCall(MOBILE.de).listening
    const number = new PhoneCall(LANDLINE).listening
    expect(number?.timeoutSeconds).toBeGreaterThan(choice?.timeoutSeconds ?? 99)
    expect(number?.endSilenceSeconds).toBeGreaterThan(choice?.endSilenceSeconds ?? 99)
    expect(choice?.hints).toContain('ja')
    expect(number?.hints).toContain('zwo')
  })
})
