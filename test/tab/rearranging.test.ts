import { describe, expect, it } from 'vitest'
import type { ListQuery } from '../../tab/src/state/state.ts'
import { isListed, listKey, toRouteQuery } from '../../tab/src/state/lists.ts'
import { formatPlace, parsePlace } from '../../tab/src/host/browser.ts'
import { choose, type Chosen } from '../../tab/src/features/conversation/thread/selection.ts'
import { findChoices } from '../../tab/src/features/inbox/pick/find-choices.ts'
import { findShortcut, isPaletteKey, palette } from '../../tab/src/features/inbox/shortcuts.ts'
import { aConversation, aMessage, ANNA } from './builders.ts'

describe('a list of one label', () => {
  const query: ListQuery = { view: 'open', sort: 'activity', q: '', label: 'VIP' }

  it('holds what has it, and lets go of what loses it', () => {
    expect(isListed(query, aConversation({ labels: ['a', 'VIP'] }), ANNA.id)).toBe(true)
    expect(isListed(query, aConversation({ labels: ['vip'] }), ANNA.id)).toBe(false)
  })

  it('is another list than that of every other label, search or view', () => {
    const { label: _label, ...every } = query
    const keys = [
      query,
      every,
      { ...query, label: 'VI' },
      { ...query, q: 'VIP' },
      { ...every, q: 'VIP' },
      { ...every, q: '["VIP",""]' },
      { ...query, view: 'mine' as const },
    ].map(listKey)
    expect(new Set(keys).size).toBe(keys.length)
    expect(toRouteQuery(query)).toMatchObject({ label: 'VIP', status: 'open' })
    expect(toRouteQuery({ ...query, q: 'x' })).toMatchObject({ label: 'VIP', q: 'x' })
  })

  it('has an address that says so, whatever the label is called', () => {
    const place = { view: 'open', conversationId: null, label: 'a&b=c #ä', q: '', sort: null }
    expect(parsePlace({ hash: formatPlace(place), search: '' })).toEqual(place)
  })
})

describe('choosing messages', () => {
  const messages = [1, 2, 3, 4, 5].map((index) => aMessage(index === 3 ? { direction: 'system' } : {}, index))
  const idAt = (index: number) => messages[index - 1]!.id
  const press = (before: Chosen, index: number, upTo = false) =>
    choose(before, messages, { messageId: idAt(index), upTo })
  const nothing: Chosen = { ids: new Set(), last: null }

  it('takes one in and lets go of it', () => {
    const one = press(nothing, 2)
    expect([...one.ids]).toEqual([idAt(2)])
    expect(press(one, 2).ids.size).toBe(0)
  })

  it('goes up to another one in both directions, past what cannot be moved', () => {
    expect([...press(press(nothing, 2), 5, true).ids]).toEqual([idAt(2), idAt(4), idAt(5)])
    expect([...press(press(nothing, 4), 1, true).ids].toSorted()).toEqual(
      [idAt(1), idAt(2), idAt(4)].toSorted(),
    )
    expect([...press(nothing, 4, true).ids]).toEqual([idAt(4)])
  })
})

describe('what is typed into a list of choices', () => {
  const choices = ['Reklamation', 'Rückfrage Müller', 'VIP'].map((text) => ({ key: text, text }))

  it('finds without case and accents, every word of it', () => {
    expect(findChoices(choices, 'MULLER ruck').map(({ key }) => key)).toEqual(['Rückfrage Müller'])
    expect(findChoices(choices, ' ').length).toBe(3)
    expect(findChoices(choices, 'vipp')).toEqual([])
  })
})

describe('commands', () => {
  const stroke = (
    key: string,
    held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', true>> = {},
  ) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  })

  it('have keys of their own, each once', () => {
    for (const [key, command] of [
      ['l', 'labels'],
      ['a', 'assign'],
      ['s', 'snooze'],
      ['x', 'select'],
    ]) {
      expect(findShortcut(stroke(key!))).toMatchObject({ command })
    }
    expect(new Set(palette.map(({ command }) => command)).size).toBe(palette.length)
  })

  it('are listed by Ctrl or Command and K alone', () => {
    expect(isPaletteKey(stroke('k', { ctrlKey: true }))).toBe(true)
    expect(isPaletteKey(stroke('K', { metaKey: true }))).toBe(true)
    expect(isPaletteKey(stroke('k'))).toBe(false)
    expect(isPaletteKey(stroke('k', { ctrlKey: true, shiftKey: true }))).toBe(false)
  })
})
