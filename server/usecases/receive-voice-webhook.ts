import { apologyFor } from '../domain/deflector/apology.ts'
import type { DialogueAction, DialogueEvent } from '../domain/dialogue.ts'
import { AppError, NotFoundError, UnauthenticatedError } from '../lib/errors.ts'
import { channelLog } from '../lib/logger.ts'
import type { Call } from '../store/entities.ts'
import {
  takesCommands,
  type LineContext,
  type LineMessage,
  type VoiceReply,
  type VoiceRequest,
} from '../telephony/provider.ts'
import { noteInbound } from './channel-health.ts'
import { finishCall, startCall, stepCall, type HandledCall } from './handle-call.ts'
import type { Deps, OpenLine } from './ports.ts'
import { discardElsewhere } from './privacy/left-recordings.ts'
import { receiveRecording } from './receive-recording.ts'
import { sendInvitation } from './send-invitation.ts'

/** How long the answer to a call's first webhook may wait for the greeting to be handed over. */
const GREETING_MS = 2_000
/** What is said before a pause takes about so long; lines that take commands do not wait for it themselves. */
const SPEAKING_MS = 2_500

/** Where a webhook came in. */
export interface LineAddress {
  provider: string
  /** The channel's id, or its name when that is unique. */
  line: string
  /** The line's own full address, without a slash at its end. */
  baseUrl: string
  beepUrl: string
}

/** A webhook on its way: what everything below is about. */
interface Visit {
  address: LineAddress
  open: OpenLine
  message: LineMessage
}

/**
 * Answers a voice platform while the caller waits. Everything is stored before it is answered, so any process may take
 * the next webhook. Never leaves a caller in silence: when something breaks they hear an apology. Throws
 * `NotFoundError`, `UnauthenticatedError` (nothing is stored then) and `InvalidInputError`.
 */
export async function receiveVoiceWebhook(
  deps: Deps,
  address: LineAddress,
  request: VoiceRequest,
): Promise<VoiceReply> {
  const open = await deps.lines.find(address.line)
  if (open === null || open.record.provider !== address.provider) throw new NotFoundError('no such line')
  if (!open.line.verify(request)) {
    channelLog.warn({ channelId: open.record.id }, 'voice webhook with a wrong signature refused')
    throw new UnauthenticatedError('wrong signature')
  }
  const message = open.line.parse(request)
  if (message === null) return open.line.acknowledge()
  const visit: Visit = { address, open, message }
  const { event } = message
  switch (event.type) {
    case 'started':
      // Nobody waits on the line for it.
      void noteInbound(deps, open)
      return converse(deps, visit, () => startCall(deps, open, message))
    case 'input':
      return converse(deps, visit, () => stepCall(deps, open, message, event))
    case 'ended':
      await inOrder(deps, visit, () => endCall(deps, visit, event.durationSeconds))
      return open.line.acknowledge()
    case 'recording':
      await receiveRecording(deps, open, message, event.recording)
      return open.line.acknowledge()
  }
}

/** What concerns one call happens one after the other, here; the store sees to it between processes. */
function inOrder<T>(deps: Deps, { open, message }: Visit, task: () => Promise<T>): Promise<T> {
  return deps.callQueue.run(`${open.record.id} ${message.callId}`, task)
}

async function endCall(deps: Deps, { open, message }: Visit, durationSeconds: number | null): Promise<void> {
  const call = await deps.store.calls.findByExternalId(open.record.id, message.callId)
  if (call !== null) await finishCall(deps, open, call, durationSeconds)
}

async function converse(deps: Deps, visit: Visit, handle: () => Promise<HandledCall>): Promise<VoiceReply> {
  const { open, message } = visit
  const { line } = open
  if (!takesCommands(line)) {
    const actions = await inOrder(deps, visit, () => actionsOf(deps, visit, handle))
    return line.reply(actions.actions, contextOf(visit, actions), message)
  }
  let carriedOut: Promise<void> = Promise.resolve()
  const actions = await new Promise<Actions>((resolve, reject) => {
    carriedOut = inOrder(deps, visit, async () => {
      const next = await actionsOf(deps, visit, handle)
      resolve(next)
      if (next.repeated) return
      // A platform answers a forward only when the ringing is over, and callers can be heard meanwhile.
      if (next.actions.at(-1)?.do === 'forward') void command(deps, visit, next)
      else await command(deps, visit, next)
    })
    carriedOut.catch(reject)
  })
  if (message.event.type === 'started') await Promise.race([carriedOut, elapse(GREETING_MS)])
  return line.reply(actions.actions, contextOf(visit, actions), message)
}

interface Actions {
  actions: readonly DialogueAction[]
  turn: number
  recording: boolean
  repeated: boolean
}

/** What the line is to do; an apology when we cannot tell. */
async function actionsOf(deps: Deps, visit: Visit, handle: () => Promise<HandledCall>): Promise<Actions> {
  const { open, message } = visit
  try {
    const { call, repeated } = await handle()
    if (!repeated) {
      discardOnObjection(deps, visit, call)
      inviteOnConsent(deps, visit, call)
    }
    const actions = call.endedAt === null ? call.actions : HANG_UP
    return { actions, turn: call.turn, recording: call.recording === 'on', repeated }
  } catch (error) {
    if (error instanceof AppError) throw error
    channelLog.error({ err: error, channelId: open.record.id }, 'call not handled, caller gets an apology')
    const published = await deps.directory
      .settings(open.record.environmentId)
      .then((settings) => settings.get(open.service.id)?.published)
      .catch(() => undefined)
    const forwardTo = published?.deflector.forwardTo ?? null
    const actions = apologyFor(open.service.languages, message.from, forwardTo)
    return { actions, turn: 0, recording: false, repeated: false }
  }
}

const HANG_UP: readonly DialogueAction[] = [{ do: 'hang_up' }]

/**
 * The caller hears "one moment" and the line comes back: the invitation need not be waited for. The consent is stored, so
 * what fails here is made up for soon, and the caller hears what holds by then.
 */
function inviteOnConsent(deps: Deps, visit: Visit, call: Call): void {
  if (!call.actions.some((action) => action.do === 'send_invitation')) return
  inOrder(deps, visit, () => sendInvitation(deps, call)).catch((err: unknown) => {
    channelLog.error({ err, callId: call.id }, 'invitation not queued')
  })
}

/** The caller does not want to be recorded: the platform must not keep anything either. */
function discardOnObjection(deps: Deps, { open, message }: Visit, call: Call): void {
  if (!call.actions.some((action) => action.do === 'record' && action.recording === 'discard')) return
  const { id: channelId, environmentId } = open.record
  const { callId, control } = message
  const recording = { environmentId, channelId, callId, source: { ...control }, startedAt: call.startedAt }
  discardElsewhere(deps, { ...recording, certain: true }).catch((err: unknown) => {
    channelLog.error({ err, callId: call.id }, 'recording not discarded at the platform')
  })
}

function contextOf({ address, message }: Visit, { turn, recording }: Actions): LineContext {
  return {
    callId: message.callId,
    control: message.control,
    turn,
    recording,
    address: (step) => `${address.baseUrl}/${step}`,
    beepUrl: address.beepUrl,
  }
}

/** Tells a line that takes commands what to do, and keeps the time of pauses for it. Never throws. */
async function command(deps: Deps, visit: Visit, actions: Actions): Promise<void> {
  const { open, message } = visit
  if (!takesCommands(open.line)) return
  try {
    const outcome = await open.line.execute(actions.actions, contextOf(visit, actions))
    if (outcome !== null) later(deps, visit, { input: outcome, turn: null, afterMs: 0 })
  } catch (err) {
    channelLog.error({ err, channelId: open.record.id }, 'voice platform did not take a command')
    return
  }
  const last = actions.actions.at(-1)
  if (last?.do !== 'pause' || message.event.type === 'ended') return
  later(deps, visit, {
    input: { type: 'resumed' },
    turn: actions.turn,
    afterMs: SPEAKING_MS + last.seconds * 1000,
  })
}

/** Steps the call by something that no webhook will tell. If this process dies first, the platform reports silence. */
function later(
  deps: Deps,
  visit: Visit,
  next: { input: DialogueEvent; turn: number | null; afterMs: number },
): void {
  const message: LineMessage = { ...visit.message, eventKey: null, event: { type: 'input', ...next } }
  const timer = setTimeout(() => {
    const { open } = visit
    converse(deps, { ...visit, message }, () => stepCall(deps, open, message, next)).catch((err: unknown) => {
      channelLog.error({ err, channelId: open.record.id }, 'call not stepped after a pause')
    })
  }, next.afterMs)
  timer.unref()
}

function elapse(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
