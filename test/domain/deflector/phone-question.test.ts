import { describe, expect, it } from 'vitest'
import {
  FORWARD_TO,
  IN_DOUBT,
  LANDLINE,
  LANGUAGES,
  MOBILE,
  OTHER_MOBILE,
  PhoneCall,
  SAYS,
  VOIP,
} from './phone-call.ts'

/** Numbers as people give them, in the country of each language. */
const NUMBERS = {
  de: { country: 'DE', digits: '01713920034', e164: OTHER_MOBILE },
  en: { country: 'GB', digits: '07400123457', e164: '+447400123457' },
  nl: { country: 'NL', digits: '0612345679', e164: '+31612345679' },
  es: { country: 'ES', digits: '612345679', e164: '+34612345679' },
} as const

describe.each(LANGUAGES)('phone question in %s', (language) => {
  const says = SAYS[language]
  const { country, digits, e164 } = NUMBERS[language]
  const call = (change = {}): PhoneCall => new PhoneCall('', { languages: [language], country, ...change })

  it.each(['spoken', 'pressed'])(
    'reads a %s number back, and invites it only when it is confirmed (DX-DEFL-07, DX-DEFL-21)',
    (how) => {
      const asked = how === 'spoken' ? call().say(digits) : call().press(digits)
      expect(asked.prompts).toEqual(['readBack'])
      expect(asked.understood).toBe('number')
      expect(asked.state).toMatchObject({ at: 'confirm_number', accepted: false, destination: null })
      expect(asked.invitedNumbers).toEqual([])
      expect(asked.say(says.yes).invitedNumbers).toEqual([e164])
      expect(asked.state).toMatchObject({
        at: 'sending',
        accepted: true,
        otherNumber: true,
        destination: e164,
      })
    },
  )

  it.each(['spoken', 'pressed'])('puts pieces together: %s', (how) => {
    const give = (asked: PhoneCall, piece: string): PhoneCall =>
      how === 'spoken' ? asked.say(piece.split('').join(' ')) : asked.press(piece)
    const asked = give(call(), digits.slice(0, 5))
    expect(asked.prompts).toEqual(['andTheRest'])
    expect(asked.understood).toBe('partial_number')
    expect(give(asked, digits.slice(5)).prompts).toEqual(['readBack'])
    expect(asked.press('1').invitedNumbers).toEqual([e164])
  })

  it('asks again, then for keys, then gives up, when it hears no number', () => {
    const asked = call().say(says.babble)
    expect(asked.prompts).toEqual(['notANumber', 'phoneAgain'])
    expect(asked.mumble().prompts).toEqual(['notUnderstood', 'phoneKeys'])
    expect(asked.say(says.babble).state).toMatchObject({ at: 'ended', result: 'not_understood' })
  })

  it('asks again, then for keys, then gives up, when it hears nothing', () => {
    const asked = call().silence()
    expect(asked.prompts).toEqual(['nothingHeard', 'phoneAgain'])
    expect(asked.silence().prompts).toEqual(['stillThere', 'phoneKeys'])
    expect(asked.silence().prompts).toEqual(['tooMany', 'callAgain'])
  })

  it.each(['refuse', 'no'] as const)('takes "%s" as a refusal', (what) => {
    const asked = call({ forwardTo: FORWARD_TO, whenRefused: 'forward' }).say(says[what])
    expect(asked.actions.at(-1)).toMatchObject({ do: 'forward', to: FORWARD_TO })
    expect(asked.understood).toBe('refused')
  })

  it('takes the number they call from after all, once that is confirmed', () => {
    const asked = new PhoneCall(MOBILE[language]).press('2').say(says.sameNumber)
    expect(asked.prompts).toEqual(['readBackCaller'])
    expect(asked.understood).toBe('same_number')
    expect(asked.say(says.yes).invitedNumbers).toEqual([MOBILE[language]])
    expect(asked.state.otherNumber).toBe(false)
  })

  it('cannot take a number that it does not see', () => {
    const asked = call().say(says.sameNumber)
    expect(asked.prompts).toEqual(['noCallerId', 'phoneAgain'])
  })

  it.each(['repeat', 'wait', 'agent'] as const)('understands "%s"', (what) => {
    const asked = call().say(says[what])
    expect(asked.understood).toBe(what)
    expect(asked.state).toMatchObject({ at: 'phone_question', misunderstandings: 0 })
  })
})

describe('phone question', () => {
  const call = (change = {}): PhoneCall => new PhoneCall('', change)

  it('says that a landline does not do, and asks again (DX-DEFL-04)', () => {
    const asked = call().press('03023125000')
    expect(asked.prompts).toEqual(['landline', 'phoneAgain'])
    expect(asked.understood).toBe('wrong_kind')
    expect(asked.press('01713920034').prompts).toEqual(['readBack'])
  })

  it('says the same of the landline they call from', () => {
    const asked = new PhoneCall(LANDLINE).say(SAYS.de.sameNumber)
    expect(asked.prompts).toEqual(['landline', 'phoneAgain'])
  })

  it('counts misunderstandings anew after a number, even after one that does not do', () => {
    const asked = call().mumble().mumble().press('03023125000')
    expect(asked.mumble().prompts).toEqual(['notUnderstood', 'phoneAgain'])
  })

  it('says that a service number does not do', () => {
    expect(call().press('08001234567').prompts).toEqual(['serviceNumber', 'phoneAgain'])
  })

  it('takes an internet number when it is given twice', () => {
    const asked = call({ country: 'NL' }).press('0851234567')
    expect(asked.prompts).toEqual(['voipNumber', 'phoneAgain'])
    expect(asked.press('0857654321').prompts).toEqual(['voipNumber', 'phoneAgain'])
    expect(asked.press('0857654321').prompts).toEqual(['readBack'])
    expect(asked.press('1').invitedNumbers).toEqual(['+31857654321'])
  })

  it('does not read out the internet number they call from', () => {
    const asked = new PhoneCall(VOIP).say(SAYS.nl.sameNumber).say(SAYS.nl.sameNumber)
    expect(asked.prompts).toEqual(['readBackCaller'])
    expect(asked.text).toContain('vijf zes zeven')
    expect(asked.text).not.toContain('vier')
    expect(asked.press('1').state).toMatchObject({ destination: VOIP, otherNumber: false })
  })

  it('takes a dictated number of a country where nobody can tell', () => {
    const asked = call({ country: 'US' }).press('2025550123').press('1')
    expect(asked.invitedNumbers).toEqual([IN_DOUBT])
  })

  it.each(['+881612345678', '00881612345678'])('does not take satellite numbers: %s', (digits) => {
    const asked = call().say(digits)
    expect(asked.state.at).toBe('phone_question')
    expect(asked.invitedNumbers).toEqual([])
  })

  it("reads a national number as in the caller's country, then as in the service's", () => {
    const abroad = (): PhoneCall => new PhoneCall('+31201234567', { languages: ['de'], country: 'DE' })
    expect(abroad().press('0612345679').press('1').invitedNumbers).toEqual(['+31612345679'])
    expect(abroad().press('01713920034').press('1').invitedNumbers).toEqual([OTHER_MOBILE])
  })

  it('reads a foreign number back with its country code', () => {
    const asked = call().press('0031612345678')
    expect(asked.text).toContain('plus drei eins, ')
    expect(asked.press('1').invitedNumbers).toEqual(['+31612345678'])
  })

  it('gives up after three numbers that do not do', () => {
    const asked = call({ forwardTo: FORWARD_TO }).press('03023125000').press('08001234567')
    expect(asked.state.at).toBe('phone_question')
    expect(asked.press('03023125000').prompts).toEqual(['tooMany', 'forwarding'])
    expect(asked.state).toMatchObject({ at: 'forwarding', result: 'forwarded' })
    expect(asked.on({ type: 'forwarded', outcome: 'no_answer' }).state.result).toBe('not_understood')
  })

  it('begins again at the star', () => {
    const asked = call().press('01719999*01713920034')
    expect(asked.text).toContain('null eins sieben eins, drei neun zwei, null null, drei vier')
  })

  it('drops the digits before a star that comes alone', () => {
    const asked = call().press('0171').press('*')
    expect(asked.prompts).toEqual(['startAgain', 'phoneKeys'])
    expect(asked.state.partialDigits).toBe('')
    expect(asked.understood).toBe('start_again')
  })

  it('does not begin again for ever', () => {
    const asked = call().press('*').press('*').press('*')
    expect(asked.prompts).toEqual(['notANumber', 'phoneAgain'])
    expect(asked.press('*').press('*').state.result).toBe('not_understood')
  })

  it('takes a number that is typed again from its beginning', () => {
    expect(call().press('0171').press('01713920034').text).toContain(
      'null eins sieben eins, drei neun zwei, null null, drei vier',
    )
  })

  it('lets a no amid a number take back what was said', () => {
    const asked = call().press('0171').say('nein, falsch')
    expect(asked.prompts).toEqual(['startAgain', 'phoneKeys'])
    expect(asked.state.partialDigits).toBe('')
  })

  it('drops the digits after one failure and says that the number is not complete', () => {
    const asked = call().press('0171').say(SAYS.de.babble)
    expect(asked.prompts).toEqual(['incomplete', 'phoneAgain'])
    expect(asked.state.partialDigits).toBe('')
  })

  it('says how far it has got when asked to repeat', () => {
    const asked = call().press('0171').say(SAYS.de.repeat)
    expect(asked.prompts).toEqual(['repeatQuestion', 'soFar', 'andTheRest'])
    expect(asked.text).toContain('null eins sieben, eins')
    expect(asked.press('3920034').prompts).toEqual(['readBack'])
  })

  it('does not take a lone yes for anything', () => {
    const asked = call().say('ja')
    expect(asked.state.at).toBe('phone_question')
    expect(asked.understood).toBe('not_understood')
  })

  it('leaves somebody alone who has no mobile phone', () => {
    expect(call().say('ich habe kein Handy').state.result).toBe('refused')
  })

  it('takes only so many pieces', () => {
    const asked = call()
    for (const digit of '017139200') asked.press(digit)
    expect(asked.prompts).toEqual(['incomplete', 'phoneAgain'])
  })
})
