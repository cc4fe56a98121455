import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

/**
 * Takes pictures of the gallery: `npx tsx test/tab/conversation/gallery/shoot.ts <folder> [scene,…] [width,…] [theme,…] [language]`
 * while Vite serves it on port 5287.
 */
const [folder = '.data/shots', scenes = 'plenty', widths = '900', themes = 'light', language = 'de'] =
  process.argv.slice(2)
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
})
mkdirSync(folder, { recursive: true })
for (const theme of themes.split(',')) {
  for (const width of widths.split(',').map(Number)) {
    const page = await browser.newPage({
      viewport: { width, height: Number(process.env['HEIGHT'] ?? (width < 500 ? 720 : 800)) },
    })
    page.on('pageerror', (error) => console.error('page error:', error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') console.error('console:', message.text())
    })
    for (const scene of scenes.split(',')) {
      await page.goto(`http://127.0.0.1:5287/?scene=${scene}&theme=${theme}&lang=${language}`)
      await page.waitForSelector('[role=log]')
      await page.waitForTimeout(500)
      await page.screenshot({ path: `${folder}/${scene}-${width}-${theme}.png` })
      await page.evaluate(() => localStorage.clear())
    }
    await page.close()
  }
}
await browser.close()
