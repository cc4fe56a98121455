import { describe, expect, it } from 'vitest'
import type { AdaptiveCard } from '../../../bot/cards/adaptive-card.ts'
import { renderCard } from '../../../bot/cards/render.ts'
import { renderReplyDialog } from '../../../bot/cards/reply-dialog.ts'
import { summaryOf } from '../../../bot/cards/summary.ts'
import { deliveryError } from '../../../server/contract/message.ts'
import { readinessProblem } from '../../../server/contract/service-settings.ts'
import { notificationKind } from '../../../server/contract/teams.ts'
import {
  aCardOf,
  aConversationCard,
  anna,
  aServiceCard,
  ben,
  closedWindow,
  conversationKinds,
  link,
  locales,
  now,
  states,
  templates,
} from './gallery.ts'
import { titles, walk, wordsOf } from './walk.ts'

const draw = (changes: Parameters<typeof aConversationCard>[0]): AdaptiveCard =>
  renderCard(aConversationCard(changes))

function verbs(card: AdaptiveCard): string[] {
  return walk(card).buttons.flatMap(({ button }) => (button.type === 'Action.Execute' ? [button.verb] : []))
}

describe('a notification', () => {
  it('says what has happened, whom it concerns and since when', () => {
    const words = wordsOf(draw({ kind: 'waiting' }))
    for (const part of [
      'Waiting for an answer',
      'since 14:23',
      'Jonas Keller',
      '#1042 · Support Hotline · began with a call',
    ])
      expect(words).toContain(part)
  })

  it.each(conversationKinds)('%s: says so in every language, differently', (kind) => {
    const beginnings = locales.map((locale) => renderCard(aCardOf(kind, locale)).speak)
    expect(new Set(beginnings).size).toBe(locales.length)
  })

  it('names who gave it to the reader or mentioned them', () => {
    expect(draw({ kind: 'assigned', by: 'Ben' }).speak).toContain('Ben assigned this chat to you')
    expect(draw({ kind: 'mentioned', by: 'Ben' }).speak).toContain('Ben mentioned you in a note')
    expect(draw({ kind: 'assigned', by: null }).speak).toContain('Assigned to you')
  })

  it('offers take, reply, snooze, resolve and open, the most useful first', () => {
    expect(titles(draw({}))).toEqual(['Take', 'Reply', 'Snooze', 'Resolve', 'Open'])
    expect(verbs(draw({}))).toEqual(['take', 'resolve', 'reply', 'snooze', 'snooze', 'snooze', 'snooze'])
  })

  it('offers taking only while nobody has it', () => {
    for (const assignee of [anna, ben])
      expect(titles(draw({ conversation: { assignee } }))).toEqual(['Reply', 'Snooze', 'Resolve', 'Open'])
  })

  it('shows who has taken it in every copy, to whoever reads it', () => {
    for (const reader of [null, { memberId: anna.id, can: { reply: true, assign: true, resolve: true } }])
      for (const kind of ['waiting', 'window_closing'] as const)
        for (const settled of [false, true])
          expect(wordsOf(draw({ kind, reader, settled, conversation: { assignee: ben } }))).toContain(
            'Ben Okafor has taken this chat',
          )
    expect(wordsOf(draw({ conversation: { assignee: anna } }))).toContain('You have taken this chat')
  })

  it('offers nothing that its reader may not do', () => {
    const reader = { memberId: anna.id, can: { reply: false, assign: false, resolve: false } }
    expect(titles(draw({ reader }))).toEqual(['Open'])
    expect(
      titles(draw({ reader: { ...reader, can: { reply: true, assign: false, resolve: false } } })),
    ).toEqual(['Reply', 'Open'])
  })

  it('sends conversation, card and version with every button, so that pressing twice is noticed', () => {
    const { conversation, cardId, version } = aConversationCard()
    const executes = walk(draw({})).buttons.flatMap(({ button }) =>
      button.type === 'Action.Execute' ? [button.data] : [],
    )
    for (const data of executes)
      expect(data).toMatchObject({ conversationId: conversation.id, cardId, version })
  })

  it('opens the conversation in the inbox', () => {
    const open = draw({}).actions?.find((action) => action.type === 'Action.OpenUrl')
    expect(open).toMatchObject({ title: 'Open', url: link })
  })

  it('offers no address that is not of the web', () => {
    expect(titles(draw({ link: 'javascript:alert(1)' }))).not.toContain('Open')
  })
})

describe('the reply on a card (DX-WA-02)', () => {
  it('says how long free replies are possible, by the clocks of the reader', () => {
    const closesAt = new Date('2026-11-20T18:30:00Z')
    const window = { open: true, closesAt, outside: 'templates' } as const
    const inBerlin = wordsOf(draw({ conversation: { window } }))
    expect(inBerlin).toContain('You can reply freely until 19:30. After that, only an approved template.')
    const inNewYork = wordsOf(draw({ timeZone: 'America/New_York', conversation: { window } }))
    expect(inNewYork).toContain('until 13:30')
    const inTokyo = wordsOf(draw({ timeZone: 'Asia/Tokyo', locale: 'de', conversation: { window } }))
    expect(inTokyo).toContain('Bis Sa., 03:30 können Sie frei antworten')
  })

  it('says that replies are always possible where there is no window', () => {
    const window = { open: true, closesAt: null, outside: 'anything' } as const
    expect(wordsOf(draw({ conversation: { window } }))).toContain('You can reply at any time.')
  })

  it('warns in colour when free replies end within two hours', () => {
    const at = (minutes: number) => ({
      open: true,
      closesAt: new Date(now.getTime() + minutes * 60_000),
      outside: 'templates' as const,
    })
    const colorAt = (minutes: number) =>
      walk(draw({ conversation: { window: at(minutes) } })).elements.find(
        (element) => element.type === 'TextBlock' && element.text.startsWith('Free replies until'),
      )
    expect(colorAt(119)).toMatchObject({ color: 'warning' })
    expect(colorAt(121)).not.toHaveProperty('color')
  })

  it('offers templates instead once the window is closed, with their beginning and their language where it matters', () => {
    const card = draw({ conversation: { window: closedWindow, assignee: anna }, templates })
    expect(titles(card)[0]).toBe('Send a template')
    expect(verbs(card)).toContain('choose_template')
    expect(verbs(card)).not.toContain('reply')
    const choice = walk(card).inputs.find(({ id }) => id === 'template')
    expect(choice).toMatchObject({
      style: 'compact',
      choices: [
        { title: expect.stringMatching(/^Order update: Guten Tag \{\{1\}\}/), value: 'order_update\nde' },
        { title: 'Call back (German): Dürfen wir Sie zurückrufen?', value: 'call_back\nde' },
        { title: 'Call back (American English): May we call you back?', value: 'call_back\nen_US' },
      ],
    })
    expect(wordsOf(card)).toContain('only an approved template can be sent')
  })

  it('says so when there is no template, and when there are more than fit', () => {
    const conversation = { window: closedWindow, assignee: anna }
    expect(wordsOf(draw({ conversation }))).toContain('There is no approved template for this.')
    const many = Array.from({ length: 200 }, (_, index) => ({
      name: `template_${index}`,
      language: 'de',
      body: 'Guten Tag',
      values: [],
    }))
    expect(wordsOf(draw({ conversation, templates: many }))).toContain(
      'You find more templates in the inbox.',
    )
  })

  it('is not offered where nothing can be sent', () => {
    const window = { open: false, closesAt: null, outside: 'nothing' } as const
    const card = draw({ conversation: { window } })
    expect(titles(card)).toEqual(['Take', 'Snooze', 'Resolve', 'Open'])
    expect(wordsOf(card)).toContain('Nothing can be sent until the customer writes again.')
  })

  it('is a dialog as well, for clients that open one', () => {
    const { title, card } = renderReplyDialog(aConversationCard())
    expect(title).toBe('Reply to Jonas Keller')
    expect(card.actions).toMatchObject([{ type: 'Action.Submit', data: { verb: 'reply' } }])
    const closed = renderReplyDialog(aConversationCard({ conversation: { window: closedWindow }, templates }))
    expect(closed.card.actions).toMatchObject([{ type: 'Action.Submit', data: { verb: 'choose_template' } }])
    expect(wordsOf(closed.card)).toContain('only an approved template can be sent')
  })
})

describe('a card that is set aside or done', () => {
  it('ends a snooze instead of beginning one', () => {
    const card = draw({ conversation: { status: 'snoozed', snoozedUntil: new Date('2026-11-23T08:00:00Z') } })
    expect(titles(card)).toEqual(['Take', 'Reply', 'End snooze', 'Resolve', 'Open'])
    expect(verbs(card)).toContain('reopen')
    expect(wordsOf(card)).toContain('Snoozed until Mon 09:00')
  })

  it.each(['resolved', 'paused'] as const)('offers a %s conversation to be reopened only', (status) => {
    expect(titles(draw({ conversation: { status } }))).toEqual(['Reopen', 'Open'])
  })

  it.each(conversationKinds)('%s: is one quiet line and can only be opened once it is settled', (kind) => {
    for (const [state, change] of Object.entries(states)) {
      const content = change(aCardOf(kind, 'en'))
      if (!content.settled) continue
      const card = renderCard(content)
      expect([state, ...titles(card)]).toEqual([state, 'Open'])
      expect(walk(card).inputs).toEqual([])
      expect(walk(card).elements.length).toBe(2)
      expect(wordsOf(card)).not.toContain('Bestellung')
    }
  })

  it.each([
    ['waiting', { doneBy: 'Ben', waitingSince: null }, 'Answered by Ben'],
    ['waiting', { doneBy: null, waitingSince: null }, 'Answered'],
    ['waiting', { assignee: ben }, 'Ben Okafor has taken this chat'],
    ['waiting', { status: 'resolved', doneBy: 'Ben', waitingSince: null }, 'Resolved by Ben'],
    ['waiting', { status: 'paused', doneBy: null, waitingSince: null }, 'Paused'],
    ['answered', { assignee: anna, doneBy: 'Anna', waitingSince: null }, 'Answered by Anna'],
    ['window_closing', { assignee: anna, doneBy: 'Anna', waitingSince: null }, 'Answered by Anna'],
    ['assigned', { assignee: ben }, 'Ben Okafor has taken this chat'],
    ['assigned', { assignee: null }, 'No longer assigned to you'],
    ['assigned', { assignee: anna, doneBy: 'Anna', waitingSince: null }, 'Answered by Anna'],
    ['mentioned', { assignee: ben }, 'You have read the note'],
    ['failed', { assignee: anna, doneBy: 'Anna' }, 'Sent again by Anna'],
    ['failed', { status: 'resolved', doneBy: 'Ben' }, 'Resolved by Ben'],
  ] as const)('%s %j: says how it ended', (kind, conversation, outcome) => {
    const card = draw({ kind, settled: true, conversation })
    expect(wordsOf(card)).toContain(outcome)
    expect(card.speak).toBe(`Jonas Keller: ${outcome}`)
  })
})

describe('the end of the talk on a card', () => {
  const message = { from: 'contact', author: 'Jonas', kind: 'text', text: 'eins', at: now } as const

  it('shows the last three messages, naming whoever goes on only once', () => {
    const texts = ['eins', 'zwei', 'drei', 'vier'].map((text) => ({ ...message, text }))
    const lines = wordsOf(draw({ excerpt: texts })).split('\n')
    expect(lines.filter((line) => ['zwei', 'drei', 'vier'].includes(line))).toEqual(['zwei', 'drei', 'vier'])
    expect(lines).not.toContain('eins')
    expect(lines.filter((line) => line === 'Jonas · 14:32')).toHaveLength(1)
  })

  it('names the author anew after a pause, for a note, and for another one', () => {
    const earlier = new Date(now.getTime() - 3_600_000)
    const lines = wordsOf(
      draw({ excerpt: [{ ...message, at: earlier }, message, { ...message, from: 'note', author: 'Ben' }] }),
    ).split('\n')
    expect(lines).toContain('Jonas · 13:32')
    expect(lines).toContain('Jonas · 14:32')
    expect(lines).toContain('Ben · internal note · 14:32')
  })

  it('says what a message without a text is', () => {
    expect(wordsOf(draw({ excerpt: [{ ...message, kind: 'voice', text: null }] }))).toContain('Voice message')
    expect(wordsOf(draw({ excerpt: [{ ...message, kind: 'image', text: 'Rechnung' }] }))).toContain(
      'Photo: Rechnung',
    )
  })

  it('keeps line breaks, as rich text that no client reads Markdown in', () => {
    const { elements } = walk(draw({ excerpt: [{ ...message, text: '*a*\n\n- b\n<at>c</at>' }] }))
    const texts = elements.flatMap((element) =>
      element.type === 'RichTextBlock' ? [element.inlines.map(({ text }) => text).join('')] : [],
    )
    expect(texts).toContain('*a*\n- b\n<at>c</at>')
  })

  it('is cut when it is long, at a whole character', () => {
    const [text = ''] = walk(draw({ excerpt: [{ ...message, text: '😀'.repeat(1000) }] })).elements.flatMap(
      (element) =>
        element.type === 'RichTextBlock' && element.inlines[0]?.text.startsWith('😀') === true
          ? [element.inlines[0].text]
          : [],
    )
    expect(Array.from(text)).toHaveLength(300)
    expect(text.endsWith('😀…')).toBe(true)
  })

  it('leaves out what reorders or hides text', () => {
    const words = wordsOf(draw({ conversation: { title: 'Anna\u202egnp.exe\u0000' } }))
    expect(words).toContain('Annagnp.exe')
    // eslint-disable-next-line no-control-regex
    expect(words).not.toMatch(/[\u202e\u0000]/)
  })
})

describe('a card in a channel', () => {
  const channel = {
    reader: null,
    excerpt: [],
    conversation: { title: '+49 **** *******' },
  }

  it('shows the masked number with dots, number, service, since when and the window', () => {
    const words = wordsOf(draw(channel))
    for (const part of [
      '+49 •••• •••••••',
      '#1042 · Support Hotline',
      'since 14:23',
      'Free replies until Sat 07:32',
    ])
      expect(words).toContain(part)
  })

  it('offers everything: anybody may press, and the server decides', () => {
    expect(titles(draw(channel))).toEqual(['Take', 'Reply', 'Snooze', 'Resolve', 'Open'])
  })
})

describe('a message that was not delivered', () => {
  it.each(deliveryError.shape.code.options)('%s: says why, and what helps, in every language', (code) => {
    const texts = locales.map((locale) => {
      const { elements } = walk(draw({ kind: 'failed', locale, failure: { error: { code }, text: 'Hallo' } }))
      const reason = elements.find((element) => element.type === 'TextBlock' && /[.!]$/.test(element.text))
      return reason?.type === 'TextBlock' ? reason.text : ''
    })
    expect(new Set(texts).size).toBe(locales.length)
  })

  it('shows what it was instead of the talk', () => {
    const words = wordsOf(
      draw({ kind: 'failed', failure: { error: { code: 'unknown' }, text: 'Ihr Paket' } }),
    )
    expect(words).toContain('Ihr Paket')
    expect(words).not.toContain('Sendungsverfolgung')
  })
})

describe('a card about a service', () => {
  it('lists what keeps callers from being invited first, and opens the studio', () => {
    const card = renderCard(aServiceCard())
    const lines = wordsOf(card).split('\n')
    expect(lines.indexOf('The WhatsApp number is not working.')).toBeLessThan(
      lines.findIndex((line) => line.startsWith('Dutch: a value of the template is missing')),
    )
    expect(titles(card)).toEqual(['Open the studio'])
  })

  it.each(readinessProblem.shape.code.options)(
    '%s: is told in every language, for one language or none',
    (code) => {
      for (const about of [
        {},
        { language: 'nl' as const },
        { detail: 'body.1' },
        { language: 'es' as const, detail: 'PENDING' },
      ]) {
        const texts = locales.map((locale) =>
          wordsOf(renderCard(aServiceCard({ locale, problems: [{ code, blocking: true, ...about }] }))),
        )
        expect(new Set(texts).size).toBe(locales.length)
      }
    },
  )

  it('says that it is ready again, and can only be opened then', () => {
    const card = renderCard(aServiceCard({ settled: true, problems: [] }))
    expect(wordsOf(card)).toContain('Ready again · Muster GmbH')
    expect(titles(card)).toEqual(['Open'])
  })
})

it.each(notificationKind.options)(
  '%s: has a summary without marks of any kind, for the notification of Teams',
  (kind) => {
    const content = kind === 'not_ready' ? aServiceCard() : aConversationCard({ kind, by: ben.name })
    expect(summaryOf(content)).toMatch(/^[^\\*_<>]+$/)
  },
)
