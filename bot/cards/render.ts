import type { CardContent } from '../../server/domain/teams-card.ts'
import type { AdaptiveCard } from './adaptive-card.ts'
import { renderConversation } from './conversation-card.ts'
import { renderService } from './service-card.ts'

/** Draws a notification as things are now. */
export function renderCard(content: CardContent): AdaptiveCard {
  return content.about === 'conversation' ? renderConversation(content) : renderService(content)
}
