import type { Locator, Page } from 'playwright-core'
import { LINE, NUMBER } from '../../support/world.ts'
import { chooseFrom, form } from './form.ts'
import { AGENT, CUSTOMER, SERVICE, WELCOME } from './people.ts'

/** Makes the service that was booked, in German before English; its page is open afterwards. */
export async function createService(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create service' }).first().click()
  const dialog = form(page, 'Create a service')
  await dialog.getByRole('combobox', { name: 'Order' }).click()
  await page.getByRole('option', { name: `${SERVICE} · Extension 500` }).click()
  const name = dialog.getByRole('textbox', { name: 'Name' })
  if ((await name.inputValue()) !== SERVICE) throw new Error('the order does not name the service')
  await dialog.getByRole('button', { name: 'Add language' }).click()
  await page.getByRole('menuitem', { name: 'German' }).click()
  await dialog.getByRole('button', { name: 'Move German up' }).click()
  await chooseFrom(page, dialog.getByRole('combobox', { name: 'Country' }), 'Germany')
  await dialog.getByRole('button', { name: 'Create service' }).click()
  await section(page, 'Overview').waitFor()
}

/** A part of the service's settings. */
function section(page: Page, name: string): Locator {
  const nav = page.getByRole('navigation', { name: `Settings of ${SERVICE}` })
  return nav.getByRole('link', { name: new RegExp(`^${name}`) })
}

/** Connects both numbers at the platforms' own addresses; answers with what is to be entered there. */
export async function connectChannels(page: Page): Promise<{ whatsapp: string; voice: string }> {
  await section(page, 'Channels').click()
  const whatsapp = await connect(page, {
    what: 'Connect WhatsApp number',
    provider: null,
    number: '+49 30 1234567',
    values: {
      'Phone number': '030 1234567',
      'Phone number ID': NUMBER.phoneNumberId,
      'WhatsApp Business account ID': NUMBER.wabaId,
      'Access token': NUMBER.accessToken,
      'App secret': NUMBER.appSecret,
      'Verify token': NUMBER.verifyToken,
    },
  })
  const voice = await connect(page, {
    what: 'Connect phone line',
    provider: 'Twilio Programmable Voice',
    number: '+49 30 23125000',
    values: {
      'Phone number': LINE.phoneNumber,
      'Account SID': LINE.accountSid,
      'Auth token': LINE.authToken,
    },
  })
  return { whatsapp, voice }
}

interface Connection {
  what: string
  /** `null`: there is one only. */
  provider: string | null
  /** As it is shown. */
  number: string
  values: Record<string, string>
}

/** The webhook's address, after the platform has said that the access data work. */
async function connect(page: Page, { what, provider, number, values }: Connection): Promise<string> {
  await page.getByRole('button', { name: what }).click()
  const dialog = form(page, what)
  if (provider !== null) await dialog.getByRole('radio', { name: provider }).check()
  for (const [name, value] of Object.entries(values)) {
    await dialog.getByRole('textbox', { name, exact: true }).fill(value)
  }
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  const card = page.getByRole('article', { name: number })
  await card.getByRole('button', { name: `Test ${number}` }).click()
  await card.getByText('The access data work.').waitFor()
  const address = await card.locator('code').first().textContent()
  return address ?? ''
}

/** Writes the welcome, chooses the invitation, and puts both live. */
export async function publishContent(page: Page): Promise<void> {
  await section(page, 'Content').click()
  await page.getByRole('tab', { name: 'German', selected: true }).waitFor()
  await page.getByRole('textbox', { name: 'Welcome' }).fill(WELCOME)
  // With something unsaved: the templates of a number that was just connected come by themselves.
  await section(page, 'WhatsApp invitation').click()
  await page.getByRole('radio', { name: /^callover_invitation/ }).check({ timeout: 60_000 })
  await save(page)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByText('Live', { exact: true }).waitFor()
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved, not live yet').waitFor()
}

/** Invites the agent; answers with the link that is shown where no mail can be sent. */
export async function inviteAgent(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'All services' }).click()
  await page.getByRole('article').or(page.getByRole('listitem')).getByText('Ready', { exact: true }).waitFor()
  await page.getByRole('navigation', { name: 'Environment' }).getByRole('link', { name: 'Members' }).click()
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = form(page, `Invite to ${CUSTOMER}`)
  await dialog.getByRole('textbox', { name: 'Business e-mail address' }).fill(AGENT.email)
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  const shown = form(page, 'Pass this link on')
  const link = await shown.locator('code').textContent()
  await shown.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByText(AGENT.email).first().waitFor()
  return link ?? ''
}
