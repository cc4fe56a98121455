import { formatList, formatMoment, type Reader } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import {
  adaptiveCard,
  executeAction,
  multiChoiceInput,
  showCard,
  textBlock,
  type AdaptiveCard,
  type Element,
  type ExecuteAction,
} from './adaptive-card.ts'
import { drawWithin } from './card-size.ts'
import { cutName } from './foreign-text.ts'
import { formHead, quietText } from './pieces.ts'

/** An environment whose waiting chats may be posted. */
export interface QueueChoice {
  environmentId: string
  environment: string
  services: readonly { id: string; name: string }[]
}

export interface ConnectContent extends Reader {
  place: 'group' | 'channel'
  queues: readonly QueueChoice[]
  /** What is posted here already; `services` is `null` for every service. */
  connected: {
    environment: string
    environmentId: string
    services: readonly { id: string; name: string }[] | null
    by: string | null
    at: Date
  } | null
}

/** Chooses whose waiting chats a channel or group chat is told about, and shows what has been chosen. */
export function renderConnect(content: ConnectContent): AdaptiveCard {
  const choices = choicesOf(content)
  return drawWithin(choices.length, (shown) =>
    content.connected === null
      ? drawForm(content, choices.slice(0, shown), choices.length > shown)
      : drawConnected(content, content.connected, choices.slice(0, shown), choices.length > shown),
  )
}

type Choice = { title: string; value: string }

/** Every environment with all of its services, and each of them alone where there are several. */
function choicesOf({ queues, locale }: ConnectContent): Choice[] {
  const { connect } = textsOf(locale)
  return queues.flatMap(({ environmentId, environment, services }) => {
    const name = cutName(environment, 40)
    const all = { title: connect.all(name), value: environmentId }
    if (services.length < 2) return [all]
    return [
      all,
      ...services.map((service) => ({
        title: `${name}: ${cutName(service.name, 60)}`,
        value: `${environmentId}:${service.id}`,
      })),
    ]
  })
}

function drawForm(content: ConnectContent, choices: readonly Choice[], cut: boolean): AdaptiveCard {
  const { connect, action } = textsOf(content.locale)
  const title = content.place === 'channel' ? connect.title : connect.titleGroup
  return adaptiveCard({
    body: [...formHead(title, connect.lead), ...queueField(content, choices, cut)],
    actions: choices.length === 0 ? [] : [connectButton(action.connect)],
    summary: `${title}. ${connect.lead}`,
    lang: content.locale,
  })
}

function drawConnected(
  content: ConnectContent,
  connected: NonNullable<ConnectContent['connected']>,
  choices: readonly Choice[],
  cut: boolean,
): AdaptiveCard {
  const { connect, action } = textsOf(content.locale)
  const environment = cutName(connected.environment)
  const names = connected.services?.slice(0, 20).map(({ name }) => cutName(name, 60))
  const shows =
    names === undefined
      ? connect.shows(environment)
      : connect.showsSome(environment, formatList(content.locale, names))
  const by =
    connected.by === null
      ? []
      : [quietText(connect.by(cutName(connected.by), formatMoment(content, connected.at)))]
  return adaptiveCard({
    body: [...formHead(connect.connected, null), textBlock(shows, { spacing: 'small' }), ...by],
    actions: [
      ...(choices.length === 0
        ? []
        : [
            showCard(action.change, {
              body: queueField(content, choices, cut),
              actions: [connectButton(action.save)],
            }),
          ]),
      executeAction(
        action.disconnect,
        { verb: 'disconnect' },
        { style: 'destructive', associatedInputs: 'none' },
      ),
    ],
    summary: `${connect.connected}. ${shows}`,
    lang: content.locale,
  })
}

function connectButton(title: string): ExecuteAction {
  return executeAction(title, { verb: 'connect' }, { style: 'positive' })
}

function queueField(
  { locale, connected, queues }: ConnectContent,
  choices: readonly Choice[],
  cut: boolean,
): Element[] {
  const { connect } = textsOf(locale)
  if (choices.length === 0) return [textBlock(connect.none)]
  const chosen =
    connected === null
      ? []
      : (connected.services?.map(({ id }) => `${connected.environmentId}:${id}`) ?? [connected.environmentId])
  const offered = new Set(choices.map(({ value }) => value))
  return [
    multiChoiceInput({
      id: 'queues',
      label: connect.label,
      value: chosen.filter((value) => offered.has(value)).join(','),
      isRequired: true,
      errorMessage: connect.required,
      choices,
    }),
    ...(queues.length > 1 ? [quietText(connect.oneEnvironment)] : []),
    ...(cut ? [textBlock(connect.more, { size: 'small', isSubtle: true, spacing: 'small' })] : []),
  ]
}
