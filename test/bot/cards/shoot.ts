/*
 * Takes a picture of cards with made-up data, as the official renderer draws them:
 * `npx tsx test/bot/cards/shoot.ts <picture.png> [pattern of names] [language] [light|dark|contrast] [width]`.
 */
import { launchBrowser } from '../../support/browser.ts'
import { locale as localeSchema } from '../../../server/contract/member.ts'
import { drawCards, openCardPage } from './card-page.ts'
import { everyCard } from './gallery.ts'
import { themes } from './teams-look.ts'

const [picture, pattern = '', language = 'en', look = 'light', width = '600'] = process.argv.slice(2)
const locale = localeSchema.parse(language)
const theme = themes.find((known) => known === look)
if (picture === undefined || theme === undefined) throw new Error('name a picture, and a theme that there is')

const cards = Object.entries(everyCard(locale)).filter(([name]) => new RegExp(pattern).test(name))
const browser = await launchBrowser()
const page = await openCardPage(browser, theme, Number(width))
for (const { name, faults, overflowing } of await drawCards(page, theme, Object.fromEntries(cards)))
  if (faults.length + overflowing.length > 0) console.log(name, faults, overflowing)
await page.screenshot({ path: picture, fullPage: true })
await browser.close()
