import { OTHER_MOBILE, sayNumber } from './phone-number.ts'

export interface Suggestion {
  key: 'yes' | 'no' | 'number' | 'unclear'
  text: string
}

interface Phrases {
  yes: string
  no: string
  number: (number: string) => string
  unclear: string
}

/** What callers answer: in the language of the prompt, which is not the page's. */
const PHRASES: Readonly<Record<string, Phrases>> = {
  de: {
    yes: 'Ja, gerne',
    no: 'Nein, danke',
    number: (number) => `Meine Nummer ist ${number}`,
    unclear: 'Wie bitte?',
  },
  en: {
    yes: 'Yes, please',
    no: 'No, thank you',
    number: (number) => `My number is ${number}`,
    unclear: 'Pardon?',
  },
  nl: {
    yes: 'Ja, graag',
    no: 'Nee, dank u',
    number: (number) => `Mijn nummer is ${number}`,
    unclear: 'Wat zegt u?',
  },
  es: {
    yes: 'Sí, por favor',
    no: 'No, gracias',
    number: (number) => `Mi número es el ${number}`,
    unclear: '¿Cómo dice?',
  },
}

/** Answers to try, in the language that is listened for; English where nobody knows better. */
export function suggestionsFor(language: string, ownNumber: string | null): Suggestion[] {
  const phrases = PHRASES[language.slice(0, 2).toLowerCase()] ?? PHRASES['en']
  if (phrases === undefined) return []
  return [
    { key: 'yes', text: phrases.yes },
    { key: 'no', text: phrases.no },
    { key: 'unclear', text: phrases.unclear },
    { key: 'number', text: phrases.number(sayNumber(ownNumber ?? OTHER_MOBILE)) },
  ]
}
