import { FluentProvider, Toaster, webLightTheme } from '@fluentui/react-components'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { RouteKey } from '../../../server/contract/http.ts'
import type { Role } from '../../../server/contract/member.ts'
import type { AccessRequestView } from '../../../server/contract/teams.ts'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import type { Api } from '../../../tab/src/api/http.ts'
import { AccountProvider } from '../../../tab/src/features/inbox/use-account.ts'
import { TOASTER } from '../../../tab/src/features/inbox/use-notify.tsx'
import type { Session } from '../../../tab/src/features/session/session.ts'
import { StudioApp } from '../../../tab/src/features/studio/StudioApp.tsx'
import { HostProvider } from '../../../tab/src/host/use-host.ts'
import { createFakeHost } from '../studio/fake-host.ts'
import { aMe, aService, ENVIRONMENT_ID, OTHER_SERVICE_ID } from '../studio/fixtures.ts'
import { prepareStudio, violations } from '../studio/render-studio.tsx'

prepareStudio()

const PLACE = '/studio/access-requests'
const LIST = 'GET /environments/:id/access-requests'
const APPROVE = 'POST /environments/:id/access-requests/:requestId/approve'
const DECLINE = 'POST /environments/:id/access-requests/:requestId/decline'

const aRequest = (index: number, change: Partial<AccessRequestView> = {}): AccessRequestView => ({
  id: String(index).padStart(24, '0'),
  name: ['Mira Held', 'Yuki Nakamura', 'Omar Haddad'][index] ?? '',
  email: `person${index}@muster.example`,
  message: null,
  requestedAt: '2026-03-09T08:00:00.000Z',
  ...change,
})
const three = [0, 1, 2].map((index) => aRequest(index))

/** A server that lets people in, by the rules of the real one. */
function createFakeServer(begin: readonly AccessRequestView[]) {
  const server = {
    items: [...begin],
    calls: [] as { key: RouteKey; body: unknown }[],
    fail: new Map<RouteKey, ApiError>(),
    asked: (key: RouteKey) => server.calls.filter((call) => call.key === key),
  }
  interface Input {
    params: { requestId?: string }
    body?: { roles: Role[] }
    signal?: AbortSignal
  }
  function answer(key: RouteKey, { params, body }: Input): unknown {
    const failure = server.fail.get(key)
    server.fail.delete(key)
    if (failure !== undefined) throw failure
    if (key === LIST) return { items: server.items }
    if (key === 'GET /environments/:id/services') {
      return { items: [aService(), aService({ id: OTHER_SERVICE_ID, name: 'Returns' })] }
    }
    const found = server.items.find(({ id }) => id === params.requestId)
    if (found === undefined) throw new ApiError(key === APPROVE ? 'conflict' : 'not_found')
    server.items = server.items.filter((one) => one !== found)
    return key === APPROVE ? { id: found.id, name: found.name, roles: body?.roles } : {}
  }
  const api = {
    call: async (key: RouteKey, input: Input) => {
      server.calls.push({ key, body: input.body })
      await Promise.resolve()
      if (input.signal?.aborted === true) throw new DOMException('aborted', 'AbortError')
      return structuredClone(answer(key, input))
    },
  } as unknown as Api
  return { server, api }
}

interface ShowOptions {
  items?: readonly AccessRequestView[]
  roles?: Role[]
  at?: string
  prepare?: (server: ReturnType<typeof createFakeServer>['server']) => void
}

async function show({
  items = three,
  roles = ['environmentManager'],
  at = PLACE,
  prepare,
}: ShowOptions = {}) {
  const { server, api } = createFakeServer(items)
  prepare?.(server)
  const host = createFakeHost(at)
  const me = aMe(...roles)
  const nothing = () => undefined
  render(
    <FluentProvider theme={webLightTheme}>
      <HostProvider value={host}>
        <AccountProvider
          value={{
            ...me,
            environmentId: ENVIRONMENT_ID,
            areas: ['studio'],
            agencyId: null,
            lastAddress: () => '/studio',
            switchEnvironment: nothing,
            setLanguage: nothing,
            signOut: nothing,
          }}
        >
          <StudioApp session={{ api, load: () => Promise.resolve() } as Session} me={me} />
          <Toaster toasterId={TOASTER} />
        </AccountProvider>
      </HostProvider>
    </FluentProvider>,
  )
  await screen.findAllByRole('heading')
  return { server, host, user: userEvent.setup() }
}

const card = (name: string) => screen.getByRole('heading', { level: 2, name }).closest('li')!
const names = () => screen.queryAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
const letIn = (name: string) => screen.getByRole('button', { name: `Let ${name} in` })

describe('requests for access', () => {
  it('tell who asks, since when, and what they say', async () => {
    await show({ items: [aRequest(0, { message: 'From Monday on\nin team North' })] })
    const text = card('Mira Held').textContent
    expect(text).toContain('person0@muster.example')
    expect(text).toContain('From Monday on\nin team North')
    expect(text).toMatch(/Asked .*Mar/)
    expect(screen.getByText(/want to work in Muster GmbH/)).toBeTruthy()
    expect(await violations()).toEqual([])
  })

  it('show names from a foreign directory as one harmless line', async () => {
    await show({ items: [aRequest(0, { name: 'Mira\u202e dleH\n ' }), aRequest(1, { name: ' \u200b' })] })
    expect(names()).toEqual(['Mira dleH', 'person1@muster.example'])
  })

  it('are granted as an agent unless somebody chooses otherwise', async () => {
    const { server, user } = await show()
    await user.click(letIn('Mira Held'))
    expect(await screen.findByText('Mira Held can work here now')).toBeTruthy()
    expect(server.asked(APPROVE)).toEqual([{ key: APPROVE, body: { roles: ['agent'] } }])
    await waitFor(() => expect(names()).toEqual(['Yuki Nakamura', 'Omar Haddad']))
    expect(document.activeElement?.textContent).toBe('Access requests')
  })

  it('are granted with the roles that were chosen, in words', async () => {
    const { server, user } = await show({ items: [aRequest(0)] })
    await user.click(screen.getByRole('combobox', { name: 'Roles of Mira Held' }))
    expect(screen.getAllByRole('menuitemcheckbox')).toHaveLength(7)
    await user.click(screen.getByRole('menuitemcheckbox', { name: /^Analyst/ }))
    await user.click(screen.getByRole('menuitemcheckbox', { name: /^Agent/ }))
    await user.click(screen.getByRole('menuitemcheckbox', { name: /^Supervisor/ }))
    expect(screen.getByRole('combobox').textContent).toBe('Supervisor, Analyst')
    await user.keyboard('{Escape}')
    await user.click(letIn('Mira Held'))
    await screen.findByText('Nobody is asking')
    expect(server.asked(APPROVE)[0]?.body).toEqual({ roles: ['operator', 'analyst'] })
  })

  it('are never granted without a role', async () => {
    const { server, user } = await show({ items: [aRequest(0)] })
    await user.click(screen.getByRole('combobox'))
    await user.click(screen.getByRole('menuitemcheckbox', { name: /^Agent/ }))
    await user.keyboard('{Escape}')
    expect(screen.getByRole('alert').textContent).toBe('Choose at least one role.')
    await user.click(letIn('Mira Held'))
    expect(server.asked(APPROVE)).toEqual([])
  })

  it('are declined after a question only', async () => {
    const { server, user } = await show()
    const decline = () => within(card('Yuki Nakamura')).getByRole('button', { name: /^Decline/ })
    await user.click(decline())
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(server.asked(DECLINE)).toEqual([])
    await user.click(decline())
    const dialog = await screen.findByRole('alertdialog')
    expect(within(dialog).getByText('Decline Yuki Nakamura?')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Decline' }))
    expect(await screen.findByText('Yuki Nakamura was declined')).toBeTruthy()
    expect(server.asked(DECLINE)).toHaveLength(1)
    expect(names()).toEqual(['Mira Held', 'Omar Haddad'])
  })

  it('that somebody else has decided lead to the list as it is, with a sentence', async () => {
    const { server, user } = await show()
    server.items = [aRequest(2)]
    await user.click(letIn('Mira Held'))
    expect(await screen.findByText(/Somebody else has already decided about Mira Held/)).toBeTruthy()
    expect(names()).toEqual(['Omar Haddad'])
    server.items = []
    await user.click(screen.getByRole('button', { name: /^Decline Omar/ }))
    const dialog = await screen.findByRole('alertdialog')
    await user.click(within(dialog).getByRole('button', { name: 'Decline' }))
    expect(await screen.findByText(/decided about Omar Haddad/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.queryByText(/decided about/)).toBeNull()
    expect(screen.getByText('Nobody is asking')).toBeTruthy()
  })

  it('stay when the answer could not be given', async () => {
    const { server, user } = await show()
    server.fail.set(APPROVE, new ApiError('offline'))
    await user.click(letIn('Mira Held'))
    expect(await screen.findByText('Mira Held could not be let in.')).toBeTruthy()
    expect(screen.getByText('There is no connection to the server.')).toBeTruthy()
    await user.click(letIn('Mira Held'))
    await waitFor(() => expect(names()).not.toContain('Mira Held'))
  })

  it('are sent once, however often the button is pressed', async () => {
    const { server } = await show()
    const button = letIn('Mira Held')
    fireEvent.click(button)
    fireEvent.click(button)
    await waitFor(() => expect(names()).not.toContain('Mira Held'))
    expect(server.asked(APPROVE)).toHaveLength(1)
  })

  it('are asked for again when somebody comes back to the page, and what is old says so', async () => {
    const { server, user } = await show({ items: [aRequest(0)] })
    server.items = [aRequest(0), aRequest(1)]
    fireEvent(document, new Event('visibilitychange'))
    await waitFor(() => expect(names()).toEqual(['Mira Held', 'Yuki Nakamura']))
    server.fail.set(LIST, new ApiError('offline'))
    fireEvent(document, new Event('visibilitychange'))
    expect(await screen.findByText(/may be out of date/)).toBeTruthy()
    expect(names()).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByText(/may be out of date/)).toBeNull())
  })

  it('that cannot be loaded offer another try', async () => {
    const prepare: ShowOptions['prepare'] = (server) => server.fail.set(LIST, new ApiError('internal_error'))
    const { user } = await show({ prepare })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'Mira Held' })).toBeTruthy()
  })

  it('may be none', async () => {
    await show({ items: [] })
    expect(await screen.findByText('Nobody is asking')).toBeTruthy()
    expect(await violations()).toEqual([])
  })
})

describe('the way to them (DX-ROLE-08)', () => {
  it('is in the menu of a service, with how many there are', async () => {
    const { host, user } = await show({ at: `/studio/${OTHER_SERVICE_ID}/overview` })
    await user.click(await screen.findByRole('link', { name: 'Access requests, 3 open' }))
    expect(host.address()).toBe(PLACE)
    expect(await screen.findByRole('heading', { level: 1, name: 'Access requests' })).toBeTruthy()
    await user.click(screen.getByRole('link', { name: 'Services' }))
    expect(host.address()).toBe('/studio/services')
  })

  it('stands above the services while somebody asks, and below them otherwise', async () => {
    const { server } = await show({ at: '/studio' })
    expect((await screen.findByText(/3 people would like to join/)).textContent).toContain('Access requests')
    server.items = []
    await act(async () => {
      fireEvent(document, new Event('visibilitychange'))
      await Promise.resolve()
    })
    await waitFor(() => expect(screen.queryByText(/would like to join/)).toBeNull())
    expect(screen.getByRole('link', { name: 'Access requests' })).toBeTruthy()
  })

  it.each([['producer'], ['contentManager'], ['analyst']] as const)(
    'is not there for a %s, and nothing is asked of the server',
    async (role) => {
      const { server } = await show({ roles: [role], at: PLACE })
      expect(await screen.findByRole('heading', { level: 1, name: 'Services' })).toBeTruthy()
      expect(screen.queryByText(/Access requests/)).toBeNull()
      expect(server.asked(LIST)).toEqual([])
    },
  )
})

it('the list is asked for from time to time while somebody looks', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const { server } = await show({ items: [aRequest(0)] })
    server.items = []
    act(() => void vi.advanceTimersByTime(60_000))
    expect(server.asked(LIST)).toHaveLength(2)
    await waitFor(() => expect(names()).toEqual(['Nobody is asking']))
  } finally {
    vi.useRealTimers()
  }
})
