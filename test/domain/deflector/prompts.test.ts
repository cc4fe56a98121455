import { describe, expect, it } from 'vitest'
import {
  catalogueOf,
  DEFAULT_PROMPTS,
  fillIn,
  wordsOf,
  type PromptName,
} from '../../../server/domain/deflector/prompts.ts'
import type { SystemPromptName } from '../../../server/domain/deflector/prompts/prompt-catalogue.ts'
import { spellEnding, spellGroups } from '../../../server/domain/deflector/spoken-digits.ts'
import type { Asking, DeflectorPromptName } from '../../../server/domain/deflector/state.ts'
import type { SpokenLanguage } from '../../../server/domain/understanding/languages.ts'
import { LANGUAGES, MOBILE, PhoneCall, settings } from './phone-call.ts'

const EDITABLE: DeflectorPromptName[] = ['welcome', 'reuseQuestion', 'tryAgain', 'phoneQuestion', 'close']
/** Whatever is answered to one of these may be the consent. */
const CONSENTS: Asking[] = [
  'reuseQuestion',
  'tryAgain',
  'reuseKeys',
  'readBack',
  'readBackOther',
  'readBackCaller',
  'confirmKeys',
  'confirmCallerKeys',
]
const NUMBER_QUESTIONS: Asking[] = ['phoneQuestion', 'phoneAgain', 'phoneKeys']

function textOf(name: PromptName, language: SpokenLanguage): string {
  return wordsOf(name, language, DEFAULT_PROMPTS)
}

describe.each(LANGUAGES)('prompts in %s', (language) => {
  const { system } = catalogueOf(language)
  const names = [...EDITABLE, ...(Object.keys(system) as SystemPromptName[])]

  it('has its own text for each of the five editable prompts (DX-DEFL-14)', () => {
    expect(Object.keys(DEFAULT_PROMPTS[language]).toSorted()).toEqual(EDITABLE.toSorted())
    for (const name of EDITABLE) expect(textOf(name, language).length).toBeGreaterThan(20)
  })

  it('has every text once: no two prompts say the same', () => {
    const texts = names.map((name) => textOf(name, language))
    expect(new Set(texts).size).toBe(texts.length)
  })

  it.each([...CONSENTS, ...NUMBER_QUESTIONS])(
    '%s names WhatsApp and the company: it leads to the opt-in',
    (name) => {
      expect(textOf(name, language)).toContain('WhatsApp')
      expect(textOf(name, language)).toContain('{{company}}')
    },
  )

  it.each(CONSENTS)('%s names the keys last', (name) => {
    expect(textOf(name, language)).toMatch(/1\D{1,60}2\D{0,12}$/)
  })

  it('tells early that a machine answers', () => {
    const word = { de: 'automatische', en: 'automated', nl: 'automatische', es: 'automático' }[language]
    expect(textOf('welcome', language)).toContain(word)
    expect(textOf('notReady', language)).toContain(word)
  })

  it('says in the notice how to object to being recorded (DX-TEL-04)', () => {
    const words = { de: 'nicht aufzeichnen', en: 'do not record', nl: 'niet opnemen', es: 'no grabar' }[
      language
    ]
    expect(textOf('recordingNotice', language)).toContain(words)
    expect(textOf('recordingNotice', language)).toContain('9')
  })

  it('never claims that a message has arrived', () => {
    const claims = /angekommen|zugestellt|arrived|been delivered|aangekomen|bezorgd|ha llegado|entregado/i
    for (const name of names) expect(textOf(name, language)).not.toMatch(claims)
    const onItsWay = { de: 'unterwegs', en: 'on its way', nl: 'onderweg', es: 'en camino' }[language]
    expect(textOf('close', language)).toContain(onItsWay)
  })

  it.each([
    'reuseQuestion',
    'tryAgain',
    'reuseKeys',
    'phoneQuestion',
    'phoneAgain',
    'phoneKeys',
    'andTheRest',
  ] as const)('%s takes about eight seconds at most', (name) => {
    const spoken = fillIn(textOf(name, language), { company: 'Muster', number: '' })
    // Hotline voices speak some 17 characters a second.
    expect(spoken.length / 17).toBeLessThan(9)
  })

  it('is polite', () => {
    const familiar = {
      de: /\b(du|dich|dir|dein\w*)\b/i,
      en: /\bgimme\b/i,
      nl: /\b(je|jij|jou|jouw)\b/i,
      es: /\b(tú|tu|tus|te|ti)\b/i,
    }
    for (const name of names) expect(textOf(name, language)).not.toMatch(familiar[language])
  })

  it('reads digits one by one, with a pause between groups', () => {
    const digits = catalogueOf(language).digits
    expect(digits).toHaveLength(10)
    expect(spellGroups(['017', '39'], catalogueOf(language))).toBe(
      `${digits[0]} ${digits[1]} ${digits[7]}, ${digits[3]} ${digits[9]}`,
    )
  })

  it('leaves no placeholder in anything that is said', () => {
    const edited = { ...DEFAULT_PROMPTS[language], welcome: 'Hallo {{ name }}{{company}} {{1}}' }
    const call = new PhoneCall(MOBILE[language], {
      prompts: { ...DEFAULT_PROMPTS, [language]: edited },
      languages: [language],
    })
    for (const digit of ['5', '5', '2', '9', '1']) {
      expect(call.text).not.toMatch(/[{}]/)
      call.press(digit)
    }
  })
})

describe('prompts', () => {
  it('spells a German number with "zwei" and a plus as a word', () => {
    expect(spellGroups(['+49', '171', '392'], catalogueOf('de'))).toBe(
      'plus vier neun, eins sieben eins, drei neun zwei',
    )
  })

  it('tells only the last three digits of a number that is not to be heard', () => {
    expect(spellEnding('+491713920012', catalogueOf('de'))).toBe('null eins zwei')
  })

  it("fills the company's name and the last digits into an editor's text", () => {
    const prompts = {
      ...DEFAULT_PROMPTS,
      de: {
        ...DEFAULT_PROMPTS.de,
        reuseQuestion: 'Darf {{company}} an die {{ number }} eine WhatsApp schicken?',
      },
    }
    const call = new PhoneCall(MOBILE.de, { prompts, companyName: 'Bäckerei $& Söhne' })
    expect(call.text).toContain('Darf Bäckerei $& Söhne an die null eins zwei eine WhatsApp schicken?')
  })

  it("takes the product's own text where an editor left nothing", () => {
    const prompts = { ...DEFAULT_PROMPTS, de: { ...DEFAULT_PROMPTS.de, tryAgain: '  ' } }
    expect(wordsOf('tryAgain', 'de', prompts)).toBe(DEFAULT_PROMPTS.de.tryAgain)
  })

  it("speaks with the service's voice of the language", () => {
    const voices = { ...settings().voices, nl: { name: 'Polly.Laura-Neural', speed: 0.9 } }
    const call = new PhoneCall(MOBILE.nl, { voices })
    const said = call.actions.filter((action) => action.do === 'say')
    expect(said.length).toBeGreaterThan(1)
    for (const { speech } of said) {
      expect(speech).toMatchObject({ language: 'nl', voice: { name: 'Polly.Laura-Neural', speed: 0.9 } })
    }
  })
})
