import type { TFunction } from 'i18next'
import type { ConversationView } from '../../../../server/contract/conversation.ts'
import { contactName } from '../../components/contact-name.ts'
import { windowState } from '../../components/window-state.ts'
import type { Person } from '../conversation/types.ts'

export interface RowWords {
  t: TFunction<['inbox', 'common']>
  span: (ms: number, display: 'long') => string
  exactSpan: (ms: number, display: 'long') => string
  moment: (at: Date, now: Date) => string
}

export interface RowFacts {
  conversation: ConversationView
  memberId: string
  flagged: boolean
  viewers: readonly Person[]
  now: Date
}

/** The one line that stands for the last message. */
export function previewText(t: RowWords['t'], conversation: ConversationView): string {
  const last = conversation.lastMessage
  if (last === null) return t('inbox:row.nothing')
  const text = last.text?.replace(/\s+/g, ' ').trim() ?? ''
  if (last.kind === 'text' || last.kind === 'button_reply' || last.kind === 'list_reply') {
    return text === '' ? t(`common:kind.${last.kind}`) : text
  }
  const name = t(`common:kind.${last.kind}`)
  return text === '' ? name : `${name}: ${text}`
}

function windowWords({ t, exactSpan }: RowWords, { conversation, now }: RowFacts): string | null {
  const state = windowState(conversation.window, now)
  switch (state.step) {
    case 'unlimited':
    case 'plenty':
      return null
    case 'closed':
      return t('inbox:row.windowClosed')
    case 'never':
      return t('inbox:row.windowFirst')
    case 'soon':
    case 'hour':
    case 'minute':
      return t('inbox:row.windowClosesIn', { span: exactSpan(state.leftMs, 'long') })
  }
}

function ownerWords({ t }: RowWords, { conversation, memberId }: RowFacts): string {
  if (conversation.assignee === null) return t('inbox:row.unassigned')
  if (conversation.assignee.id === memberId) return t('inbox:row.mine')
  return t('inbox:row.assignedTo', { name: conversation.assignee.name })
}

function timeWords(words: RowWords, { conversation, now }: RowFacts): string {
  if (conversation.waitingSince !== null) {
    const ms = now.getTime() - new Date(conversation.waitingSince).getTime()
    return words.t('inbox:row.waiting', { span: words.exactSpan(ms, 'long') })
  }
  const at = new Date(conversation.lastMessage?.at ?? conversation.createdAt)
  return words.t('inbox:row.last', { moment: words.moment(at, now) })
}

/** Everything that a row says to the eye, in words and in the order of importance. */
export function rowLabel(words: RowWords, facts: RowFacts): string {
  const { t } = words
  const { conversation, flagged, viewers } = facts
  const names = viewers.map((viewer) => viewer.name).join(', ')
  const last = conversation.lastMessage
  const parts = [
    contactName(conversation),
    t(`common:channel.${conversation.channel.kind}`),
    conversation.origin === 'call' ? t('inbox:row.fromCall') : null,
    conversation.unread > 0
      ? t('inbox:row.unread', { count: conversation.unread })
      : flagged
        ? t('inbox:row.flagged')
        : null,
    windowWords(words, facts),
    timeWords(words, facts),
    ownerWords(words, facts),
    conversation.status === 'open'
      ? null
      : t('inbox:row.status', { status: t(`common:status.${conversation.status}`) }),
    conversation.labels.length === 0
      ? null
      : t('inbox:row.labels', { labels: conversation.labels.join(', ') }),
    viewers.length === 0
      ? null
      : t(viewers.length === 1 ? 'inbox:row.viewing' : 'inbox:row.viewingMany', { names }),
    last === null ? null : t('inbox:row.preview', { text: previewText(t, conversation) }),
    last?.delivery === undefined ? null : t(`common:delivery.${last.delivery}`),
  ]
  return parts.filter((part) => part !== null).join(', ')
}
