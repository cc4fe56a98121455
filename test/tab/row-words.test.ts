import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  previewText,
  rowLabel,
  type RowFacts,
  type RowWords,
} from '../../tab/src/features/inbox/row-words.ts'
import { formatExactSpan, formatMoment, formatSpan } from '../../tab/src/i18n/format.ts'
import { initI18n } from '../../tab/src/i18n/index.ts'
import { aConversation, ANNA, at, idOf, LUCA } from './builders.ts'

beforeAll(() => initI18n('en'))

function words(language: string): RowWords {
  return {
    t: i18next.getFixedT(language, ['inbox', 'common']),
    span: (ms, display) => formatSpan(language, ms, display),
    exactSpan: (ms, display) => formatExactSpan(language, ms, display),
    moment: (date, now) => formatMoment(language, date, now),
  }
}

const facts = (changes: Partial<RowFacts> = {}): RowFacts => ({
  conversation: aConversation({ title: '+39 ••• 12', contact: { id: idOf('cont'), name: 'Maria Rossi' } }),
  memberId: ANNA.id,
  flagged: false,
  viewers: [],
  now: new Date(at(12)),
  ...changes,
})

describe('the label of a row', () => {
  it('says everything in full words, most important first', () => {
    const conversation = aConversation({
      title: '+39 ••• 12',
      contact: { id: idOf('cont'), name: 'Maria Rossi' },
      unread: 2,
      assignee: ANNA,
      window: { ...aConversation().window, closesAt: at(12 + 42) },
    })
    expect(rowLabel(words('en'), facts({ conversation }))).toBe(
      'Maria Rossi, WhatsApp, 2 unread, window closes in 42 minutes, waiting for 12 minutes, assigned to you, last message: Hello',
    )
  })

  it('says so in German', async () => {
    await initI18n('de')
    const conversation = aConversation({
      title: '+39 ••• 12',
      contact: { id: idOf('cont'), name: 'Maria Rossi' },
      unread: 1,
      assignee: LUCA,
    })
    expect(rowLabel(words('de'), facts({ conversation, viewers: [LUCA] }))).toBe(
      'Maria Rossi, WhatsApp, 1 ungelesen, wartet seit 12 Minuten, Luca zugewiesen, Luca sieht sie gerade an, letzte Nachricht: Hello',
    )
    await initI18n('en')
  })

  it('names a closed window, a first contact, and nothing while there is time', () => {
    const { window } = aConversation()
    const label = (changes: Partial<typeof window>) =>
      rowLabel(words('en'), facts({ conversation: aConversation({ window: { ...window, ...changes } }) }))
    expect(label({ closesAt: at(5) })).toContain('window closed')
    expect(label({ open: false, refused: true })).toContain('window closed')
    expect(label({ open: false, closesAt: null, lastInboundAt: null })).toContain('first contact')
    expect(label({})).not.toContain('window')
    expect(label({ closesAt: null, outside: 'anything' })).not.toContain('window')
  })

  it('names the delivery of our last message', () => {
    const conversation = aConversation({
      waitingSince: null,
      lastMessage: {
        direction: 'outbound',
        kind: 'text',
        text: 'Done',
        at: at(3),
        authorName: 'Anna',
        delivery: 'failed',
      },
    })
    expect(rowLabel(words('en'), facts({ conversation }))).toMatch(/last message: Done, Not delivered$/)
  })
})

describe('the preview', () => {
  const { t } = words('en')
  it('is one line, whatever was written', () => {
    const lastMessage = { ...aConversation().lastMessage!, text: '  two\n\nlines ' }
    expect(previewText(t, aConversation({ lastMessage }))).toBe('two lines')
  })
  it('names what is not text', () => {
    const lastMessage = { ...aConversation().lastMessage!, kind: 'voice' as const, text: undefined }
    const { text: _, ...bare } = lastMessage
    expect(previewText(t, aConversation({ lastMessage: bare }))).toBe('Voice message')
    expect(previewText(t, aConversation({ lastMessage: { ...bare, kind: 'image', text: 'our roof' } }))).toBe(
      'Photo: our roof',
    )
    expect(previewText(t, aConversation({ lastMessage: null }))).toBe('No messages yet')
  })
})
