import { Button, Link, Skeleton, SkeletonItem, Tooltip } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail, ConversationView } from '../../../../server/contract/conversation.ts'
import type { MemberView } from '../../../../server/contract/member.ts'
import { contactName } from '../../components/contact-name.ts'
import { ContactAvatar } from '../../components/ContactAvatar.tsx'
import { Delayed } from '../../components/Delayed.tsx'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { Person } from '../conversation/types.ts'
import { AssigneePicker } from './AssigneePicker.tsx'
import {
  Fact,
  IdentitiesSection,
  PersonSection,
  PreviousSection,
  Section,
  WindowSection,
} from './ContactSections.tsx'
import { useStyles } from './DetailsPanel.styles.ts'
import { LabelSection } from './LabelSection.tsx'
import { mayRearrange } from './may-rearrange.ts'

export interface DetailsPanelProps {
  me: Person
  conversation: ConversationView
  /** `null` while it is loaded. */
  detail: Pick<ConversationDetail, 'contactDetail' | 'previous' | 'can'> | null
  members: readonly MemberView[] | null
  link: (conversationId: string) => string
  onOpenConversation: (conversationId: string) => void
  onLoadMembers: () => void
  onAssign: (memberId: string | null) => void
  onResolve: () => void
  onReopen: () => void
  onLabel: (labels: readonly string[]) => void
  /** Shows the conversations that have this label. */
  onShowLabel: (label: string) => void
  onAsk: (what: 'labels' | 'merge') => void
  onClose: () => void
}

/** Everything about the customer and the matter that is not said in the thread. */
export function DetailsPanel(props: DetailsPanelProps) {
  const { conversation, detail, onClose } = props
  const styles = useStyles()
  const { t } = useTranslation('contact')
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('title')}</h2>
        <Tooltip content={t('hide')} relationship="label">
          <Button appearance="subtle" icon={<DismissRegular />} onClick={onClose} />
        </Tooltip>
      </div>
      <div className={styles.body}>
        <div className={styles.person}>
          <ContactAvatar
            name={conversation.contact.name}
            id={conversation.contact.id}
            channel={conversation.channel.kind}
            size={64}
          />
          <h3 className={styles.name}>{contactName(conversation)}</h3>
          <PanelActions {...props} />
        </div>
        {detail === null ? <PanelSkeleton /> : <IdentitiesSection contact={detail.contactDetail} />}
        <WindowSection conversation={conversation} />
        <LabelSection {...props} />
        <MatterSection {...props} />
        {detail !== null && (
          <>
            <PersonSection contact={detail.contactDetail} />
            <PreviousSection
              previous={detail.previous}
              link={props.link}
              onOpen={props.onOpenConversation}
              {...(mayRearrange(detail.can) ? { onMerge: () => props.onAsk('merge') } : {})}
            />
          </>
        )}
      </div>
    </div>
  )
}

function PanelActions({ me, conversation, detail, onAssign, onResolve, onReopen }: DetailsPanelProps) {
  const styles = useStyles()
  const { t } = useTranslation('contact')
  if (detail === null) return null
  const { can } = detail
  const active = conversation.status === 'open' || conversation.status === 'snoozed'
  return (
    <div className={styles.actions}>
      {can.assign && conversation.assignee?.id !== me.id && (
        <Button size="small" onClick={() => onAssign(me.id)}>
          {t('assignMe')}
        </Button>
      )}
      {can.resolve && active && (
        <Button size="small" onClick={onResolve}>
          {t('resolve')}
        </Button>
      )}
      {can.reopen && !active && (
        <Button size="small" onClick={onReopen}>
          {t('reopen')}
        </Button>
      )}
    </div>
  )
}

function MatterSection(props: DetailsPanelProps) {
  const { me, conversation, detail, members, onLoadMembers, onAssign, onOpenConversation } = props
  const styles = useStyles()
  const { t } = useTranslation(['contact', 'common'])
  const format = useFormat()
  const now = useNow()
  const assigneeId = useId()
  return (
    <Section title={t('contact:conversation')}>
      <dl className={styles.facts}>
        <div className={styles.fact} style={{ alignItems: 'center' }}>
          <dt className={styles.term} id={assigneeId}>
            {t('contact:assignee')}
          </dt>
          <dd className={styles.value}>
            <AssigneePicker
              me={me}
              assignee={conversation.assignee}
              members={members}
              disabled={detail?.can.assign !== true}
              labelledBy={assigneeId}
              onOpen={onLoadMembers}
              onAssign={onAssign}
            />
          </dd>
        </div>
        <Fact term={t('contact:status')}>{t(`common:status.${conversation.status}`)}</Fact>
        <Fact term={t('contact:number')}>#{conversation.number}</Fact>
        <Fact term={t('contact:service')}>{conversation.service.name}</Fact>
        <Fact term={t('contact:channel')}>{conversation.channel.name}</Fact>
        {conversation.mergedIntoId !== null && (
          <Fact term={t('contact:merged')}>
            <Link
              onClick={() =>
                conversation.mergedIntoId !== null && onOpenConversation(conversation.mergedIntoId)
              }
            >
              {t('contact:mergedOpen')}
            </Link>
          </Fact>
        )}
        {conversation.waitingSince !== null && (
          <Fact term={t('contact:waiting')}>{format.moment(new Date(conversation.waitingSince), now)}</Fact>
        )}
        <Fact term={t('contact:created')}>
          {format.dateTime(new Date(conversation.createdAt))}
          <br />
          {t(`contact:origin.${conversation.origin}`)}
        </Fact>
      </dl>
    </Section>
  )
}

function PanelSkeleton() {
  const styles = useStyles()
  return (
    <Delayed>
      <Skeleton className={styles.section} aria-hidden="true">
        <SkeletonItem size={16} style={{ width: '70%' }} />
        <SkeletonItem size={16} style={{ width: '50%' }} />
      </Skeleton>
    </Delayed>
  )
}
