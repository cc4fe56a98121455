import type { ConversationStatus } from '../../server/contract/conversation.ts'
import type { Locale } from '../../server/contract/member.ts'
import { formatMoment, type Reader } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import { adaptiveCard, type AdaptiveCard } from './adaptive-card.ts'
import { cutName, cutText, cutTitle } from './foreign-text.ts'
import { factLine, formHead, linkButton } from './pieces.ts'

/** What whoever searches may see of a conversation. */
export interface SearchHit {
  number: number
  title: string
  service: string
  status: ConversationStatus
  assignee: string | null
  waitingSince: Date | null
  lastText: string | null
  /** Opens it in the inbox. */
  link: string
}

/** A line of the list of results: plain texts for a thumbnail. */
export interface SearchPreview {
  title: string
  subtitle: string
  text: string
}

/** How a hit is shown to whoever searches. Nothing in it is read as HTML, which Teams allows in such texts. */
export function renderSearchResult(hit: SearchHit, reader: Reader): SearchPreview {
  const { status, waitingSince, list } = textsOf(reader.locale)
  const who = hit.assignee === null ? [] : [list.with(cutName(hit.assignee, 60))]
  const state =
    hit.waitingSince === null ? status[hit.status] : waitingSince(formatMoment(reader, hit.waitingSince))
  return {
    title: withoutTags(cutTitle(hit.title)),
    subtitle: withoutTags([`#${hit.number}`, cutName(hit.service, 60), state, ...who].join(' · ')),
    text: withoutTags(hit.lastText === null ? '' : cutText(hit.lastText, 120)),
  }
}

/** What is said instead of results. */
export function renderNothingFound(locale: Locale): SearchPreview {
  const { search } = textsOf(locale)
  return { title: search.nothing, subtitle: '', text: search.nothingHint }
}

function withoutTags(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›')
}

/** What is inserted into a chat, where anybody may read it: nothing about the customer. */
export function renderInsertedCard(
  hit: Pick<SearchHit, 'number' | 'service' | 'status' | 'link'>,
  locale: Locale,
): AdaptiveCard {
  const { search, status, action } = textsOf(locale)
  const service = cutName(hit.service)
  const title = search.chat(hit.number)
  return adaptiveCard({
    body: [...formHead(title, null), ...factLine([service, status[hit.status]])],
    actions: linkButton(action.open, hit.link),
    summary: `${title}: ${service}, ${status[hit.status]}`,
    lang: locale,
  })
}
