import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { messageKind, type MessageView } from '../../../server/contract/message.ts'
import { aMessage, anAttachment, aThread, at, luca } from './fixtures.ts'
import { everyKind } from './gallery/messages.ts'
import { preparePane, renderPane } from './render-pane.tsx'

preparePane()

function show(message: MessageView): HTMLElement {
  renderPane({ thread: aThread([message]) })
  return screen.getByRole('article')
}

const samples: Record<(typeof messageKind.options)[number], Partial<MessageView>> = {
  text: { text: 'Hello there' },
  image: { attachments: [anAttachment()], text: 'A picture' },
  video: { attachments: [anAttachment({ kind: 'video', fileName: 'clip.mp4' })] },
  audio: { attachments: [anAttachment({ kind: 'audio', fileName: 'song.mp3' })] },
  voice: { attachments: [anAttachment({ kind: 'voice', fileName: 'voice.ogg' })] },
  document: { attachments: [anAttachment({ kind: 'document', fileName: 'bill.pdf' })] },
  sticker: { attachments: [anAttachment({ kind: 'sticker', animated: true })] },
  location: { location: { latitude: 52.52, longitude: 13.4, name: 'Café' } },
  contacts: { contacts: [{ name: 'Jörg', phones: [{ number: '+49 170 1' }], emails: ['a@b.de'] }] },
  reaction: { text: '👍' },
  button_reply: { text: 'Yes please' },
  list_reply: { text: 'Tuesday' },
  form_reply: { form: [{ name: 'first_name', value: 'Maria' }] },
  order: { order: { items: [{ productId: 'A', quantity: 2, price: 1.5, currency: 'EUR' }] } },
  template: { text: 'We called you', template: { name: 'invitation', language: 'en' } },
  call: { call: { outcome: 'missed' } },
  system: { direction: 'system', system: { event: 'resolved', by: 'Anna' } },
  unsupported: { unsupported: { type: 'poll_creation', platformCode: '131051' } },
}

describe('every kind of message (DX-INBOX-02)', () => {
  it.each(messageKind.options)('has a name and something to read: %s', (kind) => {
    const article = show(aMessage({ kind, ...samples[kind] }))
    expect(article.getAttribute('aria-label')?.length).toBeGreaterThan(10)
    expect(
      article.textContent.replace(/\d/gu, '').trim().length + article.querySelectorAll('img, button').length,
    ).toBeGreaterThan(0)
    for (const button of within(article).queryAllByRole('button'))
      expect(button).toHaveProperty('disabled', false)
  })

  it.each(messageKind.options)('survives without any of its parts: %s', (kind) => {
    expect(show(aMessage({ kind })).textContent).not.toBe('')
  })

  it('stands all together in one thread', () => {
    const messages = everyKind()
    renderPane({ thread: aThread(messages) })
    expect(screen.getAllByRole('article')).toHaveLength(messages.length)
  })
})

describe('a message', () => {
  it('says in full words who wrote what, when and how far it came', () => {
    const article = show(
      aMessage({ direction: 'outbound', text: 'On its way', delivery: { status: 'read', at: at(0) } }),
    )
    expect(article.getAttribute('aria-label')).toMatch(/^You, .+: On its way\. Read$/)
  })

  it('names colleagues, automatic answers and the phone of the team', () => {
    const from = (author: MessageView['author']) => aMessage({ direction: 'outbound', text: 'x', author })
    renderPane({
      thread: aThread([
        from({ kind: 'member', id: luca.id, name: 'Luca Moretti' }),
        from({ kind: 'service', name: 'Hotline' }),
        from({ kind: 'phone', name: 'Team' }),
      ]),
    })
    for (const name of ['Luca Moretti', 'Hotline · automatic', 'From the phone of the team']) {
      expect(screen.getByText(name)).toBeTruthy()
    }
  })

  it('shows what somebody wrote as text, never as markup', () => {
    const article = show(
      aMessage({
        text: '<img src=x onerror=alert(1)>',
        author: { kind: 'contact', name: '<b>Evil\u202E</b>' },
      }),
    )
    expect(article.querySelector('img, b')).toBeNull()
    expect(article.textContent).toContain('<img src=x onerror=alert(1)>')
    expect(article.getAttribute('aria-label')).not.toContain('\u202E')
  })

  it('keeps the direction of its text to itself', () => {
    expect(show(aMessage({ text: 'مرحبا' })).querySelector('[dir="auto"]')).not.toBeNull()
  })

  it('leads to maps without fetching any', () => {
    const link = within(
      show(aMessage({ kind: 'location', location: { latitude: 1, longitude: 2 } })),
    ).getByRole('link')
    expect(link.getAttribute('href')).toContain('query=1%2C2')
    expect(link.getAttribute('rel')).toContain('noopener')
  })

  it('says that it was deleted, and no longer what it said', () => {
    const article = show(aMessage({ text: 'secret', revokedAt: at(0) }))
    expect(article.textContent).toContain('deleted')
    expect(document.body.textContent).not.toContain('secret')
  })

  it('adds up an order', () => {
    expect(show(aMessage({ kind: 'order', ...samples.order })).textContent).toContain('€3.00')
  })

  it('says why a file is missing and what to ask for', () => {
    const article = show(
      aMessage({ kind: 'image', attachments: [anAttachment({ state: 'failed', failure: 'expired' })] }),
    )
    expect(article.textContent).toContain('Ask the customer to send it again')
  })

  it('names the advertisement that brought the customer', () => {
    expect(show(aMessage({ text: 'Hi', referral: { headline: 'Winter sale' } })).textContent).toContain(
      'Winter sale',
    )
  })
})
