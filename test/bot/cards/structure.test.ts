import { describe, expect, it } from 'vitest'
import { cardAction } from '../../../bot/actions.ts'
import type { AdaptiveCard, Input } from '../../../bot/cards/adaptive-card.ts'
import type { Locale } from '../../../server/contract/member.ts'
import { everyCard, locales } from './gallery.ts'
import { titles, walk, wordsOf, type Reachable } from './walk.ts'

const cards = Object.fromEntries(locales.map((locale) => [locale, everyCard(locale)])) as Record<
  Locale,
  Record<string, AdaptiveCard>
>

/** Names of the cards about which `complaints` says anything, with the first of it. */
function complaintsIn(locale: Locale, complaints: (card: AdaptiveCard) => readonly unknown[]): string[] {
  return Object.entries(cards[locale]).flatMap(([name, card]) => {
    const [first] = complaints(card)
    return first === undefined ? [] : [`${name}: ${JSON.stringify(first)}`]
  })
}

const isRepeated = (value: string, index: number, all: readonly string[]): boolean =>
  all.indexOf(value) !== index

/** What a client sends for an input that nobody has touched, or that had to be filled in. */
function valueOf(input: Input): string {
  if (input.type === 'Input.ChoiceSet')
    return input.value ?? (input.isRequired === true ? (input.choices[0]?.value ?? '') : '')
  return input.value ?? (input.isRequired === true ? 'x' : '')
}

/** Whether we understand what a button sends, and the same of its fallback. */
function isUnderstood({ button, inputs }: Reachable): boolean {
  const sent = Object.fromEntries(inputs.map((input) => [input.id, valueOf(input)]))
  if (button.type === 'Action.Submit') return cardAction.safeParse({ ...button.data, ...sent }).success
  if (button.type !== 'Action.Execute') return true
  const asked = cardAction.safeParse({ ...button.data, ...sent, verb: button.verb })
  const older = cardAction.safeParse({ ...button.fallback.data, ...sent })
  const same = JSON.stringify(asked.data) === JSON.stringify(older.data)
  return asked.success && same && !('verb' in button.data) && button.fallback.title === button.title
}

/** The same value twice, or one chosen beforehand that is not on offer. */
function faultsOfChoices(input: Input): string[] {
  if (input.type !== 'Input.ChoiceSet') return []
  const values = input.choices.map(({ value }) => value)
  const chosen = (input.value ?? '').split(',').filter((one) => one !== '')
  return [...values.filter(isRepeated), ...chosen.filter((value) => !values.includes(value))]
}

describe.each(locales)('every card in %s', (locale) => {
  it('is an Adaptive Card that Teams draws, and that is read out where it cannot be seen', () => {
    for (const card of Object.values(cards[locale])) {
      expect(card).toMatchObject({
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.5',
        lang: locale,
        speak: expect.stringMatching(/^[^<>&]*[^<>&\s][^<>&]*$/),
        fallbackText: expect.stringMatching(/\S/),
      })
      expect(JSON.parse(JSON.stringify(card))).toEqual(card)
    }
  })

  it('says something in every place, and nothing that was not meant', () => {
    const strange = /undefined|\[object|NaN|Invalid Date|(?<!\w)null(?!\w)/
    expect(
      complaintsIn(locale, (card) =>
        wordsOf(card)
          .split('\n')
          .filter((line) => line.trim() === '' || strange.test(line)),
      ),
    ).toEqual([])
  })

  it('has at most six buttons at once, short ones, and no two of the same name', () => {
    expect(complaintsIn(locale, (card) => titles(card).slice(6))).toEqual([])
    expect(complaintsIn(locale, (card) => titles(card).filter(isRepeated))).toEqual([])
    const allTitles = (card: AdaptiveCard): string[] => walk(card).buttons.map(({ button }) => button.title)
    expect(complaintsIn(locale, (card) => allTitles(card).filter((title) => title.length > 24))).toEqual([])
  })

  it('opens no address but of the web', () => {
    expect(
      complaintsIn(locale, (card) =>
        walk(card).buttons.filter(
          ({ button }) => button.type === 'Action.OpenUrl' && !button.url.startsWith('https://'),
        ),
      ),
    ).toEqual([])
  })

  it('labels every input, names each of them once, and says what is missing', () => {
    const inputs = (card: AdaptiveCard): Input[] => walk(card).inputs
    expect(complaintsIn(locale, (card) => inputs(card).filter(({ label }) => label.trim() === ''))).toEqual(
      [],
    )
    expect(
      complaintsIn(locale, (card) =>
        inputs(card)
          .map(({ id }) => id)
          .filter(isRepeated),
      ),
    ).toEqual([])
    expect(
      complaintsIn(locale, (card) =>
        inputs(card).filter(
          ({ isRequired, errorMessage }) => isRequired === true && (errorMessage ?? '').trim() === '',
        ),
      ),
    ).toEqual([])
    expect(complaintsIn(locale, (card) => inputs(card).flatMap(faultsOfChoices))).toEqual([])
  })

  it('has buttons that are understood when they come back, from older clients too', () => {
    expect(
      complaintsIn(locale, (card) => walk(card).buttons.filter((reachable) => !isUnderstood(reachable))),
    ).toEqual([])
  })

  it('emphasises one way to go on at most, and puts it first', () => {
    const positions = (card: AdaptiveCard): number[] =>
      (card.actions ?? []).flatMap((action, index) =>
        action.type !== 'Action.OpenUrl' && action.style === 'positive' ? [index] : [],
      )
    expect(complaintsIn(locale, (card) => positions(card).filter((position) => position > 0))).toEqual([])
  })
})
