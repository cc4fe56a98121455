import type { failuresEn, kindsEn, problemsEn } from './reasons-en.ts'

/** Vóór wat over één taal gezegd wordt. */
const within = (language: string | null, text: string): string =>
  language === null ? text.charAt(0).toUpperCase() + text.slice(1) : `${language}: ${text}`

/** Wat er staat voor een bericht zonder tekst. */
export const kindsNl: typeof kindsEn = {
  text: 'Bericht',
  image: 'Foto',
  video: 'Video',
  audio: 'Audiobestand',
  voice: 'Spraakbericht',
  document: 'Document',
  sticker: 'Sticker',
  location: 'Locatie',
  contacts: 'Contact',
  reaction: 'Reactie',
  button_reply: 'Antwoord met een knop',
  list_reply: 'Antwoord uit een lijst',
  form_reply: 'Ingevuld formulier',
  order: 'Bestelling',
  template: 'Sjabloon',
  call: 'Oproep',
  system: 'Gebeurtenis',
  unsupported: 'Bericht dat niet getoond kan worden',
}

/** Waarom een bericht niet aankwam, en wat helpt. */
export const failuresNl: typeof failuresEn = {
  window_closed: 'De tijd voor vrije antwoorden was voorbij. Een goedgekeurde sjabloon kan nog wel.',
  not_on_channel: 'Dit nummer is op WhatsApp niet bereikbaar. Probeer te bellen.',
  rate_limited: 'Te veel berichten in korte tijd. Stuur het over een paar minuten opnieuw.',
  template_problem: 'De sjabloon is niet geaccepteerd. Kies een andere of controleer de waarden.',
  media_rejected: 'Het bestand is niet geaccepteerd. Formaat of grootte past niet bij WhatsApp.',
  recipient_opted_out: 'De klant wil zulke berichten niet. Respecteer dat.',
  marketing_limit:
    'WhatsApp heeft dit reclamebericht tegengehouden. Wacht minstens een dag of tot er een antwoord is.',
  channel_misconfigured: 'Het kanaal is niet goed ingesteld. Een beheerder moet het controleren.',
  account_restricted: 'WhatsApp heeft ons account beperkt. Geef het door aan een beheerder.',
  payment_problem: 'Er is een betalingsprobleem bij WhatsApp. Geef het door aan een beheerder.',
  invalid_content: 'Iets erin is niet toegestaan. Pas het bericht aan en stuur het opnieuw.',
  channel_unavailable: 'WhatsApp was niet bereikbaar. Stuur het over een paar minuten opnieuw.',
  conversation_inactive: 'De chat is intussen gesloten. Heropen hem en stuur het bericht opnieuw.',
  attachment_missing: 'Het bestand is er niet meer. Voeg het in de inbox opnieuw toe.',
  unknown:
    'WhatsApp zegt niet waarom. Stuur het opnieuw; lukt dat ook niet, geef het dan door aan een beheerder.',
}

/** Waarom een service zijn bellers niet kan uitnodigen, of niet zo goed als het hoort. */
export const problemsNl: typeof problemsEn = {
  no_whatsapp_channel: () => 'Er is geen WhatsApp-nummer gekoppeld.',
  whatsapp_channel_failing: () => 'Het WhatsApp-nummer werkt niet.',
  no_voice_line: () => 'Er is geen telefoonlijn gekoppeld, dus niemand kan bellen.',
  no_invitation_template: () => 'Er is geen sjabloon gekozen voor de uitnodiging.',
  template_missing: ({ language, detail }) =>
    language === null && detail !== null
      ? `WhatsApp kent de sjabloon ‘${detail}’ niet.`
      : within(language, 'de sjabloon bestaat niet in deze taal.'),
  template_not_approved: ({ language, detail }) =>
    within(
      language,
      detail === null ? 'de sjabloon is niet goedgekeurd.' : `de sjabloon is niet goedgekeurd (${detail}).`,
    ),
  template_values_missing: ({ language, detail }) =>
    within(
      language,
      detail === null
        ? 'een waarde van de sjabloon ontbreekt.'
        : `een waarde van de sjabloon ontbreekt (${detail}).`,
    ),
}
