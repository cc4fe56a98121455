import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { areasOf, type Area } from '../../../../server/contract/areas.ts'
import type { MeView } from '../../../../server/contract/member.ts'
import { useHost } from '../../host/use-host.ts'
import { chooseLanguage, type Language } from '../../i18n/languages.ts'
import { readText, storeText } from '../../state/local-storage.ts'
import { changeSettings, readSettings } from '../../state/settings.ts'
import { hasUnsent } from '../../state/unsent.ts'
import { SignOutDialog } from '../inbox/SignOutDialog.tsx'
import { AccountProvider, type Account } from '../inbox/use-account.ts'
import { WorkspaceProvider } from '../inbox/use-workspace.ts'
import { formatAddress, parseAddress } from './area-address.ts'
import { AreaFrame } from './AreaFrame.tsx'
import type { AreaProps } from './area-props.ts'
import { useOpenWorkspace } from './use-open-workspace.ts'

const ENVIRONMENT_KEY = 'callover.environment'

/** The agency whose customers somebody administers (DX-ADMIN-03): the one they are in, or the first of theirs. */
function agencyOf({ environments }: MeView, environmentId: string): string | null {
  const agencies = environments.filter(({ rights }) => areasOf(rights).includes('administration'))
  return (agencies.find(({ id }) => id === environmentId) ?? agencies[0])?.id ?? null
}

/** The one of the last visit, or the first in which there is something to do. */
function chooseEnvironment({ environments }: MeView): string {
  const last = readText(ENVIRONMENT_KEY)
  const chosen =
    environments.find(({ id }) => id === last) ??
    environments.find(({ rights }) => areasOf(rights).length > 0) ??
    environments[0]
  return chosen?.id ?? ''
}

/** Everything for whoever is signed in: one environment of their choice, and in it the areas that are theirs. */
export function AreasApp({ session, me }: AreaProps) {
  const [environmentId, setEnvironmentId] = useState(() => chooseEnvironment(me))
  const [asking, setAsking] = useState(false)

  const switchEnvironment = useCallback((id: string) => {
    storeText(ENVIRONMENT_KEY, id)
    setEnvironmentId(id)
  }, [])
  const account = useOwnAccount({ session, me }, environmentId, switchEnvironment, setAsking)
  const answers = account.areas.includes('inbox')
  const opened = useOpenWorkspace(session, me, { environmentId, switchEnvironment, wanted: answers })
  const workspace = answers ? opened : null

  useEffect(() => {
    if (readSettings().language === null && me.user.locale !== null) {
      changeSettings({ language: chooseLanguage([me.user.locale]) })
    }
  }, [me.user.locale])

  if (answers && workspace === null) return null
  return (
    <AccountProvider value={account}>
      <WorkspaceProvider value={workspace}>
        <AreaFrame session={session} me={me} />
        <SignOutDialog
          open={asking}
          onClose={() => setAsking(false)}
          onConfirm={() => void session.signOut()}
        />
      </WorkspaceProvider>
    </AccountProvider>
  )
}

function useOwnAccount(
  { session, me }: AreaProps,
  environmentId: string,
  switchEnvironment: (id: string) => void,
  ask: (asking: boolean) => void,
): Account {
  const host = useHost()
  const lastAddress = useLastAddresses(environmentId)
  return useMemo(
    (): Account => ({
      ...me,
      environmentId,
      areas: areasOf(me.environments.find(({ id }) => id === environmentId)?.rights ?? []),
      agencyId: agencyOf(me, environmentId),
      lastAddress,
      switchEnvironment(id, asked) {
        const { area: here } = parseAddress(host.address())
        const areas = areasOf(me.environments.find((environment) => environment.id === id)?.rights ?? [])
        const area = areas.includes(here) ? here : (areas[0] ?? here)
        // What the address names within an area belongs to the environment that is left.
        if (asked === undefined && area === 'inbox') host.go({ ...host.place(), conversationId: null })
        else {
          const target = asked ?? formatAddress(area)
          if (host.address() !== target) host.visit(target)
          // Somebody is being asked whether to leave what they have not saved.
          if (host.address() !== target) return
        }
        switchEnvironment(id)
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
    [me, environmentId, lastAddress, host, session, switchEnvironment, ask],
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
