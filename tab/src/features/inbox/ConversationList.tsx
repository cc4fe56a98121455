import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import { isListed } from '../../state/lists.ts'
import { pendingIn, viewersOf } from '../../state/selectors.ts'
import { useSettings } from '../../state/settings.ts'
import type { ListQuery, ListState, State } from '../../state/state.ts'
import type { PendingMessage } from '../conversation/types.ts'
import { useStyles } from './ConversationList.styles.ts'
import { ListFoot } from './ListFoot.tsx'
import { ListRow, ROW_HEIGHT } from './ListRow.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'

const OVERSCAN = 8
/** So many rows before the end the next page is asked for. */
const AHEAD = 20

export interface ListHandle {
  /** The row below or above another one (or above and below nothing: the first); `null` at the end. */
  neighbour: (id: string | null, step: 1 | -1) => string | null
  focusRow: (id: string) => void
  scrollToTop: () => void
  /** The row that has, or last had, the focus. */
  current: () => string | null
}

export interface ConversationListProps {
  query: ListQuery
  list: ListState
  /** The rows in the order on the screen. */
  ids: readonly string[]
  selectedId: string | null
  link: (id: string) => string
  onOpen: (id: string) => void
  label: string
  handle: Ref<ListHandle>
}

export function ConversationList(props: ConversationListProps) {
  const { query, list, ids, selectedId, label } = props
  const styles = useStyles()
  const { lists } = useWorkspace()
  const { density } = useSettings()
  const state = useInbox(rowsState)
  const scroller = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState<string | null>(selectedId)

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
    () => ({
      neighbour: keys.neighbour,
      focusRow: keys.focusRow,
      scrollToTop: () => virtual.scrollToOffset(0),
      current: () => activeId,
    }),
    [keys, virtual, activeId],
  )

  // Tab reaches the row that was used last; when it is out of sight, the first one that is not.
  const reachable = rows.some((row) => ids[row.index] === activeId) ? activeId : ids[rows[0]?.index ?? 0]
  return (
    // The listener only moves the focus between the links inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.root} onKeyDown={keys.onKeyDown}>
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
                  gone={query.q === '' && !isListed(query, conversation, state.me.id)}
                  typing={state.typing.get(id)?.some((person) => person.by === 'contact') === true}
                  sending={sendingText(pendingIn(state, id))}
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

/** The newest answer on its way, without its text an empty one. */
function sendingText(pending: readonly PendingMessage[]): string | null {
  const last = pending.findLast((draft) => draft.state !== 'rejected' && draft.body.note === undefined)
  return last === undefined ? null : (last.preview.text ?? '')
}

/** Rows read from several parts of the state; they are memoised one by one. */
const rowsState = (state: State): State => state
