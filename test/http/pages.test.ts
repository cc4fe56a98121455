import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { sendRaw } from '../support/http-server.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  mkdirSync(join(app.tabDir, 'assets'))
  writeFileSync(join(app.tabDir, 'index.html'), '<p>inbox</p>')
  writeFileSync(join(app.tabDir, 'simulator.html'), '<p>simulator</p>')
  writeFileSync(join(app.tabDir, 'favicon.svg'), '<svg/>')
  writeFileSync(join(app.tabDir, '.secret'), 'secret')
  writeFileSync(join(app.tabDir, 'assets', 'main-abc123.js'), 'run()')
})
afterAll(() => app.close())

const get = (path: string, url = app.url) => fetch(`${url}${path}`, { redirect: 'manual' })

describe('pages', () => {
  it.each(['/', '/teams/inbox', '/teams/configure'])('%s is the inbox, never from a cache', async (path) => {
    const response = await get(path)
    expect([response.status, await response.text()]).toEqual([200, '<p>inbox</p>'])
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('show the simulator in a demonstration only', async () => {
    for (const path of ['/simulator', '/simulator.html', '/simulator.HTML']) {
      expect((await get(path)).status).toBe(404)
    }
    const demo = await startApp({ demo: true, tabDir: app.tabDir })
    expect(await (await get('/simulator', demo.url)).text()).toBe('<p>simulator</p>')
    await demo.close()
  })

  it('load assets that never change and others that may', async () => {
    const asset = await get('/assets/main-abc123.js')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(asset.headers.get('content-type')).toContain('javascript')
    const icon = await get('/favicon.svg')
    expect([icon.status, icon.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  })

  it.each([
    '/.secret',
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%5cpackage.json',
    '/assets',
    '/assets/',
  ])('do not give out %s', async (path) => {
    const answer = await sendRaw(app.port, path)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.body.toString()).not.toContain('secret"')
  })

  it('say so when nothing has been built yet', async () => {
    const empty = await startApp()
    const response = await get('/', empty.url)
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('npm run build')
    await empty.close()
  })
})

describe('security headers', () => {
  function directives(response: Response): Record<string, string> {
    const policy = response.headers.get('content-security-policy') ?? ''
    return Object.fromEntries(
      policy.split(';').map((directive) => {
        const [name = '', ...values] = directive.trim().split(' ')
        return [name, values.join(' ')]
      }),
    )
  }

  it('allow scripts of ours only', async () => {
    expect(directives(await get('/'))).toEqual({
      'default-src': "'self'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' blob: data:",
      'media-src': "'self' blob:",
      'font-src': "'self' data:",
      'connect-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'self'",
    })
  })

  it('let Teams frame its pages, and nobody the others', async () => {
    const inTeams = await get('/teams/inbox')
    expect(directives(inTeams)['frame-ancestors']).toBe(
      "'self' https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft https://*.office.com https://*.microsoft365.com https://outlook.office.com https://outlook.office365.com https://outlook-sdf.office.com https://outlook-sdf.office365.com",
    )
    expect(inTeams.headers.get('x-frame-options')).toBeNull()
    for (const path of ['/', '/api/docs', '/teams', '/x/teams/inbox']) {
      const response = await get(path)
      expect(directives(response)['frame-ancestors']).toBe("'self'")
      expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    }
  })

  it('insist on encryption when the public address has it, and only then', async () => {
    const plain = await get('/')
    expect(plain.headers.get('strict-transport-security')).toBeNull()
    const encrypted = await startApp({ publicUrl: 'https://inbox.example.test' })
    const response = await get('/', encrypted.url)
    expect(response.headers.get('strict-transport-security')).toContain('max-age=')
    expect(directives(response)).toHaveProperty('upgrade-insecure-requests')
    expect(directives(response)['connect-src']).toBe("'self' wss://inbox.example.test")
    await encrypted.close()
  })
})
