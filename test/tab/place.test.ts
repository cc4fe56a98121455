import { describe, expect, it } from 'vitest'
import { findShortcut } from '../../tab/src/features/inbox/shortcuts.ts'
import { formatPlace, parsePlace } from '../../tab/src/host/browser.ts'
import { idOf } from './builders.ts'

const ID = idOf('conv', 7)
const at = (hash: string, search = '') => parsePlace({ hash, search })

describe('the address', () => {
  it('opens a conversation in all of its spellings', () => {
    expect(at(`#/c/${ID}`)).toEqual({ view: null, conversationId: ID, q: '', sort: null })
    expect(at(`#/mine/c/${ID}?q=maria&sort=window`)).toEqual({
      view: 'mine',
      conversationId: ID,
      q: 'maria',
      sort: 'window',
    })
    expect(at('', `?conversation=${ID}`).conversationId).toBe(ID)
    expect(at('#/unassigned')).toMatchObject({ view: 'unassigned', conversationId: null })
  })

  it('ignores what is no conversation', () => {
    expect(at('#/c/../../etc').conversationId).toBe(null)
    expect(at('', '?conversation=<script>').conversationId).toBe(null)
  })

  it('survives being written and read', () => {
    const place = { view: 'open', conversationId: ID, q: 'Müller & Co #1', sort: 'waiting' }
    expect(at(formatPlace(place))).toEqual(place)
  })
})

describe('shortcuts', () => {
  const stroke = (key: string, changes = {}) => ({
    key,
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    ...changes,
  })

  it('go by what is typed, not by where the key is', () => {
    expect(findShortcut(stroke('j'))).toEqual({ kind: 'inbox', command: 'next' })
    expect(findShortcut(stroke('?', { shiftKey: true }))).toEqual({ kind: 'inbox', command: 'help' })
    // German keyboards type the slash with Shift.
    expect(findShortcut(stroke('/', { shiftKey: true }))).toEqual({ kind: 'inbox', command: 'search' })
  })

  it('tell resolving from resolving and going on', () => {
    expect(findShortcut(stroke('e'))).toEqual({ kind: 'inbox', command: 'resolve' })
    expect(findShortcut(stroke('E', { shiftKey: true }))).toEqual({ kind: 'inbox', command: 'resolveNext' })
  })

  it('leave modified keys to browser and Teams', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) {
      expect(findShortcut(stroke('e', { [modifier]: true }))).toBe(null)
    }
  })

  it('hand on what is the business of the conversation', () => {
    expect(findShortcut(stroke('r'))).toEqual({ kind: 'conversation', command: 'reply' })
  })
})
