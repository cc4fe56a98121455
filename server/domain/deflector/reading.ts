import type { DialogueEvent, DialogueStep, SpeechAlternative } from '../dialogue.ts'
import { fold } from '../search-words.ts'
import { readAnswerSignals, type Signal } from '../understanding/answer-signals.ts'
import { understandAnswer, type UnderstoodAnswer } from '../understanding/answer.ts'
import type { SpokenLanguage } from '../understanding/languages.ts'

/** What an answer means to a flow that asks for consent. */
export type Meaning =
  | 'yes'
  | 'no'
  /** "No, thank you": no to what was asked, whatever that was. */
  | 'declined'
  | 'same_number'
  | 'other_number'
  | 'refused'
  | 'agent'
  | 'repeat'
  | 'wait'
  /** The caller has not understood the question. */
  | 'puzzled'
  | 'stop_recording'
  | 'unclear'

/** An event as an answer to what was asked. */
export interface Reply {
  input: DialogueStep['input']
  meaning: Meaning
  /** What was said, as far as the recogniser is sure of it; the best reading first. */
  texts: readonly string[]
  /** What was pressed, without the key that finishes it. */
  digits: string
  /** For the call's history. */
  heard: string | null
  /** Says yes and nothing against it, whatever number may be in it: "ja, die 0171 …". */
  affirms: boolean
  /** The number they call from is meant, not just one that was talked about. */
  meansCall: boolean
  /** Somewhere in it is an objection to being recorded. */
  objects: boolean
}

/** Below this a recogniser guesses, and a guess is no consent. */
const SURE_ENOUGH = 0.3
/** Readings that are so close are equally likely. */
const SIMILAR = 0.15

const NOTHING: Reply = {
  input: 'none',
  meaning: 'unclear',
  texts: [],
  digits: '',
  heard: null,
  affirms: false,
  meansCall: false,
  objects: false,
}

const AFFIRMATIONS: ReadonlySet<Signal> = new Set<Signal>(['yes', 'yes_phrase', 'go_ahead', 'idiom_yes'])
/** What a number leaves behind when its digits are taken for words. */
const NEUTRAL: ReadonlySet<Signal> = new Set<Signal>([...AFFIRMATIONS, 'unknown', 'same_number'])

/** Beginnings of words that speak of the call. */
const CALLING: Readonly<Record<SpokenLanguage, RegExp>> = {
  de: /\b(anruf|ruf|telefonier|sprech|angezeigt|display)/,
  en: /\b(call|ring|phoning|speaking|display)/,
  nl: /\b(bel|spreek|toestel|beeld|scherm)/,
  es: /\b(llam|habl|marc|aparec|pantalla)/,
}

const POLITE_NO =
  /^(nein|ne|nee|noe|no|nope|nah) (danke?|danke (schon|sehr)|vielen dank|thanks?|thank you|thanks a lot|many thanks|bedankt|dank (je|u)( wel)?|gracias|muchas gracias)$/

/** Reads an event as the answer to a question. What is no answer at all reads like silence. */
export function readReply(event: DialogueEvent, language: SpokenLanguage): Reply {
  switch (event.type) {
    case 'speech':
      return readSpeech(event.alternatives, language)
    case 'keys':
      return readKeys(event.digits)
    case 'unintelligible':
      return { ...NOTHING, input: 'speech' }
    case 'silence':
    case 'resumed':
    case 'invitation':
    case 'forwarded':
    case 'hung_up':
      return NOTHING
  }
}

function readKeys(pressed: string): Reply {
  const digits = pressed.replaceAll(/[^\d*]/g, '')
  // The finish key alone comes from somebody who has nothing to say.
  if (digits === '') return NOTHING
  return { ...NOTHING, input: 'keys', digits, heard: pressed, meaning: meaningOfKeys(digits) }
}

function meaningOfKeys(digits: string): Meaning {
  switch (digits) {
    case '1':
      return 'yes'
    case '2':
      return 'no'
    case '0':
      return 'repeat'
    case '9':
      return 'stop_recording'
    default:
      return 'unclear'
  }
}

interface Reading {
  text: string
  confidence: number | null
  meaning: Meaning
  signals: readonly Signal[]
}

function readSpeech(alternatives: readonly SpeechAlternative[], language: SpokenLanguage): Reply {
  const readings = alternatives
    .map(({ text, confidence }) => ({ text, confidence, understood: understandAnswer(text, language) }))
    .filter(({ understood }) => understood.answer !== 'silence')
    .map(({ understood, ...said }): Reading => {
      const { signals } = readAnswerSignals(said.text, language)
      return { ...said, meaning: meaningOf(said.text, understood), signals }
    })
  const best = readings[0]
  if (best === undefined) return NOTHING
  const sure = readings.filter(({ confidence }) => confidence === null || confidence >= SURE_ENOUGH)
  const decisive = decide(sure)
  return {
    ...NOTHING,
    input: 'speech',
    meaning: decisive?.meaning ?? 'unclear',
    texts: sure.map(({ text }) => text),
    heard: (decisive ?? best).text,
    affirms: sure[0] !== undefined && affirms(sure[0]),
    meansCall: decisive !== null && CALLING[language].test(fold(decisive.text)),
    // An objection is heeded however faintly it was heard: recording on would do more harm than stopping.
    objects: readings.some(({ signals }) => signals.includes('stop_recording')),
  }
}

/** The best reading that means something, unless another one that is as likely means the contrary. */
function decide(readings: readonly Reading[]): Reading | null {
  const decisive = readings.find(({ meaning }) => meaning !== 'unclear')
  const best = readings[0]
  if (decisive === undefined || best === undefined) return null
  // A yes that the recogniser thinks much less likely than something else would be a guessed one.
  if (isYes(decisive.meaning) && !isSimilar(decisive, best)) return null
  const contradicted = readings.some(
    (other) => isContrary(other.meaning, decisive.meaning) && isSimilar(other, decisive),
  )
  return contradicted ? null : decisive
}

function isSimilar(one: Reading, other: Reading): boolean {
  // A platform that does not say how sure it is leaves everything possible.
  if (one.confidence === null || other.confidence === null) return true
  return Math.abs(one.confidence - other.confidence) <= SIMILAR
}

function isYes(meaning: Meaning): boolean {
  return meaning === 'yes' || meaning === 'same_number'
}

function isNo(meaning: Meaning): boolean {
  return ['no', 'declined', 'other_number', 'refused', 'agent'].includes(meaning)
}

function affirms({ signals }: Reading): boolean {
  return signals.some((signal) => AFFIRMATIONS.has(signal)) && signals.every((signal) => NEUTRAL.has(signal))
}

function wordsOf(text: string): string {
  return (fold(text).match(/\p{L}+/gu) ?? []).join(' ')
}

function isContrary(one: Meaning, other: Meaning): boolean {
  return (isYes(one) && isNo(other)) || (isNo(one) && isYes(other))
}

function meaningOf(text: string, { answer, intent }: UnderstoodAnswer): Meaning {
  if (answer === 'no' && POLITE_NO.test(wordsOf(text))) return 'declined'
  if (intent === undefined) return answer === 'silence' ? 'unclear' : answer
  switch (intent) {
    case 'no_whatsapp':
    case 'refuse':
      return 'refused'
    case 'not_understood':
      return 'puzzled'
    case 'other_number':
    case 'same_number':
    case 'agent':
    case 'repeat':
    case 'wait':
    case 'stop_recording':
      return intent
  }
}
