import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import type { MemberView } from '../../../server/contract/member.ts'
import {
  ColleaguesProvider,
  colleaguesOf,
} from '../../../tab/src/features/conversation/composer/colleagues.ts'
import {
  beginMention,
  completeMention,
  fittingPeople,
  mentionQuery,
} from '../../../tab/src/features/conversation/composer/mention-query.ts'
import { ConversationPane } from '../../../tab/src/features/conversation/ConversationPane.tsx'
import type { ConversationActions, Draft, Person } from '../../../tab/src/features/conversation/types.ts'
import { aMessage, aPending, aThread, fakeActions, luca, me, paneProps } from './fixtures.ts'
import { preparePane, wrapped } from './render-pane.tsx'

preparePane()

const joerg: Person = { id: 'j', name: 'Jörg Müller' }
const marta: Person = { id: 'm', name: 'Marta Kowalska' }
const people = [me, luca, joerg, marta]

interface Shown {
  people?: readonly Person[] | null
  messages?: Parameters<typeof aThread>[0]
  pending?: ReturnType<typeof aPending>[]
}

function show({ people: known = people, messages = [], pending = [] }: Shown = {}) {
  const send = vi.fn<ConversationActions['send']>()
  const load = vi.fn<() => void>()
  const view = (those: readonly Person[] | null) =>
    wrapped(
      <ColleaguesProvider value={{ people: those, load }}>
        <ConversationPane
          {...paneProps({ actions: fakeActions({ send }), thread: aThread(messages, { pending }) })}
        />
      </ColleaguesProvider>,
    )
  const { rerender } = render(view(known))
  return {
    user: userEvent.setup(),
    load,
    arrive: (those: readonly Person[]) => rerender(view(those)),
    sent: (): Draft[] => send.mock.calls.map(([draft]) => draft),
  }
}

const editor = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^(?:Reply to|Note for)/ })
/** Beside the initials. */
const nameIn = (option: Element | null) => option?.lastElementChild?.textContent
const options = () => screen.queryAllByRole('option').map(nameIn)
const active = () => document.getElementById(editor().getAttribute('aria-activedescendant') ?? '')

async function showNote(shown: Shown = {}) {
  const view = show(shown)
  await view.user.click(screen.getByRole('radio', { name: 'Note' }))
  return view
}

describe('in a note, an at sign', () => {
  it('offers the colleagues but not oneself, and narrows them down as one types', async () => {
    const { user } = await showNote()
    await user.type(editor(), 'Bitte @')
    expect(options()).toEqual(['Jörg Müller', 'Luca Moretti', 'Marta Kowalska'])
    await user.type(editor(), 'm')
    expect(options()).toEqual(['Marta Kowalska', 'Jörg Müller', 'Luca Moretti'])
    await user.type(editor(), 'ue')
    expect(options()).toEqual(['Jörg Müller'])
    await user.type(editor(), 'x')
    expect(options()).toEqual([])
  })

  it.each(['Enter', 'Tab'])('and %s names the one that is marked and sends nothing', async (key) => {
    const { user, sent } = await showNote()
    await user.type(editor(), '@{ArrowDown}')
    const isUnused = fireEvent.keyDown(editor(), { key })
    expect(isUnused).toBe(false)
    expect(editor().value).toBe('@Luca Moretti ')
    expect(options()).toEqual([])
    expect(sent()).toEqual([])
    await user.type(editor(), 'please{Enter}')
    expect(sent()).toEqual([expect.objectContaining({ note: '@Luca Moretti please' })])
  })

  it('is led by the arrow keys, round and round, and tells which one is marked', async () => {
    const { user } = await showNote()
    await user.type(editor(), '@')
    expect(nameIn(active())).toBe('Jörg Müller')
    expect(active()?.getAttribute('aria-selected')).toBe('true')
    await user.keyboard('{ArrowUp}')
    expect(nameIn(active())).toBe('Marta Kowalska')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(nameIn(active())).toBe('Luca Moretti')
    expect(screen.getByText('3 colleagues. Arrow keys choose, Enter mentions.')).toBeTruthy()
    expect(editor().getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id)
  })

  it('takes a name by mouse and keeps the focus in the text', async () => {
    const { user } = await showNote()
    await user.type(editor(), '@')
    await user.click(screen.getByRole('option', { name: 'Marta Kowalska' }))
    expect(editor().value).toBe('@Marta Kowalska ')
    expect(document.activeElement).toBe(editor())
  })

  it('works in the middle of a text and leaves the caret behind the name', async () => {
    const { user } = await showNote()
    await user.type(editor(), 'Frag morgen nach')
    editor().setSelectionRange(5, 5)
    await user.keyboard('@luc{Enter}')
    expect(editor().value).toBe('Frag @Luca Moretti morgen nach')
    expect(editor().selectionStart).toBe('Frag @Luca Moretti '.length)
  })

  it('gives way to Escape, stays away for this name and comes back for the next', async () => {
    const { user, sent } = await showNote()
    await user.type(editor(), '@lu')
    const escaped = fireEvent.keyDown(editor(), { key: 'Escape' })
    expect(escaped).toBe(false)
    expect(options()).toEqual([])
    await user.keyboard('c')
    expect(options()).toEqual([])
    await user.keyboard('{Enter}')
    expect(sent()).toEqual([expect.objectContaining({ note: '@luc' })])
    await user.type(editor(), '@')
    expect(options()).toHaveLength(3)
  })

  it('leaves Enter to a text that names nobody, and to modifiers', async () => {
    const { user, sent } = await showNote()
    await user.type(editor(), 'um @ 10 Uhr{Enter}')
    expect(sent()).toEqual([expect.objectContaining({ note: 'um @ 10 Uhr' })])
    await user.type(editor(), '@luca {Enter}')
    expect(sent()[1]).toMatchObject({ note: '@luca' })
    await user.type(editor(), '@luc{Shift>}{Enter}{/Shift}')
    expect(editor().value).toBe('@luc\n')
    await user.type(editor(), '@luc{Control>}{Enter}{/Control}')
    expect(sent()[2]).toMatchObject({ note: '@luc\n@luc' })
  })

  it('leaves Enter to an input method that is composing', async () => {
    const { user } = await showNote()
    await user.type(editor(), '@lu')
    fireEvent.keyDown(editor(), { key: 'Enter', isComposing: true })
    expect(editor().value).toBe('@lu')
    expect(options()).toEqual(['Luca Moretti'])
  })

  it('closes when the caret or the focus leaves, and does not open for a caret that comes by', async () => {
    const { user } = await showNote()
    await user.type(editor(), 'und @lu')
    editor().setSelectionRange(1, 1)
    fireEvent.select(editor())
    expect(options()).toEqual([])
    editor().setSelectionRange(7, 7)
    fireEvent.select(editor())
    expect(options()).toEqual([])
    await user.type(editor(), 'c')
    expect(options()).toEqual(['Luca Moretti'])
    fireEvent.blur(editor())
    expect(options()).toEqual([])
  })

  it('can be had by a button', async () => {
    const { user } = await showNote()
    await user.type(editor(), 'Bitte')
    await user.click(screen.getByRole('button', { name: 'Mention a colleague (@)' }))
    expect(editor().value).toBe('Bitte @')
    expect(options()).toHaveLength(3)
  })

  it('waits for colleagues who are not known yet', async () => {
    const { user, load, arrive } = await showNote({ people: null })
    expect(load).toHaveBeenCalled()
    await user.type(editor(), '@')
    expect(options()).toEqual([])
    arrive(people)
    expect(options()).toHaveLength(3)
  })

  it('has nothing that assistive technology would stumble over', async () => {
    const { user } = await showNote()
    await user.type(editor(), '@')
    const { violations } = await axe.run(screen.getByRole('region', { name: /^Write/ }), {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id }) => id)).toEqual([])
  })
})

it('an answer to the customer names nobody', async () => {
  const { user, sent } = show()
  await user.type(editor(), '@luca{Enter}')
  expect(options()).toEqual([])
  expect(sent()).toEqual([expect.objectContaining({ text: '@luca' })])
  expect(editor().hasAttribute('aria-autocomplete')).toBe(false)
  expect(screen.queryByRole('button', { name: /Mention/ })).toBeNull()
})

describe('the thread', () => {
  const note = (text: string) => aMessage({ direction: 'note', text })
  const marks = (selector: string) =>
    [...document.querySelectorAll(`article ${selector}`)].map(({ textContent }) => textContent)

  it('shows in notes who is named, oneself above all', () => {
    show({ messages: [note('Frag *@Joerg Mueller*, @luca oder @Anna Berger. Mail: info@luca.example')] })
    expect(marks('mark')).toEqual(['@Anna Berger'])
    const named = [...document.querySelectorAll('article span')].filter(
      ({ textContent, children }) => children.length === 0 && textContent?.startsWith('@'),
    )
    expect(named.map(({ textContent }) => textContent)).toEqual(['@Joerg Mueller', '@luca'])
    expect(screen.getByRole('article').textContent).toContain(
      'Frag @Joerg Mueller, @luca oder @Anna Berger. Mail: info@luca.example',
    )
  })

  it('shows it in a note that is still on its way', () => {
    show({ pending: [aPending({ body: { clientId: 'x', note: 'von @Anna Berger' }, preview: {} })] })
    expect(marks('mark')).toEqual(['@Anna Berger'])
  })

  it('shows nothing of the kind in what customers and agents write', () => {
    show({
      messages: [aMessage({ text: '@Anna Berger' }), aMessage({ direction: 'outbound', text: '@Anna' })],
    })
    expect(marks('mark')).toEqual([])
  })

  it('asks for the colleagues only when a note needs them', () => {
    const { load } = show({ people: null, messages: [note('no names')] })
    expect(load).not.toHaveBeenCalled()
    const other = show({ people: null, messages: [note('@Anna Berger')] })
    expect(other.load).toHaveBeenCalled()
  })
})

describe('the mention that is being typed', () => {
  it.each([
    ['@', 1, { at: 0, typed: '' }],
    ['x @an', 5, { at: 2, typed: 'an' }],
    ['x @anna b', 9, { at: 2, typed: 'anna b' }],
    ['@a @b', 5, { at: 3, typed: 'b' }],
    ['@anna', 3, { at: 0, typed: 'an' }],
    ['@anna ', 6, null],
    ['@ anna', 6, null],
    ['a@b', 3, null],
    ['@a\nb', 4, null],
    ['anna', 4, null],
  ])('in "%s" at %i is %o', (text, caret, query) => {
    expect(mentionQuery(text, caret)).toEqual(query)
  })

  it('takes the rest of the name with it, no other word, and leaves one blank', () => {
    expect(completeMention('an @anna heute', { at: 3, typed: 'an' }, 'Anna  Berger')).toEqual({
      text: 'an @Anna Berger heute',
      caret: 16,
    })
    expect(completeMention('@anheute', { at: 0, typed: 'an' }, 'Anna Berger').text).toBe('@Anna Berger heute')
  })

  it('begins after a blank where it would stand within a word', () => {
    expect(beginMention('ab', { from: 1, to: 2 })).toEqual({ text: 'a @', caret: 3 })
    expect(beginMention('a b', { from: 2, to: 2 })).toEqual({ text: 'a @b', caret: 3 })
  })

  it('fits first those whose name begins with it', () => {
    expect(fittingPeople(people, 'm', 'de').map(({ name }) => name)).toEqual([
      'Marta Kowalska',
      'Jörg Müller',
      'Luca Moretti',
    ])
  })
})

describe('colleagues', () => {
  const members: MemberView[] = [
    { ...luca, roles: ['agent'], answers: true },
    { ...joerg, roles: ['analyst'], answers: false },
    { ...marta, roles: ['operator', 'producer'], answers: true },
  ]

  it('are those who can read the notes', () => {
    expect(colleaguesOf(members, () => Promise.resolve()).people?.map(({ name }) => name)).toEqual([
      'Luca Moretti',
      'Marta Kowalska',
    ])
    expect(colleaguesOf(null, () => Promise.resolve()).people).toBeNull()
  })

  it('are asked for once at a time, and again after a failure', async () => {
    const failing = vi.fn<() => Promise<void>>().mockRejectedValue(new Error('offline'))
    const { load } = colleaguesOf(null, failing)
    load()
    load()
    expect(failing).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => {
      load()
      expect(failing).toHaveBeenCalledTimes(2)
    })
  })
})
