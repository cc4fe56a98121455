import { useMemo, useSyncExternalStore } from 'react'
import type { Place } from '../../host/host.ts'
import { useHost } from '../../host/use-host.ts'
import { SORTS, VIEWS, type ListQuery, type SortName, type ViewName } from '../../state/state.ts'

export interface InboxPlace extends ListQuery {
  conversationId: string | null
  /** A message of it to be shown: where a link led to. Whoever goes on has seen it. */
  messageId?: string
}

export interface Navigation {
  place: InboxPlace
  /** Goes somewhere; what is not named stays as it is. `replace` leaves no step for the back button. */
  go: (change: Partial<InboxPlace>, replace?: boolean) => void
  link: (change: Partial<InboxPlace>) => string
}

const DEFAULT_VIEW: ViewName = 'open'

function parseView(view: string | null): ViewName {
  return VIEWS.find((name) => name === view) ?? DEFAULT_VIEW
}

/** Views about waiting begin with whoever waits longest. */
export function defaultSort(view: ViewName): SortName {
  return view === 'waiting' ? 'waiting' : 'activity'
}

function parsePlace(place: Place): InboxPlace {
  const view = parseView(place.view)
  return {
    view,
    sort: SORTS.find((name) => name === place.sort) ?? defaultSort(view),
    q: place.q,
    conversationId: place.conversationId,
    ...(place.messageId === undefined ? {} : { messageId: place.messageId }),
    ...(place.serviceId === undefined ? {} : { serviceId: place.serviceId }),
  }
}

function formatPlace(place: InboxPlace): Place {
  return {
    view: place.view,
    conversationId: place.conversationId,
    ...(place.messageId === undefined ? {} : { messageId: place.messageId }),
    q: place.q,
    sort: place.sort === defaultSort(place.view) ? null : place.sort,
  }
}

/** Where in the inbox the address says we are, and ways to go elsewhere. */
export function useNavigation(): Navigation {
  const host = useHost()
  // Hosts answer with a fresh object each time; the address as text is what can be compared.
  const address = useSyncExternalStore(host.onPlace, () => host.link(host.place()))
  return useMemo(() => {
    const place = parsePlace(host.place())
    const { messageId: _seen, ...here } = place
    // A view brings its own order along.
    const target = (change: Partial<InboxPlace>): Place =>
      formatPlace({
        ...here,
        ...(change.view !== undefined && change.view !== place.view
          ? { sort: defaultSort(change.view) }
          : {}),
        ...change,
      })
    return {
      place,
      go: (change, replace) => host.go(target(change), replace),
      link: (change) => host.link(target(change)),
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the address decides what `host.place()` answers
  }, [host, address])
}
