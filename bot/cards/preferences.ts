import type { Locale } from '../../server/contract/member.ts'
import { notificationKind, type NotificationPreferences } from '../../server/contract/teams.ts'
import { textsOf } from '../texts/texts.ts'
import {
  adaptiveCard,
  container,
  equalColumns,
  executeAction,
  multiChoiceInput,
  textBlock,
  timeInput,
  toggleInput,
  type AdaptiveCard,
  type Element,
} from './adaptive-card.ts'
import { drawWithin } from './card-size.ts'
import { cutName, cutText } from './foreign-text.ts'
import { formHead, linkButton } from './pieces.ts'

/** What the fields show before anybody has asked for quiet hours. */
const USUAL_QUIET_HOURS = { from: '20:00', to: '07:00' }

export interface PreferencesContent {
  locale: Locale
  preferences: NotificationPreferences
  /** Services that the reader may choose from. */
  services: readonly { id: string; name: string; environment: string }[]
  /** Whose clock quiet hours go by: the reader's, IANA. */
  timeZone: string
  /** Opens the inbox, which has room for everything. */
  link: string
}

/** A form for what somebody is told about, for which services, and when not. */
export function renderPreferences(content: PreferencesContent): AdaptiveCard {
  const choices = choicesOf(content)
  return drawWithin(choices.length, (shown) => draw(content, choices.slice(0, shown), choices.length > shown))
}

type Choice = { title: string; value: string }

/** The chosen ones first: if not all fit, saving loses nothing that was chosen. */
function choicesOf({ services, preferences }: PreferencesContent): Choice[] {
  const several = new Set(services.map(({ environment }) => environment)).size > 1
  const chosen = new Set(preferences.serviceIds)
  return services
    .toSorted((a, b) => Number(chosen.has(b.id)) - Number(chosen.has(a.id)))
    .map(({ id, name, environment }) => ({
      title: several ? `${cutName(name, 60)} (${cutName(environment, 40)})` : cutName(name, 60),
      value: id,
    }))
}

function draw(content: PreferencesContent, services: readonly Choice[], cut: boolean): AdaptiveCard {
  const { locale, preferences, link } = content
  const { preferences: texts, action } = textsOf(locale)
  return adaptiveCard({
    body: [
      ...formHead(texts.title, texts.lead),
      multiChoiceInput({
        id: 'kinds',
        label: texts.kinds,
        value: preferences.kinds.join(','),
        choices: notificationKind.options.map((kind) => ({ title: texts.kind[kind], value: kind })),
        spacing: 'medium',
      }),
      serviceChoice(content, services),
      ...(cut ? [textBlock(texts.more, { size: 'small', isSubtle: true, spacing: 'small' })] : []),
      quietHours(content),
    ],
    actions: [
      executeAction(action.save, { verb: 'save_notifications' }, { style: 'positive' }),
      ...linkButton(action.openInbox, link),
    ],
    summary: `${texts.title}. ${texts.lead}`,
    lang: locale,
  })
}

function serviceChoice({ locale, preferences }: PreferencesContent, services: readonly Choice[]): Element {
  const { preferences: texts } = textsOf(locale)
  const offered = new Set(services.map(({ value }) => value))
  const chosen = preferences.serviceIds?.filter((id) => offered.has(id))
  return multiChoiceInput({
    id: 'services',
    label: texts.services,
    value: chosen === undefined ? 'all' : chosen.join(','),
    choices: [{ title: texts.all, value: 'all' }, ...services],
    spacing: 'medium',
  })
}

function quietHours({ locale, preferences, timeZone }: PreferencesContent): Element {
  const { preferences: texts } = textsOf(locale)
  const { from, to } = preferences.quietHours ?? USUAL_QUIET_HOURS
  const zone = preferences.quietHours?.timeZone ?? timeZone
  const field = { isRequired: true, errorMessage: texts.required }
  const fields: Element[][] = [
    [timeInput({ id: 'from', label: texts.from, value: from, ...field })],
    [timeInput({ id: 'to', label: texts.to, value: to, ...field })],
  ]
  return container(
    [
      toggleInput({
        id: 'quiet',
        label: texts.quiet,
        title: texts.quietTitle,
        on: preferences.quietHours !== null,
      }),
      equalColumns(fields, { spacing: 'small' }),
      textBlock(texts.timeZone(cutText(zone.replaceAll('_', ' '), 64)), {
        size: 'small',
        isSubtle: true,
        spacing: 'small',
      }),
    ],
    { spacing: 'medium' },
  )
}
