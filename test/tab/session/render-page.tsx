import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { act, cleanup, configure, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, vi } from 'vitest'
import type { ReactNode } from 'react'
import type { Host } from '../../../tab/src/host/host.ts'
import { HostProvider } from '../../../tab/src/host/use-host.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'

/** What browsers have and jsdom lacks, in English, anew for every test. */
export function preparePages(): void {
  beforeAll(async () => {
    configure({ asyncUtilTimeout: 10_000 })
    await initI18n('en')
  })
  beforeEach(() => {
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        unobserve(): void {}
        disconnect(): void {}
      },
    )
  })
  afterEach(() => {
    cleanup()
    vi.unstubAllGlobals()
    localStorage.clear()
  })
}

/** Shows a page as the app does. */
export async function show(host: Host, page: ReactNode) {
  const view = render(
    <FluentProvider theme={webLightTheme}>
      <HostProvider value={host}>{page}</HostProvider>
    </FluentProvider>,
  )
  await act(() => Promise.resolve())
  return view
}

/** What axe has to say against it; jsdom knows no colours. */
export async function faultsOf(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/** A refusal with more to say than its code. */
export function problem(code: string, status: number, more: object): Response {
  const body = { type: `urn:callover:problem:${code}`, title: code, status, code, ...more }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}
