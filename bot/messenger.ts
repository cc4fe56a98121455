import type { TeamsMessenger } from '../server/usecases/ports.ts'
import { renderCard } from './cards/render.ts'
import type { Sender } from './sender.ts'

/** Draws what use cases have to say and sends it. */
export function createMessenger(sender: Sender): TeamsMessenger {
  return {
    post: (place, content, alert) => sender.post(place, renderCard(content), { alert }),
    update: (place, activityId, content) => sender.update(place, activityId, renderCard(content)),
  }
}
