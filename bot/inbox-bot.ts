import {
  TeamsActivityHandler,
  type AdaptiveCardInvokeResponse,
  type AdaptiveCardInvokeValue,
  type InvokeResponse,
  type MessagingExtensionResponse,
  type TaskModuleResponse,
  type TurnContext,
} from 'botbuilder'
import { forgetPlace, rememberPlace } from '../server/usecases/teams/remember-place.ts'
import { placeSeenIn, tenantOf, withoutThread, type InboundActivity } from './activity.ts'
import { answerCommand } from './command-answer.ts'
import { answerQuery, answerSelect } from './message-extension.ts'
import { answerExecute, answerSubmit, openDialog, submitDialog } from './presses.ts'
import { say } from './reply.ts'
import { showWelcome } from './shown-cards.ts'
import { openTurn, type Turn, type TurnParts } from './turn.ts'

/**
 * What the bot does about one activity. A handler of the SDK, so that what arrives takes the way that the SDK knows for it; all
 * of its hooks lead into functions that know nothing of the SDK.
 */
export class InboxBot extends TeamsActivityHandler {
  readonly #parts: TurnParts
  readonly #activity: InboundActivity

  constructor(parts: TurnParts, activity: InboundActivity) {
    super()
    this.#parts = parts
    this.#activity = activity
    this.#onInstallation()
    this.#onTeam()
    this.onMessage((context) => this.#hear(context))
    this.onReactionsAdded(() => this.#remember())
    this.onReactionsRemoved(() => this.#remember())
    this.onMessageUpdate(() => this.#remember())
    this.onMessageDelete(() => this.#remember())
    this.onEvent(() => this.#remember())
    this.onTyping(() => this.#remember())
  }

  /**
   * An installation is told twice, as such and as a new member, in either order: whichever comes first greets. Its upgrade is no
   * installation, and the removal that precedes an upgrade no goodbye.
   */
  #onInstallation(): void {
    this.onInstallationUpdateAdd((context) => this.#greet(context))
    this.onInstallationUpdateRemove(() =>
      this.#activity['action'] === 'remove' ? this.#forget() : Promise.resolve(),
    )
    // The hooks that Teams has for members ask its roster about each of them.
    this.onMembersAdded((context) =>
      this.#isAbout('membersAdded') ? this.#greet(context) : this.#remember(),
    )
    this.onMembersRemoved(() => (this.#isAbout('membersRemoved') ? this.#forget() : this.#remember()))
  }

  #onTeam(): void {
    this.onTeamsChannelRenamedEvent(() => this.#renameChannel())
    this.onTeamsChannelDeletedEvent(() => this.#forgetChannel())
    this.onTeamsTeamDeletedEvent(() => this.#forget())
    this.onTeamsTeamHardDeletedEvent(() => this.#forget())
    this.onTeamsTeamRenamedEvent(() => this.#remember())
    this.onTeamsTeamRestoredEvent(() => this.#remember())
    this.onTeamsTeamUnarchivedEvent(() => this.#remember())
    this.onTeamsChannelCreatedEvent(() => this.#remember())
    this.onTeamsChannelRestoredEvent(() => this.#remember())
  }

  protected override async onAdaptiveCardInvoke(
    context: TurnContext,
    { action }: AdaptiveCardInvokeValue,
  ): Promise<AdaptiveCardInvokeResponse> {
    return answerExecute(
      await this.#open(context),
      action.verb,
      action.data,
    ) as unknown as Promise<AdaptiveCardInvokeResponse>
  }

  /** A button of a card of the oldest kind: it has no answer of its own. */
  protected override async handleTeamsCardActionInvoke(context: TurnContext): Promise<InvokeResponse> {
    await answerSubmit(await this.#open(context), this.#activity['value'])
    return { status: 200 }
  }

  protected override async handleTeamsTaskModuleFetch(context: TurnContext): Promise<TaskModuleResponse> {
    return openDialog(await this.#open(context), this.#valueOf('data')) as Promise<TaskModuleResponse>
  }

  protected override async handleTeamsTaskModuleSubmit(context: TurnContext): Promise<TaskModuleResponse> {
    return submitDialog(await this.#open(context), this.#valueOf('data')) as Promise<TaskModuleResponse>
  }

  protected override async handleTeamsMessagingExtensionQuery(
    context: TurnContext,
  ): Promise<MessagingExtensionResponse> {
    const { deps, reader, locale } = await this.#open(context)
    return answerQuery(
      deps,
      reader,
      this.#activity['value'],
      locale,
    ) as unknown as Promise<MessagingExtensionResponse>
  }

  protected override async handleTeamsMessagingExtensionSelectItem(
    context: TurnContext,
  ): Promise<MessagingExtensionResponse> {
    const { deps, reader, locale } = await this.#open(context)
    return answerSelect(
      deps,
      reader,
      this.#activity['value'],
      locale,
    ) as unknown as Promise<MessagingExtensionResponse>
  }

  /** Links unfold into what a chosen result unfolds into; links to other places into nothing. */
  protected override async handleTeamsAppBasedLinkQuery(
    context: TurnContext,
  ): Promise<MessagingExtensionResponse> {
    const { deps, reader, locale } = await this.#open(context)
    const conversationId = /[#/"]c\/([0-9a-f]{24})/.exec(decodedUrl(this.#valueOf('url')))?.[1]
    if (reader === null || conversationId === undefined) return {}
    const answer = await answerSelect(deps, reader, { conversationId }, locale)
    return answer.composeExtension.type === 'result' ? (answer as unknown as MessagingExtensionResponse) : {}
  }

  /** Signing in is the tab's business; nobody is asked for it here. */
  protected override handleTeamsSigninVerifyState(): Promise<void> {
    return Promise.resolve()
  }

  protected override handleTeamsSigninTokenExchange(): Promise<void> {
    return Promise.resolve()
  }

  #open(context: TurnContext): Promise<Turn> {
    return openTurn(this.#parts, context, this.#activity)
  }

  async #hear(context: TurnContext): Promise<void> {
    const turn = await this.#open(context)
    const pressed = pressedIn(this.#activity)
    if (pressed === null) await answerCommand(turn)
    else await answerSubmit(turn, pressed)
  }

  async #greet(context: TurnContext): Promise<void> {
    const turn = await this.#open(context)
    const { deps, place } = turn
    if (place === null || this.#activity['action'] === 'add-upgrade') return
    if (await deps.store.teamsPlaces.welcome(place.id, deps.clock.now())) await say(turn, showWelcome(turn))
  }

  async #remember(): Promise<void> {
    const { deps } = this.#parts
    await rememberPlace(deps, placeSeenIn(this.#activity, deps.clock.now()))
  }

  async #forget(): Promise<void> {
    const { conversation } = this.#activity
    await forgetPlace(this.#parts.deps, tenantOf(this.#activity) ?? '', withoutThread(conversation.id))
  }

  async #forgetChannel(): Promise<void> {
    const channelId = this.#activity.channelData?.channel?.id ?? ''
    if (channelId !== '') await forgetPlace(this.#parts.deps, tenantOf(this.#activity) ?? '', channelId)
  }

  /** Told in the team's general channel; the one it is about has a place of its own once it has been seen. */
  async #renameChannel(): Promise<void> {
    await this.#remember()
    const { deps } = this.#parts
    const { id = null, name = null } = this.#activity.channelData?.channel ?? {}
    const known =
      id === null ? null : await deps.store.teamsPlaces.findByConversation(tenantOf(this.#activity) ?? '', id)
    if (known === null) return
    const { tenantId, conversationId, kind, reference, person, team, locale, timeZone } = known
    const place = { tenantId, conversationId, kind, reference, person, team, locale, timeZone }
    await rememberPlace(deps, { ...place, name, seenAt: deps.clock.now() })
  }

  /** Whether it is the bot that came or went. */
  #isAbout(members: 'membersAdded' | 'membersRemoved'): boolean {
    const list: unknown = this.#activity[members]
    return (
      Array.isArray(list) &&
      list.some((member: unknown) => fieldOf(member, 'id') === this.#activity.recipient?.id)
    )
  }

  #valueOf(field: string): unknown {
    return fieldOf(this.#activity['value'], field)
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}

/**
 * What a button sent as a message; `null`: somebody wrote. Buttons of the kind `messageBack` send both, and count as written when
 * what they send is none of ours.
 */
function pressedIn(activity: InboundActivity): object | null {
  const value = parsed(activity['value'])
  if (typeof value !== 'object' || value === null) return null
  const written = (activity.text ?? '').trim() !== ''
  return written && typeof fieldOf(value, 'verb') !== 'string' ? null : value
}

/** Some clients send it as text. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

/** The conversation stands in the address itself, or in the context of a link into Teams. */
function decodedUrl(url: unknown): string {
  if (typeof url !== 'string') return ''
  try {
    return decodeURIComponent(url)
  } catch {
    return ''
  }
}
