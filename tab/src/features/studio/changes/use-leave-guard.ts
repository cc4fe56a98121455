import { useCallback, useEffect, useRef, useState } from 'react'
import { useHost } from '../../../host/use-host.ts'
import { parseAddress } from '../../areas/area-address.ts'
import { parseStudioPlace } from '../studio-place.ts'

export interface LeaveGuard {
  /** Somebody wants to leave and has not said what is to become of the changes. */
  asking: boolean
  stay: () => void
  /** Goes where they wanted to. */
  leave: () => void
}

/** Asks before changes are lost: on any way out of the service within the app, and before the window closes. */
export function useLeaveGuard(unsaved: boolean, serviceId: string): LeaveGuard {
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
      if (leaving.current || isWithin(address, serviceId)) {
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
  }, [host, unsaved, serviceId])

  const stay = useCallback(() => setTarget(null), [])
  return {
    asking: target !== null,
    stay,
    leave() {
      leaving.current = true
      setTarget(null)
      target?.()
    },
  }
}

function isWithin(address: string, serviceId: string): boolean {
  const parsed = parseAddress(address)
  return parsed.area === 'studio' && parseStudioPlace(parsed).serviceId === serviceId
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
