import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { callerKind, callResult, type DeflectedCall } from '../../../server/contract/call.ts'
import type { ConversationView } from '../../../server/contract/conversation.ts'
import type { MessageView } from '../../../server/contract/message.ts'
import type { Asking, Understood } from '../../../server/domain/deflector/state.ts'
import { rowLabel } from '../../../tab/src/features/inbox/row-words.ts'
import { calls as de } from '../../../tab/src/i18n/de/calls.ts'
import { calls as en } from '../../../tab/src/i18n/en/calls.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { aConversation, aMessage, anAttachment, anId, aThread, at, contact } from './fixtures.ts'
import { preparePane, renderPane } from './render-pane.tsx'

preparePane()

const MINUTE = 60_000

function aDeflectedCall(changes: Partial<DeflectedCall> = {}): DeflectedCall {
  return {
    id: anId(900),
    startedAt: at(-5 * MINUTE),
    endedAt: at(-4 * MINUTE),
    language: 'de',
    callerKind: 'mobile',
    caller: '+4915112345678',
    otherNumber: false,
    result: 'invited',
    steps: [
      { at: at(-5 * MINUTE), asked: 'reuseQuestion', input: 'none', understood: 'silence' },
      { at: at(-5 * MINUTE), asked: 'tryAgain', input: 'speech', understood: 'yes', heard: 'ja, gerne' },
    ],
    ...changes,
  }
}

function entryOf(call: DeflectedCall, changes: Partial<MessageView> = {}): MessageView {
  const {
    text: _text,
    delivery: _delivery,
    ...message
  } = aMessage({
    direction: 'system',
    kind: 'call',
    author: { kind: 'contact', id: contact.id, name: contact.name },
    at: call.startedAt,
    call: { outcome: call.endedAt === null ? 'answered' : 'ended', durationSeconds: 52, deflected: call },
    ...changes,
  })
  return message
}

function show(call: DeflectedCall, changes: Partial<MessageView> = {}): HTMLElement {
  renderPane({ thread: aThread([entryOf(call, changes)]) })
  return screen.getByRole('article')
}

describe('a deflected call in the thread', () => {
  it('says who rang, from what kind of line, in which language, how long and what came of it', () => {
    const { textContent } = show(aDeflectedCall())
    for (const words of [
      'Phone call',
      'Invited to WhatsApp',
      '+4915112345678',
      'Mobile',
      'In German',
      '0:52',
    ])
      expect(textContent).toContain(words)
  })

  it.each(callResult.options)('has words for every result: %s', (result) => {
    const article = show(aDeflectedCall({ result }))
    expect(within(article).getByRole('region', { name: `Phone call: ${en.result[result]}` })).toBeTruthy()
  })

  it.each(callerKind.options)('has words for every line: %s', (kind) => {
    const number = kind === 'withheld' || kind === 'unusable' ? null : '+493012345678'
    const { textContent } = show(aDeflectedCall({ callerKind: kind, caller: number }))
    expect(textContent).toContain(en.caller[kind])
    expect(textContent.includes('From ')).toBe(number !== null)
  })

  it('says that it is still going on, without a result it does not have yet', () => {
    const { textContent } = show(aDeflectedCall({ endedAt: null, result: 'in_progress', steps: [] }), {
      call: {
        outcome: 'answered',
        deflected: aDeflectedCall({ endedAt: null, result: 'in_progress', steps: [] }),
      },
    })
    expect(textContent).toContain('Phone call, on the line')
    expect(textContent).not.toContain(en.result.in_progress)
    expect(screen.queryByRole('button', { name: /What was asked/ })).toBeNull()
  })

  it('says when the number in WhatsApp is one that the caller named', () => {
    expect(show(aDeflectedCall({ otherNumber: true })).textContent).toContain('Gave this number for WhatsApp')
  })

  it('shows on request what was asked and understood, and keeps it out of the way before', async () => {
    show(aDeflectedCall())
    const toggle = screen.getByRole('button', { name: /What was asked/ })
    const steps = document.getElementById(toggle.getAttribute('aria-controls') ?? '')
    expect([toggle.getAttribute('aria-expanded'), steps?.hidden]).toEqual(['false', true])
    await userEvent.click(toggle)
    expect([toggle.getAttribute('aria-expanded'), steps?.hidden]).toEqual(['true', false])
    const [first, second] = within(steps!).getAllByRole('listitem')
    expect(first?.textContent).toBe('WhatsApp to this number?Silence')
    expect(second?.textContent).toBe('WhatsApp to this number? (asked again)Yes · by voice“ja, gerne”')
    await userEvent.click(toggle)
    expect(steps?.hidden).toBe(true)
  })

  it('has general words for prompts and meanings that it does not know', () => {
    const step = { at: at(0), asked: 'constructor', input: 'keys' as const, understood: 'some_new_meaning' }
    const { textContent } = show(aDeflectedCall({ steps: [step] }))
    expect(textContent).toContain('Announcement')
    expect(textContent).toContain('Answered · by key')
  })

  it('shows what was heard as text that can turn nothing around it', () => {
    const step = {
      at: at(0),
      asked: 'phoneQuestion',
      input: 'speech' as const,
      understood: 'number',
      heard: '<b>null\u202E eins</b>',
    }
    const article = show(aDeflectedCall({ steps: [step] }))
    expect(article.querySelector('b')).toBeNull()
    expect(article.textContent).toContain('<b>null eins</b>')
    expect(article.innerHTML).not.toContain('\u202E')
  })

  it('plays recordings under a name that says what they are', () => {
    const recording = (number: number) =>
      anAttachment({
        id: anId(950 + number),
        kind: 'audio',
        fileName: `call-2026-${number}`,
        contentType: 'audio/mpeg',
      })
    show(aDeflectedCall(), { attachments: [recording(1)] })
    expect(screen.getByRole('group', { name: 'Recording' })).toBeTruthy()
  })

  it('tells several recordings apart', () => {
    const attachments = [1, 2].map((number) => anAttachment({ id: anId(960 + number), kind: 'audio' }))
    show(aDeflectedCall(), { attachments })
    for (const name of ['Recording 1', 'Recording 2'])
      expect(screen.getByRole('group', { name })).toBeTruthy()
  })

  it('is accessible, opened as well', async () => {
    show(aDeflectedCall(), { attachments: [anAttachment({ kind: 'audio' })] })
    await userEvent.click(screen.getByRole('button', { name: /What was asked/ }))
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    )
  })
})

describe('the words for calls', () => {
  it.each([
    ['English', en],
    ['German', de],
  ])('in %s cover everything that the contract knows', (_, words) => {
    expect(Object.keys(words.result).toSorted()).toEqual(callResult.options.toSorted())
    expect(Object.keys(words.caller).toSorted()).toEqual(callerKind.options.toSorted())
    // Complete by type: a prompt or meaning without words does not compile.
    const prompts: Record<Asking | 'other', string> = words.prompt
    const meanings: Record<Understood | 'other', string> = words.understood
    expect(new Set(Object.values(prompts)).size).toBe(Object.keys(prompts).length)
    expect(new Set(Object.values(meanings)).size).toBe(Object.keys(meanings).length)
  })
})

describe('a conversation of the list', () => {
  it('says in words that it began with a call, as its mark does for the eye', async () => {
    const i18n = await initI18n('en')
    const words = (origin: ConversationView['origin']) =>
      rowLabel(
        { t: i18n.t as never, span: () => '1 minute', exactSpan: () => '1 minute', moment: () => '12:00' },
        {
          conversation: aConversation({ origin }),
          memberId: anId(1),
          flagged: false,
          viewers: [],
          now: new Date(at(0)),
        },
      )
    expect(words('call')).toContain('began with a phone call')
    expect(words('contact')).not.toContain('phone call')
  })
})
