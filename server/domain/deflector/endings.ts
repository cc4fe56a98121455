import type { PromptName } from './prompts.ts'
import type { SystemPromptName } from './prompts/prompt-catalogue.ts'
import { say, withState, type Outcome, type Scene } from './scene.ts'
import type { DeflectorResult } from './state.ts'

/** As long as a phone rings before most mailboxes answer. */
const FORWARD_TIMEOUT_SECONDS = 30

/** Last words, then the end of the call. */
export function hangUp(scene: Scene, result: DeflectorResult, words: readonly PromptName[]): Outcome {
  const ended = withState(scene, { at: 'ended', asking: null, result, unreached: null })
  return {
    state: ended.state,
    actions: [...words.map((prompt) => say(ended, prompt)), { do: 'hang_up' }],
    understood: null,
  }
}

/** Connects the caller where the service forwards its calls, otherwise says goodbye. */
export function forwardOrGoodbye(
  scene: Scene,
  result: DeflectorResult,
  words: { lead: SystemPromptName; goodbye: SystemPromptName },
): Outcome {
  const { forwardTo } = scene.context.settings
  if (forwardTo === null) return hangUp(scene, result, [words.lead, words.goodbye])
  return forward(scene, forwardTo, { result, lead: [words.lead] })
}

function forward(
  scene: Scene,
  to: string,
  { result, lead }: { result: DeflectorResult; lead: readonly SystemPromptName[] },
): Outcome {
  // What became of the invitation tells more than that somebody was connected afterwards.
  const isTold = result === 'invitation_failed' || result === 'not_ready'
  const forwarding = withState(scene, {
    at: 'forwarding',
    asking: null,
    result: isTold ? result : 'forwarded',
    unreached: result,
  })
  return {
    state: forwarding.state,
    actions: [
      ...[...lead, 'forwarding' as const].map((prompt) => say(forwarding, prompt)),
      { do: 'forward', to, timeoutSeconds: FORWARD_TIMEOUT_SECONDS },
    ],
    understood: null,
  }
}

/** Somebody who wants no WhatsApp is told goodbye or connected, as the service has chosen. */
export function refuse(scene: Scene): Outcome {
  const { whenRefused, forwardTo } = scene.context.settings
  if (whenRefused === 'goodbye' || forwardTo === null) return hangUp(scene, 'refused', ['refused', 'goodbye'])
  return forward(scene, forwardTo, { result: 'refused', lead: ['refused'] })
}

/** Somebody who asked for a person; `null` where nobody can be put through. */
export function connect(scene: Scene): Outcome | null {
  const { forwardTo } = scene.context.settings
  return forwardTo === null ? null : forward(scene, forwardTo, { result: 'refused', lead: [] })
}

/** Leaves the flow when it leads nowhere: neither a yes nor a no is guessed. */
export function giveUp(scene: Scene): Outcome {
  return forwardOrGoodbye(scene, 'not_understood', { lead: 'tooMany', goodbye: 'callAgain' })
}
