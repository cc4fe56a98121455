import { understandAnswer } from '../../server/domain/understanding/answer.ts'
import type { SpokenLanguage } from '../../server/domain/understanding/languages.ts'
import { understandNumber } from '../../server/domain/understanding/spoken-number.ts'
import { createNumberPlan } from '../../server/lib/number-plan.ts'

/** One labelled utterance; `expected` is yes, no or unclear, or for a number its E.164 form or unclear. */
export interface UnderstandingCase {
  id: string
  lang: SpokenLanguage
  kind: 'yesno' | 'phone'
  utterance: string
  country: string
  expected: string
  tags: readonly string[]
}

export interface UnderstandingScore {
  language: SpokenLanguage
  kind: UnderstandingCase['kind']
  total: number
  right: number
  /** A yes that was none, or a number without doubt that is another one. */
  wrongConfident: number
  /** `id: what was said -> what was understood (what was meant)`. */
  misses: string[]
}

const plan = createNumberPlan()

/** Runs labelled utterances through the understanding and counts, by language and kind. */
export function scoreCases(cases: readonly UnderstandingCase[]): UnderstandingScore[] {
  const scores = new Map<string, UnderstandingScore>()
  for (const each of cases) {
    const key = `${each.lang} ${each.kind}`
    const score = scores.get(key) ?? {
      language: each.lang,
      kind: each.kind,
      total: 0,
      right: 0,
      wrongConfident: 0,
      misses: [],
    }
    scores.set(key, score)
    const { understood, confident } = each.kind === 'yesno' ? answerOf(each) : numberOf(each)
    score.total += 1
    if (understood === each.expected) score.right += 1
    else {
      score.misses.push(`${each.id}: ${each.utterance} -> ${understood} (${each.expected})`)
      if (confident) score.wrongConfident += 1
    }
  }
  return [...scores.values()]
}

function answerOf({ utterance, lang }: UnderstandingCase): { understood: string; confident: boolean } {
  const { answer } = understandAnswer(utterance, lang)
  return { understood: answer === 'silence' ? 'unclear' : answer, confident: answer === 'yes' }
}

function numberOf({ utterance, lang, country }: UnderstandingCase): {
  understood: string
  confident: boolean
} {
  const understood = understandNumber({ texts: [utterance] }, { language: lang, country, plan })
  return understood.kind === 'number'
    ? { understood: understood.number.e164, confident: understood.confident }
    : { understood: 'unclear', confident: false }
}
