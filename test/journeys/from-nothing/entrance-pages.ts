import type { Page } from 'playwright-core'
import { createAuthenticator, type Authenticator } from './authenticator.ts'
import { AGENCY, AGENT, CUSTOMER, PARTNER } from './people.ts'

/** Follows the link from the log, where the sign-in page says it is, and becomes the first partner admin. */
export async function setServerUp(page: Page, link: string): Promise<void> {
  await page.goto(new URL(link).origin)
  await page.getByText('Callover is not set up yet').first().waitFor()
  await page.goto(link)
  await page.getByRole('heading', { name: 'Set Callover up' }).waitFor()
  await page.getByRole('textbox', { name: 'Name of your agency' }).fill(AGENCY)
  await page.getByRole('textbox', { name: 'Your name' }).fill(PARTNER.name)
  await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(PARTNER.email)
  await page.getByRole('textbox', { name: 'Choose a password' }).fill(PARTNER.password)
  await page.getByRole('button', { name: 'Set up and sign in' }).click()
  await page.getByRole('navigation', { name: 'Areas' }).waitFor()
}

/** The link that somebody has used says so to whoever finds it afterwards. */
export async function findLinkSpent(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('heading', { name: 'This link is no longer valid' }).waitFor()
}

/** Follows the invitation that was passed on, with a name and a password of one's own. */
export async function acceptInvitation(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('heading', { name: `Welcome to ${CUSTOMER}` }).waitFor()
  await page.getByText(AGENT.email).first().waitFor()
  await page.getByRole('textbox', { name: 'Your name' }).fill(AGENT.name)
  await page.getByRole('textbox', { name: 'Choose a password' }).fill(AGENT.password)
  await page.getByRole('button', { name: 'Accept invitation' }).click()
}

/** Sets up the second factor that stands before everything else, with the key that is shown, and stores the codes. */
export async function setUpTwoFactor(page: Page): Promise<Authenticator> {
  await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
  const secret = await page.getByLabel('Key', { exact: true }).textContent()
  const authenticator = createAuthenticator(secret ?? '')
  await page.getByRole('textbox', { name: 'Six-digit code' }).fill(await authenticator.code())
  await page.getByRole('heading', { name: 'Store your recovery codes' }).waitFor()
  await page.getByRole('checkbox', { name: 'I have stored the codes' }).check()
  await page.getByRole('button', { name: 'Go on to Callover' }).click()
  return authenticator
}

/** With the password and a code, on a device that knows nobody. */
export async function signIn(page: Page, url: string, authenticator: Authenticator): Promise<void> {
  await page.goto(url)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(AGENT.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(AGENT.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('textbox', { name: 'Six-digit code' }).fill(await authenticator.code())
}
