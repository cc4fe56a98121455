import type { SpokenLanguage } from '../../../../../server/contract/service-settings.ts'

/** Characters a second at normal speed, as voices of phone platforms speak announcements. */
const PACE: Readonly<Record<SpokenLanguage, number>> = { de: 14, en: 15, nl: 14.5, es: 16 }
/** What a full stop or a question mark holds up the voice. */
const PAUSE_SECONDS = 0.4

/** About how long a text takes to be spoken, in seconds; 0 for none. */
export function speakingSeconds(text: string, language: SpokenLanguage, speed = 1): number {
  const spoken = text.trim()
  if (spoken === '') return 0
  const pauses = (spoken.match(/[.!?…:]+(?=\s)/g) ?? []).length
  return Math.max(1, Math.round((spoken.length / PACE[language] + pauses * PAUSE_SECONDS) / speed))
}
