import type { AxeResults, RunOptions } from 'axe-core'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  adaptiveCard,
  heading,
  multiChoiceInput,
  richText,
  textBlock,
} from '../../../bot/cards/adaptive-card.ts'
import { renderCard } from '../../../bot/cards/render.ts'
import { hasNoChromium, launchBrowser } from '../../support/browser.ts'
import { drawCards, openCardPage } from './card-page.ts'
import { aCardOf, conversationKinds, everyCard, locales, otherCards } from './gallery.ts'
import { nastyText } from './nasty-text.ts'
import { themes } from './teams-look.ts'

/** What the page around the cards, or the renderer itself, is to blame for. */
const NOT_OURS: RunOptions = {
  rules: {
    // Cards stand in a chat, which has its own landmarks and headings.
    region: { enabled: false },
    'page-has-heading-one': { enabled: false },
    'landmark-one-main': { enabled: false },
    'heading-order': { enabled: false },
  },
}

/** Themes differ in their colours alone. */
const COLORS_ONLY: RunOptions = { runOnly: ['color-contrast'] }

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const found = await page.evaluate(
    (how) =>
      (
        window as unknown as { axe: { run: (where: Document, options: RunOptions) => Promise<AxeResults> } }
      ).axe.run(document, how),
    options,
  )
  // Nothing found is worth something only if something was looked at.
  expect(found.passes.length).toBeGreaterThan(0)
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)}`),
  )
}

/** One of each kind of card, as it is at first. */
function oneOfEach(locale: (typeof locales)[number]) {
  return {
    ...Object.fromEntries(conversationKinds.map((kind) => [kind, renderCard(aCardOf(kind, locale))])),
    ...otherCards(locale),
  }
}

describe.skipIf(hasNoChromium())('cards as the official renderer draws them', { timeout: 90_000 }, () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
  })

  it.each([320, 600])('fit into %i pixels in every state, unfolded as well', async (width) => {
    const page = await openCardPage(browser, 'light', width)
    for (const locale of locales) {
      // Words are longest in German; what is long in another language is found by one card of each kind.
      const cards = locale === 'de' ? everyCard(locale) : oneOfEach(locale)
      for (const { name, faults, overflowing, text } of await drawCards(page, 'light', cards)) {
        expect(faults, `${locale}: ${name}`).toEqual([])
        expect(overflowing, `${locale}: ${name}`).toEqual([])
        expect(text.trim(), `${locale}: ${name}`).not.toBe('')
      }
    }
    await page.close()
  })

  it.each(themes)('are accessible in the %s theme, unfolded as well', async (theme) => {
    const page = await openCardPage(browser, theme, 600)
    await drawCards(page, theme, oneOfEach('de'))
    expect(await violations(page, theme === 'light' ? NOT_OURS : COLORS_ONLY)).toEqual([])
    await page.close()
  })

  it('show letter by letter what people wrote: no link, no emphasis, no mention, no function', async () => {
    const page = await openCardPage(browser, 'light', 600)
    const written = fc.sample(nastyText(), { numRuns: 250, seed: 42 }).filter((text) => text.trim() !== '')
    const cards = written.map((text, index) => [
      String(index),
      adaptiveCard({
        body: [
          heading(`x ${text}`),
          textBlock(text),
          richText([text]),
          multiChoiceInput({ id: 'x', label: 'x', choices: [{ title: `x ${text}`, value: 'x' }] }),
        ],
        summary: 'x',
        lang: 'en',
      }),
    ])
    // Long words may go on in the next line: the only thing that is added.
    const flat = (text: string): string => text.replaceAll('\u200B', '').replaceAll(/\s+/g, ' ').trim()
    for (const { name, marks, text } of await drawCards(page, 'light', Object.fromEntries(cards))) {
      const was = flat(written[Number(name)] ?? '')
      expect([was, ...marks]).toEqual([was])
      expect(flat(text)).toBe(flat(`x ${was} ${was} ${was} x x ${was}`))
    }
    await page.close()
  })
})
