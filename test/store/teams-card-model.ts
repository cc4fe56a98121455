import fc from 'fast-check'

/** What one card is to the model. Times are minutes after noon. */
export interface Modelled {
  id: string
  place: number
  about: number
  arisen: number
  due: number
  wanted: number
  shown: number
  state: 'open' | 'done'
  /** Until when somebody has it. */
  leased: number | null
}

export const PLACES = 3
export const CONVERSATIONS = 2
export const LEASE_MINUTES = 3
const AT_ONCE = -1_000_000

/** The rules of the cards, as simply as they can be said. */
export class Model {
  readonly cards: Modelled[] = []
  now = 0

  add(card: Pick<Modelled, 'id' | 'place' | 'about' | 'arisen' | 'due'>): void {
    this.cards.push({ ...card, wanted: 1, shown: 0, state: 'open', leased: null })
  }

  heads(): Modelled[] {
    const places = Array.from({ length: PLACES }, (_, place) => this.#headOf(place))
    return places.filter((card) => card !== undefined).sort(byArising)
  }

  #headOf(place: number): Modelled | undefined {
    const work = this.cards.filter(
      (card) => card.place === place && card.state === 'open' && card.wanted > card.shown,
    )
    if (work.some(({ leased }) => leased !== null && leased > this.now)) return undefined
    const first = work.sort(byArising)[0]
    return first !== undefined && first.due <= this.now ? first : undefined
  }

  claimed(): Modelled[] {
    return this.cards.filter(({ leased }) => leased !== null)
  }

  touch(about: number): void {
    for (const card of this.cards) if (card.about === about && card.state === 'open') card.wanted += 1
  }

  claim(card: Modelled): void {
    card.leased = this.now + LEASE_MINUTES
    card.due = card.leased
  }

  finish(card: Modelled, shown: number, done: boolean): void {
    const state = done && card.wanted === shown ? 'done' : 'open'
    Object.assign(card, { shown, due: AT_ONCE, leased: null, state })
  }

  drop(card: Modelled): void {
    Object.assign(card, { state: 'done', leased: null })
  }

  postpone(card: Modelled, until: number): void {
    Object.assign(card, { due: until, leased: null })
  }
}

function byArising(a: Modelled, b: Modelled): number {
  return a.arisen - b.arisen || (a.id < b.id ? -1 : 1)
}

/** `which` chooses among the heads to claim, or among the claimed ones. */
export type Step =
  | { do: 'add'; place: number; about: number; arisen: number; due: number }
  | { do: 'claim'; which: number }
  | { do: 'finish'; which: number; done: boolean }
  | { do: 'drop'; which: number }
  | { do: 'postpone'; which: number; by: number }
  | { do: 'touch'; about: number }
  | { do: 'wait'; minutes: number }

const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max })
const which = upTo(9)
const about = upTo(CONVERSATIONS - 1)
const due = fc.oneof(fc.constant(0), upTo(4))
const act = <T extends Step['do']>(name: T): fc.Arbitrary<T> => fc.constant(name)

/** Anything that may happen to cards, the usual things more often. */
export const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: act('add'), place: upTo(PLACES - 1), about, arisen: upTo(5), due }),
  },
  { weight: 4, arbitrary: fc.record({ do: act('claim'), which }) },
  { weight: 3, arbitrary: fc.record({ do: act('finish'), which, done: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: act('drop'), which }) },
  { weight: 1, arbitrary: fc.record({ do: act('postpone'), which, by: upTo(5) }) },
  { weight: 2, arbitrary: fc.record({ do: act('touch'), about }) },
  { weight: 2, arbitrary: fc.record({ do: act('wait'), minutes: upTo(2) }) },
)
