import type { Locator, Page } from 'playwright-core'

/** A form in front of the page. */
export function form(page: Page, title: string): Locator {
  return page.getByRole('alertdialog', { name: title }).or(page.getByRole('dialog', { name: title }))
}

/** Finds one of many by typing its name. */
export async function chooseFrom(page: Page, box: Locator, name: string): Promise<void> {
  await box.click()
  await box.press('ControlOrMeta+a')
  await box.pressSequentially(name)
  await page.getByRole('option', { name, exact: true }).click()
}
