/** When a conversation's customer first wrote, and when members did. */
export interface Exchange {
  /** The customer's first message; `null`: none. */
  wroteAt: Date | null
  /** Members' messages, in any order. */
  answers: readonly Date[]
}

/**
 * Milliseconds from the customer's first message to the first message of a member behind it; `null` while there is none. What a
 * member wrote before is no answer, such as the template that began the conversation.
 */
export function firstResponseMs({ wroteAt, answers }: Exchange): number | null {
  if (wroteAt === null) return null
  const since = answers.map((at) => at.getTime() - wroteAt.getTime()).filter((ms) => ms >= 0)
  return since.length === 0 ? null : since.reduce((least, ms) => Math.min(least, ms))
}

/** The middle one by size, or the mean of the two in the middle; `null` of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
