import type { DialogueAction } from '../dialogue.ts'
import { chooseLanguage } from '../understanding/country-language.ts'
import { isSpokenLanguage } from '../understanding/languages.ts'
import { catalogueOf } from './prompts.ts'
import type { SystemPromptName } from './prompts/prompt-catalogue.ts'

/** Rough on purpose: where this is needed, nothing that could be asked for more is known to work. */
const COUNTRIES: readonly (readonly [string, string])[] = [
  ['49', 'DE'],
  ['43', 'AT'],
  ['41', 'CH'],
  ['31', 'NL'],
  ['32', 'BE'],
  ['44', 'GB'],
  ['353', 'IE'],
  ['34', 'ES'],
]

/**
 * What a caller hears when a call cannot be handled at all, instead of silence: an apology in the language their
 * number suggests, then somebody who can help, or a goodbye. Depends on nothing that could fail.
 */
export function apologyFor(
  languages: readonly string[],
  callerId: string,
  forwardTo: string | null,
): DialogueAction[] {
  const language = chooseLanguage(countryOf(callerId), [...languages.filter(isSpokenLanguage), 'en'])
  const say = (prompt: SystemPromptName): DialogueAction => {
    const text = catalogueOf(language).system[prompt]
    return { do: 'say', speech: { prompt, text, language, voice: { name: null, speed: 1 } } }
  }
  if (forwardTo === null) return [say('breakdown'), say('callAgain'), { do: 'hang_up' }]
  return [say('breakdown'), say('forwarding'), { do: 'forward', to: forwardTo, timeoutSeconds: 30 }]
}

function countryOf(callerId: string): string | null {
  const digits = /^(?:sips?:|tel:)?(?:\+|00)(\d+)/.exec(callerId)?.[1] ?? ''
  return COUNTRIES.find(([code]) => digits.startsWith(code))?.[1] ?? null
}
