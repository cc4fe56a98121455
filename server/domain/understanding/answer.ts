import { readAnswerSignals } from './answer-signals.ts'
import type { AnswerSignals, Signal } from './answer-signals.ts'
import type { SpokenLanguage } from './languages.ts'

export type Intent =
  | 'other_number'
  | 'no_whatsapp'
  | 'refuse'
  | 'agent'
  | 'repeat'
  | 'wait'
  | 'same_number'
  | 'not_understood'
  | 'stop_recording'

export interface UnderstoodAnswer {
  answer: 'yes' | 'no' | 'unclear' | 'silence'
  intent?: Intent
}

/** Says yes with more than a mere "ja", which people also say to greet, to think and to be polite. */
const STRONG_YES: ReadonlySet<Signal> = new Set<Signal>([
  'yes_phrase',
  'go_ahead',
  'same_number',
  'idiom_yes',
  'no_other_number',
])
const ANY_YES: ReadonlySet<Signal> = new Set<Signal>([...STRONG_YES, 'yes', 'key_yes'])
const ANY_NO: ReadonlySet<Signal> = new Set<Signal>([
  'no',
  'no_phrase',
  'no_whatsapp',
  'other_number',
  'refuse',
  'prefer_phone',
  'prefer_call',
  'key_no',
])
/** A no, whatever is said around it. */
const FLAT_NO: ReadonlySet<Signal> = new Set<Signal>(['refuse', 'prefer_phone', 'prefer_call'])
/** Says as much as two other words of consent. */
const OUTRIGHT: ReadonlySet<Signal> = new Set<Signal>(['go_ahead', 'idiom_yes'])
/** What makes a yes of a no before it, as politeness does not. */
const TURNS_NO: ReadonlySet<Signal> = new Set<Signal>(['yes', 'key_yes', 'go_ahead', 'idiom_yes'])
/** Neither yes nor no, and stronger than a yes or no before it. */
const UNDECIDED: ReadonlySet<Signal> = new Set<Signal>([
  'not_understood',
  'hedge',
  'repeat',
  'wait',
  'question',
  'concern',
])
/** A single "ja" among more words than these belongs to what they say. */
const MOST_WORDS_WITH_YES = 5

/** What a no is about, the most telling first. */
const NO_INTENTS: readonly (readonly [Signal, Intent])[] = [
  ['no_whatsapp', 'no_whatsapp'],
  ['other_number', 'other_number'],
  ['agent', 'agent'],
  ['prefer_phone', 'agent'],
  ['prefer_call', 'agent'],
  ['refuse', 'refuse'],
]
const UNCLEAR_INTENTS: readonly (readonly [Signal, Intent])[] = [
  ['agent', 'agent'],
  ['repeat', 'repeat'],
  ['not_understood', 'not_understood'],
  ['wait', 'wait'],
]

/**
 * What a caller answers to a question that is to be answered with yes or no, asked about writing to the number they
 * call from.
 *
 * `no` means "not there": the intent says whether another number is wanted, or no WhatsApp at all. A yes is only
 * taken for one when nothing speaks against it; in doubt the answer is `unclear` and the question is asked again.
 * Never throws, whatever is said.
 */
export function understandAnswer(text: string, language: SpokenLanguage): UnderstoodAnswer {
  const heard = readAnswerSignals(text, language)
  if (heard.silent) return { answer: 'silence' }
  const recording = heard.signals.includes('stop_recording')
  const understood = decide(withoutRecording(heard))
  return recording && understood.intent === undefined
    ? { ...understood, intent: 'stop_recording' }
    : understood
}

/** Objecting to the recording says nothing about the question; "ja, aber nicht aufzeichnen" is a yes. */
function withoutRecording(heard: AnswerSignals): AnswerSignals {
  const { signals } = heard
  const at = signals.indexOf('stop_recording')
  if (at < 0) return heard
  const before = signals.slice(0, signals[at - 1] === 'but' ? at - 1 : at)
  const after = signals.slice(at).filter((signal) => signal !== 'stop_recording')
  // What comes after is a yes only by politeness: "geen opname graag".
  const rest = before.length > 0 || !after.some((signal) => ANY_NO.has(signal)) ? before : after
  return { ...heard, signals: rest, clauses: [rest] }
}

function decide(heard: AnswerSignals): UnderstoodAnswer {
  const signals = afterRepair(heard.signals)
  const clauses = signals === heard.signals ? heard.clauses : [signals]
  const answer = polarity({ ...heard, signals, clauses })
  const intents = answer === 'no' ? NO_INTENTS : answer === 'unclear' ? UNCLEAR_INTENTS : []
  const intent = intents.find(([signal]) => signals.includes(signal))?.[1]
  if (answer === 'yes' && signals.includes('same_number')) return { answer, intent: 'same_number' }
  return intent === undefined ? { answer } : { answer, intent }
}

/** What was said after taking something back, when that is an answer by itself: "nein, ach doch, ja gerne". */
function afterRepair(signals: readonly Signal[]): readonly Signal[] {
  const saysNo = (part: readonly Signal[]): boolean => part.some((signal) => ANY_NO.has(signal))
  const saysYes = (part: readonly Signal[], words: ReadonlySet<Signal>): boolean =>
    part.some((signal) => words.has(signal))
  const repaired = signals.findLastIndex(
    (signal, at) =>
      (signal === 'repair' || signal === 'wait') &&
      (saysYes(signals.slice(at + 1), ANY_YES) || saysNo(signals.slice(at + 1))),
  )
  if (repaired < 0) return signals
  const before = signals.slice(0, repaired)
  const after = signals.slice(repaired + 1)
  // "Nein, ach, passt schon" declines twice; it takes a "ja" or a request to turn a no.
  if (saysNo(before)) return saysNo(after) || saysYes(after, TURNS_NO) ? after : signals
  return saysYes(before, ANY_YES) ? after : signals
}

function polarity(heard: AnswerSignals): 'yes' | 'no' | 'unclear' {
  const { signals } = heard
  if (signals.includes('no_whatsapp') || signals.includes('other_number')) return 'no'
  const undecided = signals.findLastIndex((signal) => UNDECIDED.has(signal) || signal === 'agent')
  if (undecided >= 0) return decideAround(signals, undecided)
  if (signals.some((each) => FLAT_NO.has(each))) return 'no'
  const polar = signals.filter((signal) => ANY_YES.has(signal) || ANY_NO.has(signal))
  const last = polar.at(-1)
  if (last === undefined) return 'unclear'
  if (ANY_NO.has(last)) return isNo(signals, last) ? 'no' : 'unclear'
  if (disowns(signals)) return 'no'
  return isYes(heard) ? 'yes' : 'unclear'
}

/** With a question, a doubt or the wish for a person in it, only what is said clearly afterwards counts. */
function decideAround(signals: readonly Signal[], at: number): 'yes' | 'no' | 'unclear' {
  const signal = signals[at]
  const before = signals.slice(0, at)
  const after = signals.slice(at + 1)
  const saysNo = (part: readonly Signal[]): boolean => part.some((each) => ANY_NO.has(each))
  if (signals.some((each) => FLAT_NO.has(each))) return 'no'
  if (signal === 'agent') return before.concat(after).includes('no') ? 'no' : 'unclear'
  const last = after.findLast((each) => ANY_YES.has(each) || ANY_NO.has(each))
  if (signal === 'hedge') return last !== undefined && ANY_NO.has(last) ? 'no' : sureYes(after)
  if (signal === 'not_understood' || signal === 'repeat') return saysNo(after) ? 'unclear' : sureYes(after)
  if (after.includes('no') || (before.includes('no') && signal !== 'wait')) return 'no'
  if (saysNo(after) || saysNo(before)) return 'unclear'
  // After a question or the reason for the call, a single phrase may belong to it.
  return signal === 'wait' || after.length > 1 ? sureYes(after) : 'unclear'
}

/** A yes that stands on its own: more than a polite "gerne", and nothing else. */
function sureYes(signals: readonly Signal[]): 'yes' | 'unclear' {
  const said = signals[0] === 'but' ? signals.slice(1) : signals
  return weightOf(said) >= 2 && said.every((signal) => ANY_YES.has(signal)) ? 'yes' : 'unclear'
}

/** A lone "no" in the middle of other words may negate something else, as it does in Spanish and English. */
function isNo(signals: readonly Signal[], last: Signal): boolean {
  if (last !== 'no' || signals[0] === 'no') return true
  return count(signals, 'unknown') <= 1
}

/** "Nein, diese Nummer ist von der Pforte": names the number of this call to say what is wrong with it. */
function disowns(signals: readonly Signal[]): boolean {
  const yes = signals.filter((signal) => ANY_YES.has(signal))
  return signals[0] === 'no' && signals.includes('unknown') && yes.every((signal) => signal === 'same_number')
}

function isYes({ signals, clauses, asks, words }: AnswerSignals): boolean {
  if (contradicts(signals) || endsInBut(signals)) return false
  if (!asks && !signals.includes('but') && hasOwnWords(clauses)) return true
  if (signals.includes('negation')) return false
  // "Mach mal die Tür zu" is meant for somebody else: a request counts only when everything in it is known.
  const yes = signals.filter(
    (signal, at) => ANY_YES.has(signal) && !(signal === 'go_ahead' && signals[at + 1] === 'unknown'),
  )
  const strong = yes.filter((signal) => STRONG_YES.has(signal)).length
  const unknown = count(signals, 'unknown')
  if (strong === 0 && signals.includes('circumstance')) return false
  // "Passt das?" asks, "warum nicht?" does not.
  if (asks && !signals.includes('idiom_yes') && (strong === 0 || yes.length < 2)) return false
  // With a greeting, a "ja" is part of it and a name is no wonder.
  if (signals.includes('greeting')) return unknown === 0 && answersGreeting(signals)
  if (strong > 0) return unknown === 0 || outweighs(signals, yes.length)
  return unknown === 0 && (yes.length > 1 || words <= MOST_WORDS_WITH_YES)
}

/** "Hallo, ja gerne" answers; "prima, hier ist Familie Smit" only takes up what was said. */
function answersGreeting(signals: readonly Signal[]): boolean {
  const after = signals.slice(signals.lastIndexOf('greeting') + 1)
  // Any caller may speak of "this number".
  const answers = after.some((signal) => STRONG_YES.has(signal) && signal !== 'same_number')
  return (
    answers ||
    weightOf(after.filter((signal) => ANY_YES.has(signal))) > 1 ||
    signals.some((signal) => OUTRIGHT.has(signal))
  )
}

/** Who ends in a clear yes may have talked about other things as well, most of all after another yes. */
function outweighs(signals: readonly Signal[], times: number): boolean {
  const last = signals.lastIndexOf('unknown')
  const after = signals.slice(last + 1)
  if (count(signals, 'unknown') > 3 * times || !after.every((signal) => ANY_YES.has(signal))) return false
  const before = signals.slice(0, signals.indexOf('unknown'))
  return weightOf(after) >= (before.some((signal) => ANY_YES.has(signal)) ? 2 : 3)
}

function weightOf(yes: readonly Signal[]): number {
  return yes.reduce((sum, signal) => sum + (OUTRIGHT.has(signal) ? 2 : 1), 0)
}

/**
 * A yes set off by a pause, after other things: "Ich sitze im Zug, also ja, machen Sie das." In front of them it has to be
 * more than "ja genau, …", with which people begin to tell why they call.
 */
function hasOwnWords(clauses: readonly (readonly Signal[])[]): boolean {
  const onlyYes = (clause: readonly Signal[]): boolean => clause.every((signal) => ANY_YES.has(signal))
  const first = clauses.findIndex((clause) => !onlyYes(clause))
  if (first < 0) return false
  const before = clauses.slice(0, first).flat()
  const after = clauses.slice(clauses.findLastIndex((clause) => !onlyYes(clause)) + 1).flat()
  const sure = before.filter((signal) => STRONG_YES.has(signal)).length
  return (before.length > 2 && sure > 1) || (after.includes('yes') && sureYes(after) === 'yes')
}

/** After a no, only an idiom ("nein, kein Problem") or a request to go on is a yes; the rest may be politeness. */
function contradicts(signals: readonly Signal[]): boolean {
  const no = signals.findLastIndex((signal) => ANY_NO.has(signal))
  if (no < 0) return false
  const after = signals.slice(no + 1)
  return signals[no] !== 'no' || !after.some((signal) => signal === 'idiom_yes' || signal === 'go_ahead')
}

/** "Ja, aber …": what follows is a condition unless it is a yes again. */
function endsInBut(signals: readonly Signal[]): boolean {
  const but = signals.lastIndexOf('but')
  return but > 0 && !signals.slice(but + 1).some((signal) => STRONG_YES.has(signal))
}

function count(signals: readonly Signal[], wanted: Signal): number {
  return signals.filter((signal) => signal === wanted).length
}
