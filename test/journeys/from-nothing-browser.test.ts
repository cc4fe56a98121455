import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasNoChromium, launchBrowser } from '../support/browser.ts'
import { buildTab } from '../support/built-tab.ts'
import { createTwilioCaller } from '../support/voice/twilio.ts'
import { waitFor } from '../support/wait-for.ts'
import { LINE, NUMBER } from '../support/world.ts'
import {
  bookService,
  createAccount,
  demandTwoFactor,
  openStudio,
} from './from-nothing/administration-pages.ts'
import { startFromNothing, type EmptyWorld } from './from-nothing/empty-world.ts'
import {
  acceptInvitation,
  findLinkSpent,
  setServerUp,
  setUpTwoFactor,
  signIn,
} from './from-nothing/entrance-pages.ts'
import { CALLER, CUSTOMER, WELCOME } from './from-nothing/people.ts'
import { connectChannels, createService, inviteAgent, publishContent } from './from-nothing/studio-pages.ts'

const PATIENCE_MS = 240_000
const STEP_MS = 60_000

describe.skipIf(hasNoChromium())('from an empty database, in a browser', { timeout: PATIENCE_MS }, () => {
  let tab: Awaited<ReturnType<typeof buildTab>>
  let world: EmptyWorld
  let browser: Browser
  const faults: string[] = []

  beforeAll(async () => {
    tab = await buildTab()
    world = await startFromNothing({ tabDir: tab.dir })
    browser = await launchBrowser()
  }, PATIENCE_MS)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
    await tab?.remove()
  }, PATIENCE_MS)

  /** A browser of somebody's own. */
  async function browse(): Promise<Page> {
    const context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      viewport: { width: 1440, height: 900 },
    })
    context.setDefaultTimeout(STEP_MS)
    context.on('weberror', (error) => faults.push(error.error().message))
    return context.newPage()
  }

  it('a partner sets up a customer, whose first deflected call reaches the invited agent (DX-ROLE-12, DX-ORG-11, DX-ORDER-01, DX-BOT-05, DX-CH-01, DX-PUB-01, DX-MEM-02, DX-SEC-03, DX-DEFL-01)', async () => {
    const { simulator } = world.platform
    const partner = await browse()
    await setServerUp(partner, world.setUpLink)
    await createAccount(partner)
    await bookService(partner)
    await demandTwoFactor(partner)
    await openStudio(partner)
    // It is the customer's demand on everybody, the partner included.
    await setUpTwoFactor(partner)
    await createService(partner)
    world.enterWebhooks(await connectChannels(partner))
    await waitFor(
      'the platform has verified the webhook',
      () => simulator.verification(NUMBER.phoneNumberId).state === 'verified',
      STEP_MS,
    )
    await publishContent(partner)
    const link = await inviteAgent(partner)

    const agent = await browse()
    await findLinkSpent(agent, world.setUpLink)
    await acceptInvitation(agent, link)
    const authenticator = await setUpTwoFactor(agent)
    await agent.getByText('No open conversations').waitFor()

    const phone = simulator.customer(CALLER.number, { name: CALLER.name })
    const caller = createTwilioCaller(simulator)
    await caller.dial({ from: CALLER.number, to: LINE.phoneNumber })
    await caller.untilListening(STEP_MS)
    expect(caller.heard().join(' ')).toContain(WELCOME)
    await caller.press('1')
    await caller.untilEnded(STEP_MS)
    const invitation = `Danke für Ihren Anruf bei ${CUSTOMER}`
    await phone.waitForMessage((message) => JSON.stringify(message).includes(invitation), STEP_MS)
    await agent.getByRole('link', { name: /171 39200177/ }).click()
    await agent.getByText('Invited to WhatsApp').first().waitFor()
    phone.sendText('Zwei Brezeln, bitte!')
    await agent.getByRole('log').getByText('Zwei Brezeln, bitte!').waitFor()
    await agent.getByRole('textbox', { name: /Reply to/ }).fill('Gerne, um acht sind sie fertig.')
    await agent.keyboard.press('Enter')
    await phone.waitForMessage((message) => JSON.stringify(message).includes('um acht'), STEP_MS)

    const elsewhere = await browse()
    await signIn(elsewhere, world.url, authenticator)
    await elsewhere.getByText(CALLER.name).first().waitFor()
    expect(faults).toEqual([])
  })
})
