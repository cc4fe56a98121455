import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'

type SayAttributes = VoiceResponse.SayAttributes
type VoiceName = NonNullable<SayAttributes['voice']>
type SayLanguage = NonNullable<SayAttributes['language']>
type GatherLanguage = NonNullable<VoiceResponse.GatherAttributes['language']>

interface Tongue {
  /** What `<Gather>` recognises: it knows fewer regions than `<Say>` does (no de-AT, no de-CH). */
  gather: GatherLanguage
  /** Voices with the one tag that each speaks: another pair makes the `<Say>` fail (Say page). The first is the default. */
  voices: readonly (readonly [SayLanguage, readonly VoiceName[]])[]
}

/**
 * Voices as the package's types list them: Amazon's neural ones first, which are there in every language and obey the
 * speed; then the ones that do not, last.
 */
const TONGUES = {
  de: {
    gather: 'de-DE',
    voices: [
      ['de-DE', ['Polly.Vicki-Neural', 'Polly.Daniel-Neural']],
      ['de-AT', ['Polly.Hannah-Neural']],
      [
        'de-DE',
        [
          'Google.de-DE-Neural2-A',
          'Google.de-DE-Neural2-B',
          'Google.de-DE-Neural2-C',
          'Google.de-DE-Neural2-D',
          'Google.de-DE-Neural2-F',
          'Google.de-DE-Neural2-G',
          'Google.de-DE-Neural2-H',
          'Polly.Vicki-Generative',
          'Polly.Daniel-Generative',
          'Google.de-DE-Chirp3-HD-Aoede',
          'Google.de-DE-Chirp3-HD-Charon',
          'Google.de-DE-Chirp3-HD-Kore',
          'Google.de-DE-Chirp3-HD-Puck',
        ],
      ],
    ],
  },
  en: {
    gather: 'en-GB',
    voices: [
      [
        'en-GB',
        [
          'Polly.Amy-Neural',
          'Polly.Emma-Neural',
          'Polly.Brian-Neural',
          'Polly.Arthur-Neural',
          'Google.en-GB-Neural2-A',
          'Google.en-GB-Neural2-B',
          'Google.en-GB-Neural2-C',
          'Google.en-GB-Neural2-D',
          'Google.en-GB-Neural2-F',
          'Polly.Amy-Generative',
          'Google.en-GB-Chirp3-HD-Aoede',
          'Google.en-GB-Chirp3-HD-Charon',
          'Google.en-GB-Chirp3-HD-Kore',
          'Google.en-GB-Chirp3-HD-Puck',
        ],
      ],
    ],
  },
  nl: {
    gather: 'nl-NL',
    voices: [
      ['nl-NL', ['Polly.Laura-Neural']],
      ['nl-BE', ['Polly.Lisa-Neural']],
      [
        'nl-NL',
        [
          'Google.nl-NL-Wavenet-A',
          'Google.nl-NL-Wavenet-B',
          'Google.nl-NL-Wavenet-C',
          'Google.nl-NL-Wavenet-D',
          'Google.nl-NL-Wavenet-E',
          'Google.nl-NL-Chirp3-HD-Aoede',
          'Google.nl-NL-Chirp3-HD-Charon',
          'Google.nl-NL-Chirp3-HD-Kore',
          'Google.nl-NL-Chirp3-HD-Puck',
        ],
      ],
    ],
  },
  es: {
    gather: 'es-ES',
    voices: [
      [
        'es-ES',
        [
          'Polly.Lucia-Neural',
          'Polly.Sergio-Neural',
          'Google.es-ES-Neural2-A',
          'Google.es-ES-Neural2-B',
          'Google.es-ES-Neural2-C',
          'Google.es-ES-Neural2-D',
          'Google.es-ES-Neural2-E',
          'Google.es-ES-Neural2-F',
          'Polly.Lucia-Generative',
          'Polly.Sergio-Generative',
          'Google.es-ES-Chirp3-HD-Aoede',
          'Google.es-ES-Chirp3-HD-Charon',
          'Google.es-ES-Chirp3-HD-Kore',
          'Google.es-ES-Chirp3-HD-Puck',
        ],
      ],
    ],
  },
} as const satisfies Record<string, Tongue>

const tongues = new Map<string, Tongue>(Object.entries(TONGUES))

/** For languages that we cannot speak; none is offered, so a caller hardly ever hears it. */
const FALLBACK: Tongue = TONGUES.en

/** Voices on offer, by language. */
export const OFFERED_VOICES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...tongues].map(([language, { voices }]) => [language, voices.flatMap(([, names]) => names)]),
)

/** The voice of this name in this language, with its tag; the language's default when it offers no such voice. */
export function chooseVoice(
  language: string,
  name: string | null,
): { voice: VoiceName; language: SayLanguage } {
  const choices = (tongues.get(language) ?? FALLBACK).voices.flatMap(([tag, names]) =>
    names.map((voice) => ({ voice, language: tag })),
  )
  const [first] = choices
  if (first === undefined) throw new Error(`no voice for ${language}`)
  return choices.find(({ voice }) => voice === name) ?? first
}

/** The tag under which `<Gather>` understands a language. */
export function gatherLanguage(language: string): GatherLanguage {
  return (tongues.get(language) ?? FALLBACK).gather
}

/**
 * Whether a voice obeys SSML's speaking rate. Google's Chirp voices take no SSML at all; Amazon's generative ones take
 * it around whole sentences only (Polly prosody page), which a number read back is not: a refused `<Say>` is silence.
 */
export function obeysSpeed(voice: string): boolean {
  return !voice.endsWith('-Generative') && !voice.includes('-Chirp')
}
