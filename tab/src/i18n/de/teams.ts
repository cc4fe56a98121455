export const teams = {
  signingIn: 'Anmeldung mit Ihrem Teams-Konto …',
  slow: 'Teams braucht länger als sonst. Vielleicht fragt es Sie etwas in einem anderen Fenster.',
  otherWay: 'Anders anmelden',
  again: 'Erneut versuchen',
  signInAgain: 'Erneut anmelden',
  email: 'Stattdessen mit E-Mail anmelden',
  consent: {
    title: 'Ein Schritt fehlt noch',
    text: 'Damit Callover Sie erkennt, müssen Sie einmal zustimmen: Es erfährt Ihren Namen und Ihre E-Mail-Adresse, sonst nichts.',
    action: 'Weiter mit Microsoft',
    open: 'Weiter geht es im geöffneten Fenster …',
    fault: {
      cancelled: 'Das Fenster wurde geschlossen, bevor Sie angemeldet waren.',
      blocked:
        'Das Fenster ließ sich nicht öffnen. Erlauben Sie Pop-ups für Teams und versuchen Sie es erneut.',
      refused: 'Die Anmeldung mit Microsoft hat nicht funktioniert. Bitte versuchen Sie es erneut.',
      consent_required:
        'Ihre Organisation hat Callover noch nicht zugelassen. Bitten Sie jemanden, der Ihr Microsoft 365 verwaltet, zuzustimmen.',
      expired: 'Die Anmeldung hat zu lange gedauert. Bitte versuchen Sie es erneut.',
      rate_limited: 'Zu viele Versuche auf einmal. Bitte warten Sie einen Moment.',
      unavailable: 'Microsoft ist derzeit nicht erreichbar. Versuchen Sie es später erneut.',
      not_configured: 'Die Anmeldung mit Microsoft ist hier nicht eingerichtet.',
    },
  },
  failed: {
    title: 'Die Anmeldung hat nicht funktioniert',
    why: {
      unauthenticated:
        'Callover erkennt das Konto nicht an, das Teams genannt hat. Fragen Sie die Person, die die App in Ihrem Unternehmen eingerichtet hat.',
      forbidden: 'Dieses Konto darf sich nicht anmelden. Fragen Sie die Person, die Ihre Umgebung verwaltet.',
      channel_unavailable: 'Microsoft ist derzeit nicht erreichbar. Versuchen Sie es später erneut.',
    },
  },
  expired: {
    title: 'Ihre Sitzung ist abgelaufen',
    text: 'Melden Sie sich erneut an; nichts Geschriebenes geht verloren.',
  },
  left: {
    title: 'Sie haben sich abgemeldet',
    text: 'Mit Ihrem Teams-Konto können Sie jederzeit zurückkommen.',
  },
  stranger: {
    none: {
      title: 'Sie haben noch keinen Zugang',
      text: 'Ihr Konto gehört hier zu niemandem. Bitten Sie um Zugang; wer Callover in Ihrem Unternehmen verwaltet, kann Sie aufnehmen.',
    },
    pending: {
      title: 'Ihre Anfrage ist unterwegs',
      text: 'Sobald Sie jemand aufgenommen hat, öffnet sich hier Ihr Posteingang von selbst.',
    },
    declined: {
      title: 'Ihre Anfrage wurde abgelehnt',
      text: 'Falls das ein Irrtum ist, sprechen Sie mit der Person, die Callover in Ihrem Unternehmen verwaltet.',
    },
    unvouched: {
      title: 'Sie haben noch keinen Zugang',
      text: 'Ihr Konto gehört hier zu niemandem. Bitten Sie die Person, die Callover in Ihrem Unternehmen verwaltet, Sie aufzunehmen.',
    },
    message: 'Nachricht (freiwillig)',
    messageHint: 'Zum Beispiel das Team, in dem Sie arbeiten.',
    ask: 'Um Zugang bitten',
    look: 'Noch einmal nachsehen',
    notYet: 'Noch nicht.',
  },
  inbox: {
    elsewhereTitle: 'Dieser Tab gehört einem Team, in dem Sie nicht sind',
    elsewhereHint: 'Bitten Sie die Person, die Callover in Ihrem Unternehmen verwaltet, Sie aufzunehmen.',
    elsewhereAction: 'Meinen Posteingang öffnen',
    noneTitle: 'Kunden zu antworten gehört nicht zu Ihren Rollen',
    noneHint: 'Womit Sie arbeiten, öffnet sich im Browser.',
    open: '{{area}} öffnen',
  },
  configure: {
    title: 'Was soll dieser Tab zeigen?',
    lead: 'Den Tab sehen alle im Kanal, die Unterhaltungen nur Mitglieder der Umgebung.',
    environment: 'Umgebung',
    service: 'Service',
    everyService: 'Alle Services',
    view: 'Ansicht',
    name: 'Name des Tabs: {{name}}',
    nameWithService: '{{service}}: {{view}}',
    failed: 'Die Services konnten nicht geladen werden.',
    outsideTitle: 'Diese Seite gehört zu Microsoft Teams',
    outsideHint: 'Sie erscheint, wenn Sie Callover in einem Kanal als Tab hinzufügen.',
    outsideAction: 'Posteingang öffnen',
    noneTitle: 'Sie können hier keinen Tab einrichten',
    noneHint:
      'Das kann nur, wer Kunden antwortet. Fragen Sie die Person, die Callover in Ihrem Unternehmen verwaltet.',
    hints: {
      mine: 'Was der Person zugewiesen ist, die gerade hinsieht',
      unassigned: 'Offen und von niemandem übernommen',
      open: 'Alles, was nicht erledigt ist',
      waiting: 'Kunden ohne Antwort',
      later: 'Zurückgestellt und pausiert',
      resolved: 'Was abgeschlossen ist',
    },
  },
  authEnd: {
    title: 'Anmeldung',
    close: 'Sie können dieses Fenster jetzt schließen.',
    strayTitle: 'Hier gibt es nichts zu tun',
    strayHint: 'Diese Seite gehört zur Anmeldung aus Microsoft Teams. Sie können sie schließen.',
    action: 'Posteingang öffnen',
  },
} as const
