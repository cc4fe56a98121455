import { z } from 'zod'
import { id } from '../server/contract/common.ts'
import type { Locale } from '../server/contract/member.ts'
import { AppError } from '../server/lib/errors.ts'
import { botLog } from '../server/lib/logger.ts'
import type { Deps, Principal } from '../server/usecases/ports.ts'
import {
  findForBot,
  searchForBot,
  type BotSearch,
  type BotSearchItem,
} from '../server/usecases/teams/search-for-bot.ts'
import type { AdaptiveCard } from './cards/adaptive-card.ts'
import { renderInsertedCard, renderNothingFound, renderSearchResult } from './cards/search.ts'
import { problemText, textsOf } from './texts/texts.ts'

/** The body of an answer to `composeExtension/query` and `composeExtension/selectItem`. */
export interface ExtensionAnswer {
  composeExtension:
    | { type: 'result'; attachmentLayout: 'list'; attachments: readonly ExtensionAttachment[] }
    | { type: 'message'; text: string }
}

interface CardAttachment {
  contentType: 'application/vnd.microsoft.card.adaptive'
  content: AdaptiveCard
}

/** What is inserted, and on a list of results how whoever searches sees it. */
interface ExtensionAttachment extends CardAttachment {
  preview?: {
    contentType: 'application/vnd.microsoft.card.thumbnail'
    content: {
      title: string
      subtitle: string
      text: string
      /** Sent as a `composeExtension/selectItem`; a client that does not inserts `content`. */
      tap: { type: 'invoke'; value: SelectedItem }
    }
  }
}

/** Teams shows no more at once. */
const MOST_RESULTS = 25
const LONGEST_SEARCH = 200

/** Teams gives up after five seconds, and says that the app cannot be reached. */
const ANSWER_WITHIN_MS = 4_000

const parameter = z.object({ name: z.string().max(64), value: z.unknown() })

/** It comes from a client: whatever is not understood counts as not said. */
const query = z.object({
  parameters: z.array(parameter).max(10).catch([]),
  queryOptions: z
    .object({
      skip: z.number().int().min(0).max(100_000).catch(0),
      count: z.number().int().min(1).catch(MOST_RESULTS),
    })
    .catch({ skip: 0, count: MOST_RESULTS }),
})

const selectedItem = z.object({ conversationId: id })
type SelectedItem = z.infer<typeof selectedItem>

/** Under this name Teams asks for what is shown before anybody has typed. */
const INITIAL_RUN = 'initialRun'

/**
 * Answers a search from the compose box: what the person may see, as previews for them alone, each with a card for the chat that
 * says nothing about the customer. There is one search, whatever its command is called. `principal` is `null` for a stranger.
 * Resolves in time for Teams, whatever the store does, and never throws.
 */
export async function answerQuery(
  deps: Deps,
  principal: Principal | null,
  given: unknown,
  locale: Locale,
): Promise<ExtensionAnswer> {
  if (principal === null) return message(problemText('unknown_person', locale))
  const search = readSearch(given)
  return inTime(locale, async () => {
    const items = await searchForBot(deps, principal, search)
    // An empty list ends the paging; words in its place would replace what is shown already.
    if (items.length === 0 && search.skip === 0) return message(nothingFound(locale))
    return result(items.map((item) => resultOf(item, { locale, now: deps.clock.now() })))
  })
}

/** Answers the choice of a result with the card for the chat, as things are now. As `answerQuery` otherwise. */
export async function answerSelect(
  deps: Deps,
  principal: Principal | null,
  given: unknown,
  locale: Locale,
): Promise<ExtensionAnswer> {
  if (principal === null) return message(problemText('unknown_person', locale))
  const selected = selectedItem.safeParse(given)
  if (!selected.success) return message(textsOf(locale).notice.outdated)
  return inTime(locale, async () =>
    result([inserted(await findForBot(deps, principal, selected.data.conversationId), locale)]),
  )
}

function readSearch(given: unknown): BotSearch {
  const parsed = query.safeParse(given)
  if (!parsed.success) return { text: '', skip: 0, limit: MOST_RESULTS }
  const { parameters, queryOptions } = parsed.data
  const text = parameters.find(({ name }) => name !== INITIAL_RUN)?.value
  return {
    text: typeof text === 'string' ? text.slice(0, LONGEST_SEARCH) : '',
    skip: queryOptions.skip,
    limit: Math.min(queryOptions.count, MOST_RESULTS),
  }
}

function resultOf(item: BotSearchItem, reader: { locale: Locale; now: Date }): ExtensionAttachment {
  const { conversationId, timeZone } = item
  const preview = renderSearchResult(item, { ...reader, timeZone })
  return {
    ...inserted(item, reader.locale),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { ...preview, tap: { type: 'invoke', value: { conversationId } } },
    },
  }
}

function inserted(item: BotSearchItem, locale: Locale): CardAttachment {
  const content = renderInsertedCard(item, locale)
  return { contentType: 'application/vnd.microsoft.card.adaptive', content }
}

function result(attachments: readonly ExtensionAttachment[]): ExtensionAnswer {
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } }
}

function message(text: string): ExtensionAnswer {
  return { composeExtension: { type: 'message', text } }
}

function nothingFound(locale: Locale): string {
  const { title, text } = renderNothingFound(locale)
  return `${title}. ${text}`
}

/** What takes too long is said to be unavailable, and what fails is said to have failed: Teams gets an answer in any case. */
async function inTime(locale: Locale, work: () => Promise<ExtensionAnswer>): Promise<ExtensionAnswer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<ExtensionAnswer>((resolve) => {
    timer = setTimeout(() => {
      botLog.warn('a search from teams took too long')
      resolve(message(problemText('channel_unavailable', locale)))
    }, ANSWER_WITHIN_MS)
  })
  const done = work().catch((err: unknown) => {
    if (err instanceof AppError) return message(problemText(err.code, locale))
    botLog.error({ err }, 'a search from teams failed')
    return message(problemText('internal_error', locale))
  })
  try {
    return await Promise.race([done, late])
  } finally {
    clearTimeout(timer)
  }
}
