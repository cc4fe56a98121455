import { Button } from '@fluentui/react-components'
import { ArrowUp16Regular } from '@fluentui/react-icons'
import { useCallback, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../components/ErrorState.tsx'
import { listKey } from '../../state/lists.ts'
import { emptyList } from '../../state/apply-page.ts'
import type { ListQuery, ListState } from '../../state/state.ts'
import { ConversationList, type ListHandle } from './ConversationList.tsx'
import { LabelChip, LabelMenu } from './LabelFilter.tsx'
import { ListEmpty } from './ListEmpty.tsx'
import { useStyles } from './ListPane.styles.ts'
import { ListSkeleton } from './ListSkeleton.tsx'
import { NotificationOffer } from './NotificationOffer.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SortMenu } from './SortMenu.tsx'
import { useHeldOrder, type HeldList } from './use-held-order.ts'
import { queryOf, type Navigation } from './use-place.ts'
import { useViewCount } from './use-view-count.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'
import { ViewMenu } from './ViewMenu.tsx'

export interface ListPaneProps {
  navigation: Navigation
  selectedId: string | null
  touched: ReadonlySet<string>
  handle: RefObject<ListHandle | null>
  /** Without a rail the views are in a menu behind the title. */
  viewsInTitle: boolean
  onOpen: (id: string) => void
  onSearchDone: () => void
}

export function ListPane(props: ListPaneProps) {
  const { navigation, viewsInTitle } = props
  const { place, go } = navigation
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const count = useViewCount(place.view)
  const name = place.q === '' ? t(`nav.${place.view}`) : t('search.results')
  const query = useQuery(navigation)
  const list = useInbox((state) => state.lists.get(listKey(query))) ?? emptyOf(query)
  const held = useHeldOrder(list.ids, listKey(query), props.touched)
  return (
    // While somebody points or moves about here, nothing changes its place under them.
    <div
      className={styles.root}
      onPointerEnter={(event) => event.pointerType === 'mouse' && held.hold(true)}
      onPointerLeave={() => held.hold(false)}
      onFocus={(event) => event.target.matches('a:focus-visible') && held.hold(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && held.hold(false)}
    >
      <div className={styles.head}>
        <div className={styles.titleLine}>
          {viewsInTitle && place.q === '' ? (
            <ViewMenu navigation={navigation} />
          ) : (
            <h1 className={styles.title}>{name}</h1>
          )}
          {place.q === '' && place.label === undefined && count !== null && (
            <span className={styles.count} aria-label={count.words}>
              {count.short}
            </span>
          )}
          <span className={styles.space} />
          <Updates held={held} onShow={() => props.handle.current?.scrollToTop()} />
          <LabelMenu navigation={navigation} />
          <SortMenu sort={place.sort} onSort={(sort) => go({ sort })} />
        </div>
        {place.serviceId !== undefined && <ServiceName serviceId={place.serviceId} />}
        <SearchBox
          className={styles.search}
          q={place.q}
          onSearch={(q) => go({ q }, place.q !== '')}
          onDone={props.onSearchDone}
        />
        <LabelChip navigation={navigation} />
      </div>
      <div className={styles.body}>
        <ListBody
          {...props}
          query={query}
          list={list}
          ids={held.ids}
          label={t('list.label', { view: name })}
        />
      </div>
      <NotificationOffer />
    </div>
  )
}

/** What would change if the list were not held; always in the same place, so that it moves nothing itself. */
function Updates({ held, onShow }: { held: HeldList; onShow: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  if (held.updates === 0) return null
  return (
    <Button
      size="small"
      appearance="subtle"
      className={styles.updates}
      icon={<ArrowUp16Regular />}
      title={t('list.updatesHint')}
      onClick={() => {
        held.release()
        onShow()
      }}
    >
      {t('list.updates', { count: held.updates })}
    </Button>
  )
}

/** The only service that the list is about. */
function ServiceName({ serviceId }: { serviceId: string }) {
  const styles = useStyles()
  const name = useInbox(
    (state) => state.channels.find(({ service }) => service.id === serviceId)?.service.name,
  )
  return <p className={styles.service}>{name ?? ''}</p>
}

const nothing = new Map<string, ListState>()

/** The same object for the same list: what depends on it must not change with every rendering. */
function emptyOf(query: ListQuery): ListState {
  const key = listKey(query)
  const known = nothing.get(key) ?? emptyList(query)
  if (nothing.size > 50) nothing.clear()
  nothing.set(key, known)
  return known
}

function useQuery({ place }: Navigation): ListQuery {
  const { view, sort, q, serviceId, label } = place
  return queryOf({ view, sort, q, serviceId, label })
}

interface ListBodyProps extends ListPaneProps {
  query: ListQuery
  list: ListState
  ids: readonly string[]
  label: string
}

function ListBody({ navigation, query, list, ids, label, ...rest }: ListBodyProps) {
  const { lists } = useWorkspace()
  const { link } = navigation
  const linkTo = useCallback((id: string) => link({ conversationId: id }), [link])
  if (ids.length > 0) {
    return (
      <ConversationList
        query={query}
        list={list}
        ids={ids}
        selectedId={rest.selectedId}
        link={linkTo}
        onOpen={rest.onOpen}
        label={label}
        handle={rest.handle}
      />
    )
  }
  if (list.failed !== null) return <ErrorState code={list.failed} onRetry={() => void lists.reload()} />
  if (list.cursor === undefined) return <ListSkeleton />
  return <ListEmpty navigation={navigation} />
}
