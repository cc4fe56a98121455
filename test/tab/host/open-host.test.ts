import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBrowserHost } from '../../../tab/src/host/browser.ts'
import type { Host } from '../../../tab/src/host/host.ts'
import { openHost, WATCHDOG_MS } from '../../../tab/src/host/open-host.ts'

const inTeams = (): Host => ({ ...createBrowserHost(), name: 'teams' })
const nobody = (): void => {
  throw new Error('nobody was to come late')
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('what surrounds a page', () => {
  it.each(['/', '/studio', '/reports', '/teams', '/teamsx/inbox'])(
    'is a browser at %s, without a look at the library for Teams',
    async (pathname) => {
      const connect = vi.fn<() => Promise<() => Promise<Host>>>()
      expect((await openHost({ pathname, connect, onLate: nobody })).name).toBe('browser')
      expect(connect).not.toHaveBeenCalled()
    },
  )

  it('is Teams when Teams answers', async () => {
    const connect = () => Promise.resolve(() => Promise.resolve(inTeams()))
    const host = await openHost({ pathname: '/teams/inbox', connect, onLate: nobody })
    expect(host.name).toBe('teams')
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['there is no Teams', () => Promise.resolve(() => Promise.reject(new Error('No Parent window found.')))],
    ['the library cannot be fetched', () => Promise.reject(new Error('failed to fetch'))],
  ])('is a browser at once when %s', async (_, connect) => {
    expect((await openHost({ pathname: '/teams/inbox', connect, onLate: nobody })).name).toBe('browser')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is a browser when whoever frames the page stays silent for as long as the watch lasts', async () => {
    const connect = () => Promise.resolve(() => new Promise<Host>(() => {}))
    let name: string | null = null
    void openHost({ pathname: '/teams/inbox', connect, onLate: nobody }).then((host) => (name = host.name))
    await vi.advanceTimersByTimeAsync(WATCHDOG_MS - 1)
    expect(name).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    expect(name).toBe('browser')
  })

  it('is not given up while the library is still being fetched', async () => {
    const connect = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3 * WATCHDOG_MS))
      return () => Promise.resolve(inTeams())
    }
    const opening = openHost({ pathname: '/teams/inbox', connect, onLate: nobody })
    await vi.advanceTimersByTimeAsync(3 * WATCHDOG_MS)
    expect((await opening).name).toBe('teams')
  })

  const late = (): Promise<() => Promise<Host>> =>
    Promise.resolve(async () => {
      await new Promise((resolve) => setTimeout(resolve, 2 * WATCHDOG_MS))
      return inTeams()
    })

  it('becomes Teams when Teams answers late', async () => {
    const onLate = vi.fn<(host: Host) => void>()
    const opening = openHost({ pathname: '/teams/inbox', connect: late, onLate })
    await vi.advanceTimersByTimeAsync(WATCHDOG_MS)
    expect((await opening).name).toBe('browser')
    await vi.advanceTimersByTimeAsync(WATCHDOG_MS)
    expect(onLate.mock.calls.map(([host]) => host.name)).toEqual(['teams'])
  })

  it('stays as it is for somebody who has begun to work meanwhile', async () => {
    const onLate = vi.fn<(host: Host) => void>()
    const opening = openHost({ pathname: '/teams/inbox', connect: late, onLate })
    await vi.advanceTimersByTimeAsync(WATCHDOG_MS)
    const host = await opening
    host.storeToken('token')
    await vi.advanceTimersByTimeAsync(WATCHDOG_MS)
    expect(onLate).not.toHaveBeenCalled()
  })
})
