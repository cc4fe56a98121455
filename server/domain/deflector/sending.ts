import type { DialogueEvent, InvitationFailure } from '../dialogue.ts'
import type { PlannedNumber } from '../understanding/number-plan.ts'
import { forwardOrGoodbye, hangUp } from './endings.ts'
import type { SystemPromptName } from './prompts/prompt-catalogue.ts'
import { callerNumber, say, withState, type Outcome, type Scene } from './scene.ts'

/** The provider mostly answers within a second; nobody should listen to silence for long. */
const ROUND_SECONDS = 2
const MOST_ROUNDS = 3

/** The caller has consented: this number is invited, once, and no other in this call (DX-DEFL-08, DX-DEFL-11). */
export function accept(scene: Scene, { e164 }: PlannedNumber): Outcome {
  const sending = withState(scene, {
    at: 'sending',
    asking: null,
    accepted: true,
    otherNumber: e164 !== callerNumber(scene.state)?.e164,
    destination: e164,
    waits: 1,
  })
  return {
    state: sending.state,
    actions: [
      { do: 'send_invitation', to: e164 },
      say(sending, 'sending'),
      { do: 'pause', seconds: ROUND_SECONDS },
    ],
    understood: null,
  }
}

/** Says what has become of the invitation; whatever else comes meanwhile leaves it open (DX-DEFL-09, DX-DEFL-10). */
export function answerInvitation(scene: Scene, event: DialogueEvent): Outcome {
  if (event.type !== 'invitation' || event.outcome === 'waiting') return waitOn(scene)
  switch (event.outcome) {
    case 'sent':
    case 'delivered':
      return hangUp(scene, 'invited', ['close'])
    case 'failed':
      return forwardOrGoodbye(scene, 'invitation_failed', {
        lead: failureWords(event.reason),
        goodbye: event.reason === 'not_on_channel' ? 'goodbye' : 'callAgain',
      })
  }
}

function waitOn(scene: Scene): Outcome {
  const { waits } = scene.state
  // "Close" would say that the message was sent; the outbox goes on trying after the call.
  if (waits >= MOST_ROUNDS) return hangUp(scene, 'invited', ['pending', 'goodbye'])
  return {
    state: { ...scene.state, waits: waits + 1 },
    actions: [{ do: 'pause', seconds: ROUND_SECONDS }],
    understood: null,
  }
}

function failureWords(reason: InvitationFailure | undefined): SystemPromptName {
  switch (reason) {
    case 'not_on_channel':
      return 'notOnWhatsapp'
    case 'template_problem':
    case 'channel_unavailable':
    case 'unknown':
    case undefined:
      return 'sendFailed'
  }
}
