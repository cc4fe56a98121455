import { describe, expect, it } from 'vitest'
import { renderConnect } from '../../../bot/cards/connect.ts'
import { renderList } from '../../../bot/cards/list.ts'
import { renderNotice, renderStranger } from '../../../bot/cards/notice.ts'
import { renderPreferences } from '../../../bot/cards/preferences.ts'
import { renderInsertedCard, renderNothingFound, renderSearchResult } from '../../../bot/cards/search.ts'
import { renderStatus } from '../../../bot/cards/status.ts'
import { renderTemplateForm, valueId } from '../../../bot/cards/template-form.ts'
import { renderHelp, renderWelcome } from '../../../bot/cards/welcome.ts'
import {
  aConnect,
  aList,
  aPreferences,
  aRow,
  aStatus,
  ben,
  connected,
  hit,
  idOf,
  link,
  locales,
  now,
  templates,
} from './gallery.ts'
import { titles, walk, wordsOf } from './walk.ts'

function verbs(card: Parameters<typeof walk>[0]): string[] {
  return walk(card).buttons.flatMap(({ button }) => (button.type === 'Action.Execute' ? [button.verb] : []))
}

describe('the list', () => {
  it('shows since when each customer waits, who has it, and until when it may be answered freely', () => {
    const rows = [
      aRow(0),
      aRow(1, { assignee: ben, window: { open: false, closesAt: null } }),
      aRow(2, { waitingSince: null, lastText: null, window: { open: true, closesAt: null } }),
    ]
    const words = wordsOf(renderList(aList({ items: rows, total: 3 })))
    expect(words).toContain('waiting since 07:52 · not taken yet · #1000 · Support Hotline')
    expect(words).toContain('until 15:22')
    expect(words).toContain('with Ben Okafor')
    expect(words).toContain('Templates only')
    expect(words).toContain('answered')
    expect(words).not.toContain('in the inbox')
  })

  it('offers to take what nobody has, on the list it is in, and to open everything', () => {
    const card = renderList(aList({ items: [aRow(0), aRow(1, { assignee: ben })], total: 2 }))
    const rows = walk(card).elements.flatMap((element) =>
      element.type === 'ActionSet' ? [element.actions] : [],
    )
    expect(rows.map((actions) => actions.map(({ title }) => title))).toEqual([['Take', 'Open'], ['Open']])
    expect(rows[0]?.[0]).toMatchObject({ verb: 'take', data: { conversationId: idOf(100), list: 'queue' } })
  })

  it('shows ten at most, and says how many more there are', () => {
    const items = Array.from({ length: 12 }, (_, index) => aRow(index))
    const words = wordsOf(renderList(aList({ items, total: 1234 })))
    expect(words).toContain('1,234 chats')
    expect(words).toContain('1,224 more in the inbox')
    expect(words.split('\n').filter((line) => line === 'Open')).toHaveLength(10)
    expect(wordsOf(renderList(aList({ items, total: 50, capped: true })))).toContain(
      'There are more in the inbox.',
    )
  })

  it('names environments only where there are several', () => {
    expect(wordsOf(renderList(aList()))).not.toContain('Muster GmbH')
    const items = [aRow(0), aRow(1, { environment: 'Zweigstelle' })]
    expect(wordsOf(renderList(aList({ items })))).toContain('Muster GmbH')
  })

  it('says what is the matter when there is nothing, and stays wide where there is something', () => {
    expect(wordsOf(renderList(aList({ items: [], total: 0 })))).toContain('Nobody is waiting')
    expect(wordsOf(renderList(aList({ list: 'mine', items: [], total: 0 })))).toContain(
      'Nothing is assigned to you',
    )
    expect(renderList(aList()).msteams).toEqual({ width: 'Full' })
  })
})

describe('the status', () => {
  it.each([
    ['available', 'away', 'You are available'],
    ['away', 'available', 'You are away'],
  ] as const)('of somebody %s offers to be %s', (availability, other, words) => {
    const card = renderStatus(aStatus({ availability }))
    expect(wordsOf(card)).toContain(words)
    expect(card.actions?.[0]).toMatchObject({ verb: 'set_availability', data: { availability: other } })
  })

  it('says nothing about anybody where others read along', () => {
    const card = renderStatus(aStatus({ availability: null }))
    expect(wordsOf(card)).not.toContain('You are')
    expect(verbs(card)).not.toContain('set_availability')
  })

  it('shows figures, and whether the channels work and since when they do not', () => {
    const words = wordsOf(renderStatus(aStatus()))
    for (const part of [
      '1,204',
      'Support Hotline · WhatsApp: works',
      'Bestellannahme · Phone: does not work since 12:57',
    ])
      expect(words).toContain(part)
    expect(words).toContain('No channel is connected yet.')
  })

  it('names channels where a service has several of a kind', () => {
    const channel = { kind: 'whatsapp', service: 'Hotline', state: 'working', since: null } as const
    const [environment] = aStatus().environments
    const channels = [
      { ...channel, name: 'nord' },
      { ...channel, name: 'süd' },
    ]
    const words = wordsOf(renderStatus(aStatus({ environments: [{ ...environment!, channels }] })))
    expect(words).toContain('Hotline · WhatsApp (nord): works')
    expect(words).toContain('Hotline · WhatsApp (süd): works')
  })

  it('says until when quiet hours hold everything back', () => {
    const quietUntil = new Date('2026-11-21T06:00:00Z')
    expect(wordsOf(renderStatus(aStatus({ quietUntil })))).toContain('Quiet hours until Sat 07:00')
  })
})

describe('preferences', () => {
  const inputsOf = (card: Parameters<typeof walk>[0]) =>
    Object.fromEntries(walk(card).inputs.map((input) => [input.id, input.value] as const))

  it('show what is chosen', () => {
    expect(inputsOf(renderPreferences(aPreferences()))).toEqual({
      kinds: 'waiting,assigned,answered,failed',
      services: 'all',
      quiet: 'true',
      from: '20:00',
      to: '07:00',
    })
  })

  it('leave services out that are no more, and propose usual quiet hours', () => {
    const { preferences } = aPreferences()
    const card = renderPreferences(
      aPreferences({ preferences: { ...preferences, serviceIds: [idOf(5), idOf(99)], quietHours: null } }),
    )
    expect(inputsOf(card)).toMatchObject({ services: idOf(5), quiet: 'false', from: '20:00', to: '07:00' })
  })

  it('never lose a chosen service for want of room', () => {
    const { preferences } = aPreferences()
    const services = Array.from({ length: 500 }, (_, index) => ({
      id: idOf(index),
      name: `Service ${index}`,
      environment: 'Muster GmbH',
    }))
    const serviceIds = [idOf(499), idOf(498)]
    const card = renderPreferences(aPreferences({ services, preferences: { ...preferences, serviceIds } }))
    expect(inputsOf(card)['services']).toBe(serviceIds.join(','))
    expect(wordsOf(card)).toContain('Further services can be chosen in the inbox.')
  })

  it('say by whose clocks quiet hours go', () => {
    expect(wordsOf(renderPreferences(aPreferences()))).toContain('Times of Europe/Berlin')
  })
})

describe('connecting a channel', () => {
  it('offers each environment as a whole, and its services where it has several', () => {
    const choice = walk(renderConnect(aConnect())).inputs[0]
    expect(choice).toMatchObject({
      id: 'queues',
      choices: [
        { title: 'Muster GmbH: all services', value: idOf(8) },
        { title: 'Muster GmbH: Support Hotline', value: `${idOf(8)}:${idOf(4)}` },
        { title: 'Muster GmbH: Bestellannahme', value: `${idOf(8)}:${idOf(5)}` },
        { title: 'Zweigstelle Süd: all services', value: idOf(9) },
      ],
    })
  })

  it('says that they must be of one environment where there are several', () => {
    expect(wordsOf(renderConnect(aConnect()))).toContain('from one environment only')
    const [queue] = aConnect().queues
    expect(wordsOf(renderConnect(aConnect({ queues: [queue!] })))).not.toContain('from one environment only')
  })

  it('shows what is connected, offers to change it, and to disconnect whatever is filled in', () => {
    const card = renderConnect(aConnect({ connected }))
    expect(wordsOf(card)).toContain('Waiting chats of Muster GmbH: Support Hotline')
    expect(wordsOf(card)).toContain('Connected by Anna Lindqvist, Tue 19:52')
    expect(walk(card).inputs[0]).toMatchObject({ value: `${idOf(8)}:${idOf(4)}` })
    expect(card.actions?.[1]).toMatchObject({
      verb: 'disconnect',
      style: 'destructive',
      associatedInputs: 'none',
    })
  })

  it('says so to people who may connect nothing', () => {
    const card = renderConnect(aConnect({ queues: [] }))
    expect(wordsOf(card)).toContain('There is nothing that you could connect.')
    expect(titles(card)).toEqual([])
  })
})

describe('the form for the values of a template', () => {
  const form = {
    locale: 'en',
    conversation: { id: idOf(1), number: 1042, title: 'Jonas Keller' },
    cardId: idOf(2),
    version: 3,
    template: templates[0]!,
    link,
  } as const

  it('asks for each value under its place, with the example beside it', () => {
    expect(walk(renderTemplateForm(form)).inputs).toMatchObject([
      { id: 'value.body.1', label: 'Text {{1}}', placeholder: 'For example Frau Weber', isRequired: true },
      { id: 'value.body.2', label: 'Text {{2}}', placeholder: 'For example 4711', isRequired: true },
    ])
  })

  it('knows headers, buttons, names, and places without a part of the template', () => {
    expect(['1', 'body.1', 'header.name', 'buttons.0'].map(valueId)).toEqual([
      'value.body.1',
      'value.body.1',
      'value.header.name',
      'value.buttons.0',
    ])
    const values = [
      { key: 'header.order', example: null },
      { key: 'buttons.0', example: null },
    ]
    const card = renderTemplateForm({ ...form, template: { ...form.template, values } })
    expect(walk(card).inputs.map(({ label }) => label)).toEqual(['Header {{order}}', 'Button 1'])
  })

  it('shows the text with its places, keeps what was filled in, and goes back without any of it', () => {
    const card = renderTemplateForm({ ...form, given: { 'value.body.1': 'Jonas' }, faulty: true })
    expect(wordsOf(card)).toContain('Guten Tag {{1}}, zu Ihrer Bestellung {{2}} gibt es Neuigkeiten.')
    expect(walk(card).inputs[0]).toMatchObject({ value: 'Jonas' })
    expect(wordsOf(card)).toContain('Please check what you filled in.')
    expect(card.actions).toMatchObject([
      { verb: 'send_template', data: { template: 'order_update\nde', version: 3 } },
      { verb: 'refresh', associatedInputs: 'none' },
      { type: 'Action.OpenUrl' },
    ])
  })
})

describe('greetings and help', () => {
  it('tell members what they can do, and strangers how to get in', () => {
    const known = renderWelcome({ locale: 'en', place: 'personal', person: { name: 'Anna' }, link })
    expect(wordsOf(known)).toContain('Hello Anna!')
    expect(verbs(known)).toEqual(['show_list', 'show_notifications', 'show_help'])
    const unknown = renderWelcome({ locale: 'en', place: 'personal', person: null, link })
    expect(wordsOf(unknown)).toContain('ask for access')
    expect(titles(unknown)).toEqual(['Open the inbox'])
  })

  it('tell a channel how to connect it, and offer nothing personal there', () => {
    const words = wordsOf(renderWelcome({ locale: 'en', place: 'channel', person: null, link }))
    expect(words).toContain('“connect channel”')
    const help = renderHelp({ locale: 'en', place: 'channel', link })
    expect(wordsOf(help)).not.toContain('assigned to you')
    expect(verbs(help)).toEqual(['show_list'])
  })

  it('tell guests something else than strangers', () => {
    expect(wordsOf(renderStranger({ locale: 'en', link }))).toContain('known by your Microsoft account')
    expect(wordsOf(renderStranger({ locale: 'en', link, reason: 'guest' }))).toContain(
      'as it does for guests',
    )
  })
})

describe('a notice', () => {
  it('is one sentence in its colour, with buttons that ask or open', () => {
    const card = renderNotice({
      locale: 'en',
      text: 'Saved.',
      tone: 'good',
      buttons: [
        { title: 'Help', request: { verb: 'show_help' } },
        { title: 'Open', url: link },
        { title: 'Bad', url: 'file:///etc/passwd' },
      ],
    })
    expect(card.body).toMatchObject([{ type: 'TextBlock', text: 'Saved.', color: 'good' }])
    expect(titles(card)).toEqual(['Help', 'Open'])
  })
})

describe('the message extension', () => {
  it('shows whoever searches what they may see, without anything that could be read as HTML', () => {
    const preview = renderSearchResult(
      { ...hit, title: 'Jonas <b>Keller</b>', lastText: '<img src=x onerror=alert(1)>' },
      { locale: 'en', timeZone: 'Europe/Berlin', now },
    )
    expect(preview.subtitle).toBe('#1042 · Support Hotline · waiting since 14:23 · with Anna Lindqvist')
    expect(JSON.stringify(preview)).not.toMatch(/[<>]/)
  })

  it.each(locales)('inserts a card in %s that says nothing about the customer', (locale) => {
    const card = renderInsertedCard(hit, locale)
    const said = JSON.stringify(card)
    for (const secret of [hit.title, hit.lastText, hit.assignee]) expect(said).not.toContain(secret)
    expect(wordsOf(card)).toContain('1042')
    expect(wordsOf(card)).toContain('Support Hotline')
    expect(card.actions).toMatchObject([{ type: 'Action.OpenUrl', url: link }])
  })

  it('says what to try when nothing is found', () => {
    expect(renderNothingFound('en').text).toContain('Try part of the name')
  })
})
