import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { chosenTime, tomorrowMorning } from '../../../tab/src/features/conversation/header/snooze-times.ts'
import type { ConversationActions } from '../../../tab/src/features/conversation/types.ts'
import { aConversation, aMessage, aThread, at, fakeActions, luca, me, NOW } from './fixtures.ts'
import { preparePane, renderPane } from './render-pane.tsx'

preparePane()

describe('the header', () => {
  it('says with whom, on which channel and service, and who else is here', () => {
    renderPane({ viewers: [me, luca] })
    const header = screen.getByRole('heading', { name: 'Maria Rossi' }).closest('header')
    expect(header?.textContent).toContain('#1042')
    expect(header?.textContent).toContain('WhatsApp · Hotline')
    expect(header?.textContent).toContain('+4915112345678')
    expect(header?.textContent).toContain('Luca Moretti is viewing')
  })

  it('puts typing before viewing and never speaks of the reader', () => {
    const { change, container } = renderPane({ viewers: [me, luca], typing: [luca] })
    expect(container.textContent).toContain('Luca Moretti is typing a reply…')
    change({ viewers: [me], typing: [me] })
    expect(container.textContent).not.toContain('viewing')
    expect(container.textContent).not.toContain('typing')
  })

  it('takes a conversation that is nobody’s with one press', async () => {
    const assign = vi.fn<() => Promise<void>>(() => Promise.resolve())
    renderPane({ conversation: aConversation({ assignee: null }), actions: fakeActions({ assign }) })
    await userEvent.click(screen.getByRole('button', { name: 'Assign to me' }))
    expect(assign).toHaveBeenCalledWith(me.id)
  })

  it('resolves, and snoozes until tomorrow morning', async () => {
    const resolve = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const snooze = vi.fn<() => Promise<void>>(() => Promise.resolve())
    renderPane({ actions: fakeActions({ resolve, snooze }) })
    await userEvent.click(screen.getByRole('button', { name: 'Resolve' }))
    expect(resolve).toHaveBeenCalled()
    await userEvent.click(screen.getByRole('button', { name: 'Snooze instead of resolving' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /until tomorrow/ }))
    expect(snooze).toHaveBeenCalledWith(tomorrowMorning(NOW).toISOString())
  })

  it('snoozes only until a time that is still to come', () => {
    expect(chosenTime('2026-11-20', '10:00', NOW)).toBeNull()
    expect(chosenTime('', '10:00', NOW)).toBeNull()
    expect(chosenTime('2027-01-01', '10:00', NOW)?.getFullYear()).toBe(2027)
  })
})

describe('the thread', () => {
  it('is a log that announces the new messages of the customer only', () => {
    const old = aMessage({ seq: 10, text: 'old' })
    const { change, container } = renderPane({ thread: aThread([old]) })
    const announcer = container.querySelector('[data-announcer="messages"]')
    expect(screen.getByRole('log', { name: 'Messages with Maria Rossi' })).toBeTruthy()
    expect(announcer?.textContent).toBe('')
    const mine = aMessage({ seq: 11, direction: 'outbound', text: 'mine' })
    change({ thread: aThread([old, mine]) })
    expect(announcer?.textContent).toBe('')
    change({ thread: aThread([old, mine, aMessage({ seq: 12, text: 'new' })]) })
    expect(announcer?.textContent).toBe('Maria Rossi: new')
    change({ thread: aThread([aMessage({ seq: 1, text: 'older' }), old, mine]) })
    expect(announcer?.textContent).toBe('Maria Rossi: new')
  })

  it('keeps the divider of what was new when it was opened', () => {
    const messages = [aMessage({ text: 'one' }), aMessage({ text: 'two' })]
    const { change } = renderPane({ conversation: aConversation({ unread: 1 }), thread: aThread(messages) })
    expect(screen.getByText('1 new message')).toBeTruthy()
    change({
      conversation: aConversation({ unread: 0 }),
      thread: aThread([...messages, aMessage({ text: 'three' })]),
    })
    expect(screen.getByText('1 new message')).toBeTruthy()
  })

  it('is one stop for the Tab key; arrows go from message to message', async () => {
    const messages = [aMessage({ text: 'one' }), aMessage({ text: 'two' }), aMessage({ text: 'three' })]
    renderPane({ thread: aThread(messages) })
    const articles = screen.getAllByRole('article')
    expect(articles.map((article) => article.tabIndex)).toEqual([-1, -1, 0])
    articles[2]?.focus()
    fireEvent.keyDown(articles[2]!, { key: 'ArrowUp' })
    await waitFor(() => expect(document.activeElement).toBe(articles[1]))
    expect(within(articles[1]!).getByRole('toolbar')).toBeTruthy()
  })

  it('goes to the quoted message, and says when it is not loaded', async () => {
    const question = aMessage({ text: 'When?' })
    const answer = aMessage({
      text: 'Then',
      quote: { messageId: question.id, authorName: 'Maria', excerpt: 'When?' },
    })
    const { change } = renderPane({ thread: aThread([question, answer]) })
    await userEvent.click(screen.getByRole('button', { name: /Go to the quoted message/ }))
    expect(screen.queryByText(/Scroll up to load it/)).toBeNull()
    change({ thread: aThread([answer]) })
    await userEvent.click(screen.getByRole('button', { name: /Go to the quoted message/ }))
    expect(await screen.findByText(/Scroll up to load it/)).toBeTruthy()
  })

  it('draws a thread of ten thousand messages without putting all of them into the document', () => {
    const messages = Array.from({ length: 10_000 }, (_, index) =>
      aMessage({ text: `m ${index}`, at: at(index) }),
    )
    const started = performance.now()
    renderPane({ thread: aThread(messages) })
    expect(document.querySelectorAll('article').length).toBeLessThan(200)
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('says when it is empty, and offers to try again when it failed', async () => {
    const reload = vi.fn<ConversationActions['reload']>()
    const { change, props } = renderPane({ actions: fakeActions({ reload }) })
    expect(screen.getByText('No messages yet')).toBeTruthy()
    change({ thread: aThread([], { failed: 'internal_error' }), actions: props.actions })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(reload).toHaveBeenCalled()
  })
})
