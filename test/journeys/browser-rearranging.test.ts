import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type RunningServer } from '../../server/context.ts'
import { hasNoChromium, launchBrowser } from '../support/browser.ts'
import { buildTab } from '../support/built-tab.ts'
import { databaseFor, dropDatabase, testConfig } from '../support/world.ts'

const PATIENCE_MS = 60_000

describe.skipIf(hasNoChromium())('two agents put conversations in order', { timeout: 240_000 }, () => {
  let server: RunningServer
  let browser: Browser
  let dataDir: string
  let tab: Awaited<ReturnType<typeof buildTab>>
  const database = databaseFor()
  const faults: string[] = []

  beforeAll(async () => {
    tab = await buildTab()
    dataDir = await mkdtemp(join(tmpdir(), 'callover-rearranging-'))
    server = await startServer(testConfig(dataDir, { demo: true, mongodbUri: database }), {
      tabDir: tab.dir,
      durability: 'process',
    })
    await server.simulator?.idle(PATIENCE_MS)
    browser = await launchBrowser()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await tab?.remove()
    if (database !== null) await dropDatabase(database)
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true })
  })

  /** Somebody at a desk of their own, with the conversation with Jonas Keller open. */
  async function sitDown(name: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
    context.setDefaultTimeout(PATIENCE_MS)
    context.on('weberror', (error) => faults.push(error.error().message))
    const page = await context.newPage()
    await page.goto(server.url)
    await page.getByRole('button', { name: new RegExp(name) }).click()
    await page.locator('[data-conversation]', { hasText: 'Jonas Keller' }).click()
    await articles(page).first().waitFor()
    return page
  }

  const articles = (page: Page) => page.getByRole('log').getByRole('article')
  const chip = (page: Page, label: string) => page.getByRole('button', { name: `Remove the label ${label}` })
  const gone = { state: 'hidden' } as const

  it('labels, filters, takes messages apart and together again, each live on the other screen (OMNI-SPLIT-02, OMNI-MERGE-01)', async () => {
    const anna = await sitDown('Anna')
    const luca = await sitDown('Luca')

    // By keys alone: a label that nobody has used yet.
    await anna.keyboard.press('l')
    await anna.getByRole('combobox', { name: 'Labels of Jonas Keller' }).fill('Billing')
    await anna.keyboard.press('Enter')
    await anna.getByRole('option', { name: 'Billing', selected: true }).waitFor()
    await anna.keyboard.press('Escape')
    await chip(luca, 'Billing').waitFor()

    // The other one finds it by the label, and sees it leave the list when the label goes.
    await luca.getByRole('button', { name: 'Filter by label' }).click()
    await luca.getByRole('menuitemradio', { name: 'Billing' }).click()
    await luca.locator('[data-conversation]', { hasText: 'Maria Berger' }).waitFor(gone)
    await expect.poll(() => luca.locator('[data-conversation]').count(), { timeout: PATIENCE_MS }).toBe(1)
    await luca.mouse.move(900, 400)
    await chip(anna, 'Billing').click()
    await luca.getByText('Nothing here has the label “Billing”').waitFor()
    await anna
      .getByRole('button', { name: 'Undo' })
      .or(anna.getByText('Undo', { exact: true }))
      .last()
      .click()
    await luca.locator('[data-conversation]', { hasText: 'Jonas Keller' }).waitFor()
    await luca.getByRole('button', { name: 'Remove the filter “Billing”' }).click()

    // The last message becomes a matter of its own.
    const count = await articles(anna).count()
    await articles(anna).last().focus()
    await anna.keyboard.press('x')
    await anna.getByText('1 message selected').waitFor()
    await anna.getByRole('button', { name: 'Move to a new conversation' }).click()
    await anna.getByRole('alertdialog').getByRole('button', { name: 'Move', exact: true }).click()
    await expect.poll(() => articles(anna).count(), { timeout: PATIENCE_MS }).toBe(1)
    await expect.poll(() => articles(luca).count(), { timeout: PATIENCE_MS }).toBe(count - 1)
    await luca.getByText('Paused', { exact: true }).first().waitFor()

    // And one matter again; whoever is still in the other one is told where it went.
    await anna.getByRole('button', { name: 'Merge …' }).click()
    const dialog = anna.getByRole('dialog')
    await dialog.getByRole('checkbox').first().check()
    await dialog.getByText(/All messages of #\d+ move to #\d+/).waitFor()
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect.poll(() => articles(anna).count(), { timeout: PATIENCE_MS }).toBe(count)
    await chip(anna, 'Billing').waitFor()
    await luca.getByRole('button', { name: 'Open that conversation' }).click()
    await expect.poll(() => articles(luca).count(), { timeout: PATIENCE_MS }).toBe(count)

    // Everything is also found by typing what it is.
    await anna.keyboard.press('Control+k')
    await anna.getByRole('combobox', { name: 'Commands' }).fill('assign to me')
    await anna.keyboard.press('Enter')
    await luca.getByText('Anna Krüger took the conversation').waitFor()
    expect(faults).toEqual([])
  })
})
