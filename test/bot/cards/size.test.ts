import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AdaptiveCard } from '../../../bot/cards/adaptive-card.ts'
import { cardBytes, drawWithin, LONGEST_CARD_BYTES } from '../../../bot/cards/card-size.ts'
import { renderConnect } from '../../../bot/cards/connect.ts'
import { renderList } from '../../../bot/cards/list.ts'
import { renderNotice } from '../../../bot/cards/notice.ts'
import { renderPreferences } from '../../../bot/cards/preferences.ts'
import { renderCard } from '../../../bot/cards/render.ts'
import { renderReplyDialog } from '../../../bot/cards/reply-dialog.ts'
import { renderInsertedCard } from '../../../bot/cards/search.ts'
import { renderStatus } from '../../../bot/cards/status.ts'
import { renderTemplateForm } from '../../../bot/cards/template-form.ts'
import { renderWelcome } from '../../../bot/cards/welcome.ts'
import { messageKind } from '../../../server/contract/message.ts'
import { notificationKind } from '../../../server/contract/teams.ts'
import type { CardTemplate, ConversationCard } from '../../../server/domain/teams-card.ts'
import {
  aConnect,
  aConversationCard,
  aList,
  aPreferences,
  aRow,
  aServiceCard,
  aStatus,
  ben,
  closedWindow,
  hit,
  idOf,
  link,
  locales,
  now,
} from './gallery.ts'
import { bulkyText, bulkyUnits } from './nasty-text.ts'

/** What Teams takes, less what goes around a card. */
const ROOM = 36_000

/** What is written when a reply that cannot be sent is given back stands on the card as well. */
const ROOM_FOR_NOTIFICATION = 30_000

const RUNS = 40

const locale = fc.constantFrom(...locales)
const longLink = fc.constantFrom(link, `${link}&${'x'.repeat(1000)}`)

/** As long as WhatsApp lets a template's name be, and the longest of its other parts. */
const template: fc.Arbitrary<CardTemplate> = fc.record({
  name: fc.integer({ min: 1, max: 512 }).map((length) => 'a_'.repeat(length).slice(0, length)),
  language: fc.constantFrom('de', 'en_US', 'pt_BR'),
  body: bulkyText(1100),
  values: fc.array(
    fc.record({ key: fc.nat(99).map((n) => `body.${n}`), example: fc.option(bulkyText(500)) }),
    { maxLength: 40 },
  ),
})

const conversationCard: fc.Arbitrary<ConversationCard> = fc
  .record({
    kind: fc.constantFrom(...notificationKind.options),
    settled: fc.boolean(),
    locale,
    link: longLink,
    title: bulkyText(),
    service: bulkyText(),
    name: bulkyText(),
    detail: bulkyText(),
    status: fc.constantFrom('open', 'snoozed', 'paused', 'resolved'),
    open: fc.boolean(),
    assigned: fc.boolean(),
    failed: fc.boolean(),
    texts: fc.array(bulkyText(), { maxLength: 8 }),
    messageKind: fc.constantFrom(...messageKind.options),
    templates: fc.array(template, { maxLength: 60 }),
  })
  .map(({ kind, settled, link: address, title, service, name, status, ...rest }) =>
    aConversationCard({
      kind,
      settled,
      locale: rest.locale,
      link: address,
      by: name,
      conversation: {
        title,
        service,
        status,
        doneBy: name,
        assignee: rest.assigned ? { id: ben.id, name } : null,
        ...(rest.open ? {} : { window: closedWindow }),
      },
      excerpt: rest.texts.map((text) => ({
        from: 'contact',
        author: name,
        kind: rest.messageKind,
        text,
        at: now,
      })),
      failure: rest.failed ? { error: { code: 'unknown', detail: rest.detail }, text: rest.detail } : null,
      templates: rest.templates,
    }),
  )

/** With what a card becomes too large; `null` when nothing was found. */
function tooLarge<T>(
  content: fc.Arbitrary<T>,
  draw: (content: T) => AdaptiveCard,
  room = ROOM,
): string | null {
  const { failed, seed, counterexamplePath } = fc.check(
    fc.property(content, (given) => cardBytes(draw(given)) <= room),
    { numRuns: RUNS },
  )
  return failed ? `seed ${seed}, path ${counterexamplePath}` : null
}

describe('no card is larger than Teams takes, whatever people have written', () => {
  it('counts as Teams does: two bytes for each unit of UTF-16', () => {
    const card = renderNotice({ locale: 'de', text: 'Grüße 😀' })
    expect(cardBytes(card)).toBe(Buffer.byteLength(JSON.stringify(card), 'utf16le'))
    expect(LONGEST_CARD_BYTES).toBe(ROOM)
  })

  it('notifications, with room left for a reply of the greatest length', () =>
    expect(tooLarge(conversationCard, renderCard, ROOM_FOR_NOTIFICATION)).toBeNull())

  it.each(bulkyUnits)('a notification in which everything is of the greatest length: %j', (unit) => {
    const text = unit.repeat(3000)
    const sizes = locales.flatMap((language) =>
      [true, false].map((open) => {
        const content = aConversationCard({
          kind: 'assigned',
          locale: language,
          by: text,
          link: `${link}&${'x'.repeat(1000)}`,
          conversation: { title: text, service: text, ...(open ? {} : { window: closedWindow }) },
          excerpt: [1, 2, 3].map((hours) => ({
            from: 'note',
            author: `${hours}${text}`,
            kind: 'image',
            text,
            at: new Date(now.getTime() - hours * 3_600_000),
          })),
          templates: Array.from({ length: 60 }, (_, index) => ({
            name: `${'a_'.repeat(250)}${index}`,
            language: 'en_US',
            body: text,
            values: [],
          })),
        })
        return Math.max(cardBytes(renderCard(content)), cardBytes(renderReplyDialog(content).card))
      }),
    )
    expect(Math.max(...sizes)).toBeLessThanOrEqual(ROOM_FOR_NOTIFICATION)
  })

  it('reply dialogs', () =>
    expect(tooLarge(conversationCard, (content) => renderReplyDialog(content).card)).toBeNull())

  it('cards about services', () => {
    const problem = fc.record({
      code: fc.constantFrom('template_missing' as const, 'template_values_missing' as const),
      detail: bulkyText(),
      blocking: fc.boolean(),
    })
    const content = fc.record({ name: bulkyText(), problems: fc.array(problem, { maxLength: 40 }), locale })
    expect(
      tooLarge(content, ({ name, problems, locale: language }) =>
        renderCard(
          aServiceCard({ locale: language, problems, service: { id: idOf(4), name, environment: name } }),
        ),
      ),
    ).toBeNull()
  })

  it('lists', () => {
    const content = fc.record({ text: bulkyText(), locale, link: longLink, length: fc.nat(30) })
    expect(
      tooLarge(content, ({ text, locale: language, link: address, length }) =>
        renderList(
          aList({
            locale: language,
            items: Array.from({ length }, (_, index) =>
              aRow(index, {
                title: text,
                service: text,
                environment: `${text}${index}`,
                lastText: text,
                link: address,
                assignee: index % 2 === 0 ? null : { id: ben.id, name: text },
              }),
            ),
            total: length,
            link: address,
          }),
        ),
      ),
    ).toBeNull()
  })

  it('the status', () => {
    const content = fc.record({ text: bulkyText(), locale, environments: fc.nat(40), channels: fc.nat(30) })
    expect(
      tooLarge(content, ({ text, locale: language, environments, channels }) =>
        renderStatus(
          aStatus({
            locale: language,
            environments: Array.from({ length: environments }, () => ({
              name: text,
              waiting: 1e9,
              open: 1e9,
              mine: 1e9,
              channels: Array.from({ length: channels }, () => ({
                name: text,
                kind: 'whatsapp' as const,
                service: text,
                state: 'failing' as const,
                since: now,
              })),
            })),
          }),
        ),
      ),
    ).toBeNull()
  })

  it('preferences and connections', () => {
    const content = fc.record({ text: bulkyText(), locale, services: fc.nat(400), chosen: fc.nat(100) })
    const servicesOf = (text: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        id: idOf(index),
        name: text,
        environment: `${text}${index % 3}`,
      }))
    expect(
      tooLarge(content, ({ text, locale: language, services, chosen }) =>
        renderPreferences(
          aPreferences({
            locale: language,
            services: servicesOf(text, services),
            preferences: {
              availability: 'away',
              kinds: [...notificationKind.options],
              serviceIds: Array.from({ length: chosen }, (_, index) => idOf(index)),
              quietHours: null,
            },
          }),
        ),
      ),
    ).toBeNull()
    expect(
      tooLarge(content, ({ text, locale: language, services, chosen }) =>
        renderConnect(
          aConnect({
            locale: language,
            queues: [{ environmentId: idOf(8), environment: text, services: servicesOf(text, services) }],
            connected:
              chosen % 2 === 0
                ? null
                : {
                    environment: text,
                    environmentId: idOf(8),
                    services: servicesOf(text, chosen),
                    by: text,
                    at: now,
                  },
          }),
        ),
      ),
    ).toBeNull()
  })

  it('template forms', () => {
    expect(
      tooLarge(fc.record({ template, title: bulkyText(), locale, given: bulkyText() }), (form) =>
        renderTemplateForm({
          locale: form.locale,
          conversation: { id: idOf(1), number: 7, title: form.title },
          cardId: idOf(2),
          version: 1,
          template: form.template,
          given: Object.fromEntries(form.template.values.map(({ key }) => [`value.${key}`, form.given])),
          faulty: true,
          link,
        }),
      ),
    ).toBeNull()
  })

  it('everything else that shows a name or a sentence', () => {
    expect(
      tooLarge(fc.record({ text: bulkyText(), locale }), ({ text, locale: language }) =>
        renderNotice({ locale: language, text, buttons: [{ title: 'x', url: link }] }),
      ),
    ).toBeNull()
    expect(
      tooLarge(fc.record({ text: bulkyText(), locale }), ({ text, locale: language }) =>
        renderWelcome({ locale: language, place: 'personal', person: { name: text }, link }),
      ),
    ).toBeNull()
    expect(
      tooLarge(fc.record({ text: bulkyText(), locale }), ({ text, locale: language }) =>
        renderInsertedCard({ ...hit, service: text }, language),
      ),
    ).toBeNull()
  })

  it('leaves out no more than it has to', () => {
    const draw = (shown: number): AdaptiveCard =>
      renderNotice({ locale: 'en', text: 'x', buttons: [{ title: 'y'.repeat(shown * 100), url: link }] })
    const shown = (card: AdaptiveCard): number => (card.actions?.[0]?.title.length ?? 0) / 100
    expect(shown(drawWithin(20, draw))).toBe(20)
    const most = shown(drawWithin(1000, draw))
    expect(cardBytes(draw(most))).toBeLessThanOrEqual(ROOM)
    expect(cardBytes(draw(most + 1))).toBeGreaterThan(ROOM)
  })
})
