import { describe, expect, it } from 'vitest'
import { FORWARD_TO, LANGUAGES, MOBILE, OTHER_MOBILE, PhoneCall, SAYS } from './phone-call.ts'

const DIGITS = '01713920034'
const SPOKEN = 'null eins sieben eins, drei neun zwei, null null, drei vier'

function readBack(change = {}): PhoneCall {
  return new PhoneCall('', change).press(DIGITS)
}

describe.each(LANGUAGES)('read-back in %s', (language) => {
  const says = SAYS[language]
  const call = (): PhoneCall => readBack({ languages: [language] })

  it.each(['spoken', 'pressed'])('a %s yes is the consent (DX-DEFL-11)', (how) => {
    const asked = how === 'spoken' ? call().say(says.yes) : call().press('1')
    expect(asked.invitedNumbers).toEqual([OTHER_MOBILE])
    expect(asked.steps.at(-1)).toMatchObject({ asked: 'readBack', understood: 'yes' })
  })

  it.each(['spoken', 'pressed'])('a %s no asks for the number anew', (how) => {
    const asked = how === 'spoken' ? call().say(says.no) : call().press('2')
    expect(asked.prompts).toEqual(['askAnew', 'phoneAgain'])
    expect(asked.state).toMatchObject({ at: 'phone_question', candidate: null })
    expect(asked.understood).toBe('no')
  })

  it('reads back again when the answer is not clear, then by keys, then gives up', () => {
    const asked = call().say(says.babble)
    expect(asked.prompts).toEqual(['notUnderstood', 'readBack'])
    expect(asked.silence().prompts).toEqual(['nothingHeard', 'confirmKeys'])
    expect(asked.say(says.babble).prompts).toEqual(['notUnderstood', 'confirmKeys'])
    expect(asked.say(says.babble).state).toMatchObject({ at: 'ended', result: 'not_understood' })
  })

  it('heeds a refusal', () => {
    expect(call().say(says.refuse).state).toMatchObject({ result: 'refused', accepted: false })
  })

  it('repeats on request', () => {
    expect(call().say(says.repeat).prompts).toEqual(['repeatQuestion', 'readBack'])
  })
})

describe('read-back', () => {
  it('reads digit by digit in groups, with the company and WhatsApp named', () => {
    const { text } = readBack()
    expect(text).toContain(SPOKEN)
    expect(text).toContain('WhatsApp')
    expect(text).toContain('Muster GmbH')
  })

  it.each(['nein, vier statt drei', 'nein, die vorletzte ist eine vier'])(
    'takes a correction and reads it back: "%s"',
    (text) => {
      const asked = readBack().say(text)
      expect(asked.prompts).toEqual(['readBack'])
      expect(asked.text).not.toContain(SPOKEN)
      expect(asked.understood).toBe('corrected')
      expect(asked.invitedNumbers).toEqual([])
    },
  )

  it('takes another whole number instead', () => {
    const asked = readBack().say('nein, 0171 3920056')
    expect(asked.text).toContain('null eins sieben eins, drei neun zwei, null null, fünf sechs')
    expect(asked.press('1').invitedNumbers).toEqual(['+491713920056'])
  })

  it('counts misunderstandings anew for a corrected number', () => {
    const asked = readBack().mumble().mumble().say('nein, 0171 3920056')
    expect(asked.mumble().prompts).toEqual(['notUnderstood', 'readBack'])
  })

  it('takes corrections to another number as well', () => {
    const asked = readBack().say('nein, 0171 3920056').say('nein, 0171 3920078').press('2')
    expect(asked.press(DIGITS).say('nein, 0171 3920056').understood).toBe('corrected')
  })

  it('asks anew after two corrections', () => {
    const asked = readBack().say('nein, 0171 3920056').say('nein, 0171 3920078')
    expect(asked.state.at).toBe('confirm_number')
    expect(asked.say('nein, 0171 3920091').prompts).toEqual(['askAnew', 'phoneAgain'])
  })

  it('takes the number said once more with a yes as a yes', () => {
    expect(readBack().say('ja, 0171 3920034').invitedNumbers).toEqual([OTHER_MOBILE])
  })

  it('does not take the number said once more without a yes for a yes', () => {
    const asked = readBack().say('0171 3920034')
    expect(asked.invitedNumbers).toEqual([])
    expect(asked.prompts).toEqual(['notUnderstood', 'readBack'])
  })

  it('takes a polite no for a refusal', () => {
    expect(readBack().say('nein danke').state.result).toBe('refused')
  })

  it.each(['ja, die Nummer stimmt', 'genau, diese Nummer'])(
    'takes "%s" as a yes to the number that was read',
    (text) => {
      const asked = new PhoneCall(MOBILE.de).say(DIGITS).say(text)
      expect(asked.invitedNumbers).toEqual([OTHER_MOBILE])
    },
  )

  it('asks about the number they call from when that one is meant', () => {
    const asked = new PhoneCall(MOBILE.de).say(DIGITS).say(SAYS.de.sameNumber)
    expect(asked.prompts).toEqual(['readBackCaller'])
    expect(asked.press('1').invitedNumbers).toEqual([MOBILE.de])
  })

  it('tries the next reading once after a no, then asks anew', () => {
    const asked = new PhoneCall('')
    asked.say({ text: DIGITS, confidence: 0.6 }, { text: '01713920035', confidence: 0.6 })
    expect(asked.text).toContain(SPOKEN)
    expect(asked.say('nein').prompts).toEqual(['readBackOther'])
    expect(asked.text).toContain('drei fünf')
    expect(asked.say('nein').prompts).toEqual(['askAnew', 'phoneAgain'])
  })

  it('does not try another reading when another number is wanted', () => {
    const asked = new PhoneCall('')
    asked.say({ text: DIGITS, confidence: 0.6 }, { text: '01713920035', confidence: 0.6 })
    expect(asked.say(SAYS.de.other).prompts).toEqual(['askAnew', 'phoneAgain'])
  })

  it('prefers a reading that was not denied before', () => {
    const asked = readBack().press('2')
    asked.say({ text: DIGITS, confidence: 0.6 }, { text: '01713920035', confidence: 0.6 })
    expect(asked.text).toContain('drei fünf')
  })

  it('reads a denied number back again when nothing else was understood', () => {
    expect(readBack().press('2').press(DIGITS).text).toContain(SPOKEN)
  })

  it.each([null, FORWARD_TO])('gives up after the third number: forward to %s', (forwardTo) => {
    const asked = readBack({ forwardTo })
    asked.press('2').press('01713920035').press('2').press('01713920036').press('2')
    expect(asked.kinds.at(-1)).toBe(forwardTo === null ? 'hang_up' : 'forward')
    expect(asked.invitedNumbers).toEqual([])
  })
})
