import type { ChannelKind } from '../../server/contract/message.ts'
import type { Availability } from '../../server/contract/teams.ts'
import { formatMoment, formatNumber, type Reader } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import {
  adaptiveCard,
  container,
  equalColumns,
  executeAction,
  heading,
  richText,
  textBlock,
  type AdaptiveCard,
  type Element,
  type RichTextBlock,
} from './adaptive-card.ts'
import { drawWithin } from './card-size.ts'
import { cutName } from './foreign-text.ts'
import { formHead, linkButton } from './pieces.ts'

export interface StatusChannel {
  name: string
  kind: ChannelKind
  service: string
  state: 'working' | 'failing'
  /** Since when it fails. */
  since: Date | null
}

export interface StatusEnvironment {
  name: string
  /** Chats of customers who wait. */
  waiting: number
  /** Chats that are open, waiting or not. */
  open: number
  /** Open ones of the reader; `null` where others read along. */
  mine: number | null
  channels: readonly StatusChannel[]
}

export interface StatusContent extends Reader {
  /** `null` in channels and group chats. */
  availability: Availability | null
  /** Quiet hours hold everything back until then; `null` when there are none at the moment. */
  quietUntil: Date | null
  environments: readonly StatusEnvironment[]
  /** Opens the inbox. */
  link: string
}

/** Whether the reader is told of new chats, how much there is to do, and whether the channels work. */
export function renderStatus(content: StatusContent): AdaptiveCard {
  const { availability, environments, locale, link } = content
  const { action, availability: words, overview } = textsOf(locale)
  const other = availability === 'available' ? 'away' : 'available'
  const title = availability === null ? overview.title : words[availability]
  const parts = environments.map((one) => environmentPart(content, one))
  return drawWithin(parts.length, (shown) =>
    adaptiveCard({
      body: [...availabilityPart(content, title), ...parts.slice(0, shown)],
      actions: [
        ...(availability === null
          ? []
          : [executeAction(words.set[other], { verb: 'set_availability', availability: other })]),
        executeAction(action.queue, { verb: 'show_list', list: 'queue' }),
        ...linkButton(action.openInbox, link),
      ],
      summary: [title, ...environments.slice(0, 3).map((one) => figuresInWords(content, one))].join('. '),
      lang: locale,
      wide: true,
    }),
  )
}

function availabilityPart(content: StatusContent, title: string): Element[] {
  const { availability, quietUntil } = content
  const texts = textsOf(content.locale).availability
  if (availability === null) return formHead(title, null)
  const color = availability === 'available' ? 'good' : 'warning'
  const hint = availability === 'available' ? texts.availableHint : texts.awayHint
  return [
    heading(title, { color }),
    textBlock(hint, { isSubtle: true, spacing: 'small' }),
    ...(quietUntil === null
      ? []
      : [textBlock(texts.quietUntil(formatMoment(content, quietUntil)), { spacing: 'small' })]),
  ]
}

function environmentPart(content: StatusContent, environment: StatusEnvironment): Element {
  const { overview } = textsOf(content.locale)
  const { name, waiting, open, mine, channels } = environment
  const figures = [
    figure(content, waiting, overview.waiting),
    figure(content, open, overview.open),
    ...(mine === null ? [] : [figure(content, mine, overview.mine)]),
  ]
  return container(
    [
      heading(cutName(name), { size: 'default' }),
      equalColumns(figures),
      ...(channels.length === 0
        ? [textBlock(overview.noChannels, { isSubtle: true, size: 'small' })]
        : channels.slice(0, MOST_CHANNELS).map((channel, index): Element => ({
            ...channelLine(content, channel, isOneOfSeveral(channel, channels)),
            spacing: index === 0 ? 'medium' : 'small',
          }))),
    ],
    { separator: true, spacing: 'medium' },
  )
}

const MOST_CHANNELS = 10

/** A service with two numbers has two channels that only their names tell apart. */
function isOneOfSeveral(channel: StatusChannel, channels: readonly StatusChannel[]): boolean {
  return channels.some(
    (other) => other !== channel && other.kind === channel.kind && other.service === channel.service,
  )
}

function figure({ locale }: Reader, value: number, label: string): Element[] {
  return [
    textBlock(formatNumber(locale, value), { size: 'extraLarge', weight: 'bolder' }),
    textBlock(label, { size: 'small', isSubtle: true, spacing: 'none' }),
  ]
}

function figuresInWords({ locale }: Reader, { name, waiting, open }: StatusEnvironment): string {
  const { overview } = textsOf(locale)
  return `${cutName(name)}: ${formatNumber(locale, waiting)} ${overview.waiting}, ${formatNumber(locale, open)} ${overview.open}`
}

function channelLine(content: StatusContent, channel: StatusChannel, named: boolean): RichTextBlock {
  const { overview, channelKind } = textsOf(content.locale)
  const failing = channel.state === 'failing'
  const since = channel.since === null ? null : formatMoment(content, channel.since)
  const name = named ? ` (${cutName(channel.name, 60)})` : ''
  return richText([
    { text: '●  ', color: failing ? 'attention' : 'good' },
    { text: cutName(channel.service, 60), weight: 'bolder' },
    ` · ${channelKind[channel.kind]}${name}: `,
    failing
      ? { text: overview.failing(since), color: 'attention' }
      : { text: overview.working, isSubtle: true },
  ])
}
