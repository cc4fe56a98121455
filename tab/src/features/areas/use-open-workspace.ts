import { useEffect, useRef, useState } from 'react'
import { areasOf } from '../../../../server/contract/areas.ts'
import type { EnvironmentSummary, MeView } from '../../../../server/contract/member.ts'
import { useHost } from '../../host/use-host.ts'
import { readText, storeText } from '../../state/local-storage.ts'
import { createWorkspace, type Workspace } from '../../state/workspace.ts'
import type { Session } from '../session/session.ts'

const RELOADED_KEY = 'callover.reloadedAt'
const RELOAD_PAUSE_MS = 60_000

/** A newer server has a newer tab; but one that always disagrees must not make us reload for ever. */
function reloadOnce(): void {
  const last = Number(readText(RELOADED_KEY) ?? 0)
  if (Date.now() - last < RELOAD_PAUSE_MS) return
  storeText(RELOADED_KEY, String(Date.now()))
  window.location.reload()
}

interface Choice {
  environmentId: string
  switchEnvironment: (id: string) => void
  reach: (id: string) => Promise<EnvironmentSummary | null>
  /** Whether the member answers customers there at all. */
  wanted: boolean
}

/**
 * The environment's conversations, live for as long as the app is open, whichever area is on the screen; `null` before
 * that and for those who may not see them.
 */
export function useOpenWorkspace(session: Session, me: MeView, choice: Choice): Workspace | null {
  const { environmentId, switchEnvironment, wanted } = choice
  const reach = useRef(choice.reach)
  useEffect(() => {
    reach.current = choice.reach
  })
  const host = useHost()
  const [workspace, setWorkspace] = useState<Workspace | null>(null)
  const user = me.user
  const hasMore = me.more === true
  const [known] = useState(
    () =>
      new Set(me.environments.filter(({ rights }) => areasOf(rights).includes('inbox')).map(({ id }) => id)),
  )

  useEffect(() => {
    if (!wanted) return undefined
    const opened = createWorkspace({
      api: session.api,
      me: user,
      environmentId,
      readToken: host.readToken,
      onRefused: () => void session.load(),
      onOutdated: reloadOnce,
      onElsewhere: (id) => {
        if (known.has(id)) switchEnvironment(id)
        // It may be one of the many that nobody has told us of.
        else if (hasMore) void reachInbox(reach.current, id).then((found) => found && switchEnvironment(id))
      },
    })
    setWorkspace(opened)
    return () => {
      opened.stop()
      setWorkspace(null)
    }
    // Another name or language of the same person is no reason to begin anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [session, user.id, environmentId, host, known, hasMore, switchEnvironment, wanted])
  return workspace
}

/** Whether the member answers customers there; without an answer they stay where they are. */
async function reachInbox(reach: Choice['reach'], id: string): Promise<boolean> {
  try {
    const found = await reach(id)
    return found !== null && areasOf(found.rights).includes('inbox')
  } catch {
    return false
  }
}
