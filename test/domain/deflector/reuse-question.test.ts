import { describe, expect, it } from 'vitest'
import { FORWARD_TO, LANGUAGES, MOBILE, OTHER_MOBILE, PhoneCall, SAYS } from './phone-call.ts'

describe.each(LANGUAGES)('reuse question in %s', (language) => {
  const says = SAYS[language]
  const call = (): PhoneCall => new PhoneCall(MOBILE[language])

  it.each(['spoken', 'pressed'])(
    'a %s yes takes the number they call from (DX-DEFL-08, DX-DEFL-21)',
    (how) => {
      const said = how === 'spoken' ? call().say(says.yes) : call().press('1')
      expect(said.kinds).toEqual(['send_invitation', 'say', 'pause'])
      expect(said.invitedNumbers).toEqual([MOBILE[language]])
      expect(said.state).toMatchObject({
        at: 'sending',
        accepted: true,
        otherNumber: false,
        destination: MOBILE[language],
        result: 'in_progress',
      })
      expect(said.steps).toEqual([
        {
          asked: 'reuseQuestion',
          input: how === 'spoken' ? 'speech' : 'keys',
          understood: 'yes',
          heard: how === 'spoken' ? says.yes : '1',
        },
      ])
    },
  )

  it.each(['spoken', 'pressed', 'another number'])(
    'a no (%s) leads to the phone question (DX-DEFL-07)',
    (how) => {
      const asked =
        how === 'pressed' ? call().press('2') : call().say(how === 'spoken' ? says.no : says.other)
      expect(asked.prompts).toEqual(['phoneQuestion'])
      expect(asked.state.at).toBe('phone_question')
      expect(asked.understood).toBe('no')
      expect(asked.invitedNumbers).toEqual([])
    },
  )

  it('asks in a new wording when the answer is not clear, then by keys, then gives up (DX-DEFL-06)', () => {
    const asked = call().say(says.babble)
    expect(asked.prompts).toEqual(['tryAgain'])
    expect(asked.say(says.babble).prompts).toEqual(['notUnderstood', 'reuseKeys'])
    expect(asked.say(says.babble).prompts).toEqual(['tooMany', 'callAgain'])
    expect(asked.state).toMatchObject({ at: 'ended', result: 'not_understood', accepted: false })
    expect(asked.steps.map(({ understood }) => understood)).toEqual(Array(3).fill('not_understood'))
  })

  it.each(['1', '2'])(
    '"Try again" is answered like the question itself: %s (DX-DEFL-07, DX-DEFL-08)',
    (key) => {
      const asked = call().mumble().press(key)
      expect(asked.state.at).toBe(key === '1' ? 'sending' : 'phone_question')
      expect(asked.steps.at(-1)).toMatchObject({ asked: 'tryAgain', understood: key === '1' ? 'yes' : 'no' })
    },
  )

  it('counts silence apart from misunderstandings', () => {
    const asked = call().silence()
    expect(asked.prompts).toEqual(['nothingHeard', 'tryAgain'])
    expect(asked.silence().prompts).toEqual(['stillThere', 'reuseKeys'])
    expect(asked.mumble().prompts).toEqual(['notUnderstood', 'reuseKeys'])
    expect(asked.silence().state).toMatchObject({ at: 'ended', result: 'not_understood' })
  })

  it.each(['goodbye', 'forward'] as const)('no WhatsApp means no WhatsApp: %s', (whenRefused) => {
    const asked = new PhoneCall(MOBILE[language], { whenRefused, forwardTo: FORWARD_TO }).say(says.refuse)
    expect(asked.understood).toBe('refused')
    expect(asked.kinds.at(-1)).toBe(whenRefused === 'forward' ? 'forward' : 'hang_up')
    expect(asked.state.result).toBe(whenRefused === 'forward' ? 'forwarded' : 'refused')
    expect(asked.invitedNumbers).toEqual([])
  })

  it('connects somebody who asks for a person, where that is possible', () => {
    const asked = new PhoneCall(MOBILE[language], { forwardTo: FORWARD_TO }).say(says.agent)
    expect(asked.prompts).toEqual(['forwarding'])
    expect(asked.actions.at(-1)).toMatchObject({ do: 'forward', to: FORWARD_TO })
    expect(asked.understood).toBe('agent')
  })

  it('says once that nobody can be put through, and asks once more', () => {
    const asked = call().say(says.agent)
    expect(asked.prompts).toEqual(['noAgent', 'reuseQuestion'])
    expect(asked.say(says.agent).prompts).toEqual(['refused', 'goodbye'])
    expect(asked.state.result).toBe('refused')
  })

  it.each(['spoken', 'pressed'])(
    'repeats the question when asked to, without counting it as misunderstanding: %s',
    (how) => {
      const asked = call()
      const repeat = (): PhoneCall => (how === 'spoken' ? asked.say(says.repeat) : asked.press('0'))
      expect(repeat().prompts).toEqual(['repeatQuestion', 'reuseQuestion'])
      expect(asked.state.misunderstandings).toBe(0)
      expect(repeat().prompts).toEqual(['repeatQuestion', 'reuseQuestion'])
      expect(repeat().prompts).toEqual(['tryAgain'])
    },
  )

  it('waits longer once, and says the question again: the answer to it is a consent', () => {
    const asked = call()
    const before = asked.listening?.timeoutSeconds ?? 0
    expect(asked.say(says.wait).prompts).toEqual(['takeYourTime', 'reuseKeys'])
    expect(asked.listening?.timeoutSeconds).toBeGreaterThan(before * 2)
    expect(asked.state).toMatchObject({ misunderstandings: 0, silences: 0 })
    expect(asked.say(says.wait).prompts).toEqual(['tryAgain'])
  })
})

describe('reuse question', () => {
  it.each(['3', '4', '5', '6', '7', '8', '9', '*', '12', '11'])('the keys %s are no answer', (keys) => {
    expect(new PhoneCall(MOBILE.de).press(keys).prompts).toEqual(['tryAgain'])
  })

  it.each(['', '#'])('the keys "%s" are silence, not a no', (keys) => {
    const call = new PhoneCall(MOBILE.de).press(keys)
    expect(call.steps).toEqual([{ asked: 'reuseQuestion', input: 'none', understood: 'silence' }])
  })

  it.each([
    ['1#', 'sending'],
    ['2#', 'phone_question'],
  ])('a finished key counts: %s', (keys, at) => {
    expect(new PhoneCall(MOBILE.de).press(keys).state.at).toBe(at)
  })

  it.each([
    'nein, nehmen Sie 0171 3920034',
    'ja, aber auf die 0171 39 200 34',
    'null eins sieben eins drei neun zwei null null drei vier',
  ])('reads back a number that is given instead: "%s"', (text) => {
    const call = new PhoneCall(MOBILE.de).say(text)
    expect(call.prompts).toEqual(['readBack'])
    expect(call.text).toContain('null eins sieben eins, drei neun zwei, null null, drei vier')
    expect(call.understood).toBe('number')
    expect(call.invitedNumbers).toEqual([])
    expect(call.press('1').invitedNumbers).toEqual([OTHER_MOBILE])
    expect(call.state.otherNumber).toBe(true)
  })

  it.each(['nein danke', 'Nein, vielen Dank.'])('a polite no is a no: "%s" (DX-DEFL-07)', (text) => {
    expect(new PhoneCall(MOBILE.de).say(text).prompts).toEqual(['phoneQuestion'])
  })

  it('does not take the number they call from for a yes when no yes is said', () => {
    const call = new PhoneCall(MOBILE.de).say('0171 3920012')
    expect(call.invitedNumbers).toEqual([])
    expect(call.prompts).toEqual(['readBackCaller'])
  })

  it('takes a yes with the very number they call from as the yes it is', () => {
    const call = new PhoneCall(MOBILE.de).say('ja, die 0171 3920012')
    expect(call.invitedNumbers).toEqual([MOBILE.de])
    expect(call.state.otherNumber).toBe(false)
  })

  it('asks for the rest when the answer begins a number', () => {
    const call = new PhoneCall(MOBILE.de).say('nein, die 0171 392')
    expect(call.prompts).toEqual(['andTheRest'])
    expect(call.say('0034').text).toContain('null eins sieben eins, drei neun zwei, null null, drei vier')
  })

  it('takes a whole number that was keyed in', () => {
    expect(new PhoneCall(MOBILE.de).press('01713920034').prompts).toEqual(['readBack'])
  })

  it.each([
    ['no confidence at all', null, 'sending'],
    ['just enough', 0.3, 'sending'],
    ['too little', 0.29, 'reuse_question'],
    ['none', 0, 'reuse_question'],
  ])('a yes with %s', (_, confidence, at) => {
    expect(new PhoneCall(MOBILE.de).say({ text: 'ja', confidence }).state.at).toBe(at)
  })

  it.each([
    [
      'the second reading when the first says nothing',
      [
        ['Jahr', 0.6],
        ['ja', 0.55],
      ],
      'sending',
    ],
    [
      'none when readings as likely contradict each other',
      [
        ['ja', 0.6],
        ['nein', 0.5],
      ],
      'reuse_question',
    ],
    [
      'none when it is not known which is likelier',
      [
        ['ja', null],
        ['nein', null],
      ],
      'reuse_question',
    ],
    [
      'the first when the contrary is far less likely',
      [
        ['ja', 0.9],
        ['nein', 0.4],
      ],
      'sending',
    ],
    [
      'a no that is far more likely',
      [
        ['nein', 0.9],
        ['ja', 0.4],
      ],
      'phone_question',
    ],
    [
      'no yes that is much less likely than babble',
      [
        ['Jahr', 0.9],
        ['ja', 0.4],
      ],
      'reuse_question',
    ],
  ] as const)('of several readings takes %s', (_, readings, at) => {
    const call = new PhoneCall(MOBILE.de)
    call.say(...readings.map(([text, confidence]) => ({ text, confidence })))
    expect(call.state.at).toBe(at)
  })

  it('begins to count anew at the next question', () => {
    const call = new PhoneCall(MOBILE.de).mumble().mumble().silence().silence().press('2')
    expect(call.mumble().prompts).toEqual(['notUnderstood', 'phoneAgain'])
  })

  it('explains the question in other words to somebody who did not understand it', () => {
    const call = new PhoneCall(MOBILE.de).say('das habe ich nicht verstanden')
    expect(call.prompts).toEqual(['repeatQuestion', 'tryAgain'])
    expect(call.understood).toBe('repeat')
  })

  it('never says more than the last three digits of the number they call from', () => {
    const call = new PhoneCall(MOBILE.de)
    call
      .say(SAYS.de.babble)
      .say(SAYS.de.babble)
      .press('2')
      .say(SAYS.de.sameNumber)
      .mumble()
      .mumble()
      .press('1')
    call.invitation('sent')
    const spoken = call.all.flatMap((action) => (action.do === 'say' ? [action.speech.text] : [])).join(' ')
    expect(spoken).toContain('null eins zwei')
    expect(spoken).not.toContain('null null eins zwei')
    expect(call.state.result).toBe('invited')
  })
})
