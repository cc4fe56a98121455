import { useMemo, useSyncExternalStore } from 'react'
import type { Place } from '../../host/host.ts'
import { useHost } from '../../host/use-host.ts'
import { SORTS, VIEWS, type ListQuery, type SortName, type ViewName } from '../../state/state.ts'

export interface InboxPlace extends ListQuery {
  conversationId: string | null
  /** A message of it to be shown: where a link led to. Whoever goes on has seen it. */
  messageId?: string
}

/** What is to be different; `label: null` lets go of the label. */
export type PlaceChange = Partial<Omit<InboxPlace, 'label'>> & { label?: string | null }

export interface Navigation {
  place: InboxPlace
  /** Goes somewhere; what is not named stays as it is. `replace` leaves no step for the back button. */
  go: (change: PlaceChange, replace?: boolean) => void
  link: (change: PlaceChange) => string
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
    ...(place.label === undefined ? {} : { label: place.label }),
  }
}

function formatPlace(place: InboxPlace): Place {
  return {
    view: place.view,
    conversationId: place.conversationId,
    ...(place.messageId === undefined ? {} : { messageId: place.messageId }),
    q: place.q,
    ...(place.label === undefined ? {} : { label: place.label }),
    sort: place.sort === defaultSort(place.view) ? null : place.sort,
  }
}

/** The list that a place shows. */
export function queryOf({
  view,
  sort,
  q,
  serviceId,
  label,
}: Pick<InboxPlace, 'view' | 'sort' | 'q'> & {
  serviceId: string | undefined
  label: string | undefined
}): ListQuery {
  return {
    view,
    sort,
    q,
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(label === undefined ? {} : { label }),
  }
}

/** Where in the inbox the address says we are, and ways to go elsewhere. */
export function useNavigation(): Navigation {
  const host = useHost()
  // Hosts answer with a fresh object each time; the address as text is what can be compared.
  const address = useSyncExternalStore(host.onPlace, () => host.link(host.place()))
  return useMemo(() => {
    const place = parsePlace(host.place())
    const { messageId: _seen, label: before, ...here } = place
    // A view brings its own order along.
    const target = ({ label = before ?? null, ...change }: PlaceChange): Place =>
      formatPlace({
        ...here,
        ...(change.view !== undefined && change.view !== place.view
          ? { sort: defaultSort(change.view) }
          : {}),
        ...change,
        ...(label === null ? {} : { label }),
      })
    return {
      place,
      go: (change, replace) => host.go(target(change), replace),
      link: (change) => host.link(target(change)),
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the address decides what `host.place()` answers
  }, [host, address])
}
