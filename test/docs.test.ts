import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { routes } from '../server/contract/http.ts'

const root = resolve(import.meta.dirname, '..')
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** Paths of ours that a document names in code or links to. */
function pathsIn(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8')
  const inCode = [...text.matchAll(/`((?:server|tab|test|docs|bot|appPackage|\.ci)\/[\w./-]*)`/g)].map(
    ([, path = '']) => path,
  )
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) =>
    join(dirname(document), path),
  )
  return [...inCode, ...linked]
}

describe('documents', () => {
  it.each(documents)('%s names only paths that exist', (document) => {
    expect(pathsIn(document).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('the readme names commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const named = [...readme.matchAll(/npm run (\w[\w:-]*)/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(0)
    for (const name of named) expect(Object.keys(scripts)).toContain(name)
  })

  it('every variable of the configuration is in its page', () => {
    const page = readFileSync(join(root, 'docs/configuration.md'), 'utf8')
    const source = readFileSync(join(root, 'server/config/config.ts'), 'utf8')
    const variables = [...source.matchAll(/^ {2}([A-Z][A-Z_]{3,}):/gm)].map(([, name = '']) => name)
    expect(variables).toContain('MONGODB_URI')
    for (const name of variables.filter((one) => one !== 'SMTP_URL')) expect(page).toContain(`\`${name}\``)
  })

  it('every route has a summary for the description of the API', () => {
    for (const route of Object.values(routes)) expect(route.summary.length).toBeGreaterThan(5)
  })
})
