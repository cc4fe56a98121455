import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type RunningServer } from '../../server/context.ts'
import { hasNoChromium, launchBrowser } from '../support/browser.ts'
import { buildTab } from '../support/built-tab.ts'
import { databaseFor, dropDatabase, testConfig } from '../support/world.ts'

const PATIENCE_MS = 60_000

describe.skipIf(hasNoChromium())('the whole loop in a browser', { timeout: 240_000 }, () => {
  let server: RunningServer
  let browser: Browser
  let context: BrowserContext
  let dataDir: string
  let tab: Awaited<ReturnType<typeof buildTab>>
  const database = databaseFor()
  const faults: string[] = []

  beforeAll(async () => {
    tab = await buildTab()
    dataDir = await mkdtemp(join(tmpdir(), 'callover-browser-'))
    server = await startServer(testConfig(dataDir, { demo: true, mongodbUri: database }), {
      tabDir: tab.dir,
      durability: 'process',
    })
    await server.simulator?.idle(PATIENCE_MS)
    browser = await launchBrowser()
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
    context.setDefaultTimeout(PATIENCE_MS)
    context.on('weberror', (error) => faults.push(error.error().message))
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await tab?.remove()
    if (database !== null) await dropDatabase(database)
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true })
  })

  async function signIn(name: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(server.url)
    const inbox = page.getByRole('searchbox').first()
    const offer = page.getByRole('button', { name: new RegExp(name) })
    await inbox.or(page.getByLabel('E-mail')).first().waitFor()
    // Pages of one browser share their session.
    if (!(await inbox.isVisible())) await offer.click()
    await inbox.waitFor()
    return page
  }

  it('signs in with e-mail and password, and says when they are wrong', async () => {
    const page = await context.newPage()
    await page.goto(server.url)
    await page.getByLabel('E-mail').fill('anna@example.test')
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('alert').first().waitFor()
    await page.getByRole('textbox', { name: 'Password' }).fill('callover-demo')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('searchbox').first().waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.evaluate('localStorage.clear(); sessionStorage.clear()')
    await page.close()
  })

  it('carries a message from the phone to the agent, the answer back with its ticks, and keeps the 24-hour rule (DX-WA-01, DX-WA-02, DX-INBOX-01)', async () => {
    const phone = await context.newPage()
    await phone.goto(`${server.url}/simulator`)
    await phone.getByText('Jonas Keller').first().click()
    const inbox = await signIn('Anna')

    await phone
      .getByRole('textbox', { name: /message/i })
      .first()
      .fill('Sind Sie noch da? Größe „L“ bitte.')
    await phone.keyboard.press('Enter')
    // Not by the text: an automatic answer may already have taken its place in the list.
    await inbox.getByText('Jonas Keller').first().click()
    await inbox.getByRole('log').getByText('Sind Sie noch da? Größe „L“ bitte.').waitFor()
    const editor = inbox.getByRole('textbox', { name: /Reply to/ })
    await editor.fill('Ja, wir sind für Sie da.')
    await inbox.keyboard.press('Enter')
    await phone.getByText('Ja, wir sind für Sie da.').first().waitFor()
    await inbox.getByRole('article', { name: /Ja, wir sind für Sie da\.+ (Delivered|Read)/ }).waitFor()

    await phone.getByText('+25 h').first().click()
    await inbox.getByRole('button', { name: 'Choose template' }).waitFor()
    expect(await inbox.getByRole('textbox', { name: /Reply to/ }).count()).toBe(0)
    await inbox.getByRole('button', { name: 'Choose template' }).click()
    const picker = inbox.getByRole('dialog', { name: 'Choose a template' })
    await picker.getByRole('option', { name: /Callover invitation, German/ }).click()
    await picker.getByRole('textbox', { name: /^Text/ }).fill('Muster GmbH')
    await picker.getByRole('button', { name: 'Send template' }).click()
    await phone.getByText('Danke für Ihren Anruf bei Muster GmbH.').first().waitFor()

    await phone
      .getByRole('textbox', { name: /message/i })
      .first()
      .fill('Danke!')
    await phone.keyboard.press('Enter')
    await inbox.getByRole('log').getByText('Danke!').waitFor()
    await inbox.getByRole('textbox', { name: /Reply to/ }).waitFor()
    expect(faults).toEqual([])
  })

  it('turns a phone call into a chat: rings, is asked, presses 1, answers on WhatsApp, and is answered (DX-DEFL-01, DX-DEFL-18)', async () => {
    const phone = await context.newPage()
    await phone.goto(`${server.url}/simulator`)
    await phone.getByText('Thomas Wagner').first().click()
    await phone.getByRole('button', { name: 'Phone', exact: true }).click()
    await phone.getByRole('button', { name: 'Call Muster GmbH' }).click()
    const call = phone.getByRole('log')
    await call.getByText(/automatische Assistent von Muster GmbH/).waitFor()
    await untilListening(phone)
    await phone.keyboard.press('1')
    await call.getByText(/unterwegs an die Nummer mit den Endziffern/).waitFor()
    await skipWhileTalking(phone)
    await phone.getByText('The hotline hung up.').waitFor()
    await phone.getByRole('button', { name: /New WhatsApp message from Muster GmbH/ }).click()
    await phone.getByText('Danke für Ihren Anruf bei Muster GmbH.').first().waitFor()

    const inbox = await signIn('Anna')
    await inbox.getByText('Thomas Wagner').first().click()
    await inbox.getByText('Invited to WhatsApp').first().waitFor()
    await phone
      .getByRole('textbox', { name: /message/i })
      .first()
      .fill('Es geht um meinen Vertrag.')
    await phone.keyboard.press('Enter')
    await inbox.getByRole('log').getByText('Es geht um meinen Vertrag.').waitFor()
    await inbox.getByRole('textbox', { name: /Reply to/ }).fill('Den sehe ich mir gleich an.')
    await inbox.keyboard.press('Enter')
    await phone.getByText('Den sehe ich mir gleich an.').first().waitFor()
    expect(faults).toEqual([])
  })

  /** Reading every prompt to its end would take a minute. */
  async function skipWhileTalking(phone: Page): Promise<void> {
    const skip = phone.getByRole('button', { name: 'Skip' })
    while (await skip.isVisible()) await skip.click({ timeout: 1000 }).catch(() => undefined)
  }

  async function untilListening(phone: Page): Promise<void> {
    const listening = phone.getByText('Listening to you').first()
    await phone.getByRole('button', { name: 'Skip' }).or(listening).first().waitFor()
    while (!(await listening.isVisible())) {
      await phone
        .getByRole('button', { name: 'Skip' })
        .click({ timeout: 500 })
        .catch(() => undefined)
    }
  }
})
