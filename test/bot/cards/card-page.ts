import { createRequire } from 'node:module'
import type * as AdaptiveCardsModule from 'adaptivecards'
import type { Browser, Page } from 'playwright-core'
import type { AdaptiveCard } from '../../../bot/cards/adaptive-card.ts'
import { hostConfig, styleSheet, type Theme } from './teams-look.ts'

const fileOf = createRequire(import.meta.url).resolve

/** What became of one card, or of one of its unfolded parts. */
export interface Drawn {
  name: string
  /** What the renderer has to complain about. */
  faults: string[]
  /** Texts of what is cut off or sticks out. */
  overflowing: string[]
  /** Elements that only Markdown makes. */
  marks: string[]
  text: string
}

interface MarkdownNode {
  type: string
  value?: string
  children?: MarkdownNode[]
}

/** What the scripts of the page provide. */
interface CardWindow {
  AdaptiveCards: typeof AdaptiveCardsModule
  prettierPlugins: { markdown: { parsers: { markdown: { parse: (text: string) => MarkdownNode } } } }
}

/** A page with the official renderer, and CommonMark with bare links for its texts: more than any client of Teams reads. */
export async function openCardPage(browser: Browser, theme: Theme, width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  await page.setContent(
    `<!doctype html><html lang="en"><head><title>Cards</title><style>${styleSheet(theme)}</style></head><body><main></main></body></html>`,
  )
  await page.addScriptTag({ path: fileOf('adaptivecards/dist/adaptivecards.js') })
  await page.addScriptTag({ path: fileOf('prettier/plugins/markdown') })
  await page.addScriptTag({ path: fileOf('axe-core') })
  // What compiles this file may name functions by a function of its own, which the page does not know.
  await page.evaluate('globalThis.__name ??= (named) => named')
  await page.evaluate(readMarkdown)
  return page
}

/** Draws cards below each other, each once more for every part of it that unfolds. */
export async function drawCards(
  page: Page,
  theme: Theme,
  cards: Readonly<Record<string, AdaptiveCard>>,
): Promise<Drawn[]> {
  return page.evaluate(drawAll, { cards: Object.entries(cards), config: hostConfig(theme) })
}

/** Runs in the page. */
function readMarkdown(): void {
  const { AdaptiveCards, prettierPlugins } = window as unknown as CardWindow
  const marks: Record<string, string> = {
    emphasis: 'em',
    strong: 'strong',
    link: 'a',
    linkReference: 'a',
    delete: 'del',
  }
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const html = ({ type, value = '', children = [] }: MarkdownNode): string => {
    const inner = children.map(html).join('')
    if (type === 'root') return inner
    if (type === 'paragraph') return `<p>${inner}</p>`
    if (type === 'text' || type === 'sentence' || type === 'word' || type === 'whitespace')
      return inner + escaped(value)
    if (type === 'html') return value
    return `<${marks[type] ?? 'mark'}>${inner}${escaped(value)}</${marks[type] ?? 'mark'}>`
  }
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = html(prettierPlugins.markdown.parsers.markdown.parse(text))
    result.didProcess = true
  }
}

/** Runs in the page. */
function drawAll({ cards, config }: { cards: [string, AdaptiveCard][]; config: object }): Drawn[] {
  const { AdaptiveCards } = window as unknown as CardWindow
  const main = document.querySelector('main')
  main?.replaceChildren()

  const draw = (name: string, json: AdaptiveCard, unfold: number | null) => {
    const card = new AdaptiveCards.AdaptiveCard()
    card.hostConfig = new AdaptiveCards.HostConfig(config)
    const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5)
    card.parse(json, context)
    const events = card.validateProperties().validationEvents
    for (let index = 0; index < context.eventCount; index++) events.push(context.getEventAt(index))
    // The renderer checks languages with a global expression, which refuses every other card.
    const faults = events
      .map(({ message }) => message)
      .filter((message) => !message.endsWith('property "lang".'))
    const frame = document.createElement('section')
    frame.className = 'card'
    frame.setAttribute('aria-label', name)
    const drawn = card.render()
    if (drawn !== undefined) frame.append(drawn)
    main?.append(frame)
    if (unfold !== null) {
      const buttons = [...frame.querySelectorAll<HTMLElement>('.ac-pushButton.expandable')]
      buttons[unfold]?.click()
    }
    return { name, faults, frame }
  }

  const overflowing = (frame: HTMLElement): string[] => {
    const edge = frame.getBoundingClientRect().right
    const texts = '.ac-textBlock, .ac-textBlock *, .ac-richTextBlock, .ac-pushButton, .ac-pushButton *, label'
    return [...frame.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        const tooWide = element.matches(texts) && element.scrollWidth > element.clientWidth + 1
        // The width of what stands within a line is no width of its own.
        const cut = tooWide && getComputedStyle(element).display !== 'inline'
        return cut || (element.tagName !== 'OPTION' && element.getBoundingClientRect().right > edge + 1)
      })
      .map((element) => `${element.className}: ${element.innerText.slice(0, 60)}`)
  }

  const marksIn = (frame: HTMLElement): string[] =>
    [...frame.querySelectorAll('a, b, i, em, strong, ul, ol, li, h1, h2, code, pre, img, del, mark, at')].map(
      (element) => element.outerHTML.slice(0, 120),
    )

  const frames = cards.flatMap(([name, json]) => {
    const unfolding = (json.actions ?? []).filter(({ type }) => type === 'Action.ShowCard')
    return [
      draw(name, json, null),
      ...unfolding.map(({ title }, index) => draw(`${name}, ${title}`, json, index)),
    ]
  })
  // Measured only once everything stands, so that the page is laid out once.
  return frames.map(({ name, faults, frame }) => ({
    name,
    faults,
    overflowing: overflowing(frame),
    marks: marksIn(frame),
    text: frame.innerText,
  }))
}
