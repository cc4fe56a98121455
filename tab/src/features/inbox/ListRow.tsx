import { Avatar, CounterBadge, mergeClasses } from '@fluentui/react-components'
import { CallInbound16Regular, Eye12Regular } from '@fluentui/react-icons'
import { memo, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../server/contract/conversation.ts'
import { contactName } from '../../components/contact-name.ts'
import { ContactAvatar } from '../../components/ContactAvatar.tsx'
import { useNow } from '../../components/use-now.ts'
import { WindowChip } from '../../components/WindowChip.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import type { Density } from '../../state/settings.ts'
import type { Person } from '../conversation/types.ts'
import { useStyles } from './ListRow.styles.ts'
import { RowPreview } from './RowPreview.tsx'
import { RowTime } from './RowTime.tsx'
import { rowLabel } from './row-words.ts'

export const ROW_HEIGHT: Record<Density, number> = { compact: 44, cosy: 64, roomy: 84 }
const MOST_FACES = 2

export interface ListRowProps {
  conversation: ConversationView
  href: string
  memberId: string
  density: Density
  selected: boolean
  /** The one row of the list that Tab reaches. */
  reachable: boolean
  flagged: boolean
  /** Belongs here no longer, and stays only while the list is held. */
  gone: boolean
  typing: boolean
  sending: string | null
  showOwner: boolean
  viewers: readonly Person[]
  onOpen: (id: string) => void
  onFocus: (id: string) => void
}

/** One conversation of the list: a real link, so that it can be opened in a new tab as well. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { conversation, density, selected, flagged, viewers } = props
  const styles = useStyles()
  const label = useRowLabel(props)
  const unread = conversation.unread > 0 || flagged

  function open(event: MouseEvent | KeyboardEvent): void {
    // Everything that means "somewhere else" stays the browser's business.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    props.onOpen(conversation.id)
  }

  const name = (
    <span className={mergeClasses(styles.nameBox, density === 'compact' && styles.compactName)}>
      <span className={mergeClasses(styles.name, unread && styles.unreadName)}>
        {contactName(conversation)}
      </span>
      {conversation.origin === 'call' && <CallInbound16Regular className={styles.fromCall} />}
    </span>
  )
  const preview = (
    <RowPreview conversation={conversation} unread={unread} typing={props.typing} sending={props.sending} />
  )
  const people = <RowPeople conversation={conversation} viewers={viewers} showOwner={props.showOwner} />
  const badge = unread && (
    <CounterBadge
      className={styles.badge}
      count={conversation.unread}
      overflowCount={99}
      size="small"
      dot={conversation.unread === 0}
    />
  )
  return (
    <a
      href={props.href}
      data-conversation={conversation.id}
      className={mergeClasses(styles.root, selected && styles.selected, props.gone && styles.gone)}
      aria-label={label}
      aria-current={selected ? 'true' : undefined}
      tabIndex={props.reachable ? 0 : -1}
      onClick={open}
      onFocus={() => props.onFocus(conversation.id)}
      draggable={false}
    >
      <ContactAvatar
        name={conversation.contact.name}
        id={conversation.contact.id}
        channel={conversation.channel.kind}
        size={density === 'compact' ? 24 : density === 'cosy' ? 32 : 40}
      />
      {density === 'compact' ? (
        <span className={styles.compactMain} aria-hidden="true">
          {name}
          {preview}
          <WindowChip window={conversation.window} silent />
          {badge}
          <RowTime conversation={conversation} />
        </span>
      ) : (
        <span className={styles.main} aria-hidden="true">
          <span className={styles.line}>
            {name}
            <span className={styles.space} />
            <WindowChip window={conversation.window} silent />
            <RowTime conversation={conversation} />
          </span>
          <span className={styles.line}>
            {preview}
            {density === 'cosy' && <RowLabels labels={conversation.labels} />}
            {people}
            {badge}
          </span>
          {density === 'roomy' && <RowMeta conversation={conversation} />}
        </span>
      )}
    </a>
  )
})

function useRowLabel({ conversation, memberId, flagged, viewers }: ListRowProps): string {
  const { t } = useTranslation(['inbox', 'common'])
  const format = useFormat()
  const now = useNow()
  return rowLabel(
    { t, span: format.span, exactSpan: format.exactSpan, moment: format.moment },
    { conversation, memberId, flagged, viewers, now },
  )
}

/** The first label, and how many more there are: as quiet as a label may be beside what is urgent. */
function RowLabels({ labels }: Pick<ConversationView, 'labels'>) {
  const styles = useStyles()
  const [first, ...more] = labels
  if (first === undefined) return null
  return (
    <span className={styles.labels} title={labels.join(', ')}>
      <span className={styles.label}>{first}</span>
      {more.length > 0 && <span>+{more.length}</span>}
    </span>
  )
}

function RowMeta({ conversation }: Pick<ListRowProps, 'conversation'>) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const owner = conversation.assignee?.name ?? t('row.unassigned')
  return (
    <span className={styles.meta}>
      {[`#${conversation.number}`, conversation.service.name, owner, ...conversation.labels].join(' · ')}
    </span>
  )
}

/** Who looks at it now, and whose it is. */
function RowPeople({
  conversation,
  viewers,
  showOwner,
}: Pick<ListRowProps, 'conversation' | 'viewers' | 'showOwner'>) {
  const styles = useStyles()
  const owner = conversation.assignee
  if (viewers.length > 0) {
    return (
      <span className={styles.people} title={viewers.map((viewer) => viewer.name).join(', ')}>
        <Eye12Regular />
        {viewers.slice(0, MOST_FACES).map((viewer) => (
          <Avatar key={viewer.id} size={16} name={viewer.name} color="colorful" idForColor={viewer.id} />
        ))}
      </span>
    )
  }
  if (!showOwner || owner === null) return null
  return (
    <span className={styles.people} title={owner.name}>
      <Avatar size={16} name={owner.name} color="colorful" idForColor={owner.id} />
    </span>
  )
}
