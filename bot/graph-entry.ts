import type { NotificationKind } from '../server/contract/teams.ts'
import type { CardContent, CardMessage, ConversationCard } from '../server/domain/teams-card.ts'
import { cutName, cutText, cutTitle } from './cards/foreign-text.ts'
import { problemWords } from './cards/service-card.ts'
import { headline } from './cards/summary.ts'
import { textsOf } from './texts/texts.ts'

/** What is told in the activity feed, by the words of Graph's `sendActivityNotification`. */
export interface FeedEntry {
  /** One of the manifest's `activities.activityTypes`. */
  activityType: string
  /** Where it happened. */
  topic: string
  preview: string
  /** What the type's `templateText` asks for. */
  parameters: readonly { name: string; value: string }[]
}

/** The names in `appPackage/manifest.json`; a test holds the two together. */
const ACTIVITY_TYPES: Record<NotificationKind, string> = {
  waiting: 'chatWaiting',
  assigned: 'chatAssigned',
  answered: 'chatAnswered',
  mentioned: 'mentionedInNote',
  window_closing: 'windowClosing',
  failed: 'sendingFailed',
  not_ready: 'serviceNotReady',
}

/** Teams shows no more of a preview. https://learn.microsoft.com/graph/api/userteamwork-sendactivitynotification */
const LONGEST_PREVIEW = 150
const LONGEST_NAME = 60

/** The entry that stands for a card in somebody's own feed. */
export function feedEntryOf(content: CardContent): FeedEntry {
  const activityType = ACTIVITY_TYPES[content.kind]
  if (content.about === 'service') {
    const value = cutName(content.service.name, LONGEST_NAME)
    const [worst] = content.problems.toSorted((a, b) => Number(b.blocking) - Number(a.blocking))
    return {
      activityType,
      topic: cutName(content.service.environment, LONGEST_NAME) || value,
      preview: cutPreview(
        worst === undefined ? textsOf(content.locale).notReady(value) : problemWords(worst, content.locale),
      ),
      parameters: [{ name: 'service', value }],
    }
  }
  const { title, number, service } = content.conversation
  const value = `${cutText(cutTitle(title), LONGEST_NAME)} (#${number})`
  return {
    activityType,
    topic: cutName(service, LONGEST_NAME) || value,
    preview: cutPreview(previewOf(content)),
    parameters: [{ name: 'chat', value }],
  }
}

/** Whether Teams counts an emoji once or twice is not said: the result fits either way. */
function cutPreview(text: string): string {
  const cut = cutText(text, LONGEST_PREVIEW)
  return cut.length <= LONGEST_PREVIEW ? cut : cutText(text, LONGEST_PREVIEW / 2)
}

function previewOf(content: ConversationCard): string {
  const texts = textsOf(content.locale)
  const { kind, failure, excerpt, by } = content
  if (kind === 'failed' && failure !== null) return texts.failure[failure.error.code]
  if (kind === 'assigned' && by !== null) return headline(content)
  const from = kind === 'mentioned' ? 'note' : 'contact'
  const message = excerpt.findLast((one) => one.from === from)
  return message === undefined ? headline(content) : wordsOf(content, message)
}

function wordsOf({ locale }: ConversationCard, { kind, text }: CardMessage): string {
  return text === null || text.trim() === '' ? textsOf(locale).messageKind[kind] : text
}
