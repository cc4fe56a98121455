import { Button, mergeClasses, Tooltip } from '@fluentui/react-components'
import {
  ArrowLeft20Regular,
  PanelRightContract20Regular,
  PanelRightExpand20Regular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { ContactAvatar } from '../../../components/ContactAvatar.tsx'
import { mayRearrange } from '../../contact/may-rearrange.ts'
import type { ComposerState } from '../composer/composer-state.ts'
import { safeName } from '../messages/text-format.ts'
import type { ConversationPaneProps } from '../types.ts'
import { AssignMenu } from './AssignMenu.tsx'
import { useStyles } from './ConversationHeader.styles.ts'
import { contactNumber } from './contact-number.ts'
import { MoreMenu } from './MoreMenu.tsx'
import { ResolveButton } from './ResolveButton.tsx'
import { StatusBadge } from './StatusBadge.tsx'
import { ViewersLine } from './ViewersLine.tsx'
import { WindowWords } from './WindowWords.tsx'

type ConversationHeaderProps = Pick<
  ConversationPaneProps,
  | 'conversation'
  | 'detail'
  | 'viewers'
  | 'typing'
  | 'me'
  | 'actions'
  | 'onBack'
  | 'onToggleDetails'
  | 'detailsOpen'
  | 'onAsk'
> & { state: ComposerState; now: Date; onSelect: (() => void) | undefined }

/** Whom this is with, how long they can be answered freely, who else is here, and what can be done with it. */
export function ConversationHeader(props: ConversationHeaderProps) {
  const {
    conversation,
    detail,
    viewers,
    typing,
    me,
    actions,
    onBack,
    onToggleDetails,
    onAsk,
    onSelect,
    detailsOpen,
    state,
    now,
  } = props
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const { contact, channel, service, number, status } = conversation
  const name = safeName(contact.name) || conversation.title
  const phone = contactNumber(detail?.contactDetail ?? null, channel.kind)
  const place = [t(`channel.${channel.kind}`), safeName(service.name)]
    .filter((part) => part !== '')
    .join(' · ')

  return (
    <header className={styles.root} aria-label={t('pane.header')}>
      {onBack !== undefined && (
        <Tooltip content={t('header.back')} relationship="label">
          <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={onBack} />
        </Tooltip>
      )}
      <span className={styles.avatar}>
        <ContactAvatar name={name} id={contact.id} channel={channel.kind} size={40} />
      </span>
      <div className={styles.words}>
        <div className={styles.line}>
          <h2 className={styles.name} dir="auto" title={name}>
            {name}
          </h2>
          <StatusBadge status={status} />
        </div>
        <div className={mergeClasses(styles.line, styles.second)}>
          <span className={styles.place} title={`${place} · ${safeName(channel.name)}`}>
            <span className={styles.number}>{t('header.number', { number })}</span> · {place}
          </span>
          {phone !== null && phone !== name && <span className={styles.phone}>{phone}</span>}
          <WindowWords state={state} now={now} />
        </div>
        <ViewersLine viewers={viewers} typing={typing} me={me} contactId={contact.id} />
      </div>
      <div className={styles.tools}>
        <AssignMenu conversation={conversation} may={detail?.can.assign ?? false} me={me} actions={actions} />
        <ResolveButton
          status={status}
          can={{ resolve: detail?.can.resolve ?? false, reopen: detail?.can.reopen ?? false }}
          now={now}
          actions={actions}
        />
        {detail !== null && (onAsk !== undefined || onSelect !== undefined) && (
          <MoreMenu
            can={{ assign: detail.can.assign, rearrange: mayRearrange(detail.can) }}
            mergeable={detail.previous.some((other) => other.mergeable)}
            onAsk={onAsk}
            onSelect={onSelect}
            onToggleDetails={onToggleDetails}
          />
        )}
        {onToggleDetails !== undefined && (
          <Tooltip
            content={t(detailsOpen ? 'header.hideDetails' : 'header.showDetails')}
            relationship="label"
          >
            <Button
              className={styles.details}
              appearance="subtle"
              aria-expanded={detailsOpen}
              icon={detailsOpen ? <PanelRightContract20Regular /> : <PanelRightExpand20Regular />}
              onClick={onToggleDetails}
            />
          </Tooltip>
        )}
      </div>
    </header>
  )
}
