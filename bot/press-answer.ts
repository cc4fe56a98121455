import { AppError, InvalidInputError } from '../server/lib/errors.ts'
import type { ConversationCard } from '../server/domain/teams-card.ts'
import { actOn } from '../server/usecases/access.ts'
import type { Principal } from '../server/usecases/ports.ts'
import { contentFor } from '../server/usecases/teams/card-content.ts'
import type { CardAction } from './actions.ts'
import type { AdaptiveCard } from './cards/adaptive-card.ts'
import { renderNotice } from './cards/notice.ts'
import { renderCard } from './cards/render.ts'
import { templateKey } from './cards/reply-form.ts'
import { renderTemplateForm } from './cards/template-form.ts'
import {
  pressConversation,
  sendTemplate,
  type ConversationPress,
  type Pressing,
} from './conversation-press.ts'
import { withNotice, withTyped } from './decorate-card.ts'
import { noticeOfError, warning, type Notice } from './notice.ts'
import { pressSetting } from './setting-press.ts'
import { showList, showStranger } from './shown-cards.ts'
import { textsOf } from './texts/texts.ts'
import type { Turn } from './turn.ts'

/** What a press comes to. */
export interface PressAnswer {
  /** What the person sees next; `null`: what they see stays as it is, with everything that they filled in. */
  card: AdaptiveCard | null
  /** What came of it; `null`: there is nothing to say. On the card already, where there is one. */
  notice: Notice | null
  /** The card on which it was pressed is brought up to date by itself, as all its copies are. */
  tracked: boolean
}

/**
 * Carries out what a button asks for and draws what the person sees next. Never throws for what a use case refuses: why is said
 * on the card, and what was typed stays there.
 */
export async function answerPress(turn: Turn, press: CardAction): Promise<PressAnswer> {
  const { reader, locale } = turn
  if (reader === null) return answerStranger(turn)
  try {
    if (isAboutConversation(press)) return await answerConversation({ turn, reader, press })
    return { ...(await pressSetting(turn, reader, press)), tracked: false }
  } catch (error) {
    return { card: null, notice: noticeOfError(error, locale), tracked: false }
  }
}

function isAboutConversation(press: CardAction): press is ConversationPress {
  return 'conversationId' in press
}

/** Nothing is told to whom nobody here knows, and nothing is done for them. */
export function answerStranger(turn: Turn): PressAnswer {
  const notice = warning(textsOf(turn.locale).problem.unknown_person)
  return { card: turn.shared ? null : showStranger(turn), notice, tracked: true }
}

async function answerConversation(pressing: Pressing): Promise<PressAnswer> {
  const { turn, press } = pressing
  const tracked = press.cardId !== undefined
  if (press.verb === 'choose_template') {
    const form = await chooseTemplate(pressing, press.template)
    if (form !== null) return { card: form, notice: null, tracked: true }
    return {
      ...(await carryOut(pressing, () => sendTemplate(pressing, { ...press.template, values: {} }))),
      tracked,
    }
  }
  return { ...(await carryOut(pressing, () => pressConversation(pressing))), tracked: tracked || turn.shared }
}

async function carryOut(
  pressing: Pressing,
  work: () => Promise<Notice | null>,
): Promise<{ card: AdaptiveCard; notice: Notice | null }> {
  const { turn, press } = pressing
  let notice: Notice | null
  try {
    notice = await work()
  } catch (error) {
    const form = await faultyForm(pressing, error)
    if (form !== null) return form
    notice = noticeOfError(error, turn.locale)
  }
  const done = notice?.tone === 'good'
  const drawn = await drawAgain(pressing, done)
  if (drawn === null) {
    const gone = notice ?? warning(textsOf(turn.locale).notice.gone)
    return { card: renderNotice({ locale: turn.locale, ...gone }), notice: gone }
  }
  const card = done ? drawn : withTyped(drawn, typedIn(press), textsOf(turn.locale).failedMessage)
  return { card: notice === null ? card : withNotice(card, notice), notice }
}

/** The list that the button was on, or the conversation's card, as things are now; `null`: it is not there for the reader. */
async function drawAgain({ turn, reader, press }: Pressing, done: boolean): Promise<AdaptiveCard | null> {
  if (press.list !== undefined) return showList(turn, reader, press.list)
  try {
    return renderCard(await contentAt({ turn, reader, press }, done))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return null
  }
}

/**
 * What the card shows now. Where others read along, a connected place is shown what everybody there is shown, whoever pressed.
 * Throws as `contentFor` does.
 */
export async function contentAt(
  {
    turn,
    reader,
    press,
  }: {
    turn: Turn
    reader: Principal
    press: Pick<ConversationPress, 'conversationId' | 'cardId' | 'version'>
  },
  done: boolean,
): Promise<ConversationCard> {
  const { deps, place } = turn
  if (place === null)
    throw new InvalidInputError([{ path: 'conversation', message: 'the bot is no member here' }])
  const { conversationId, cardId = '' } = press
  const [card, conversation] = await Promise.all([
    cardId === '' ? null : deps.store.teamsCards.find(cardId),
    deps.store.conversations.findAnywhere(conversationId),
  ])
  const own = card?.placeId === place.id && card.conversationId === conversationId ? card : null
  const asEverybody = turn.shared && place.subscription !== null
  // What is not on a card that everybody there has seen is shown to those who may see it anyway.
  if (asEverybody && own === null) await actOn(deps, reader, conversationId, 'conversation:see')
  const version = own?.wanted ?? conversation?.seq ?? press.version
  return contentFor(deps, asEverybody ? null : reader, place, {
    conversationId,
    kind: own?.kind ?? 'waiting',
    cardId: own?.id ?? '',
    // The same words once more are another message: they come from another state of the card.
    version: done ? Math.max(version, press.version + 1) : version,
  })
}

/** The form for a template's values; `null` when it has none and can be sent as it is. Throws when it cannot be chosen. */
async function chooseTemplate(
  pressing: Pressing,
  chosen: { name: string; language: string },
  given?: Readonly<Record<string, string>>,
): Promise<AdaptiveCard | null> {
  const content = await contentAt(pressing, false)
  const template = content.templates.find((one) => templateKey(one) === templateKey(chosen))
  if (template === undefined || template.values.length === 0) return null
  const { number, title } = content.conversation
  return renderTemplateForm({
    locale: pressing.turn.locale,
    conversation: { id: pressing.press.conversationId, number, title },
    ...(content.cardId === '' ? {} : { cardId: content.cardId }),
    version: content.version,
    template,
    ...(given === undefined ? {} : { given, faulty: true }),
    link: content.link,
  })
}

/** Values that do not do are asked for again. */
async function faultyForm(
  pressing: Pressing,
  error: unknown,
): Promise<{ card: AdaptiveCard; notice: Notice } | null> {
  const { turn, press } = pressing
  if (press.verb !== 'send_template' || !(error instanceof InvalidInputError)) return null
  const card = await chooseTemplate(pressing, press.template, typedIn(press))
  return card === null ? null : { card, notice: noticeOfError(error, turn.locale) }
}

/** What somebody has filled in, by the ids of the fields. */
function typedIn(press: ConversationPress): Record<string, string> {
  const fields = Object.entries(press).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && (entry[0] === 'reply' || entry[0].startsWith('value.')),
  )
  return Object.fromEntries(fields)
}
