import { fold } from '../search-words.ts'
import type { SpokenLanguage } from './languages.ts'
import type { AnswerLexicon, PhraseSignal, WordSignal } from './lexicon/answer-lexicon.ts'
import { PHRASE_SIGNALS, WORD_SIGNALS } from './lexicon/answer-lexicon.ts'
import { ANSWERS_DE } from './lexicon/answers-de.ts'
import { ANSWERS_EN } from './lexicon/answers-en.ts'
import { ANSWERS_ES } from './lexicon/answers-es.ts'
import { ANSWERS_NL } from './lexicon/answers-nl.ts'
import { compilePhrases, wordSet } from './phrase-pattern.ts'

/** One thing that an answer says, or a word that could not be placed. */
export type Signal = PhraseSignal | Exclude<WordSignal, 'known'> | 'unknown'

export interface AnswerSignals {
  /** In the order in which they were said, without words that say nothing. */
  signals: readonly Signal[]
  /** Whether it was said as a question. */
  asks: boolean
  /** Whether anything was said at all. */
  silent: boolean
}

interface CompiledLexicon {
  variants: ReadonlyMap<string, string>
  phrases: readonly (readonly [PhraseSignal, RegExp])[]
  words: readonly (readonly [WordSignal, ReadonlySet<string>])[]
}

/** Answers are short; of a monologue the beginning tells enough. */
const MOST_CHARACTERS = 800

const LEXICONS: Readonly<Record<SpokenLanguage, AnswerLexicon>> = {
  de: ANSWERS_DE,
  en: ANSWERS_EN,
  nl: ANSWERS_NL,
  es: ANSWERS_ES,
}

const compiled = new Map<SpokenLanguage, CompiledLexicon>()

function compiledLexicon(language: SpokenLanguage): CompiledLexicon {
  const known = compiled.get(language)
  if (known !== undefined) return known
  const { phrases, words, variants } = LEXICONS[language]
  const lexicon: CompiledLexicon = {
    variants: new Map(Array.from(wordSet(variants), (pair) => pair.split(':') as [string, string])),
    phrases: PHRASE_SIGNALS.map((signal) => [signal, compilePhrases(phrases[signal])] as const),
    words: WORD_SIGNALS.map((signal) => [signal, wordSet(words[signal])] as const),
  }
  compiled.set(language, lexicon)
  return lexicon
}

/** Spellings of the name that recognisers and people come up with. */
const WHATSAPP =
  /\b(?:what?s|wats|watts|what|vots|wots|gua?ts)[ -]?(?:h?app|ap|up|apps?)\b|\bw(?:h|u)?ass?ap+p?\b|\bgu?ass?ap+p?\b/g

/** What is said, as folded words and pauses (`|`) with a blank around each. */
export function spokenWords(text: string): string {
  // With its accent the Spanish "sí" is a yes; folded it could be the "si" of a condition, which has no pause behind it.
  const folded = fold(text.slice(0, MOST_CHARACTERS).replaceAll(/(?<!\p{L})s[íì](?!\p{L})/giu, '$&,'))
    .replaceAll(/['’‘`´]/g, '')
    .replaceAll(/\bo\.\s?k\b\.?/g, 'ok')
    .replaceAll(WHATSAPP, 'whatsapp')
    // Drawn out: "jaaaa", "nooo".
    .replaceAll(/(\p{L})\1{2,}/gu, '$1')
  const words = folded.match(/[\p{L}\p{N}]+|[,.;:!?¿¡…]+/gu) ?? []
  const spoken = words.map((word) => (/[\p{L}\p{N}]/u.test(word) ? word : '|'))
  return ` ${spoken.join(' ').replaceAll(/^[| ]+|[| ]+$/g, '')} `
}

/** Finds what an answer says, phrase by phrase, then word by word. */
export function readAnswerSignals(text: string, language: SpokenLanguage): AnswerSignals {
  const lexicon = compiledLexicon(language)
  let words = spokenWords(text).replaceAll(/[^ ]+/g, (word) => lexicon.variants.get(word) ?? word)
  const silent = words.trim() === ''
  for (const [signal, phrases] of lexicon.phrases) {
    words = words.replaceAll(phrases, (phrase) => `${saysYes(phrase, signal, lexicon) ? 'ja' : ''}<${signal}> `)
  }
  const signals = words
    .split(' ')
    .filter((word) => word !== '' && word !== '|')
    .map((word) => signalOf(word, lexicon))
    .filter((signal) => signal !== null)
  return { signals, asks: /\?[\s"'.!]*$/.test(text), silent }
}

function signalOf(word: string, lexicon: CompiledLexicon): Signal | null {
  if (word.startsWith('<')) {
    const phrase = PHRASE_SIGNALS.find((signal) => word === `<${signal}>`)
    return phrase === undefined || phrase === 'neutral' ? null : phrase
  }
  const signal = lexicon.words.find(([, words]) => words.has(word))?.[0]
  if (signal === 'known') return null
  if (signal !== undefined) return signal
  // A lone letter is a stammer.
  return word.length === 1 && /\p{L}/u.test(word) ? null : 'unknown'
}
