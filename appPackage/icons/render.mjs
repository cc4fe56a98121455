// Draws ../color.png and ../outline.png from the drawings beside this file: node appPackage/icons/render.mjs
// Chromium is taken from CHROMIUM_PATH or its usual place.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const ICONS = [
  { name: 'color', size: 192 },
  { name: 'outline', size: 32 },
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--force-color-profile=srgb'],
})
try {
  for (const { name, size } of ICONS) {
    const drawing = await readFile(new URL(`${name}.svg`, import.meta.url), 'utf8')
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`)
    const path = fileURLToPath(new URL(`../${name}.png`, import.meta.url))
    await page.screenshot({ path, omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
}
