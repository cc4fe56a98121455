import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import { ApiClient } from '../support/api-client.ts'
import { hasNoChromium } from '../support/browser.ts'
import { buildTab } from '../support/built-tab.ts'
import { startEntra, type EntraAccount, type EntraStandIn } from '../support/entra.ts'
import { startHttpsFront, type HttpsFront } from '../support/teams-host/https-front.ts'
import {
  launchTeamsBrowser,
  openTab,
  playTeams,
  type OpenTab,
  type Sitter,
  type TabOptions,
} from '../support/teams-host/teams-host.ts'
import { waitFor } from '../support/wait-for.ts'
import { startWorld, testConfig, type World } from '../support/world.ts'

const PATIENCE_MS = 30_000
const TENANT = '11111111-2222-4333-8444-555555555555'
const CLIENT = '7a1d2d3e-4f50-4a6b-8c7d-0e1f2a3b4c5d'
const ANNA: EntraAccount = {
  objectId: 'a0000000-0000-4000-8000-000000000001',
  name: 'Anna',
  username: 'anna@example.test',
}
const STEFAN: EntraAccount = {
  objectId: 'a0000000-0000-4000-8000-000000000002',
  name: 'Stefan Fremd',
  username: 'stefan.fremd@example.test',
}
const VERA: EntraAccount = {
  objectId: 'a0000000-0000-4000-8000-000000000003',
  name: 'Vera',
  username: 'vera@example.test',
}

describe.skipIf(hasNoChromium())('the tab in Teams', { timeout: 120_000 }, () => {
  let front: HttpsFront
  let entra: EntraStandIn
  let world: World
  let browser: Browser
  let context: BrowserContext
  let tab: Awaited<ReturnType<typeof buildTab>>
  let anna: ApiClient
  const faults: string[] = []

  beforeAll(async () => {
    tab = await buildTab()
    front = await startHttpsFront()
    const credentials = { tenantId: TENANT, clientId: CLIENT, clientSecret: 'test-client-secret' }
    entra = await startEntra({
      ...credentials,
      people: [ANNA, STEFAN, VERA],
      redirectUris: [`${front.url}/auth/microsoft/callback`],
    })
    const { microsoft } = testConfig('nowhere')
    world = await startWorld({ tabDir: tab.dir }, undefined, {
      publicUrl: front.url,
      teams: {
        appId: CLIENT,
        appPassword: credentials.clientSecret,
        tenantId: TENANT,
        appType: 'SingleTenant',
      },
      microsoft: { ...microsoft, entraAuthority: entra.authority },
    })
    front.lead(world.server.port)
    anna = await world.signIn('Anna')
    browser = await launchTeamsBrowser()
  }, 120_000)

  afterEach(async () => {
    entra.refuse(null)
    await context?.close()
    const [fault] = faults.splice(0)
    if (fault !== undefined) throw new Error(`the page failed: ${fault}`)
  })

  afterAll(async () => {
    await browser?.close()
    await world?.close()
    await entra?.close()
    await front?.close()
    await tab?.remove()
  })

  async function newContext(locale = 'es-ES'): Promise<void> {
    // Inside Teams the page may not know what Teams says by asking the browser.
    context = await browser.newContext({ ignoreHTTPSErrors: true, locale })
    context.setDefaultTimeout(PATIENCE_MS)
    context.on('weberror', (error) => faults.push(error.error().message))
    await playTeams(context)
  }

  function sitter(person: EntraAccount): Sitter {
    return { account: person.username, tenantId: TENANT, token: () => entra.issueTeamsToken(person) }
  }

  /** Teams may not say who sits there before they have agreed. */
  function withoutConsent(person: EntraAccount): Sitter {
    return { ...sitter(person), token: () => Promise.reject(new Error('consent_required')) }
  }

  async function open(
    options: Partial<TabOptions> & { path?: string; browserLocale?: string } = {},
  ): Promise<OpenTab> {
    const { path = '/teams/inbox', browserLocale, ...others } = options
    await newContext(browserLocale)
    return openTab(context, { url: `${front.url}${path}`, sitter: sitter(ANNA), ...others })
  }

  const inbox = (frame: Frame | Page) => frame.getByRole('searchbox').first()

  let customers = 0
  async function aConversation(name: string): Promise<ConversationView> {
    customers += 1
    world.simulator.customer(`+4915110000${100 + customers}`, { name }).sendText(`Hier ist ${name}.`)
    return waitFor(`conversation of ${name}`, async () => {
      const query = { q: name }
      const page = await anna.call('GET /environments/:id/conversations', {
        params: { id: world.environmentId },
        query,
      })
      return page.items[0]
    })
  }

  it('signs people in by their Teams account without a question, and tells Teams so (DX-TEAMS)', async () => {
    const { frame, calls, page } = await open()
    await inbox(frame).waitFor()
    await waitFor('success', () =>
      Promise.resolve(calls.find(({ func }) => func === 'appInitialization.success')),
    )
    const told = calls.map(({ func }) => func).filter((func) => func.startsWith('appInitialization.'))
    expect(told).toEqual(['appInitialization.appLoaded', 'appInitialization.success'])
    expect(await frame.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toMatch(
      /token/i,
    )
    const cookies = await context.cookies()
    expect([page.frames().length, cookies]).toEqual([2, []])
  })

  it('looks and speaks like Teams, whatever it changes to', async () => {
    const { frame, changeTheme, changeLocale } = await open({ theme: 'default', locale: 'de-de' })
    await frame.getByRole('heading', { name: 'Alle offenen' }).waitFor()
    const look = () =>
      frame.evaluate<string[]>(`[
        getComputedStyle(document.querySelector('#list')).getPropertyValue('--colorNeutralBackground1'),
        document.documentElement.style.colorScheme,
        document.documentElement.lang,
      ]`)
    const looksLike = (wanted: string[]) =>
      waitFor(wanted.join(' '), async () =>
        (await look()).join(' ') === wanted.join(' ') ? true : undefined,
      )
    await expect.poll(look, { timeout: PATIENCE_MS }).toEqual(['#ffffff', 'light', 'de'])
    await changeTheme('dark')
    await looksLike(['#292929', 'dark', 'de'])
    await changeTheme('contrast')
    await looksLike(['#000000', 'dark', 'de'])
    await changeLocale('en-gb')
    await frame.getByRole('heading', { name: 'All open' }).waitFor()
    await changeTheme('default')
    await looksLike(['#ffffff', 'light', 'en'])
  })

  it('opens the conversation that a deep link names', async () => {
    const { id } = await aConversation('Dora Tiefgang')
    const { frame } = await open({ subPageId: `c/${id}` })
    await frame.getByRole('log').getByText('Hier ist Dora Tiefgang.').waitFor()
    expect(await frame.getByRole('textbox', { name: /Reply to/ }).count()).toBe(1)
  })

  it('shows the message that a deep link names, however far back it is', async () => {
    const name = 'Lara Lang'
    const { id } = await aConversation(name)
    const customer = world.simulator.customer(`+4915110000${100 + customers}`, { name })
    for (let index = 1; index <= 70; index += 1) customer.sendText(`Zeile ${index}`)
    const all = await waitFor('all messages', async () => {
      const page = await anna.call('GET /conversations/:id/messages', {
        params: { id },
        query: { limit: 100 },
      })
      return page.items.length === 71 ? page.items : undefined
    })
    const wanted = all.find(({ text }) => text === 'Zeile 3')
    const { frame } = await open({ subPageId: `c/${id}/m/${wanted?.id}` })
    const line = frame.getByRole('log').getByText('Zeile 3', { exact: true })
    await line.waitFor()
    const isInSight = () =>
      line.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top > 0 && bottom < window.innerHeight
      })
    await expect.poll(isInSight).toBe(true)
    expect(await frame.getByRole('log').getByText('Zeile 70', { exact: true }).count()).toBe(0)
  })

  it('opens the inbox as it is for a deep link that somebody made up', async () => {
    const { frame } = await open({ subPageId: 'c/../../studio' })
    await inbox(frame).waitFor()
    expect(await frame.evaluate('location.pathname + location.hash')).toBe('/teams/inbox')
  })

  it("shows nothing of a conversation that is somebody else's, whoever sent the link", async () => {
    const { frame } = await open({ subPageId: `c/${'0'.repeat(24)}` })
    await frame.getByText('This conversation is not here').waitFor()
    expect(await frame.getByRole('log').count()).toBe(0)
  })

  it('takes over from a session that has ended, without anybody noticing, and stays live', async () => {
    await newContext('en-GB')
    const tokens: string[] = []
    context.on('request', (request) => {
      const token = request.headers()['authorization']?.replace('Bearer ', '')
      if (token !== undefined && !tokens.includes(token)) tokens.push(token)
    })
    const { frame, count } = await openTab(context, {
      url: `${front.url}/teams/inbox`,
      sitter: sitter(ANNA),
    })
    await inbox(frame).waitFor()
    const elsewhere = new ApiClient(world.server.url)
    elsewhere.token = tokens[0] ?? ''
    await elsewhere.call('DELETE /sessions/current')
    await frame.getByRole('link', { name: /^Mine/ }).click()
    await waitFor('another session', () => Promise.resolve(tokens[1]))
    expect(count('authentication.getAuthToken')).toBe(2)
    expect(await frame.getByRole('button', { name: /Sign in/ }).count()).toBe(0)
    await frame.getByRole('link', { name: /^All open/ }).click()
    await aConversation('Nora Nachher')
    await frame.getByText('Nora Nachher').first().waitFor()
  })

  it('lets a stranger ask for access, and in as soon as somebody agrees', async () => {
    const { frame } = await open({ sitter: sitter(STEFAN) })
    await frame.getByRole('heading', { name: 'You have no access yet' }).waitFor()
    await frame.getByText(STEFAN.username).waitFor()
    await frame.getByRole('textbox').fill('Ich fange heute in der Hotline an.')
    await frame.getByRole('button', { name: 'Ask for access' }).click()
    await frame.getByRole('heading', { name: 'Your request is on its way' }).waitFor()
    await frame.getByRole('button', { name: 'Check again' }).click()
    await frame.getByText('Not yet.').waitFor()

    const manager = await aManager()
    const params = { id: world.environmentId }
    const { items } = await manager.call('GET /environments/:id/access-requests', { params })
    expect(items).toMatchObject([
      { name: STEFAN.name, email: STEFAN.username, message: 'Ich fange heute in der Hotline an.' },
    ])
    await manager.call('POST /environments/:id/access-requests/:requestId/approve', {
      params: { ...params, requestId: items[0]?.id ?? '' },
      body: { roles: ['agent'] },
    })
    await frame.getByRole('button', { name: 'Check again' }).click()
    await inbox(frame).waitFor()
    expect(await frame.evaluate('localStorage.getItem("callover.askedAccess")')).toBeNull()
  })

  it('tells a stranger who comes back what became of the request', async () => {
    const { frame } = await open({ sitter: sitter(VERA) })
    await frame.getByRole('button', { name: 'Ask for access' }).click()
    await frame.getByRole('heading', { name: 'Your request is on its way' }).waitFor()
    const manager = await aManager()
    const params = { id: world.environmentId }
    const { items } = await manager.call('GET /environments/:id/access-requests', { params })
    const requestId = items.find(({ email }) => email === VERA.username)?.id ?? ''
    await manager.call('POST /environments/:id/access-requests/:requestId/decline', {
      params: { ...params, requestId },
    })
    const again = await openTab(context, { url: `${front.url}/teams/inbox`, sitter: sitter(VERA) })
    await again.frame.getByRole('heading', { name: 'Your request was declined' }).waitFor()
    expect(await again.frame.getByRole('button', { name: 'Ask for access' }).count()).toBe(0)
  })

  /** Olga, who may decide about access from here on. */
  async function aManager(): Promise<ApiClient> {
    const { deps } = world.server
    const olga = await deps.store.people.findUserByEmail('olga@example.test')
    await deps.store.people.setRoles(world.environmentId, olga?.id ?? '', ['operator', 'environmentManager'])
    deps.directory.invalidate()
    return world.signIn('Olga')
  }

  it('asks for consent in a window of Microsoft’s when Teams may not say who it is', async () => {
    const { frame, calls } = await open({ sitter: withoutConsent(ANNA) })
    await frame.getByRole('heading', { name: 'One step is left' }).waitFor()
    expect(calls.at(-1)).toMatchObject({
      func: 'appInitialization.expectedFailure',
      args: ['PermissionError', undefined],
    })
    await frame.getByRole('button', { name: 'Continue with Microsoft' }).click()
    await inbox(frame).waitFor()
    const [visit] = entra.visits
    expect([visit?.get('login_hint'), visit?.get('prompt')]).toEqual([ANNA.username, 'consent'])
    const handedOver = calls.find(({ func }) => func === 'authentication.authenticate.success')
    // A code that is worth something once, never the session itself.
    expect(handedOver).toMatchObject({ kind: 'window', args: [expect.stringMatching(/^[\w-]{32,128}$/)] })
  })

  it('says what went wrong in that window, and goes on from there', async () => {
    const { frame } = await open({ sitter: withoutConsent(ANNA) })
    entra.refuse({ error: 'access_denied', description: 'AADSTS65004: declined', subcode: 'cancel' })
    await frame.getByRole('button', { name: 'Continue with Microsoft' }).click()
    await frame.getByText('The window was closed before you were signed in.').waitFor()
    entra.refuse({ error: 'consent_required', description: 'AADSTS90094: an administrator has to' })
    await frame.getByRole('button', { name: 'Continue with Microsoft' }).click()
    await frame.getByText('Your organisation has not allowed Callover yet.', { exact: false }).waitFor()
    entra.refuse(null)
    await frame.getByRole('button', { name: 'Continue with Microsoft' }).click()
    await inbox(frame).waitFor()
    expect(entra.visits.slice(0, 3).map((visit) => visit.get('prompt'))).toEqual(Array(3).fill('consent'))
  })

  it('takes e-mail and password where Teams is of no help', async () => {
    const { frame } = await open({ sitter: withoutConsent(ANNA) })
    await frame.getByRole('button', { name: 'Sign in with e-mail instead' }).click()
    await frame.getByLabel('E-mail').fill('anna@example.test')
    await frame.getByRole('textbox', { name: 'Password' }).fill('correct horse battery staple')
    await frame.getByRole('button', { name: 'Sign in', exact: true }).click()
    await inbox(frame).waitFor()
    expect(await frame.evaluate('Object.keys(localStorage).join()')).not.toContain('token')
  })

  function savedBy(
    calls: OpenTab['calls'],
  ): Record<'entityId' | 'contentUrl' | 'websiteUrl' | 'suggestedDisplayName', string> {
    const call = calls.find(({ func }) => func === 'settings.setSettings')
    return call?.args[0] as ReturnType<typeof savedBy>
  }

  it('sets up a tab of a channel, which then shows what was chosen', async () => {
    await aConversation('Willi Wartend')
    const { frame, calls, save, count } = await open({ path: '/teams/configure', frame: 'settings' })
    await frame.getByRole('radio', { name: /^Unassigned/ }).check()
    await frame.getByRole('combobox', { name: 'Service' }).click()
    await frame.getByRole('option', { name: 'Hotline' }).click()
    await frame.getByText('Name of the tab: Hotline: Unassigned').waitFor()
    expect(calls.filter(({ func }) => func === 'settings.setValidityState').at(-1)?.args).toEqual([true])
    await save()
    await waitFor('saved', () => Promise.resolve(count('settings.save.success') === 1 ? true : undefined))
    const settings = savedBy(calls)
    const content = new URL(settings.contentUrl)
    expect([content.origin + content.pathname, settings.suggestedDisplayName]).toEqual([
      `${front.url}/teams/inbox`,
      'Hotline: Unassigned',
    ])
    expect(Object.fromEntries(content.searchParams)).toEqual({
      environment: world.environmentId,
      service: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      view: 'unassigned',
    })
    await context.close()

    const channel = await open({ path: content.pathname + content.search })
    await channel.frame.getByRole('heading', { name: 'Unassigned' }).waitFor()
    await channel.frame.getByText('Willi Wartend').first().waitFor()
    expect(await channel.frame.locator('#list').getByText('Hotline', { exact: true }).count()).toBe(1)
    await context.close()

    // Another service: nothing of the hotline, and nothing of it either that arrives meanwhile.
    content.searchParams.set('service', '0'.repeat(24))
    const other = await open({ path: content.pathname + content.search })
    await other.frame.getByRole('heading', { name: 'Unassigned' }).waitFor()
    await other.frame.getByText('Everything is taken care of').waitFor()
    await aConversation('Wanda Woanders')
    expect(await other.frame.getByText('Wanda Woanders').count()).toBe(0)
    await context.close()

    const again = await open({ path: '/teams/configure', frame: 'settings', settings })
    await again.frame.getByText('Name of the tab: Hotline: Unassigned').waitFor()
    await again.frame.getByRole('radio', { name: /^Waiting/ }).check()
    await again.frame.getByText('Name of the tab: Hotline: Waiting').waitFor()
    await again.save()
    await waitFor('saved again', () => Promise.resolve(again.count('settings.save.success') || undefined))
    const changed = savedBy(again.calls)
    // Links to the tab go by it: it stays what it was.
    expect(changed.entityId).toBe(settings.entityId)
    expect(changed.contentUrl).toContain('view=waiting')
    await context.close()

    await newContext('en-GB')
    const web = await context.newPage()
    await web.goto(settings.websiteUrl)
    await web.getByLabel('E-mail').waitFor()
  })

  it('shows of a service what belongs to it', async () => {
    const conversation = await aConversation('Sigrid Service')
    const list = (service: string, status?: string) =>
      anna.call('GET /environments/:id/conversations', {
        params: { id: world.environmentId },
        query: { service, ...(status === undefined ? {} : { status }) },
      })
    const ids = async (...asked: Parameters<typeof list>) => (await list(...asked)).items.map(({ id }) => id)
    expect(await ids(conversation.service.id)).toContain(conversation.id)
    expect(await ids(conversation.service.id, 'open,snoozed')).toContain(conversation.id)
    expect(await ids('0'.repeat(24))).toEqual([])
    expect(await ids('0'.repeat(24), 'open')).toEqual([])
  })

  it('tells people from elsewhere that the tab is not theirs', async () => {
    const path = `/teams/inbox?environment=${'0'.repeat(24)}&view=waiting`
    const { frame } = await open({ path })
    await frame.getByText('This tab belongs to a team that you are not in').waitFor()
    await frame.getByRole('button', { name: 'Open my own inbox' }).click()
    await inbox(frame).waitFor()
    expect(await frame.evaluate('location.pathname + location.search')).toBe('/teams/inbox')
  })

  it('is framed by Teams alone, and there the pages for Teams alone', async () => {
    await newContext('en-GB')
    const foreign = 'https://teams.microsoft.com.evil.example'
    await playTeams(context, foreign)
    const refused: string[] = []
    context.on('console', (message) => refused.push(message.text()))
    for (const [origin, path] of [
      [foreign, '/teams/inbox'],
      [foreign, '/teams/configure'],
      [undefined, '/'],
      [undefined, '/studio'],
    ] as const) {
      const { frame, calls } = await openTab(context, {
        url: `${front.url}${path}`,
        ...(origin === undefined ? {} : { origin }),
      })
      await frame.waitForURL(/^chrome-error:/)
      expect(calls).toEqual([])
      expect(refused.splice(0).join()).toContain('frame-ancestors')
    }
  })

  it('works as a page of its own when whoever frames it stays silent', async () => {
    const { frame, calls } = await open({ silent: true, browserLocale: 'en-GB' })
    await frame.getByLabel('E-mail').waitFor()
    expect(calls.map(({ func }) => func)).toEqual([])
    await frame.getByLabel('E-mail').fill('anna@example.test')
    await frame.getByRole('textbox', { name: 'Password' }).fill('correct horse battery staple')
    await frame.getByRole('button', { name: 'Sign in', exact: true }).click()
    await inbox(frame).waitFor()
  })

  it('is a page like any other in a browser, without a byte for Teams', async () => {
    await newContext('en-GB')
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).host))
    await page.goto(`${front.url}/`)
    await page.getByLabel('E-mail').waitFor()
    expect(new Set(asked)).toEqual(new Set([new URL(front.url).host]))
    for (const path of ['/teams/nothing', '/teams/inbox.html', '/teams/']) {
      expect((await fetch(`${world.server.url}${path}`)).status).toBe(404)
    }
  })

  it('signs people in with Microsoft in a browser, and brings them back to where they were', async () => {
    const { id } = await aConversation('Bodo Browser')
    await newContext('en-GB')
    const page = await context.newPage()
    entra.signInAs(ANNA)
    await page.goto(`${front.url}/#/waiting/c/${id}`)
    await page.getByRole('link', { name: 'Sign in with Microsoft' }).click()
    await page.getByRole('log').getByText('Hier ist Bodo Browser.').waitFor()
    expect(page.url()).toBe(`${front.url}/#/waiting/c/${id}`)
    // The code has left no trace in the history either.
    await page.reload()
    await page.getByRole('log').getByText('Hier ist Bodo Browser.').waitFor()
    entra.signInAs(null)
  })

  it('says in a browser why Microsoft’s sign-in came to nothing', async () => {
    await newContext('en-GB')
    const page = await context.newPage()
    entra.refuse({ error: 'access_denied', description: 'AADSTS65004: declined', subcode: 'cancel' })
    await page.goto(`${front.url}/#/mine`)
    await page.getByRole('link', { name: 'Sign in with Microsoft' }).click()
    await page.getByText('Signing in with Microsoft was cancelled.').waitFor()
    expect(page.url()).toBe(`${front.url}/#/mine`)
  })
})
