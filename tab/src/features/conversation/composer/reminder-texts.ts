import type { Locale } from '../../../../../server/contract/member.ts'

/** What the customer gets to read, hence in the customer's language and not in the agent's. */
const reminders: Readonly<Record<Locale, string>> = {
  en: 'Are you still there? Please send me a short answer so that we can keep chatting here.',
  de: 'Sind Sie noch da? Bitte antworten Sie mir kurz, damit wir hier weiterschreiben können.',
  nl: 'Bent u er nog? Stuur mij alstublieft een kort antwoord, zodat we hier verder kunnen praten.',
  es: '¿Sigue ahí? Respóndame brevemente, por favor, para que podamos seguir hablando por aquí.',
}

/** A sentence that asks for an answer, which keeps the reply window open. */
export function reminderText(...languages: (string | null | undefined)[]): string {
  for (const tag of languages) {
    const short = tag?.toLowerCase().split(/[-_]/u)[0]
    const found = Object.entries(reminders).find(([language]) => language === short)
    if (found !== undefined) return found[1]
  }
  return reminders.en
}
