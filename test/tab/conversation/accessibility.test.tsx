import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import type { ConversationPaneProps } from '../../../tab/src/features/conversation/types.ts'
import {
  aConversation,
  aPending,
  aThread,
  closedWindow,
  fakeActions,
  luca,
  neverWrote,
  openWindow,
} from './fixtures.ts'
import { everyday, everyKind } from './gallery/messages.ts'
import { templates } from './gallery/templates.ts'
import { preparePane, renderPane } from './render-pane.tsx'

preparePane()

async function violations(): Promise<string[]> {
  const result = await axe.run(document.body, {
    // Colours need a real layout; a page has landmarks around the pane.
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}

const states: Record<string, Partial<ConversationPaneProps>> = {
  'an everyday conversation': { thread: aThread(everyday()), viewers: [luca] },
  'every kind of message': { thread: aThread(everyKind()) },
  'a window about to close': { conversation: aConversation({ window: openWindow(600_000) }) },
  'a closed window': { conversation: aConversation({ window: closedWindow }) },
  'a first contact': { conversation: aConversation({ window: neverWrote }) },
  'a resolved conversation': { conversation: aConversation({ status: 'resolved', assignee: null }) },
  'waiting and refused messages': {
    thread: aThread([], { pending: [aPending({ state: 'waiting' }), aPending({ state: 'rejected' })] }),
  },
  loading: { detail: null, thread: aThread([], { loading: 'first' }) },
  'a failure': { thread: aThread([], { failed: 'internal_error' }) },
}

describe('the pane is accessible', () => {
  it.each(Object.entries(states))('in %s', async (_, changes) => {
    renderPane(changes)
    expect(await violations()).toEqual([])
  })

  it('with the template picker open', async () => {
    renderPane({
      conversation: aConversation({ window: closedWindow }),
      actions: fakeActions({ templates: () => Promise.resolve(templates) }),
    })
    await userEvent.click(screen.getByRole('button', { name: 'Choose template' }))
    await userEvent.click(await screen.findByRole('option', { name: /^Order shipped/ }))
    expect(await violations()).toEqual([])
  })

  it('with the emoji open, which the keyboard can use', async () => {
    renderPane()
    await userEvent.click(screen.getByRole('button', { name: 'Emoji' }))
    expect(await violations()).toEqual([])
    await userEvent.type(await screen.findByRole('textbox', { name: 'Search emoji' }), 'coffee{Enter}')
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Reply to/ }).value).toBe('☕')
  })
})
