import type { DialogueEvent } from '../dialogue.ts'
import { hangUp } from './endings.ts'
import type { Outcome, Scene } from './scene.ts'

/**
 * What becomes of a caller who was forwarded. Whatever else the line reports while it should be connecting them means
 * that it could not.
 */
export function answerForward(scene: Scene, event: DialogueEvent): Outcome {
  const { result, unreached } = scene.state
  if (event.type === 'forwarded' && event.outcome === 'completed') return hangUp(scene, result, [])
  return hangUp(scene, unreached ?? result, ['forwardFailed', 'callAgain'])
}
