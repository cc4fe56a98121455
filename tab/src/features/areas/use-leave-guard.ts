import { useCallback, useEffect, useRef, useState } from 'react'
import { useHost } from '../../host/use-host.ts'
import { parseAddress } from './area-address.ts'

export interface LeaveGuard {
  /** Somebody wants to leave and has not said what is to become of the changes. */
  asking: boolean
  stay: () => void
  /** Goes where they wanted to. */
  leave: () => void
  /** Does something that leads away, or asks first when that would lose changes. */
  before: (go: () => void) => void
}

/**
 * Asks before changes are lost: on any way within the app to an address that does not belong to what is edited, and before the
 * window closes. `isWithin` has to be the same function as long as the same thing is edited.
 */
export function useLeaveGuard(unsaved: boolean, isWithin: (address: string) => boolean): LeaveGuard {
  const host = useHost()
  const [target, setTarget] = useState<(() => void) | null>(null)
  const leaving = useRef(false)

  useEffect(() => {
    if (!unsaved) return undefined
    leaving.current = false
    let here = host.address()
    const way = watchTheWay()
    const stopListening = host.onPlace(() => {
      const address = host.address()
      if (leaving.current || isWithin(address)) {
        here = address
        return
      }
      const place = host.place()
      const isInbox = parseAddress(address).area === 'inbox'
      setTarget(() => () => (isInbox ? host.go(place) : host.visit(address)))
      // Back before anything has been drawn: what is edited stays on the screen while we ask. Who came by the back
      // button finds the entry they came to unharmed; who followed a link leaves none.
      host.visit(here, !way.isThroughHistory())
    })
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => {
      stopListening()
      way.stop()
      window.removeEventListener('beforeunload', warn)
      setTarget(null)
    }
  }, [host, unsaved, isWithin])

  const stay = useCallback(() => setTarget(null), [])
  return {
    asking: target !== null,
    stay,
    leave() {
      leaving.current = true
      setTarget(null)
      target?.()
    },
    before(go) {
      if (unsaved) setTarget(() => go)
      else go()
    },
  }
}

/** Whether the address is being changed by the back and forward buttons at this very moment. */
function watchTheWay(): { isThroughHistory: () => boolean; stop: () => void } {
  let isThroughHistory = false
  const note = (): void => {
    isThroughHistory = true
    setTimeout(() => {
      isThroughHistory = false
    })
  }
  // Before all others hear of it.
  window.addEventListener('popstate', note, true)
  return {
    isThroughHistory: () => isThroughHistory,
    stop: () => window.removeEventListener('popstate', note, true),
  }
}
