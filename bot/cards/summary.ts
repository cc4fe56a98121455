import type { CardContent, ConversationCard } from '../../server/domain/teams-card.ts'
import { textsOf } from '../texts/texts.ts'
import { cutName, cutTitle } from './foreign-text.ts'
import { outcomeOf } from './outcome.ts'

/** What a card says in one plain sentence: for the notification of Teams, for screen readers and for clients that draw no cards. */
export function summaryOf(content: CardContent): string {
  const texts = textsOf(content.locale)
  if (content.about === 'service') {
    const name = cutName(content.service.name)
    return content.settled ? `${name}: ${texts.state.ready}` : texts.notReady(name)
  }
  const title = cutTitle(content.conversation.title)
  if (content.settled) return `${title}: ${outcomeOf(content)}`
  return `${headline(content)}: ${title} (${cutName(content.conversation.service)})`
}

/** What has happened, with whoever did it. */
export function headline({ kind, by, locale }: ConversationCard): string {
  const texts = textsOf(locale)
  const who = by === null ? null : cutName(by)
  if (kind === 'assigned' && who !== null) return texts.assignedBy(who)
  if (kind === 'mentioned' && who !== null) return texts.mentionedBy(who)
  return texts.kicker[kind]
}
