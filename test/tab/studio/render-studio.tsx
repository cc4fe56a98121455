import { FluentProvider, Toaster, webLightTheme } from '@fluentui/react-components'
import { cleanup, configure, render, screen } from '@testing-library/react'
import axe from 'axe-core'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, vi } from 'vitest'
import type { Role } from '../../../server/contract/member.ts'
import type { ServiceSettingsView } from '../../../server/contract/service-settings.ts'
import { useAddress } from '../../../tab/src/features/areas/use-address.ts'
import { AccountProvider } from '../../../tab/src/features/inbox/use-account.ts'
import { TOASTER } from '../../../tab/src/features/inbox/use-notify.tsx'
import type { Session } from '../../../tab/src/features/session/session.ts'
import { StudioApp } from '../../../tab/src/features/studio/StudioApp.tsx'
import { HostProvider } from '../../../tab/src/host/use-host.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { createFakeStudio, type FakeStudio } from './fake-api.ts'
import { createFakeHost, type FakeHost } from './fake-host.ts'
import { aMe, ENVIRONMENT_ID, SERVICE_ID } from './fixtures.ts'

/** What browsers have and jsdom lacks. */
export function prepareStudio(language = 'en'): void {
  // Machines that build are slow; a test that passes does not wait. Without a layout, the focus cannot enter a
  // dialogue here, and one without the focus counts as hidden.
  configure({ asyncUtilTimeout: 10_000, defaultHidden: true })
  beforeAll(async () => {
    await initI18n(language)
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        unobserve(): void {}
        disconnect(): void {}
      },
    )
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener: () => {},
      removeEventListener: () => {},
    }))
    Element.prototype.scrollTo = () => {}
    Element.prototype.scrollIntoView = () => {}
  })
  afterEach(cleanup)
}

export interface Shown {
  fake: FakeStudio
  host: FakeHost
}

export interface ShowOptions {
  views?: readonly ServiceSettingsView[]
  roles?: readonly Role[]
  at?: string
  /** Before anything is asked of the server. */
  prepare?: (fake: FakeStudio) => void
}

/** The studio at an address; resolves once it shows something. */
export async function showStudio({
  views,
  roles = ['producer'],
  at,
  prepare,
}: ShowOptions = {}): Promise<Shown> {
  const fake = createFakeStudio(views)
  prepare?.(fake)
  const host = createFakeHost(at ?? sectionAddress('overview'))
  const me = aMe(...roles)
  render(
    <FluentProvider theme={webLightTheme}>
      <HostProvider value={host}>
        <AccountProvider
          value={{
            ...me,
            environmentId: ENVIRONMENT_ID,
            areas: ['inbox', 'studio'],
            agencyId: null,
            lastAddress: () => '/studio',
            switchEnvironment: () => undefined,
            setLanguage: () => undefined,
            signOut: () => undefined,
          }}
        >
          <Area>
            <StudioApp session={{ api: fake.api, load: () => Promise.resolve() } as Session} me={me} />
          </Area>
          <Toaster toasterId={TOASTER} />
        </AccountProvider>
      </HostProvider>
    </FluentProvider>,
  )
  // Of a page, or of what is said instead of it.
  await screen.findAllByRole('heading')
  return { fake, host }
}

/** Elsewhere in the app there is no studio. */
function Area({ children }: { children: ReactNode }) {
  return useAddress().area === 'studio' ? children : null
}

export function sectionAddress(section: string, query = ''): string {
  return `/studio/${SERVICE_ID}/${section}${query}`
}

export async function violations(): Promise<string[]> {
  const result = await axe.run(document.body, {
    // Colours need a real layout; a page has landmarks around the studio.
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}
