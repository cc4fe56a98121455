import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { begin, isOver, step } from '../../../server/domain/deflector/deflector.ts'
import { catalogueOf } from '../../../server/domain/deflector/prompts.ts'
import type {
  DeflectorContext,
  DeflectorSettings,
  DeflectorState,
} from '../../../server/domain/deflector/state.ts'
import type { DialogueAction, DialogueEvent, Transition } from '../../../server/domain/dialogue.ts'
import type { SpokenLanguage } from '../../../server/domain/understanding/languages.ts'
import { FORWARD_TO, LANDLINE, LANGUAGES, MOBILE, plan, SAYS, settings, VOIP } from './phone-call.ts'

const CALLERS = [
  ...Object.values(MOBILE),
  LANDLINE,
  VOIP,
  '+12025550123',
  '',
  'anonymous',
  '+266696687',
  '4711',
]
const NUMBERS = [
  '0171 3920034',
  '0171 39200',
  '34',
  '+31 6 12345679',
  '030 23125000',
  '085 1234567',
  '+44 7400 123457',
]
const YES = new Set(LANGUAGES.map((language) => SAYS[language].yes))
const BLOCKING = new Set(['listen', 'pause', 'forward', 'hang_up'])
/** What is asked ends after so many events; a connection or an invitation may take a few more. */
const MOST_TURNS = 40
const MOST_EVENTS = MOST_TURNS + 10

const someSettings: fc.Arbitrary<DeflectorSettings> = fc
  .record({
    languages: fc.shuffledSubarray([...LANGUAGES], { minLength: 1 }),
    country: fc.constantFrom('DE', 'NL', 'GB', 'ES', 'US', 'AT'),
    beep: fc.boolean(),
    recordSpeech: fc.boolean(),
    forwardTo: fc.constantFrom(null, FORWARD_TO),
    whenRefused: fc.constantFrom('forward' as const, 'goodbye' as const),
    ready: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
  })
  .map(settings)

const phrase = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...LANGUAGES.flatMap((language) => Object.values(SAYS[language]))),
  },
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'nein, fünf statt drei',
      'nein, die letzte ist eine acht',
      'no, five not four',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: 'binary' }) },
)

const speech: fc.Arbitrary<DialogueEvent> = fc
  .array(
    fc.record({
      text: phrase,
      confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null, freq: 3 }),
    }),
    { maxLength: 3 },
  )
  .map((alternatives) => ({ type: 'speech', alternatives }))

const keys: fc.Arbitrary<DialogueEvent> = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom('1', '2', '0', '9', '*', '#', '1#') },
    {
      weight: 2,
      arbitrary: fc.constantFrom('01713920034', '0171', '3920034', '03023125000', '0031612345679'),
    },
    { weight: 1, arbitrary: fc.stringMatching(/^[0-9*#]{0,14}$/) },
  )
  .map((digits) => ({ type: 'keys', digits }))

const anything: fc.Arbitrary<DialogueEvent> = fc.oneof(
  { weight: 10, arbitrary: speech },
  { weight: 8, arbitrary: keys },
  { weight: 2, arbitrary: fc.constantFrom<DialogueEvent>({ type: 'silence' }, { type: 'unintelligible' }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<DialogueEvent>(
      { type: 'resumed' },
      { type: 'invitation', outcome: 'waiting' },
      { type: 'invitation', outcome: 'sent' },
      { type: 'invitation', outcome: 'delivered' },
      { type: 'invitation', outcome: 'failed', reason: 'not_on_channel' },
      { type: 'invitation', outcome: 'failed' },
      { type: 'forwarded', outcome: 'completed' },
      { type: 'forwarded', outcome: 'busy' },
    ),
  },
)

interface Moment {
  event: DialogueEvent
  afterMs: number
}

const moments = fc.array(
  fc.record({
    event: anything,
    afterMs: fc.oneof({ weight: 20, arbitrary: fc.nat(20_000) }, fc.nat(900_000)),
  }),
  { minLength: MOST_EVENTS, maxLength: MOST_EVENTS },
)

interface Turn {
  event: DialogueEvent
  before: DeflectorState
  /** What had been said when the event came. */
  asked: readonly DialogueAction[]
  transition: Transition<DeflectorState>
  now: Date
}

const START = Date.parse('2026-03-10T12:00:00.000Z')

function play(
  context: DeflectorContext,
  callerId: string,
  story: readonly Moment[],
): { first: Transition<DeflectorState>; turns: Turn[] } {
  const first = begin(context, { callerId, dialled: '+4930987654' }, new Date(START))
  const turns: Turn[] = []
  let current: Transition<DeflectorState> = first
  let now = START
  for (const { event, afterMs } of story) {
    now += afterMs
    const transition = step(context, current.state, event, new Date(now))
    turns.push({ event, before: current.state, asked: current.actions, transition, now: new Date(now) })
    current = transition
  }
  return { first, turns }
}

const calls = fc.record({ chosen: someSettings, callerId: fc.constantFrom(...CALLERS), story: moments })

interface PlayedCall {
  context: DeflectorContext
  callerId: string
  transitions: readonly Transition<DeflectorState>[]
  turns: readonly Turn[]
}

/** Throws unless it is so. */
function demand(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what)
}

/** Plays many calls and tells which one breaks the claim; `null` when none does. */
function breachOf(claim: (call: PlayedCall) => void): string | null {
  const property = fc.property(calls, ({ chosen, callerId, story }) => {
    const context = { settings: chosen, plan }
    const { first, turns } = play(context, callerId, story)
    claim({ context, callerId, turns, transitions: [first, ...turns.map(({ transition }) => transition)] })
  })
  return fc.defaultReportMessage(fc.check(property, { numRuns: 60 })) ?? null
}

const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other)

function said(transitions: readonly Transition<DeflectorState>[]): string[] {
  return transitions.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.do === 'say' ? [action.speech.prompt] : [])),
  )
}

function textIn(actions: readonly DialogueAction[], prompt: string): string {
  const said = actions.find((action) => action.do === 'say' && action.speech.prompt === prompt)
  return said?.do === 'say' ? said.speech.text : ''
}

/** Turns spoken digits back into a number, as somebody who listens would. */
function listenTo(text: string, language: SpokenLanguage): string {
  const { digits } = catalogueOf(language)
  const words = text.toLowerCase().match(/[\p{L}]+|,/gu) ?? []
  const spoken = words.map((word) =>
    word === ',' ? '' : digits.includes(word) ? String(digits.indexOf(word)) : ' ',
  )
  const runs = spoken.join('').split(/\s+/)
  return runs.toSorted((one, other) => other.length - one.length)[0] ?? ''
}

function saysYes(event: DialogueEvent): boolean {
  if (event.type === 'keys') return event.digits.replaceAll('#', '') === '1'
  if (event.type !== 'speech') return false
  return event.alternatives.some(
    ({ text, confidence }) => (confidence ?? 1) >= 0.3 && (YES.has(text) || isAffirmative(text)),
  )
}

/** Phrases of the pool that say yes to the number being read, or to the number they call from. */
function isAffirmative(text: string): boolean {
  return LANGUAGES.some((language) => SAYS[language].sameNumber === text)
}

const ABOUT_CALLER = ['reuseQuestion', 'tryAgain', 'reuseKeys', 'readBackCaller', 'confirmCallerKeys']
const SAID_ONCE = [
  'welcome',
  'recordingNotice',
  'recordingStopped',
  'takeYourTime',
  'noAgent',
  'sending',
  'close',
  'pending',
  'tooMany',
  'forwarding',
  'forwardFailed',
  'goodbye',
  'callAgain',
]

function demandConsent(turn: Turn, to: string, callerId: string): void {
  const { event, asked, before, transition } = turn
  const asking = before.asking ?? ''
  demand(saysYes(event), 'nobody said yes')
  demand(transition.step?.understood === 'yes', 'the history does not show the yes')
  if (ABOUT_CALLER.includes(asking)) return demand(to === callerId, 'another number than they call from')
  const heard = listenTo(textIn(asked, asking), before.language).replace(/^0/, '')
  return demand(heard.length >= 9 && to.endsWith(heard), `the number was read as ${heard}, not ${to}`)
}

describe('any call', () => {
  it('ends, whatever happens', () => {
    const breach = breachOf(({ transitions }) => {
      demand(
        transitions.slice(MOST_TURNS + 5).every(({ state }) => isOver(state)),
        'goes on and on',
      )
    })
    expect(breach).toBeNull()
  })

  it('tells the line one thing to wait for, and tells it last', () => {
    const breach = breachOf(({ transitions }) => {
      for (const { actions } of transitions) {
        const blocking = actions.filter((action) => BLOCKING.has(action.do))
        demand(blocking.length === 1 && blocking[0] === actions.at(-1), 'no or several things to wait for')
      }
    })
    expect(breach).toBeNull()
  })

  it('never listens without having said the question that waits', () => {
    const breach = breachOf(({ transitions }) => {
      for (const { actions, state } of transitions) {
        demand((state.asking !== null) === (actions.at(-1)?.do === 'listen'), 'listens or asks alone')
        demand(state.asking === null || textIn(actions, state.asking) !== '', 'the question is not said')
      }
    })
    expect(breach).toBeNull()
  })

  it('invites once at most, and only after a yes to a question about that very number (DX-DEFL-11)', () => {
    const breach = breachOf(({ callerId, transitions, turns }) => {
      const invitations = transitions.flatMap(({ actions }) =>
        actions.filter((action) => action.do === 'send_invitation'),
      )
      demand(invitations.length <= 1, 'invites twice')
      for (const turn of turns) {
        for (const action of turn.transition.actions) {
          if (action.do === 'send_invitation') demandConsent(turn, action.to, callerId)
        }
      }
    })
    expect(breach).toBeNull()
  })

  it('never changes where the invitation goes, nor whether it was accepted', () => {
    const breach = breachOf(({ turns }) => {
      for (const { before, transition } of turns) {
        const { state, actions } = transition
        demand(before.destination === null || state.destination === before.destination, 'goes elsewhere')
        demand(state.accepted === (state.destination !== null), 'accepted without a number')
        const invites = actions.some((action) => action.do === 'send_invitation')
        demand(invites === (before.destination === null && state.destination !== null), 'not sent')
        demand(!state.otherNumber || state.accepted, 'another number without consent')
      }
    })
    expect(breach).toBeNull()
  })

  it('asks no question beyond its limit', () => {
    const breach = breachOf(({ transitions }) => {
      const prompts = said(transitions)
      const count = (...wanted: string[]): number =>
        prompts.filter((prompt) => wanted.includes(prompt)).length
      for (const prompt of SAID_ONCE) demand(count(prompt) <= 1, `${prompt} is said again`)
      // Once, two misunderstandings, two silences, two repeats, and once each for time, a person, an objection.
      demand(count('reuseQuestion', 'tryAgain', 'reuseKeys') <= 10, 'asks again and again')
      demand(count('landline', 'serviceNumber', 'voipNumber') <= 3, 'takes too many wrong numbers')
      demand(count('readBackOther') <= 9, 'guesses numbers')
    })
    expect(breach).toBeNull()
  })

  it('gives a question up after three silences or three misunderstandings', () => {
    const breach = breachOf(({ transitions }) => {
      for (const { state } of transitions) {
        if (state.asking === null) continue
        demand(state.silences <= 2 && state.misunderstandings <= 2, 'asks a fourth time')
        demand(state.numberAttempts <= 3 && state.corrections <= 2, 'takes a fourth number')
      }
    })
    expect(breach).toBeNull()
  })

  it('is consistent whenever the caller hangs up', () => {
    const breach = breachOf(({ context, transitions }) => {
      for (const { state } of transitions) {
        const { state: last, actions } = step(context, state, { type: 'hung_up' }, new Date(START))
        demand(same(actions, [{ do: 'hang_up' }]), 'says something to nobody')
        demand(isOver(last) && last.asking === null, 'is not over')
        demand(last.destination === state.destination, 'forgets the number')
        demand(last.result !== 'in_progress', 'is still in progress')
        const isInvitation = last.result === 'invited' || last.result === 'invitation_failed'
        demand(isInvitation === last.accepted, `${last.result}, accepted: ${last.accepted}`)
        demand((last.result === 'not_ready') === !last.offered, `${last.result}, offered: ${last.offered}`)
      }
    })
    expect(breach).toBeNull()
  })

  it('has a result exactly when nothing is asked or sent any more', () => {
    const breach = breachOf(({ transitions }) => {
      for (const { state } of transitions) {
        const isOpen = state.asking !== null || state.at === 'sending'
        demand((state.result === 'in_progress') === isOpen, `${state.at}: ${state.result}`)
      }
    })
    expect(breach).toBeNull()
  })

  it('can be taken up by any process: the state survives JSON, and the same event leads to the same place', () => {
    const breach = breachOf(({ context, turns }) => {
      for (const { before, event, now, transition } of turns) {
        const stored = JSON.parse(JSON.stringify(before)) as DeflectorState
        demand(same(stored, before), 'the state is no plain data')
        demand(same(step(context, stored, event, now), transition), 'leads elsewhere')
        demand(same(stored, before), 'changes the state that it was given')
      }
    })
    expect(breach).toBeNull()
  })

  it('stops recording for good when the caller objects, and never starts it without the notice (DX-TEL-04)', () => {
    const breach = breachOf(({ context, transitions }) => {
      const recordings = transitions
        .flatMap(({ actions }) => actions)
        .flatMap((action) => (action.do === 'record' ? [action.recording] : []))
      demand(['', 'start', 'start,discard'].includes(recordings.join(',')), `records ${recordings.join()}`)
      const isNoticed = said(transitions.slice(0, 1)).includes('recordingNotice')
      demand(recordings.length === 0 || (context.settings.recordSpeech && isNoticed), 'records secretly')
    })
    expect(breach).toBeNull()
  })

  it('never says the number they call from', () => {
    const breach = breachOf(({ callerId, transitions }) => {
      for (const { actions, state } of transitions) {
        for (const action of actions) {
          if (action.do !== 'say') continue
          const heard = listenTo(action.speech.text, state.language)
          demand(heard.length <= 3 || !callerId.endsWith(heard.replace(/^0/, '')), action.speech.text)
        }
      }
    })
    expect(breach).toBeNull()
  })

  it('describes every answer in its history, and nothing else', () => {
    const breach = breachOf(({ turns }) => {
      for (const { before, transition } of turns) {
        demand((transition.step?.asked ?? null) === before.asking, 'answers something else')
      }
    })
    expect(breach).toBeNull()
  })
})
