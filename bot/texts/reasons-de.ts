import type { failuresEn, kindsEn, problemsEn } from './reasons-en.ts'

/** Vor dem, was von einer Sprache gesagt wird. */
const within = (language: string | null, text: string): string =>
  language === null ? text.charAt(0).toUpperCase() + text.slice(1) : `${language}: ${text}`

/** Was für eine Nachricht ohne Text steht. */
export const kindsDe: typeof kindsEn = {
  text: 'Nachricht',
  image: 'Foto',
  video: 'Video',
  audio: 'Audiodatei',
  voice: 'Sprachnachricht',
  document: 'Dokument',
  sticker: 'Sticker',
  location: 'Standort',
  contacts: 'Kontakt',
  reaction: 'Reaktion',
  button_reply: 'Antwort per Schaltfläche',
  list_reply: 'Antwort aus einer Liste',
  form_reply: 'Ausgefülltes Formular',
  order: 'Bestellung',
  template: 'Vorlage',
  call: 'Anruf',
  system: 'Ereignis',
  unsupported: 'Nachricht, die sich nicht anzeigen lässt',
}

/** Warum eine Nachricht nicht ankam, und was hilft. */
export const failuresDe: typeof failuresEn = {
  window_closed: 'Die Zeit für freie Antworten war vorbei. Eine genehmigte Vorlage geht noch.',
  not_on_channel: 'Diese Nummer ist auf WhatsApp nicht erreichbar. Versuchen Sie es telefonisch.',
  rate_limited: 'Zu viele Nachrichten in kurzer Zeit. Senden Sie in einigen Minuten erneut.',
  template_problem: 'Die Vorlage wurde nicht angenommen. Wählen Sie eine andere oder prüfen Sie die Werte.',
  media_rejected: 'Die Datei wurde nicht angenommen. Format oder Größe passen nicht zu WhatsApp.',
  recipient_opted_out: 'Der Kunde möchte solche Nachrichten nicht. Bitte achten Sie das.',
  marketing_limit:
    'WhatsApp hat diese Werbenachricht zurückgehalten. Warten Sie mindestens einen Tag oder auf eine Antwort.',
  channel_misconfigured: 'Der Kanal ist nicht richtig eingerichtet. Die Verwaltung muss ihn prüfen.',
  account_restricted: 'WhatsApp hat unser Konto eingeschränkt. Bitte geben Sie der Verwaltung Bescheid.',
  payment_problem: 'Bei WhatsApp gibt es ein Zahlungsproblem. Bitte geben Sie der Verwaltung Bescheid.',
  invalid_content: 'Etwas darin ist nicht erlaubt. Ändern Sie die Nachricht und senden Sie sie erneut.',
  channel_unavailable: 'WhatsApp war nicht erreichbar. Senden Sie in einigen Minuten erneut.',
  conversation_inactive:
    'Der Chat wurde inzwischen geschlossen. Öffnen Sie ihn wieder und senden Sie erneut.',
  attachment_missing: 'Die Datei ist nicht mehr da. Hängen Sie sie im Posteingang erneut an.',
  unknown:
    'WhatsApp nennt keinen Grund. Senden Sie erneut; klappt auch das nicht, geben Sie der Verwaltung Bescheid.',
}

/** Warum ein Service seine Anrufer nicht einladen kann, oder nicht so gut, wie er sollte. */
export const problemsDe: typeof problemsEn = {
  no_whatsapp_channel: () => 'Es ist keine WhatsApp-Nummer verbunden.',
  whatsapp_channel_failing: () => 'Die WhatsApp-Nummer funktioniert nicht.',
  no_voice_line: () => 'Es ist kein Telefonanschluss verbunden, niemand kann anrufen.',
  no_invitation_template: () => 'Für die Einladung ist keine Vorlage ausgewählt.',
  template_missing: ({ language, detail }) =>
    language === null && detail !== null
      ? `WhatsApp kennt die Vorlage „${detail}“ nicht.`
      : within(language, 'die Vorlage gibt es in dieser Sprache nicht.'),
  template_not_approved: ({ language, detail }) =>
    within(
      language,
      detail === null ? 'die Vorlage ist nicht genehmigt.' : `die Vorlage ist nicht genehmigt (${detail}).`,
    ),
  template_values_missing: ({ language, detail }) =>
    within(
      language,
      detail === null ? 'ein Wert der Vorlage fehlt.' : `ein Wert der Vorlage fehlt (${detail}).`,
    ),
}
