import { fold } from '../search-words.ts'
import type { SpokenLanguage } from './languages.ts'
import type { AnswerLexicon, PhraseSignal, WordSignal } from './lexicon/answer-lexicon.ts'
import { PHRASE_SIGNALS, WORD_SIGNALS } from './lexicon/answer-lexicon.ts'
import { ANSWERS_DE } from './lexicon/answers-de.ts'
import { ANSWERS_EN } from './lexicon/answers-en.ts'
import { ANSWERS_ES } from './lexicon/answers-es.ts'
import { ANSWERS_NL } from './lexicon/answers-nl.ts'
import { compilePhrases, foldWord, wordSet } from './phrase-pattern.ts'

/** One thing that an answer says, or a word that could not be placed. */
export type Signal = PhraseSignal | Exclude<WordSignal, 'known'> | 'unknown'

export interface AnswerSignals {
  /** In the order in which they were said, without words that say nothing. */
  signals: readonly Signal[]
  /** The same, cut where the recogniser heard a pause. */
  clauses: readonly (readonly Signal[])[]
  /** How many words were said, a phrase counted as one and those without any meaning not at all. */
  words: number
  /** Whether it was said as a question. */
  asks: boolean
  /** Whether anything was said at all. */
  silent: boolean
}

interface CompiledLexicon {
  variants: ReadonlyMap<string, string>
  phrases: readonly (readonly [PhraseSignal, RegExp])[]
  words: readonly (readonly [WordSignal, ReadonlySet<string>])[]
  negated: ReadonlySet<string> | null
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
  const { phrases, words, variants, negated } = LEXICONS[language]
  const written = [...Object.values(phrases), ...Object.values(words)].join(' ')
  const standard = new Map([...umlautVariants(written), ...variantMap(variants)])
  const lexicon: CompiledLexicon = {
    variants: standard,
    phrases: PHRASE_SIGNALS.map(
      (signal) => [signal, compilePhrases(phrases[signal], (word) => standard.get(word) ?? word)] as const,
    ),
    words: WORD_SIGNALS.map((signal) => [signal, wordSet(words[signal])] as const),
    negated: negated === undefined ? null : wordSet(negated),
  }
  compiled.set(language, lexicon)
  return lexicon
}

function variantMap(variants: string): ReadonlyMap<string, string> {
  const pairs = Array.from(wordSet(variants), (pair) => pair.split(':'))
  return new Map(pairs.map(([variant = '', standard = '']) => [variant, standard.replaceAll('_', ' ')]))
}

/** Words with umlauts as recognisers and people without such keys write them: `natuerlich`. */
function umlautVariants(written: string): Map<string, string> {
  const words = written.match(/\p{L}*[äöü]\p{L}*/gu) ?? []
  const spellOut = (word: string): string => word.replaceAll(/[äöü]/g, (letter) => `${fold(letter)}e`)
  return new Map(words.map((word) => [foldWord(spellOut(word)), foldWord(word)]))
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
  const silent = !/[^ |]/.test(words)
  for (const [signal, phrases] of lexicon.phrases) {
    words = words.replaceAll(phrases, (phrase) => signalWords(phrase, signal, lexicon))
  }
  const spoken = words.split(' ').filter((word) => word !== '')
  const clauses: Signal[][] = [[]]
  for (const [at, word] of spoken.entries()) {
    const signal = word === '|' ? null : signalAt(word, spoken[at + 1], lexicon)
    if (word === '|') clauses.push([])
    else if (signal !== null) clauses.at(-1)?.push(signal)
  }
  const length = spoken.filter((word) => word !== '|' && word !== '<neutral>').length
  return { signals: clauses.flat(), clauses, words: length, asks: /\?[\s"'.!]*$/.test(text), silent }
}

const CONSENTS: ReadonlySet<Signal> = new Set<Signal>(['yes_phrase', 'go_ahead', 'same_number', 'idiom_yes'])

/** What takes a phrase's place. A consent with a "ja" in it says yes twice, which is more than "gut" alone. */
function signalWords(phrase: string, signal: PhraseSignal, lexicon: CompiledLexicon): string {
  const yes = lexicon.words.find(([name]) => name === 'yes')?.[1]
  const explicit = CONSENTS.has(signal) && phrase.split(' ').some((word) => yes?.has(word))
  return `${explicit ? '<yes> ' : ''}<${signal}> `
}

/** "No, …" answers, "no tengo …" negates. */
function signalAt(word: string, next: string | undefined, lexicon: CompiledLexicon): Signal | null {
  const signal = signalOf(word, lexicon)
  if (signal !== 'no' || lexicon.negated === null || next === undefined || next === '|') return signal
  const negates = ['unknown', 'question', 'concern'].includes(signalOf(next, lexicon) ?? '')
  return negates || lexicon.negated.has(next) ? 'negation' : signal
}

function signalOf(word: string, lexicon: CompiledLexicon): Signal | null {
  if (word === '<yes>') return 'yes'
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
