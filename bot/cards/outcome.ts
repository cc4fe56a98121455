import type { ConversationCard } from '../../server/domain/teams-card.ts'
import { formatMoment } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import type { TextColor } from './adaptive-card.ts'
import { cutName } from './foreign-text.ts'

/** How a settled matter ended, in a few words. */
export function outcomeOf(content: ConversationCard): string {
  const { state } = textsOf(content.locale)
  const { status, assignee, waitingSince, doneBy } = content.conversation
  const who = doneBy === null ? null : cutName(doneBy)
  if (status === 'resolved') return state.resolved(who)
  if (status === 'paused') return state.paused(who)
  if (content.kind === 'mentioned') return state.read
  if (content.kind === 'failed') return state.resent(who)
  if (content.kind === 'assigned' && !isReaders(content))
    return assignee === null ? state.unassigned : state.taken(cutName(assignee.name))
  if (waitingSince === null) return state.answered(who)
  return assignee === null ? state.done : holderOf(content, assignee.name)
}

/** Where a matter stands that is not settled, when there is something to say about it. */
export function standingOf(content: ConversationCard): { text: string; color: TextColor } | null {
  const { state } = textsOf(content.locale)
  const { status, assignee, snoozedUntil, doneBy } = content.conversation
  const who = doneBy === null ? null : cutName(doneBy)
  switch (status) {
    case 'resolved':
      return { text: state.resolved(who), color: 'default' }
    case 'paused':
      return { text: state.paused(who), color: 'default' }
    case 'snoozed': {
      const until = snoozedUntil === null ? null : formatMoment(content, snoozedUntil)
      return { text: state.snoozed(until), color: 'accent' }
    }
    case 'open':
      return assignee === null || !concernsHolder(content)
        ? null
        : { text: holderOf(content, assignee.name), color: 'good' }
  }
}

/** Whoever holds it as one of the circumstances, where it is not the point. */
export function holderFact(content: ConversationCard): string[] {
  const { assignee } = content.conversation
  if (assignee === null || isReaders(content) || concernsHolder(content)) return []
  return [textsOf(content.locale).list.with(cutName(assignee.name))]
}

/** Whether it matters here who has taken it: to those who wait for somebody to, or to whom it belonged. */
function concernsHolder(content: ConversationCard): boolean {
  if (content.kind === 'mentioned' || content.kind === 'failed') return false
  return content.kind === 'waiting' || !isReaders(content)
}

function holderOf(content: ConversationCard, name: string): string {
  const { state } = textsOf(content.locale)
  return isReaders(content) ? state.takenByYou : state.taken(cutName(name))
}

function isReaders({ reader, conversation }: ConversationCard): boolean {
  return reader !== null && conversation.assignee?.id === reader.memberId
}
