import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TeamsRefusal, type Host } from '../../../tab/src/host/host.ts'
import { connectTeams, themeNamed } from '../../../tab/src/host/teams.ts'
import { idOf } from '../builders.ts'
import { createFakeSdk, type FakeSdk } from './fake-sdk.ts'

let sdk: FakeSdk
vi.mock('@microsoft/teams-js', () => ({
  get app() {
    return sdk.app
  },
  get authentication() {
    return sdk.authentication
  },
  get pages() {
    return sdk.pages
  },
  FrameContexts: { settings: 'settings', authentication: 'authentication' },
}))

const CONVERSATION = idOf('conv', 7)
const MESSAGE = idOf('mess', 9)
let darkSystem = false

beforeEach(() => {
  sdk = createFakeSdk()
  darkSystem = false
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: darkSystem && query.includes('dark'),
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
  window.history.replaceState(null, '', '/teams/inbox')
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  sessionStorage.clear()
})

const here = (): string => window.location.pathname + window.location.search + window.location.hash
const listen = (subscribe: Host['onTheme']) => {
  const listener = vi.fn<() => void>()
  subscribe(listener)
  return listener
}

describe('Teams around us', () => {
  it.each([
    ['default', false, 'light'],
    ['default', true, 'light'],
    ['dark', false, 'dark'],
    ['contrast', false, 'contrast'],
    ['glass', false, 'light'],
    ['glass', true, 'dark'],
    ['something new', true, 'dark'],
  ] as const)('looks with its theme %s (dark system: %s) %s', (name, dark, expected) => {
    darkSystem = dark
    expect(themeNamed(name)).toBe(expected)
  })

  it('is followed when its theme changes', async () => {
    sdk.context.theme = 'dark'
    const host = await connectTeams()
    const listener = listen(host.onTheme)
    expect(host.theme()).toBe('dark')
    sdk.changeTheme('contrast')
    expect([host.theme(), listener.mock.calls.length]).toEqual(['contrast', 1])
  })

  it('is followed when its language changes', async () => {
    sdk.context.locale = 'de-at'
    const host = await connectTeams()
    const listener = listen(host.onLocales ?? (() => () => {}))
    expect(host.locales()[0]).toBe('de-at')
    sdk.context.locale = 'nl-nl'
    sdk.changeContext()
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce())
    expect(host.locales()[0]).toBe('nl-nl')
  })

  it('never gets the token into a storage, which the next person would find', async () => {
    const host = await connectTeams()
    host.storeToken('secret-token')
    expect(host.readToken()).toBe('secret-token')
    expect(JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])).not.toContain(
      'secret-token',
    )
    expect((await connectTeams()).readToken()).toBeNull()
  })
})

describe('a deep link', () => {
  it('opens its conversation at its message', async () => {
    sdk.context.subPageId = `c/${CONVERSATION}/m/${MESSAGE}`
    const host = await connectTeams()
    expect(host.place()).toMatchObject({ conversationId: CONVERSATION, messageId: MESSAGE })
  })

  it.each(['c/x', '../studio', 'javascript:alert(1)', `c/${CONVERSATION}/../..`])(
    'leaves the page as it is when it carries %s',
    async (subPageId) => {
      sdk.context.subPageId = subPageId
      const host = await connectTeams()
      expect([host.place().conversationId, here()]).toEqual([null, '/teams/inbox'])
    },
  )

  it('does not take anybody back who has gone on and loads the page anew', async () => {
    sdk.context.subPageId = `c/${CONVERSATION}`
    window.history.replaceState(null, '', '/teams/inbox#/mine')
    expect((await connectTeams()).place()).toMatchObject({ view: 'mine', conversationId: null })
  })

  it('is followed by a tab that is open already', async () => {
    const host = await connectTeams()
    const listener = listen(host.onPlace)
    sdk.context.subPageId = `c/${CONVERSATION}`
    sdk.changeContext()
    await vi.waitFor(() => expect(host.place().conversationId).toBe(CONVERSATION))
    expect(listener).toHaveBeenCalled()
    host.go({ view: 'mine', conversationId: null, q: '', sort: null })
    sdk.changeContext()
    await vi.waitFor(() => expect(sdk.contextReads).toBe(3))
    expect(host.place().conversationId).toBeNull()
  })
})

describe('a link to a place', () => {
  const place = { view: 'mine', conversationId: CONVERSATION, q: '', sort: null }

  it('opens a conversation in Teams, and in the browser for whoever has no app', async () => {
    const link = new URL((await connectTeams()).link(place))
    expect(link.href).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/entity\/the-app\/inbox\?/)
    expect(link.searchParams.get('tenantId')).toBe('the-tenant')
    expect(link.searchParams.get('webUrl')).toBe(`${window.location.origin}/#/mine/c/${CONVERSATION}`)
  })

  it('is an address of the web when Teams does not say which app it is, and for a view', async () => {
    const { link } = await connectTeams()
    expect(link({ ...place, conversationId: null })).toBe(`${window.location.origin}/#/mine`)
    sdk.context.appId = undefined
    expect((await connectTeams()).link(place)).toBe(`${window.location.origin}/#/mine/c/${CONVERSATION}`)
  })

  it('is another one for another place, whatever differs', async () => {
    const { link } = await connectTeams()
    const places = [
      place,
      { ...place, view: 'open' },
      { ...place, q: 'maria' },
      { ...place, sort: 'window' },
      { ...place, messageId: MESSAGE },
    ]
    expect(new Set(places.map(link)).size).toBe(places.length)
  })
})

describe('other areas', () => {
  it('open in the browser, because Teams frames the inbox alone', async () => {
    const host = await connectTeams()
    host.visit('/reports?period=30d')
    expect(sdk.opened).toEqual([`${window.location.origin}/reports?period=30d`])
    expect(here()).toBe('/teams/inbox')
  })

  it('open in a window when Teams cannot open them', async () => {
    const open = vi.fn<typeof window.open>()
    vi.stubGlobal('open', open)
    sdk.opensLinks = false
    ;(await connectTeams()).visit('/studio')
    await vi.waitFor(() =>
      expect(open).toHaveBeenCalledWith(`${window.location.origin}/studio`, '_blank', 'noopener'),
    )
  })

  it('never open by themselves', async () => {
    ;(await connectTeams()).visit('/reports', true)
    expect(sdk.opened).toEqual([])
  })

  it('lead back to the inbox of Teams', async () => {
    window.history.replaceState(null, '', '/teams/inbox?environment=x')
    const host = await connectTeams()
    host.visit('/')
    expect(here()).toBe('/teams/inbox')
  })
})

describe('the back button of Teams', () => {
  it('leads from a conversation to the list, and from there out of the tab', async () => {
    const host = await connectTeams()
    host.go({ view: 'mine', conversationId: CONVERSATION, q: '', sort: null })
    expect(sdk.pressBack()).toBe(true)
    expect(host.place()).toMatchObject({ view: 'mine', conversationId: null })
    expect(sdk.pressBack()).toBe(false)
  })
})

describe('what Teams is told', () => {
  it('comes once, and something to see before anything else', async () => {
    const { teams } = await connectTeams()
    for (const progress of ['shown', 'shown', 'locked', 'locked', 'offline', 'ready', 'ready'] as const) {
      teams?.report(progress)
    }
    expect(sdk.told).toEqual(['loaded', 'expected PermissionError', 'expected Offline', 'success'])
  })

  it('is that it has failed when nothing can be shown', async () => {
    const { teams } = await connectTeams()
    teams?.report('broken')
    expect(sdk.told).toEqual(['failure Other'])
  })
})

describe('a refusal of Teams', () => {
  it.each([
    ['CancelledByUser', 'cancelled'],
    ['cancelled', 'cancelled'],
    ['FailedToOpenWindow', 'blocked'],
    ['consent_required', 'refused'],
    ['', 'refused'],
  ] as const)('%s counts as %s', async (message, reason) => {
    sdk.answerSignIn = () => Promise.reject(new Error(message))
    const { teams } = await connectTeams()
    const refusal = await teams?.openSignIn().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(TeamsRefusal)
    expect(refusal).toMatchObject({ reason, message })
  })

  it('comes from a window that knows whom Teams means', async () => {
    const { teams } = await connectTeams()
    sdk.answerSignIn = () => Promise.resolve('the-code')
    expect(await teams?.openSignIn()).toBe('the-code')
    const [asked] = sdk.windows
    const url = new URL(asked?.url ?? '')
    expect([url.origin, url.pathname]).toEqual([window.location.origin, '/auth/microsoft'])
    expect(Object.fromEntries(url.searchParams)).toEqual({
      popup: '1',
      tenant: 'the-tenant',
      login_hint: 'anna@example.test',
    })
  })
})

describe('the end of a window for signing in', () => {
  it('hands over the code, or why there is none', async () => {
    sdk.context.frame = 'authentication'
    const { teams } = await connectTeams()
    teams?.endSignIn({ code: 'the-code' })
    teams?.endSignIn({ fault: 'unknown_person' })
    expect(sdk.told).toEqual(['signed in the-code', 'not signed in unknown_person'])
  })

  it('is nothing to Teams on any other page', async () => {
    const { teams } = await connectTeams()
    teams?.endSignIn({ code: 'the-code' })
    expect(sdk.told).toEqual([])
  })
})

describe('setting up a tab', () => {
  const settings = {
    entityId: 'entity',
    contentUrl: 'https://callover.test/teams/inbox',
    websiteUrl: 'https://callover.test/',
    suggestedDisplayName: 'Hotline',
  }

  it('can be saved as soon as there is something to save, and tells Teams when that is stored', async () => {
    sdk.context.frame = 'settings'
    const { teams } = await connectTeams()
    teams?.offerSettings(null)
    teams?.offerSettings(settings)
    expect(sdk.validity).toEqual([false, true])
    const saved = sdk.save()
    expect(sdk.outcomes).toEqual([])
    sdk.storeSettings()
    await saved
    expect([sdk.stored, sdk.outcomes]).toEqual([settings, ['success']])
  })

  it('tells Teams when it could not be stored', async () => {
    sdk.context.frame = 'settings'
    const { teams } = await connectTeams()
    teams?.offerSettings(settings)
    const saved = sdk.save()
    sdk.refuseSettings('contentUrl is not in validDomains')
    await saved
    expect(sdk.outcomes).toEqual(['failure contentUrl is not in validDomains'])
  })

  it('knows what was set up before', async () => {
    sdk.context.frame = 'settings'
    const { teams } = await connectTeams()
    expect(await teams?.readSettings()).toBeNull()
    sdk.stored = settings
    expect(await teams?.readSettings()).toEqual({
      entityId: settings.entityId,
      contentUrl: settings.contentUrl,
    })
  })

  it('is of no use on other pages', async () => {
    const { teams } = await connectTeams()
    teams?.offerSettings(settings)
    expect([sdk.validity, await teams?.readSettings()]).toEqual([[], null])
  })
})
