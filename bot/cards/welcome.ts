import type { Locale } from '../../server/contract/member.ts'
import { textsOf } from '../texts/texts.ts'
import {
  adaptiveCard,
  executeAction,
  richText,
  textBlock,
  type AdaptiveCard,
  type CardButton,
  type Element,
} from './adaptive-card.ts'
import { cutName } from './foreign-text.ts'
import { formHead, linkButton } from './pieces.ts'

/** Where the bot speaks. */
export type PlaceKind = 'personal' | 'group' | 'channel'

export interface Welcome {
  locale: Locale
  place: PlaceKind
  /** Whoever is greeted in their own chat; `null` when nobody here knows them. */
  person: { name: string } | null
  /** Opens the inbox. */
  link: string
}

/** Says who the bot is and how to begin. Given once in each place. */
export function renderWelcome(welcome: Welcome): AdaptiveCard {
  const { locale, place, person } = welcome
  const texts = textsOf(locale)
  const personal = place === 'personal'
  const title = personal
    ? texts.welcome.personal(person === null ? null : cutName(person.name, 60))
    : texts.welcome.shared
  const lead = personal ? texts.welcome.lead : texts.welcome.leadShared
  const points = personal ? texts.welcome.points : texts.welcome.pointsShared
  return adaptiveCard({
    body: [
      ...formHead(title, null),
      textBlock(lead, { spacing: 'small' }),
      ...points.map((point, index) => pointLine(point, index === 0)),
      ...nextStep(welcome),
    ],
    actions: welcomeActions(welcome),
    summary: `${title} ${lead}`,
    lang: locale,
  })
}

function pointLine(text: string, first: boolean): Element {
  return richText([{ text: '✓  ', color: 'good', weight: 'bolder' }, text], {
    spacing: first ? 'medium' : 'small',
  })
}

/** What keeps it from working yet. */
function nextStep({ locale, place, person }: Welcome): Element[] {
  const { welcome, stranger } = textsOf(locale)
  if (place === 'channel') return [textBlock(welcome.connectHint, { weight: 'bolder', spacing: 'medium' })]
  if (place === 'group') return [textBlock(welcome.connectHintGroup, { weight: 'bolder', spacing: 'medium' })]
  if (person !== null) return []
  return [
    textBlock(stranger.lead, { weight: 'bolder', spacing: 'medium' }),
    textBlock(stranger.hint, { isSubtle: true, spacing: 'small' }),
  ]
}

function welcomeActions({ locale, place, person, link }: Welcome): CardButton[] {
  const { action } = textsOf(locale)
  const help = executeAction(action.help, { verb: 'show_help' })
  if (place === 'personal' && person === null) return linkButton(action.openInbox, link)
  if (place !== 'personal') return [help]
  return [
    executeAction(action.queue, { verb: 'show_list', list: 'queue' }, { style: 'positive' }),
    executeAction(action.notifications, { verb: 'show_notifications' }),
    help,
    ...linkButton(action.openInbox, link),
  ]
}

/** What can be written to the bot in this place. */
export function renderHelp(help: { locale: Locale; place: PlaceKind; link: string }): AdaptiveCard {
  const { locale, place, link } = help
  const { help: texts, action } = textsOf(locale)
  const personal = place === 'personal'
  const names = personal
    ? (['queue', 'mine', 'status', 'available', 'away', 'notifications'] as const)
    : (['queue', 'connect', 'disconnect', 'help'] as const)
  const lead = personal ? texts.lead : texts.leadShared
  return adaptiveCard({
    body: [
      ...formHead(texts.title, lead),
      textBlock(personal ? texts.commands : texts.commandsShared, { spacing: 'medium' }),
      ...names.map((name) => commandLine(texts.command[name])),
    ],
    actions: [
      executeAction(action.queue, { verb: 'show_list', list: 'queue' }),
      ...(personal
        ? [
            executeAction(action.mine, { verb: 'show_list', list: 'mine' }),
            executeAction(action.notifications, { verb: 'show_notifications' }),
          ]
        : []),
      ...linkButton(action.openInbox, link),
    ],
    summary: `${texts.title}. ${lead}`,
    lang: locale,
  })
}

function commandLine({ title, text }: { title: string; text: string }): Element {
  return richText(
    [
      { text: title, weight: 'bolder', color: 'accent' },
      { text: `: ${text}`, isSubtle: true },
    ],
    {
      spacing: 'small',
    },
  )
}
