import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { areasOf, type Area } from '../../../../server/contract/areas.ts'
import type { EnvironmentSummary, MeView } from '../../../../server/contract/member.ts'
import { useHost } from '../../host/use-host.ts'
import { chooseLanguage, type Language } from '../../i18n/languages.ts'
import { changeSettings, readSettings } from '../../state/settings.ts'
import { hasUnsent } from '../../state/unsent.ts'
import { SignOutDialog } from '../inbox/SignOutDialog.tsx'
import { AccountProvider, type Account } from '../inbox/use-account.ts'
import { WorkspaceProvider } from '../inbox/use-workspace.ts'
import { formatAddress, parseAddress } from './area-address.ts'
import { AreaFrame } from './AreaFrame.tsx'
import type { AreaProps } from './area-props.ts'
import { readLastEnvironment, storeLastEnvironment } from './last-environment.ts'
import { useOpenWorkspace } from './use-open-workspace.ts'
import { askForEnvironment, PlacesProvider, useReached, type Places } from './use-places.ts'

/** The agency whose customers somebody administers (DX-ADMIN-03): the one they are in, or the first of theirs. */
function agencyOf({ environments }: MeView, environmentId: string): string | null {
  const agencies = environments.filter(({ rights }) => areasOf(rights).includes('administration'))
  return (agencies.find(({ id }) => id === environmentId) ?? agencies[0])?.id ?? null
}

/** The one of the last visit, or the first in which there is something to do. */
function chooseEnvironment({ environments }: MeView): string {
  const last = readLastEnvironment()
  const chosen =
    environments.find(({ id }) => id === last) ??
    environments.find(({ rights }) => areasOf(rights).length > 0) ??
    environments[0]
  return chosen?.id ?? ''
}

/** Everything for whoever is signed in: one environment of their choice, and in it the areas that are theirs. */
export function AreasApp({ session, me: told }: AreaProps) {
  const { me, include } = useReached(session.api, told)
  const [environmentId, setEnvironmentId] = useState(() => chooseEnvironment(me))
  const [asking, setAsking] = useState(false)

  const switchEnvironment = useCallback((id: string) => {
    storeLastEnvironment(id)
    setEnvironmentId(id)
  }, [])
  const enter = useEnter(switchEnvironment, include)
  const account = useOwnAccount({ session, me }, { environmentId, enter, ask: setAsking })
  const places = useOwnPlaces({ session, me }, { include, enter })
  const answers = account.areas.includes('inbox')
  const choice = { environmentId, switchEnvironment, reach: places.reach, wanted: answers }
  const opened = useOpenWorkspace(session, me, choice)
  const workspace = answers ? opened : null

  useEffect(() => {
    if (readSettings().language === null && me.user.locale !== null) {
      changeSettings({ language: chooseLanguage([me.user.locale]) })
    }
  }, [me.user.locale])

  if (answers && workspace === null) return null
  return (
    <AccountProvider value={account}>
      <PlacesProvider value={places}>
        <WorkspaceProvider value={workspace}>
          <AreaFrame session={session} me={me} />
          <SignOutDialog
            open={asking}
            onClose={() => setAsking(false)}
            onConfirm={() => void session.signOut()}
          />
        </WorkspaceProvider>
      </PlacesProvider>
    </AccountProvider>
  )
}

type Enter = Places['enter']

/** Going to an environment, whether or not anybody has told us of it yet. */
function useEnter(
  switchEnvironment: (id: string) => void,
  include: (environment: EnvironmentSummary) => void,
): Enter {
  const host = useHost()
  return useCallback(
    (environment, asked) => {
      const { area: here } = parseAddress(host.address())
      const areas = areasOf(environment.rights)
      const area = areas.includes(here) ? here : (areas[0] ?? here)
      // What the address names within an area belongs to the environment that is left.
      if (asked === undefined && area === 'inbox') host.go({ ...host.place(), conversationId: null })
      else {
        const target = asked ?? formatAddress(area)
        if (host.address() !== target) host.visit(target)
        // Somebody is being asked whether to leave what they have not saved.
        if (host.address() !== target) return
      }
      include(environment)
      switchEnvironment(environment.id)
    },
    [host, switchEnvironment, include],
  )
}

function useOwnPlaces(
  { session, me }: AreaProps,
  { include, enter }: { include: (environment: EnvironmentSummary) => void; enter: Enter },
): Places {
  return useMemo(
    (): Places => ({
      async search(typed, signal) {
        const found = await session.api.call('GET /me/environments', { query: { q: typed }, signal })
        return { items: found.items, more: found.nextCursor !== null }
      },
      async reach(id) {
        const known = me.environments.find((environment) => environment.id === id)
        if (known !== undefined) return known
        const found = await askForEnvironment(session.api, id)
        if (found !== null) include(found)
        return found
      },
      enter,
    }),
    [session, me, include, enter],
  )
}

function useOwnAccount(
  { session, me }: AreaProps,
  { environmentId, enter, ask }: { environmentId: string; enter: Enter; ask: (asking: boolean) => void },
): Account {
  const lastAddress = useLastAddresses(environmentId)
  return useMemo(
    (): Account => ({
      ...me,
      environmentId,
      areas: areasOf(me.environments.find(({ id }) => id === environmentId)?.rights ?? []),
      agencyId: agencyOf(me, environmentId),
      lastAddress,
      switchEnvironment(id, asked) {
        const environment = me.environments.find((one) => one.id === id)
        if (environment !== undefined) enter(environment, asked)
      },
      setLanguage(language: Language) {
        changeSettings({ language })
        // It counts on this device at once; that other devices follow is a courtesy.
        session.setLocale(language).catch(() => undefined)
      },
      signOut() {
        if (hasUnsent(me.user.id)) ask(true)
        else void session.signOut()
      },
    }),
    [me, environmentId, lastAddress, session, enter, ask],
  )
}

/** Remembers for as long as the page is open where one was in each area. */
function useLastAddresses(environmentId: string): (area: Area) => string {
  const host = useHost()
  const known = useRef(new Map<string, string>())
  useEffect(() => {
    function note(): void {
      const address = host.address()
      known.current.set(`${environmentId} ${parseAddress(address).area}`, address)
    }
    note()
    return host.onPlace(note)
  }, [host, environmentId])
  return useCallback(
    (area) => known.current.get(`${environmentId} ${area}`) ?? formatAddress(area),
    [environmentId],
  )
}
