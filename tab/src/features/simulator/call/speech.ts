/** Something to be said aloud. */
export interface Utterance {
  text: string
  /** Such as `de-DE`. */
  language: string
  rate: number
}

/** Whether the browser has a voice at all. */
export function canSpeak(): boolean {
  return 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window
}

/**
 * Says something, and tells when that is over or did not work (`failed`: nothing was heard). The returned function
 * stops it; nothing is told then.
 */
export function speak(
  { text, language, rate }: Utterance,
  done: (how: 'said' | 'failed') => void,
): () => void {
  const synthesis = window.speechSynthesis
  const utterance = new SpeechSynthesisUtterance(text)
  let over = false
  const end = (how: 'said' | 'failed') => () => {
    if (over) return
    over = true
    done(how)
  }
  utterance.lang = language
  utterance.rate = rate
  utterance.voice = chooseVoice(synthesis.getVoices(), language)
  utterance.addEventListener('end', end('said'))
  utterance.addEventListener('error', end('failed'))
  synthesis.speak(utterance)
  return () => {
    over = true
    synthesis.cancel()
  }
}

/** The voice for this very region, otherwise one of the language; the browser's choice when there is none. */
export function chooseVoice<V extends Pick<SpeechSynthesisVoice, 'lang' | 'default'>>(
  voices: readonly V[],
  language: string,
): V | null {
  const tag = language.toLowerCase()
  const tagOf = (voice: V): string => voice.lang.toLowerCase().replace('_', '-')
  const fitting = voices.filter((voice) => tagOf(voice).startsWith(tag.slice(0, 2)))
  const exact = fitting.filter((voice) => tagOf(voice) === tag)
  return [...exact, ...fitting].find((voice) => voice.default) ?? exact[0] ?? fitting[0] ?? null
}
