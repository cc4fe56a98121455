import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { TeamsPackageView } from '../../../server/contract/package-routes.ts'
import type { RouteKey } from '../../../server/contract/http.ts'
import type { Role } from '../../../server/contract/member.ts'
import { role } from '../../../server/contract/member.ts'
import { can, rightsIn } from '../../../server/domain/roles.ts'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import { mayOpen } from '../../../tab/src/features/studio/frame/environment-pages.ts'
import type { FakeStudio } from './fake-api.ts'
import { aService, aView, ENVIRONMENT_ID, OTHER_SERVICE_ID } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio, violations, type Shown } from './render-studio.tsx'

prepareStudio()
afterEach(() => vi.restoreAllMocks())

const STATUS: RouteKey = 'GET /environments/:id/teams-package/status'
const complete: TeamsPackageView = {
  version: '1.4.0',
  appId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  publicUrl: 'https://callover.example.com',
  parts: ['tab', 'channelTab', 'bot', 'messageExtension', 'sso'],
  registration: 'complete',
  faults: [],
}

interface Server {
  view: TeamsPackageView
  downloads: string[]
  /** Answers the download in place of a file. */
  failure: ApiError | null
  /** Answers the question what there is. */
  statusFailure: ApiError | null
}

/** Adds the routes of the package to a studio's server. */
function serve(fake: FakeStudio, server: Server): void {
  const { call } = fake.api
  const answering = (async (key: RouteKey, input: never) => {
    if (key !== STATUS) return call(key, input)
    await Promise.resolve()
    const failure = server.statusFailure
    server.statusFailure = null
    if (failure !== null) throw failure
    return server.view
  }) as typeof call
  const download = (url: string): Promise<Blob> => {
    server.downloads.push(url)
    return server.failure === null ? Promise.resolve(new Blob(['zip'])) : Promise.reject(server.failure)
  }
  Object.assign(fake.api, { call: answering, download })
}

async function showTeams(
  change: Partial<TeamsPackageView> = {},
  options: { roles?: readonly Role[]; at?: string; failing?: ApiError } = {},
): Promise<Shown & { server: Server }> {
  const server: Server = {
    view: { ...complete, ...change },
    downloads: [],
    failure: null,
    statusFailure: options.failing ?? null,
  }
  const shown = await showStudio({
    at: options.at ?? '/studio/teams',
    roles: options.roles ?? ['producer'],
    prepare: (fake) => serve(fake, server),
  })
  // The title is there at once, what stands below it only with the answer.
  await screen.findAllByRole('heading', { level: 2 })
  return { ...shown, server }
}

/** What was saved, under which name. */
function watchSaves(): { name: string; href: string }[] {
  const saved: { name: string; href: string }[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, href: this.href })
  })
  Object.assign(URL, { createObjectURL: () => 'blob:package', revokeObjectURL: () => undefined })
  return saved
}

const entryOf = (name: string): HTMLElement => screen.getByText(name).closest('li')!
const downloadButton = (): HTMLElement => screen.getByRole('button', { name: 'Download package' })
const versionField = (): HTMLElement => screen.getByRole('textbox', { name: 'Version' })

describe('the page about Microsoft Teams', () => {
  it('says what the package brings into Teams', async () => {
    await showTeams()
    expect(await screen.findByRole('heading', { level: 1, name: 'Microsoft Teams' })).toBeTruthy()
    expect(screen.getByText(complete.publicUrl!)).toBeTruthy()
    expect(screen.getByText(complete.appId!)).toBeTruthy()
    expect(entryOf('Bot').textContent).toContain('is in the package')
    expect(entryOf('Activity feed').textContent).toContain('is not in the package')
    expect(screen.queryByRole('heading', { name: 'Still missing' })).toBeNull()
    expect(await violations()).toEqual([])
  })

  it('downloads the package under its name', async () => {
    const saved = watchSaves()
    const { server } = await showTeams()
    await userEvent.click(downloadButton())
    await waitFor(() => expect(saved).toHaveLength(1))
    expect(server.downloads).toEqual([`/api/v1/environments/${ENVIRONMENT_ID}/teams-package?version=1.4.0`])
    expect(saved).toEqual([{ name: 'callover-teams-1.4.0.zip', href: 'blob:package' }])
  })

  it('takes a higher version for the next upload, also with the enter key', async () => {
    const saved = watchSaves()
    const { server } = await showTeams()
    await userEvent.clear(versionField())
    await userEvent.type(versionField(), ' 1.4.1{Enter}')
    await waitFor(() => expect(saved).toHaveLength(1))
    expect(server.downloads).toEqual([`/api/v1/environments/${ENVIRONMENT_ID}/teams-package?version=1.4.1`])
  })

  it('says what a version looks like before it asks the server for a wrong one', async () => {
    const { server } = await showTeams()
    await userEvent.clear(versionField())
    await userEvent.type(versionField(), '1.4{Enter}')
    expect(screen.getByRole('alert').textContent).toContain('such as 1.2.3')
    await userEvent.click(downloadButton())
    expect(server.downloads).toEqual([])
    expect(await violations()).toEqual([])
  })

  it('says so when the download fails', async () => {
    const { server } = await showTeams()
    server.failure = new ApiError('offline')
    await userEvent.click(downloadButton())
    expect(await screen.findByText('The package could not be downloaded')).toBeTruthy()
    expect(downloadButton().getAttribute('aria-disabled')).not.toBe('true')
  })

  it('says what is missing, and offers nothing that could not be built', async () => {
    const faults = [{ code: 'public_url_missing', message: 'PUBLIC_URL is missing' }]
    const parts: TeamsPackageView['parts'] = ['tab', 'channelTab']
    await showTeams({ publicUrl: null, appId: null, registration: 'none', parts, faults })
    expect(await screen.findByRole('heading', { name: 'Still missing' })).toBeTruthy()
    const entry = entryOf('The server does not know its public address.')
    expect(entry.textContent).toContain('sets PUBLIC_URL')
    expect(screen.getByText(/Without an app registration/)).toBeTruthy()
    expect(entryOf('Single sign-on').textContent).toContain('is not in the package')
    expect(screen.queryByRole('button', { name: 'Download package' })).toBeNull()
    expect(await violations()).toEqual([])
  })

  it('names the address that Teams cannot open, and passes on what it has no words for', async () => {
    const faults = [
      { code: 'address_local', message: 'names localhost' },
      { code: 'outline_not_white', message: 'holds other colours than white' },
    ]
    await showTeams({ publicUrl: 'http://localhost:3978', faults })
    const missing = await screen.findByRole('region', { name: 'Still missing' })
    expect(within(missing).getByText(/http:\/\/localhost:3978 is an address of this machine/)).toBeTruthy()
    expect(within(missing).getByText('holds other colours than white')).toBeTruthy()
  })

  it('explains why people cannot sign in by a managed identity', async () => {
    await showTeams({ registration: 'managed_identity', parts: ['tab', 'channelTab', 'bot'] })
    expect(await screen.findByText(/signs in with a managed identity/)).toBeTruthy()
  })

  it('offers another try when the server cannot be asked', async () => {
    await showTeams({}, { failing: new ApiError('offline') })
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Microsoft Teams' })).toBeTruthy()
  })
})

describe('the way to Microsoft Teams', () => {
  it('leads from the only service by the menu of the environment, and back', async () => {
    const { host } = await showTeams({}, { at: sectionAddress('overview') })
    await userEvent.click(await screen.findByRole('link', { name: 'All services' }))
    expect(host.address()).toBe('/studio/services')
    await userEvent.click(await screen.findByRole('link', { name: 'Microsoft Teams' }))
    expect(host.address()).toBe('/studio/teams')
    await userEvent.click(await screen.findByRole('link', { name: 'Services' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Services' })).toBeTruthy()
  })

  it('stands below the list of services, and where there is no service yet', async () => {
    const other = aView({ service: aService({ id: OTHER_SERVICE_ID, name: 'Returns' }) })
    await showStudio({ views: [aView(), other], at: '/studio', roles: ['environmentManager'] })
    const link = await screen.findByRole('link', { name: 'Add Callover to Teams' })
    expect(link.getAttribute('href')).toBe('/studio/teams')
  })

  it('stands where there is no service yet', async () => {
    await showStudio({ views: [], at: '/studio', roles: ['environmentManager'] })
    expect(await screen.findByRole('link', { name: 'Add Callover to Teams' })).toBeTruthy()
  })

  it.each<Role>(['contentManager', 'analyst'])('is not shown to a %s', async (one) => {
    await showStudio({ roles: [one] })
    await screen.findByRole('heading', { level: 1, name: 'Overview' })
    expect(screen.queryByRole('link', { name: 'Microsoft Teams' })).toBeNull()
  })

  it('is shown to exactly those whom the server gives the package', () => {
    for (const one of role.options) {
      const allowed = can({ roles: [one] }, 'service:edit') || can({ roles: [one] }, 'access:decide')
      expect([
        one,
        mayOpen('teams', { kind: 'customer', rights: rightsIn({ roles: [one] }, { kind: 'customer' }) }),
      ]).toEqual([one, allowed])
    }
  })
})
