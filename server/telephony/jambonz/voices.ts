/** Language tags as speech vendors take them. */
const TAGS: ReadonlyMap<string, string> = new Map([
  ['de', 'de-DE'],
  ['en', 'en-GB'],
  ['nl', 'nl-NL'],
  ['es', 'es-ES'],
])

/** The tag of a language given as two letters. */
export function tagOf(language: string): string {
  return TAGS.get(language) ?? language
}

type Voices = Readonly<Record<string, readonly string[]>>

/** The vendors' own names, best first; jambonz passes them on. */
const VOICES: ReadonlyMap<string, Voices> = new Map([
  [
    'google',
    {
      de: ['de-DE-Neural2-G', 'de-DE-Neural2-H', 'de-DE-Neural2-C', 'de-DE-Neural2-D'],
      en: ['en-GB-Neural2-A', 'en-GB-Neural2-B', 'en-GB-Neural2-C', 'en-GB-Neural2-D'],
      nl: ['nl-NL-Wavenet-A', 'nl-NL-Wavenet-B', 'nl-NL-Wavenet-C', 'nl-NL-Wavenet-D'],
      es: ['es-ES-Neural2-A', 'es-ES-Neural2-B', 'es-ES-Neural2-C', 'es-ES-Neural2-D'],
    },
  ],
  [
    'microsoft',
    {
      de: ['de-DE-KatjaNeural', 'de-DE-ConradNeural', 'de-DE-AmalaNeural', 'de-DE-KillianNeural'],
      en: ['en-GB-SoniaNeural', 'en-GB-RyanNeural', 'en-GB-LibbyNeural', 'en-GB-ThomasNeural'],
      nl: ['nl-NL-FennaNeural', 'nl-NL-MaartenNeural', 'nl-NL-ColetteNeural'],
      es: ['es-ES-ElviraNeural', 'es-ES-AlvaroNeural'],
    },
  ],
  [
    'aws',
    {
      de: ['Vicki', 'Daniel'],
      en: ['Amy', 'Emma', 'Brian', 'Arthur'],
      nl: ['Laura'],
      es: ['Lucia', 'Sergio'],
    },
  ],
])

/** None where the vendor is the application's own, or one whose voices are not known. */
export function voicesOf(vendor: string | undefined): Voices {
  return VOICES.get(vendor ?? '') ?? {}
}

/** Vendors that read SSML, which is how a rate is told them. */
const READS_SSML: ReadonlySet<string> = new Set(['google', 'microsoft', 'aws', 'ibm', 'nuance'])

export function readsSsml(vendor: string | undefined): boolean {
  return READS_SSML.has(vendor ?? '')
}

/**
 * The voice to speak with: the chosen one where the vendor can have it, else the vendor's best for the language. A
 * voice of another language would make the vendor say nothing at all.
 */
export function voiceOf(
  name: string | null,
  language: string,
  vendor: string | undefined,
): string | undefined {
  const known = VOICES.get(vendor ?? '')
  const chosen = name === '' ? null : name
  if (known === undefined) return chosen ?? undefined
  const offered = Object.hasOwn(known, language) ? (known[language] ?? []) : []
  if (chosen !== null && (offered.includes(chosen) || chosen.startsWith(`${tagOf(language)}-`))) return chosen
  return offered[0]
}
