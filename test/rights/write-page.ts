import { writeFileSync } from 'node:fs'
import { rightsPage } from './rights-page.ts'

writeFileSync(new URL('../../docs/rights.md', import.meta.url), rightsPage())
