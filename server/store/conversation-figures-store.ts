import type { ConversationFigures } from '../contract/statistics.ts'

/** A period of one service. */
export interface ServicePeriod {
  serviceId: string
  /** Begin of the first day and end of the last. */
  from: Date
  until: Date
  timeZone: string
}

export interface ConversationFiguresStore {
  /**
   * Sums over a service's conversations: those that began in the period, and the messages that came and went in it. In all, and
   * by day of `timeZone` (`YYYY-MM-DD`, only days on which something was).
   */
  ofService(
    environmentId: string,
    period: ServicePeriod,
  ): Promise<{
    total: ConversationFigures
    days: { date: string; opened: number; inbound: number; outbound: number }[]
  }>
}
