import type { TFunction } from 'i18next'
import type { Author, MessageView, SystemEntry } from '../../../../../server/contract/message.ts'
import type { Person } from '../types.ts'
import { safeName } from './text-format.ts'

export type ConversationText = TFunction<'conversation'>

/** Who wrote it, as the reader calls them. */
export function authorName(author: Author, me: Pick<Person, 'id'>, t: ConversationText): string {
  const name = safeName(author.name)
  switch (author.kind) {
    case 'member':
      return author.id === me.id ? t('author.you') : name
    case 'service':
      return t('author.automatic', { name })
    case 'phone':
      return t('author.phone')
    case 'contact':
    case 'system':
      return name
  }
}

const EXCERPT = 160

/** One line that says what a message is, for labels, quotes and announcements. */
export function messageExcerpt(
  message: Pick<MessageView, 'kind' | 'text' | 'revokedAt' | 'attachments'>,
  t: ConversationText,
): string {
  if (message.revokedAt !== undefined) return t('message.revoked')
  const text = safeName(message.text ?? '').slice(0, EXCERPT)
  const kind = t(`kind.${message.kind}`)
  if (message.kind === 'text') return text === '' ? kind : text
  const fileName = message.kind === 'document' ? safeName(message.attachments?.[0]?.fileName ?? '') : ''
  return [kind, fileName, text].filter((part) => part !== '').join(', ')
}

/** The sentence for an entry of the history. */
export function systemSentence(entry: SystemEntry, t: ConversationText): string {
  const by = safeName(entry.by ?? '')
  const to = safeName(entry.to ?? '')
  switch (entry.event) {
    case 'assigned':
      if (by !== '' && (by === to || to === '')) return t('system.assigned_self', { by })
      return by === '' ? t('system.assigned', { to }) : t('system.assigned_by', { by, to })
    case 'conversation_created':
    case 'unassigned':
    case 'resolved':
    case 'reopened':
      return by === '' ? t(`system.${entry.event}`) : t(`system.${entry.event}_by`, { by })
    case 'number_changed':
      return to === '' ? t('system.number_changed') : t('system.number_changed_to', { to })
    case 'identity_changed':
    case 'user_id_changed':
    case 'handover':
    case 'welcome_requested':
    case 'call_permission':
    case 'other':
      return t(`system.${entry.event}`)
  }
}

/** `3,4 MB`: short enough for a bubble. */
export function formatBytes(language: string, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  let value = bytes
  let at = 0
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000
    at += 1
  }
  const unit = units[at] ?? 'byte'
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && at > 0 ? 1 : 0,
  }).format(value)
}

/** `1:07`, `1:02:30`: the position in a recording. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
