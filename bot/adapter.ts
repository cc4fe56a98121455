import { CloudAdapter, type ConversationReference, type InvokeResponse, type TurnContext } from 'botbuilder'
import { forSdk, type InboundActivity, type StoredReference } from './activity.ts'
import type { TeamsAuthentication } from './authentication.ts'

/** What happens in one turn. */
export type TurnLogic = (context: TurnContext) => Promise<void>

/**
 * botbuilder's adapter without its HTTP side, which tells callers the messages of our errors. `onTurnError` stays unset: with it
 * a failed send would look like a successful one.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: TeamsAuthentication
  readonly #appId: string

  constructor(authentication: TeamsAuthentication, appId: string | null) {
    super(authentication)
    this.#authentication = authentication
    this.#appId = appId ?? ''
  }

  /**
   * Authenticates an activity and runs a turn for it; answers with what is to be answered to an invoke. Throws as
   * `TeamsAuthentication` does, and whatever the logic throws.
   */
  async answer(
    activity: InboundActivity,
    authorization: string,
    logic: TurnLogic,
  ): Promise<InvokeResponse | undefined> {
    const proven = forSdk(activity)
    const identity = await this.#authentication.authenticateRequest(proven, authorization)
    return this.processActivity(identity, withDates(proven), logic)
  }

  /** Runs `work` in a conversation that was remembered, outside of any turn. Throws what `work` throws. */
  async continue<T>(reference: StoredReference, work: (context: TurnContext) => Promise<T>): Promise<T> {
    // Carried out of the callback by hand: the SDK resolves with nothing.
    const outcome: { value?: { result: T }; error?: unknown } = {}
    await this.continueConversationAsync(this.#appId, referenceFor(reference), async (context) => {
      // What is sent answers nothing: with the made-up id of the continuation it would be posted as a reply to it.
      delete context.activity.id
      try {
        outcome.value = { result: await work(context) }
      } catch (error) {
        outcome.error = error
      }
    })
    if (outcome.value === undefined) throw outcome.error
    return outcome.value.result
  }
}

/** As the SDK's own entrance does it. */
function withDates<A extends ReturnType<typeof forSdk>>(activity: A): A {
  for (const name of ['timestamp', 'localTimestamp', 'expiration'] as const) {
    const given: unknown = activity[name]
    if (typeof given === 'string') activity[name] = new Date(given)
  }
  return activity
}

function referenceFor({ user, ...rest }: StoredReference): Partial<ConversationReference> {
  if (user === undefined) return rest
  const { id, name, aadObjectId } = user
  return { ...rest, user: { id, name, ...(aadObjectId === undefined ? {} : { aadObjectId }) } }
}
