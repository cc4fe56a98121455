import type { Audience } from '../usecases/ports.ts'

/** Everybody subscribed to an environment. */
export const environmentRoom = (environmentId: string): string => `env:${environmentId}`

/** One member's clients within an environment. */
export const memberRoom = (environmentId: string, memberId: string): string =>
  `env:${environmentId}:member:${memberId}`

/** The clients of one session. */
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`

/** Clients that have a conversation on the screen. */
export const viewersRoom = (conversationId: string): string => `viewers:${conversationId}`

/** The room that an audience stands for, and the rooms left out of it. */
export function roomsOf(audience: Audience): { to: string; except: string[] } {
  const { environmentId, memberId, exceptMemberIds = [] } = audience
  return {
    to: memberId === undefined ? environmentRoom(environmentId) : memberRoom(environmentId, memberId),
    except: exceptMemberIds.map((id) => memberRoom(environmentId, id)),
  }
}
