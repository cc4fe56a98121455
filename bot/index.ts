import { ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder'
import type { RequestHandler } from 'express'
import { UnauthenticatedError } from '../server/lib/errors.ts'
import { KeyedQueue } from '../server/lib/keyed-queue.ts'
import { botLog } from '../server/lib/logger.ts'
import type { Deps, TeamsMessenger } from '../server/usecases/ports.ts'
import { servesTenant } from '../server/usecases/recognise-tenants.ts'
import { tenantOf, type InboundActivity } from './activity.ts'
import { TeamsAdapter } from './adapter.ts'
import { TeamsAuthentication } from './authentication.ts'
import type { BotCloud, BotCredentials } from './cloud.ts'
import { GarbageLimit } from './garbage-limit.ts'
import { createImpatientAgents } from './impatient-agents.ts'
import { createInbound, type InboundAnswer } from './inbound.ts'
import { InboxBot } from './inbox-bot.ts'
import { createMessenger } from './messenger.ts'
import { RateLimits } from './rate-limits.ts'
import { createRecognition } from './recognition.ts'
import { createSender } from './sender.ts'
import type { TurnParts } from './turn.ts'

export type { BotCloud, BotCredentials } from './cloud.ts'

export interface BotOptions {
  /** Asked for when something arrives, so that it may need the bot itself. */
  deps: () => Deps
  /** `null`: there is no registration. The SDK's authentication is off then, and only this machine is listened to. */
  credentials: BotCredentials | null
  /** Without credentials nobody at all is listened to. */
  production: boolean
  /** Absent: the public cloud. */
  cloud?: BotCloud
}

export interface Bot {
  /** To be mounted at `/api/messages`. Leaves its errors to the app's handler. */
  router: RequestHandler
  /** `null`: nothing can be sent. */
  messenger: TeamsMessenger | null
  /** Nothing waits any more; resolves when what was begun beside an answer is done. */
  stop(): Promise<void>
}

type AppId = string | null

/** The bot in Teams: what arrives, and what is sent. Says once, and loudly, when it has no credentials. */
export function createBot(options: BotOptions): Bot {
  const { credentials, production, deps, cloud = null } = options
  const appId: AppId = credentials?.appId ?? null
  const closed = production && credentials === null
  if (credentials === null) announceMissingCredentials(production)
  const nowMs = (): number => performance.now()
  const agents = createImpatientAgents()
  const stopping = new AbortController()
  const adapter = new TeamsAdapter(new TeamsAuthentication({ credentials, cloud, limits: { agents } }), appId)
  const sender = createSender({ adapter, limits: new RateLimits(), nowMs, stopped: stopping.signal })
  const updates = new KeyedQueue()
  const shared = {
    recognition: createRecognition({ deps, trustsAnyTenant: credentials === null, nowMs }),
    sender,
    updates,
    stopped: stopping.signal,
  }
  const receive = createReceive({ adapter, appId, parts: () => ({ ...shared, deps: deps() }) })
  return {
    router: createInbound({ appId, closed, garbage: new GarbageLimit(), nowMs, receive }),
    messenger: closed ? null : createMessenger(sender),
    async stop() {
      stopping.abort()
      await updates.idle()
      agents.close()
    },
  }
}

function announceMissingCredentials(production: boolean): void {
  if (production) {
    botLog.warn(
      'the teams bot has no credentials (MicrosoftAppId): it is switched off, and every request to it is refused',
    )
    return
  }
  botLog.warn(
    'the teams bot has no credentials (MicrosoftAppId): AUTHENTICATION IS OFF, anybody on this machine can speak to it as anybody; for trying out only',
  )
}

interface Receiving {
  adapter: TeamsAdapter
  appId: AppId
  parts: () => TurnParts
}

function createReceive({
  adapter,
  appId,
  parts,
}: Receiving): (activity: InboundActivity, authorization: string) => Promise<InboundAnswer> {
  return async (activity, authorization) => {
    // The SDK knows other channels whose tokens it checks in other ways.
    const fromTeams = activity.channelId === 'msteams'
    if (!fromTeams && appId !== null) throw new UnauthenticatedError('this bot speaks to teams only')
    let heard = false
    const response = await adapter.answer(activity, authorization, async (context) => {
      const turn = parts()
      heard = fromTeams && (appId === null || (await isServed(turn.deps, tenantOf(activity))))
      if (heard) await runTurn(turn, context, activity)
      else botLog.info({ tenantId: tenantOf(activity), channelId: activity.channelId }, 'nobody of ours')
    })
    return heard && response !== undefined ? answerOf(response) : { status: 200 }
  }
}

/** Any organisation can install an app that names our bot: only those are answered that somebody here works for. */
async function isServed(deps: Deps, tenantId: string | null): Promise<boolean> {
  if (tenantId === null) return false
  return tenantId === deps.homeTenantId?.toLowerCase() || servesTenant(deps, tenantId)
}

/** What is not offered is the asker's mistake: as a fault of ours it would be reported, and sent again. */
function answerOf({ status, body }: InvokeResponse): InboundAnswer {
  return { status: status === 501 ? 400 : status, ...(body === undefined ? {} : { body: body as unknown }) }
}

async function runTurn(parts: TurnParts, context: TurnContext, activity: InboundActivity): Promise<void> {
  botLog.debug({ activity: activity.type, name: activity.name }, 'activity received')
  if (isMalformedPress(activity)) {
    const value = { code: 'BadRequest', message: 'an action is missing' }
    const body = { statusCode: 400, type: 'application/vnd.microsoft.error', value }
    await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 400, body } })
    return
  }
  await new InboxBot(parts, activity).run(context)
}

/** The SDK takes the action for granted. */
function isMalformedPress({ type, name, value }: InboundActivity): boolean {
  if (type !== 'invoke' || name !== 'adaptiveCard/action') return false
  const action: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'action') : null
  return typeof action !== 'object' || action === null
}
