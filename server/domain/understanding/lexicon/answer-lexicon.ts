/**
 * What a stretch of an answer says. Looked for in this order, and what one signal has taken is gone for the next:
 * "kein Problem" is no "kein", "nicht verstanden" no "nicht", and "stimmt nicht" no "stimmt".
 */
export const PHRASE_SIGNALS = [
  /** Looks like a signal and is none: "nicht wahr?", "wenn es geht". */
  'neutral',
  /** Where the caller is or what they cannot do: "ich sitze im Auto". Tells why they would say yes, not that they do. */
  'circumstance',
  'stop_recording',
  'not_understood',
  /** Would rather be called than written to: a no, and a wish for a person. */
  'prefer_call',
  /** Neither, or only on a condition: takes the clause that depends on it along. */
  'hedge',
  /** Negation inside, consent outside: "warum nicht", "no problem". */
  'idiom_yes',
  /** "Keine andere Nummer", "das ist meine eigene": the number of this call and no other one. */
  'no_other_number',
  'no_whatsapp',
  'other_number',
  /** Declines politely; what follows ("passt schon so") does not turn it. */
  'refuse',
  'agent',
  /** Would rather go on talking: a no, and a wish for a person. */
  'prefer_phone',
  'repeat',
  'wait',
  'no_phrase',
  /** Tells us to do it: "machen Sie das", "go ahead". */
  'go_ahead',
  'question',
  'same_number',
  /** Why somebody is calling: then a "ja" before it was a greeting. */
  'concern',
  'greeting',
  /** Words that make a condition or a correction only together: "solo que", "on second thoughts". */
  'but',
  'repair',
  /** Consent that says itself unsure: counts only beside another yes. */
  'soft_yes',
  'key_yes',
  'key_no',
  'yes_phrase',
] as const

export type PhraseSignal = (typeof PHRASE_SIGNALS)[number]

export const WORD_SIGNALS = ['yes', 'no', 'but', 'repair', 'negation', 'known'] as const

export type WordSignal = (typeof WORD_SIGNALS)[number]

/**
 * How a language says it. Phrases are patterns separated by commas (see `phrase-pattern.ts` for their notation), words
 * are separated by blanks; both are written as people write them and folded before use. `known` are words that say
 * nothing for or against; the more words of an answer are none of all these, the less it is trusted.
 */
export interface AnswerLexicon {
  phrases: Readonly<Record<PhraseSignal, string>>
  words: Readonly<Record<WordSignal, string>>
  /** Where the word for no also negates verbs: the known words before which it does, as `no me …`. */
  negated?: string
  /** Spellings and dialect words read as the standard one, as `word:standard` pairs; `_` is a blank in the latter. */
  variants: string
}
