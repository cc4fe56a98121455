import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { minutesLater, someId } from './builders.ts'
import { aNewCard, cardOf } from './teams-builders.ts'
import {
  CONVERSATIONS,
  LEASE_MINUTES,
  Model,
  PLACES,
  someStep,
  type Modelled,
  type Step,
} from './teams-card-model.ts'

let store: TestStore
let other: Store
beforeAll(async () => {
  store = await openTestStore()
  other = await openTestStoreAt(store.database)
})
afterAll(async () => {
  await other.close()
  await closeTestStore(store)
})

let lanesUsed = 0
const aLane = (): number => (lanesUsed += 1)

/** Plays the same steps on the store, as two processes in turns, and on the model. */
class Play {
  readonly model = new Model()
  /** Where the two disagreed. */
  readonly differences: object[] = []
  readonly #lanes = [aLane(), aLane()]
  readonly #environmentId = someId()
  readonly #places = Array.from({ length: PLACES }, () => someId())
  readonly #conversations = Array.from({ length: CONVERSATIONS }, () => someId())
  /** The version that each claim is to show. */
  readonly #drawn = new Map<string, number>()
  #turn = 0

  get #cards(): Store['teamsCards'] {
    this.#turn += 1
    return (this.#turn % 2 === 0 ? store : other).teamsCards
  }

  async take(step: Step): Promise<void> {
    const { model } = this
    switch (step.do) {
      case 'add':
        return this.#add(step)
      case 'claim':
        return this.#claim(pick(model.heads(), step.which))
      case 'finish':
        return this.#finish(pick(model.claimed(), step.which), step.done)
      case 'drop':
        return this.#drop(pick(model.claimed(), step.which))
      case 'postpone':
        return this.#postpone(pick(model.claimed(), step.which), model.now + step.by)
      case 'touch':
        model.touch(step.about)
        await this.#cards.touchConversation(this.#environmentId, this.#conversations[step.about]!)
        return
      case 'wait':
        model.now += step.minutes
    }
  }

  async #add({ place, about, arisen, due }: Extract<Step, { do: 'add' }>): Promise<void> {
    const card = aNewCard({
      environmentId: this.#environmentId,
      placeId: this.#places[place]!,
      lane: this.#lanes[place % 2]!,
      conversationId: this.#conversations[about]!,
      arisenAt: minutesLater(arisen),
      dueAt: minutesLater(this.model.now + due),
    })
    this.#same('added', await this.#cards.add([card]), 1)
    const { id } = await cardOf(store, card)
    this.model.add({ id, place, about, arisen, due: this.model.now + due })
  }

  async #claim(card: Modelled | undefined): Promise<void> {
    if (card === undefined) return
    const { now } = this.model
    const take = () => this.#cards.claim(card.id, minutesLater(now), minutesLater(now + LEASE_MINUTES))
    const claims = await Promise.all([take(), take()])
    const won = claims.flatMap((claim) => (claim === null ? [] : [claim.wanted]))
    this.#same('claimed', won, [card.wanted])
    this.#drawn.set(card.id, card.wanted)
    this.model.claim(card)
  }

  async #finish(card: Modelled | undefined, done: boolean): Promise<void> {
    if (card === undefined) return
    const shown = this.#drawn.get(card.id) ?? NaN
    await this.#cards.finish(card.id, { shown, activityId: 'f:1', done })
    this.model.finish(card, shown, done)
  }

  async #drop(card: Modelled | undefined): Promise<void> {
    if (card === undefined) return
    await this.#cards.drop(card.id)
    this.model.drop(card)
  }

  async #postpone(card: Modelled | undefined, until: number): Promise<void> {
    if (card === undefined) return
    await this.#cards.postpone(card.id, minutesLater(until), true)
    this.model.postpone(card, until)
  }

  /** The store offers exactly what the model says; the limit decides which way it reads. */
  async compareHeads(): Promise<void> {
    const expected = this.model.heads().map(({ id }) => id)
    const limit = this.#turn % 3 === 0 ? 100 : 1
    const heads = await this.#cards.heads(this.#lanes, minutesLater(this.model.now), limit)
    this.#same(
      'heads',
      heads.map(({ id }) => id),
      expected.slice(0, limit),
    )
  }

  /** Works everything off, and looks for what was left behind. */
  async drain(): Promise<void> {
    this.model.now += 1000
    for (let heads = this.model.heads(); heads.length > 0; heads = this.model.heads()) {
      await this.compareHeads()
      for (const card of heads) {
        await this.#claim(card)
        await this.#finish(card, true)
      }
    }
    await this.compareHeads()
    for (const { id, wanted, shown, state } of this.model.cards) {
      const card = await store.teamsCards.find(id)
      this.#same('left', [card?.wanted, card?.shown, card?.state], [wanted, shown, state])
      this.#same('work', card?.state === 'open' && card.wanted > card.shown, false)
    }
  }

  #same(what: string, actual: unknown, expected: unknown): void {
    if (!isDeepStrictEqual(actual, expected)) this.differences.push({ what, actual, expected })
  }
}

function pick<T>(from: readonly T[], index: number): T | undefined {
  return from[index % from.length]
}

it('no card is lost, each place keeps its order and has one attempt at a time, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 25, maxLength: 40, size: 'max' }), async (steps) => {
      const play = new Play()
      for (const step of steps) {
        await play.take(step)
        await play.compareHeads()
      }
      await play.drain()
      expect(play.differences).toEqual([])
    }),
    { numRuns: 12 },
  )
}, 120_000)
