/** About 14 characters a second, which is how fast voices of the platforms speak German. */
const MS_PER_CHARACTER = 70
/** Digits are written as one character and spoken as a word. */
const MS_PER_DIGIT = 260
const SHORTEST_MS = 600

/** How long saying it takes, roughly. */
export function speakingTimeMs(text: string): number {
  const digits = text.match(/\d/g)?.length ?? 0
  return Math.max(SHORTEST_MS, (text.length - digits) * MS_PER_CHARACTER + digits * MS_PER_DIGIT)
}
