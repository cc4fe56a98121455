import { Button } from '@fluentui/react-components'
import { ArrowUp16Regular } from '@fluentui/react-icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { belongsTo, listKey } from '../../state/lists.ts'
import { pendingIn, viewersOf } from '../../state/selectors.ts'
import { useSettings } from '../../state/settings.ts'
import type { ListQuery, ListState, State } from '../../state/state.ts'
import { useStyles } from './ConversationList.styles.ts'
import { ListFoot } from './ListFoot.tsx'
import { ListRow, ROW_HEIGHT } from './ListRow.tsx'
import { useHeldOrder } from './use-held-order.ts'
import { useListKeys } from './use-list-keys.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'

const OVERSCAN = 8
/** So many rows before the end the next page is asked for. */
const AHEAD = 20

export interface ListHandle {
  /** The row below or above another one (or above and below nothing: the first); `null` at the end. */
  neighbour: (id: string | null, step: 1 | -1) => string | null
  focusRow: (id: string) => void
  /** The row that has, or last had, the focus. */
  current: () => string | null
}

export interface ConversationListProps {
  query: ListQuery
  list: ListState
  selectedId: string | null
  touched: ReadonlySet<string>
  link: (id: string) => string
  onOpen: (id: string) => void
  label: string
  handle: Ref<ListHandle>
}

export function ConversationList(props: ConversationListProps) {
  const { query, list, selectedId, touched, label } = props
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const { lists } = useWorkspace()
  const { density } = useSettings()
  const state = useInbox(rowsState)
  const scroller = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState<string | null>(selectedId)
  const { ids, updates, hold, release } = useHeldOrder(list.ids, listKey(query), touched)

  // Its functions read the latest measurements on purpose; none of them is handed to anything memoized.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT[density],
    getItemKey: (index) => ids[index] ?? index,
    overscan: OVERSCAN,
  })
  useEffect(() => virtual.measure(), [virtual, density])
  const rows = virtual.getVirtualItems()
  const lastRow = rows.at(-1)?.index ?? 0

  useEffect(() => {
    if (lastRow >= ids.length - AHEAD && list.failed === null) lists.more()
  }, [lists, lastRow, ids.length, list.failed, list.cursor])

  const keys = useListKeys({
    ids,
    activeId,
    setActiveId,
    scroller,
    scrollTo: (index) => virtual.scrollToIndex(index),
  })
  useImperativeHandle(
    props.handle,
    () => ({ neighbour: keys.neighbour, focusRow: keys.focusRow, current: () => activeId }),
    [keys, activeId],
  )

  // Tab reaches the row that was used last; when it is out of sight, the first one that is not.
  const reachable = rows.some((row) => ids[row.index] === activeId) ? activeId : ids[rows[0]?.index ?? 0]
  return (
    // The listeners only watch what happens to the links inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.root}
      onPointerEnter={(event) => event.pointerType === 'mouse' && hold(true)}
      onPointerLeave={() => hold(false)}
      onKeyDown={keys.onKeyDown}
      onFocus={(event) => event.target.matches(':focus-visible') && hold(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && hold(false)}
    >
      {updates > 0 && (
        <Button
          size="small"
          className={styles.updates}
          icon={<ArrowUp16Regular />}
          title={t('list.updatesHint')}
          onClick={() => {
            release()
            virtual.scrollToOffset(0)
          }}
        >
          {t('list.updates', { count: updates })}
        </Button>
      )}
      <div ref={scroller} className={styles.scroller}>
        <ul className={styles.list} aria-label={label} style={{ height: virtual.getTotalSize() }}>
          {rows.map((row) => {
            const conversation = state.conversations.get(ids[row.index] ?? '')
            if (conversation === undefined) return null
            const { id } = conversation
            return (
              <li
                key={row.key}
                className={styles.item}
                aria-setsize={list.cursor === null ? ids.length : -1}
                aria-posinset={row.index + 1}
                style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              >
                <ListRow
                  conversation={conversation}
                  href={props.link(id)}
                  memberId={state.me.id}
                  density={density}
                  selected={id === selectedId}
                  reachable={id === reachable}
                  flagged={state.flagged.has(id)}
                  gone={query.q === '' && !belongsTo(query.view, conversation, state.me.id)}
                  typing={state.typing.get(id)?.some((person) => person.by === 'contact') === true}
                  sending={pendingIn(state, id).some((draft) => draft.state !== 'rejected')}
                  showOwner={query.view !== 'mine'}
                  viewers={viewersOf(state, id)}
                  onOpen={props.onOpen}
                  onFocus={setActiveId}
                />
              </li>
            )
          })}
        </ul>
        <ListFoot list={list} />
      </div>
    </div>
  )
}

/** Rows read from several parts of the state; they are memoised one by one. */
const rowsState = (state: State): State => state
