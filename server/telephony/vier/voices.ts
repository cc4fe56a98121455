/** Language tags as speech services take them. */
const TAGS: ReadonlyMap<string, string> = new Map([
  ['de', 'de-DE'],
  ['en', 'en-GB'],
  ['nl', 'nl-NL'],
  ['es', 'es-ES'],
])

/**
 * The tag of a language given as two letters. The project's own is kept where it is the same language: a project in
 * Austria speaks and hears Austrian German.
 */
export function tagOf(language: string, own: string): string {
  return sameLanguage(language, own) ? own : (TAGS.get(language) ?? language)
}

export function sameLanguage(language: string, tag: string): boolean {
  return tag.toLowerCase().split('-')[0] === language.toLowerCase()
}

/** Voices by language, as `<speech service>/<its name of the voice>`. */
export const VOICES: Readonly<Record<string, readonly string[]>> = {
  de: [
    'GOOGLE/de-DE-Neural2-G',
    'GOOGLE/de-DE-Neural2-H',
    'MICROSOFT/de-DE-KatjaNeural',
    'MICROSOFT/de-DE-ConradNeural',
  ],
  en: [
    'GOOGLE/en-GB-Neural2-A',
    'GOOGLE/en-GB-Neural2-B',
    'MICROSOFT/en-GB-SoniaNeural',
    'MICROSOFT/en-GB-RyanNeural',
  ],
  nl: [
    'GOOGLE/nl-NL-Wavenet-A',
    'GOOGLE/nl-NL-Wavenet-B',
    'MICROSOFT/nl-NL-FennaNeural',
    'MICROSOFT/nl-NL-MaartenNeural',
  ],
  es: [
    'GOOGLE/es-ES-Neural2-A',
    'GOOGLE/es-ES-Neural2-B',
    'MICROSOFT/es-ES-ElviraNeural',
    'MICROSOFT/es-ES-AlvaroNeural',
  ],
}

const NAMED_VOICE = /^([A-Z][A-Z_]{1,30})\/([\w-]{1,100})$/
const PROFILE_TOKEN = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A voice of a speech service, or the token of a speech profile. */
export type Synthesizer = { vendor: string; voice: string } | string

/** `undefined` leaves the choice to the project: for no name, and for what can be no voice here. */
export function synthesizerOf(name: string | null): Synthesizer | undefined {
  if (name === null) return undefined
  const [, vendor, voice] = NAMED_VOICE.exec(name) ?? []
  if (vendor !== undefined && voice !== undefined) return { vendor, voice }
  return PROFILE_TOKEN.test(name) ? name : undefined
}
