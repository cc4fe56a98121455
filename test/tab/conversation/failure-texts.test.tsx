import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { errorCode } from '../../../server/contract/errors.ts'
import { deliveryStatus } from '../../../server/contract/delivery.ts'
import { deliveryError, systemEntry } from '../../../server/contract/message.ts'
import { failureActions } from '../../../tab/src/features/conversation/messages/failure-actions.ts'
import { systemSentence } from '../../../tab/src/features/conversation/messages/message-words.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { languages } from '../../../tab/src/i18n/languages.ts'
import type { ConversationActions } from '../../../tab/src/features/conversation/types.ts'
import { aMessage, aPending, aThread, at, closedWindow, aConversation, fakeActions } from './fixtures.ts'
import { preparePane, renderPane } from './render-pane.tsx'

preparePane()

const codes = deliveryError.shape.code.options

describe.each(languages)('the words for what went wrong, in %s', (language) => {
  it.each(codes)('%s says what happened and what to do', async (code) => {
    const t = (await initI18n(language)).getFixedT(language, 'conversation')
    const title = t(`failure.${code}.title`)
    const advice = t(`failure.${code}.advice`)
    for (const text of [title, advice]) {
      expect(text).not.toContain('failure.')
      expect(text).not.toContain('{{')
      // Numbers of the platform belong under the details.
      expect(text).not.toMatch(/13\d{4}/)
      expect(text.length).toBeGreaterThan(10)
    }
    expect(advice).toMatch(/[.!?]$/)
  })

  it.each([...errorCode.options, 'offline' as const])('%s of our own server has words', async (code) => {
    const t = (await initI18n(language)).getFixedT(language, 'conversation')
    expect(t(`problem.${code}`)).not.toContain('problem.')
  })

  it.each(deliveryStatus.options)('the status %s is a full word', async (status) => {
    const t = (await initI18n(language)).getFixedT(language, 'conversation')
    expect(t(`delivery.${status}`)).not.toContain('delivery.')
  })

  it.each(systemEntry.shape.event.options)(
    'the event %s is a sentence, with and without names',
    async (event) => {
      const t = (await initI18n(language)).getFixedT(language, 'conversation')
      for (const entry of [{ event }, { event, by: 'Anna', to: 'Luca' }, { event, by: 'Anna', to: 'Anna' }]) {
        const sentence = systemSentence(entry, t)
        expect(sentence).not.toContain('system.')
        expect(sentence).not.toContain('{{')
      }
    },
  )
})

describe('the ways out of a failure', () => {
  const everything = { reply: true, template: true, reopen: true }
  const facts = { hasText: true, isTemplate: false, can: everything }

  it.each(codes)('%s offers something to do with the text', (code) => {
    expect(failureActions(code, facts)).toContain('copy')
  })

  it('never sends free text again into a closed window, but offers a template (DX-WA-05)', () => {
    const can = { ...everything, reply: false }
    expect(failureActions('unknown', { ...facts, can })).toEqual(['template', 'copy'])
    expect(failureActions('window_closed', { ...facts, can })).toEqual(['template', 'copy'])
    expect(failureActions('unknown', { ...facts, can, isTemplate: true })).toContain('retry')
  })

  it('never sends again what the customer does not want', () => {
    for (const code of ['recipient_opted_out', 'marketing_limit'] as const) {
      expect(failureActions(code, facts)).toEqual(['copy'])
    }
  })

  it('offers nothing that is not possible', () => {
    const can = { reply: false, template: false, reopen: false }
    expect(failureActions('window_closed', { ...facts, can, hasText: false })).toEqual([])
  })
})

describe('a message that failed', () => {
  const failed = aMessage({
    direction: 'outbound',
    text: 'Your parcel is here',
    delivery: {
      status: 'failed',
      at: at(0),
      error: { code: 'unknown', platformCode: '131000', detail: 'Something <b>odd</b>' },
    },
  })

  it('shows the code of the platform only under the details, as text', async () => {
    await initI18n('en')
    renderPane({ thread: aThread([failed]) })
    const article = screen.getByRole('article')
    expect(article.textContent).not.toContain('131000')
    fireEvent.click(within(article).getByRole('button', { name: 'Details' }))
    expect(article.textContent).toContain('131000')
    expect(article.textContent).toContain('<b>odd</b>')
  })

  it('is sent again as a new attempt', () => {
    const retry = vi.fn<() => Promise<void>>(() => Promise.resolve())
    renderPane({ thread: aThread([failed]), actions: fakeActions({ retry }) })
    fireEvent.click(screen.getByRole('button', { name: 'Send again' }))
    expect(retry).toHaveBeenCalledWith(failed.id)
  })

  it('is offered as a template once the window is closed (DX-WA-05)', async () => {
    renderPane({ conversation: aConversation({ window: closedWindow }), thread: aThread([failed]) })
    fireEvent.click(screen.getByRole('button', { name: 'Send as template' }))
    expect((await screen.findByRole('dialog')).getAttribute('aria-label')).toBe('Choose a template')
  })
})

describe('a message of which nobody knows whether it arrived', () => {
  it.each([
    ['It arrived', 'sent'],
    ['It did not arrive', 'failed'],
  ])('is settled by a person: %s', (name, as) => {
    const settle = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const message = aMessage({
      direction: 'outbound',
      text: 'x',
      delivery: { status: 'unconfirmed', at: at(0) },
    })
    renderPane({ thread: aThread([message]), actions: fakeActions({ settle }) })
    fireEvent.click(screen.getByRole('button', { name }))
    expect(settle).toHaveBeenCalledWith(message.id, as)
  })
})

describe('an answer that the server refused', () => {
  it('can be tried again, copied and forgotten', () => {
    const resend = vi.fn<ConversationActions['resend']>()
    const discard = vi.fn<ConversationActions['discard']>()
    const pending = aPending({
      state: 'rejected',
      problem: { type: 'about:blank', title: 'x', status: 429, code: 'rate_limited' },
    })
    renderPane({ thread: aThread([], { pending: [pending] }), actions: fakeActions({ resend, discard }) })
    expect(screen.getByText(/Too many messages/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Send again' }))
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }))
    expect(resend).toHaveBeenCalledWith(pending.clientId)
    expect(discard).toHaveBeenCalledWith(pending.clientId)
  })
})
