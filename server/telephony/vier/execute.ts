import { setTimeout as wait } from 'node:timers/promises'
import type { DialogueAction, DialogueEvent } from '../../domain/dialogue.ts'
import { failureOf, misconfigured, type Gateway, type GatewayAnswer } from './client.ts'
import { renderCommands, type Command, type Target } from './render.ts'
import { wireControl, wireForwardAnswer, type Control } from './wire.ts'

/** VIER's own connectors keep this distance, "to avoid tight races". */
const BETWEEN_COMMANDS_MS = 50
const BEFORE_FORWARD_MS = 100

/**
 * Sends the commands one after the other, each when the one before was taken, and stops at the first one that fails. A
 * forward is answered when its outcome is known, which takes as long as the telephone rings.
 */
export async function execute(
  actions: readonly DialogueAction[],
  target: Target,
  gateway: Gateway,
): Promise<DialogueEvent | null> {
  let outcome: DialogueEvent | null = null
  for (const [index, command] of renderCommands(actions, target).entries()) {
    if (index > 0) await wait(command.path === '/call/forward' ? BEFORE_FORWARD_MS : BETWEEN_COMMANDS_MS)
    outcome = await send(command, target.control, gateway)
  }
  return outcome
}

/** Throws a `ChannelError` when there is nothing to reach the platform by. */
export function readControl(control: Readonly<Record<string, string>>): Control {
  const parsed = wireControl.safeParse(control).data
  if (parsed === undefined) throw misconfigured('the call has no address of the platform')
  return parsed
}

async function send(command: Command, control: Control, gateway: Gateway): Promise<DialogueEvent | null> {
  const { path, body, harmless = [], timeoutMs } = command
  const effect = 'heard'
  const limit = timeoutMs === undefined ? {} : { timeoutMs }
  const answer = await gateway.send(control, { method: 'POST', path, json: body, effect, ...limit })
  const failure = harmless.includes(answer.status) ? undefined : failureOf(answer, effect)
  if (path !== '/call/forward') {
    if (failure !== undefined) throw failure
    return null
  }
  // A forward that the platform will not even try has failed as well; the caller is still there to be told so. A
  // refused token is another matter: nothing else could be told them either.
  if (answer.status === 401 && failure !== undefined) throw failure
  return { type: 'forwarded', outcome: failure === undefined ? readOutcome(answer) : 'failed' }
}

type Outcome = Extract<DialogueEvent, { type: 'forwarded' }>['outcome']

/** The platform's reasons (call.yml); a line that is engaged is among the rejected. */
const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ['RINGTIMEDOUT', 'no_answer'],
  ['NOANSWER', 'no_answer'],
  ['ANSWERINGMACHINE', 'no_answer'],
  ['REJECTED', 'busy'],
  ['BUSY', 'busy'],
])

function readOutcome({ body }: GatewayAnswer): Outcome {
  const answer = wireForwardAnswer.safeParse(body).data
  if (answer?.status === 'Success') return 'completed'
  return OUTCOMES.get((answer?.reason ?? '').replaceAll('_', '').toUpperCase()) ?? 'failed'
}
