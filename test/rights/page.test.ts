import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { rightsPage } from './rights-page.ts'

const PAGE = new URL('../../docs/rights.md', import.meta.url)

/** How a table is padded is the formatter's business. */
const plain = (page: string): string => page.replaceAll(/ *\| */g, '|').replaceAll(/-{3,}/g, '---')

it('the page about rights says what the code does; `npm run docs:rights` writes it anew', async () => {
  expect(plain(await readFile(PAGE, 'utf8'))).toBe(plain(rightsPage()))
})
