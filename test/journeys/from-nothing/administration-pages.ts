import type { Page } from 'playwright-core'
import { chooseFrom, form } from './form.ts'
import { CUSTOMER, SERVICE } from './people.ts'

/** Creates the customer; its page is open afterwards. */
export async function createAccount(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Administration' }).click()
  await page.getByRole('heading', { name: 'No customers yet' }).waitFor()
  await page.getByRole('button', { name: 'Create account' }).first().click()
  const dialog = form(page, 'Create an account')
  await dialog.getByRole('textbox', { name: 'Customer’s name' }).fill(CUSTOMER)
  await dialog.getByRole('textbox', { name: /^Reference/ }).fill('K-4711')
  await chooseFrom(page, dialog.getByRole('combobox', { name: 'Country' }), 'Germany')
  await dialog.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: CUSTOMER, level: 1 }).waitFor()
}

/** Books what the service is made from. */
export async function bookService(page: Page): Promise<void> {
  const orders = page.getByRole('button', { name: `Orders of ${CUSTOMER}` })
  if ((await orders.getAttribute('aria-expanded')) !== 'true') await orders.click()
  await page.getByRole('button', { name: `Book something for ${CUSTOMER}` }).click()
  const dialog = form(page, `Book for ${CUSTOMER}`)
  await dialog.getByRole('combobox', { name: 'Product' }).selectOption({ label: 'WhatsApp Deflector' })
  await dialog.getByRole('textbox', { name: 'Extension' }).fill('500')
  await dialog.getByRole('textbox', { name: /^Name/ }).fill(SERVICE)
  await dialog.getByRole('textbox', { name: /^Order number/ }).fill('A-1')
  await dialog.getByRole('button', { name: 'Book', exact: true }).click()
  const booked = page.getByRole('list', { name: `Orders of ${CUSTOMER}` }).getByRole('listitem')
  await booked.getByText('Not set up yet').waitFor()
}

/** From now on everybody who works for the customer needs a second factor. */
export async function demandTwoFactor(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Demand a second factor' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  // On the bar, and said to screen readers.
  await page.getByText('Saved.', { exact: true }).first().waitFor()
}

/** Opens the customer's environment. */
export async function openStudio(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Open ${CUSTOMER} in Studio` }).click()
}
