import type { PlannedNumber } from '../understanding/number-plan.ts'
import { correctNumber } from '../understanding/correction.ts'
import { understandKeys } from '../understanding/keyed-number.ts'
import { understandNumber, type SpokenNumber } from '../understanding/spoken-number.ts'
import type { Reply } from './reading.ts'
import type { Scene } from './scene.ts'

/** What an answer holds of a phone number. */
export type Dictation =
  /** Complete numbers it can be read as, the likeliest first. */
  | { kind: 'numbers'; numbers: readonly PlannedNumber[] }
  /** The beginning of one, with what had been given before. */
  | { kind: 'piece'; digits: string }
  /** A number at which nobody is invited, such as a landline. */
  | { kind: 'wrong_kind'; number: PlannedNumber }
  /** The intent is what was said instead of a number. */
  | { kind: 'none'; intent: SpokenIntent | null }

type SpokenIntent = NonNullable<Extract<SpokenNumber, { kind: 'none' }>['intent']>

const NONE: Dictation = { kind: 'none', intent: null }

/**
 * Reads a number, together with the digits that were given before. National numbers are read as in the caller's own
 * country first, then as in the service's: people give their number as they write it at home.
 */
export function readDictation({ context, state }: Scene, { texts, digits }: Reply): Dictation {
  const soFar = state.partialDigits
  return inEachCountry({ context, state }, (country) => {
    const plan = { country, plan: context.plan }
    if (digits !== '') return understandPressed(soFar, digits, plan)
    if (texts.length === 0) return null
    return understandNumber({ texts, soFar }, { ...plan, language: state.language })
  })
}

/** Somebody who types the whole number again after a piece of it has started over. */
function understandPressed(
  soFar: string,
  digits: string,
  plan: Parameters<typeof understandKeys>[1],
): SpokenNumber {
  const whole = understandKeys(soFar + digits, plan)
  if (soFar === '' || whole.kind === 'number' || whole.kind === 'partial') return whole
  const alone = understandKeys(digits, plan)
  return alone.kind === 'none' ? whole : alone
}

/**
 * Reads what is corrected in the number that is being read back, or another number said instead. Places are counted as
 * it is read back, which is as in the first country.
 */
export function readCorrection(scene: Scene, { texts }: Reply): Dictation {
  const { candidate, language, country: first } = scene.state
  if (candidate === null) return NONE
  return inEachCountry(scene, (country) => {
    const context = { country, plan: scene.context.plan, language }
    if (country !== first) return texts.length === 0 ? null : understandNumber({ texts }, context)
    const corrections = texts.map((text) => correctNumber(candidate.e164, text, context))
    return corrections.find((corrected) => corrected !== null && corrected.kind !== 'none') ?? null
  })
}

function inEachCountry({ context, state }: Scene, read: (country: string) => SpokenNumber | null): Dictation {
  const countries = new Set([state.country, context.settings.country])
  const dictations = [...countries].map((country) => toDictation(read(country)))
  const numbers = dictations.flatMap((dictation) => (dictation.kind === 'numbers' ? dictation.numbers : []))
  if (numbers.length > 0) return { kind: 'numbers', numbers: withoutDoubles(numbers) }
  return dictations.find(({ kind }) => kind !== 'none') ?? dictations[0] ?? NONE
}

function toDictation(spoken: SpokenNumber | null): Dictation {
  if (spoken === null) return NONE
  switch (spoken.kind) {
    case 'number':
      return { kind: 'numbers', numbers: [spoken.number, ...spoken.alternatives] }
    case 'partial':
      return { kind: 'piece', digits: spoken.digits }
    case 'wrong_kind':
      return { kind: 'wrong_kind', number: spoken.number }
    case 'none':
      return { kind: 'none', intent: spoken.intent ?? null }
  }
}

function withoutDoubles(numbers: readonly PlannedNumber[]): PlannedNumber[] {
  return [...new Map(numbers.map((number) => [number.e164, number])).values()]
}
