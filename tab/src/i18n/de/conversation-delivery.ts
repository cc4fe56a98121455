/** Was aus einer Nachricht wurde, warum sie scheiterte und was sich tun lässt. */
export const deliveryTexts = {
  delivery: {
    queued: 'Wartet auf den Versand',
    sending: 'Wird gesendet',
    sent: 'Gesendet',
    delivered: 'Zugestellt',
    read: 'Gelesen',
    failed: 'Nicht zugestellt',
    unconfirmed: 'Unklar, ob sie angekommen ist',
    waiting: 'Wartet auf die Verbindung',
    rejected: 'Nicht gesendet',
    at: '{{status}}, {{time}}',
    nextAttempt: '{{status}}. Nächster Versuch {{time}}',
  },
  notice: {
    retry: 'Erneut senden',
    template: 'Als Vorlage senden',
    edit: 'Ändern und senden',
    copy: 'Kopieren',
    discard: 'Löschen',
    reopen: 'Wieder öffnen',
    details: 'Details',
    detailsOf: 'Code {{code}}',
    unconfirmedTitle: 'Wir wissen nicht, ob diese Nachricht angekommen ist',
    unconfirmedText:
      'Die Verbindung ist beim Senden abgebrochen. Wenn Sie erneut senden, sieht der Kunde die Nachricht vielleicht doppelt. Sobald WhatsApp etwas meldet, ändert sich die Anzeige von selbst.',
    arrived: 'Kam an',
    notArrived: 'Kam nicht an',
  },
  failure: {
    window_closed: {
      title: 'Das 24-Stunden-Fenster war bereits geschlossen',
      advice: 'WhatsApp nimmt nur noch freigegebene Vorlagen an, bis der Kunde wieder schreibt.',
    },
    not_on_channel: {
      title: 'Diese Nummer ist auf WhatsApp nicht erreichbar',
      advice:
        'Vielleicht nutzt sie kein WhatsApp, eine alte Version oder hat die Bedingungen nicht angenommen. Versuchen Sie es telefonisch.',
    },
    rate_limited: {
      title: 'Zu viele Nachrichten in kurzer Zeit',
      advice: 'WhatsApp bremst gerade. Warten Sie einige Minuten und senden Sie dann erneut.',
    },
    template_problem: {
      title: 'Die Vorlage wurde nicht angenommen',
      advice:
        'Sie ist pausiert oder fehlt, oder ein Wert passt nicht. Wählen Sie eine andere oder prüfen Sie die Werte.',
    },
    media_rejected: {
      title: 'Die Datei wurde nicht angenommen',
      advice:
        'Format oder Größe passen nicht zu WhatsApp. Wandeln Sie die Datei um, zum Beispiel in JPG, MP4 oder PDF.',
    },
    recipient_opted_out: {
      title: 'Der Kunde möchte solche Nachrichten nicht',
      advice: 'Werbenachrichten sind abbestellt. Bitte achten Sie das und senden Sie nicht erneut.',
    },
    marketing_limit: {
      title: 'WhatsApp hat diese Werbenachricht zurückgehalten',
      advice:
        'Der Kunde hat vorerst genug davon erhalten. Warten Sie mindestens einen Tag oder auf eine Antwort.',
    },
    channel_misconfigured: {
      title: 'Der Kanal ist nicht richtig eingerichtet',
      advice: 'Die Verwaltung muss den Zugang prüfen. Senden Sie die Nachricht danach erneut.',
    },
    account_restricted: {
      title: 'WhatsApp hat unser Konto eingeschränkt',
      advice: 'Zurzeit lässt sich nichts senden. Bitte geben Sie der Verwaltung Bescheid.',
    },
    payment_problem: {
      title: 'Bei WhatsApp gibt es ein Zahlungsproblem',
      advice: 'Die Verwaltung muss es beheben. Senden Sie die Nachricht danach erneut.',
    },
    invalid_content: {
      title: 'Der Inhalt wurde nicht angenommen',
      advice: 'Etwas darin ist nicht erlaubt. Ändern Sie die Nachricht und senden Sie sie erneut.',
    },
    channel_unavailable: {
      title: 'WhatsApp war nicht erreichbar',
      advice: 'Wir haben es mehrmals versucht. Senden Sie in einigen Minuten erneut.',
    },
    conversation_inactive: {
      title: 'Die Unterhaltung wurde inzwischen geschlossen',
      advice: 'Öffnen Sie sie wieder und senden Sie die Nachricht dann erneut.',
    },
    attachment_missing: {
      title: 'Die Datei ist nicht mehr da',
      advice: 'Hängen Sie sie erneut an und senden Sie sie als neue Nachricht.',
    },
    unknown: {
      title: 'Die Nachricht wurde nicht zugestellt',
      advice:
        'Der Grund ist unbekannt. Senden Sie erneut; klappt auch das nicht, nennen Sie der Verwaltung den Code.',
    },
  },
  problem: {
    invalid_input: 'Die Nachricht wurde so nicht angenommen. Ändern Sie sie und senden Sie erneut.',
    unauthenticated: 'Sie wurden abgemeldet. Melden Sie sich wieder an und senden Sie dann.',
    unknown_person: 'Ihr Microsoft-Konto gehört hier zu niemandem.',
    totp_required: 'Melden Sie sich mit dem Code Ihres zweiten Faktors wieder an und senden Sie dann.',
    totp_wrong: 'Der Code stimmte nicht. Melden Sie sich wieder an und senden Sie dann.',
    two_factor_required: 'Richten Sie zuerst Ihren zweiten Faktor ein und senden Sie dann.',
    password_refused: 'Ihr Passwort wurde nicht angenommen. Melden Sie sich wieder an und senden Sie dann.',
    link_expired: 'Dieser Link gilt nicht mehr. Melden Sie sich wieder an und senden Sie dann.',
    forbidden: 'Sie dürfen in dieser Unterhaltung nicht antworten.',
    not_found: 'Die Unterhaltung gibt es nicht mehr, oder Sie dürfen sie nicht mehr sehen.',
    conflict: 'Die Unterhaltung hat sich inzwischen geändert. Sehen Sie nach und versuchen Sie es erneut.',
    window_closed: 'Das 24-Stunden-Fenster ist geschlossen. Jetzt lassen sich nur noch Vorlagen senden.',
    conversation_inactive: 'Die Unterhaltung ist geschlossen. Öffnen Sie sie zuerst wieder.',
    unsupported_by_channel: 'Dieser Kanal kann eine solche Nachricht nicht übertragen.',
    channel_rejected: 'WhatsApp hat die Nachricht nicht angenommen.',
    channel_unavailable: 'WhatsApp ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.',
    rate_limited: 'Zu viele Nachrichten in kurzer Zeit. Warten Sie einen Moment.',
    payload_too_large: 'Die Nachricht oder die Datei ist zu groß.',
    internal_error:
      'Bei uns ist etwas schiefgegangen. Versuchen Sie es erneut; der Fehler ist protokolliert.',
    offline: 'Es besteht keine Verbindung. Versuchen Sie es, sobald Sie wieder online sind.',
  },
} as const
