/** Texte eines Service und die Einladung. */
export const studioContent = {
  content: {
    autoResponses: 'Automatische Antworten',
    autoResponsesHint:
      'Gehen per WhatsApp an Kunden, die schreiben. Sie zählen nicht als Antwort: Die Kunden warten weiter.',
    deflector: 'Call Deflector',
    deflectorHint: 'Was Anrufer hören. Alles Übrige, was zu sagen ist, sagt Callover von selbst.',
    own: 'Eigener Text',
    standard: 'Standard',
    begin: 'Standardtext bearbeiten',
    beginWhat: 'Standardtext bearbeiten: {{what}}',
    reset: 'Auf Standard zurücksetzen',
    resetWhat: 'Auf Standard zurücksetzen: {{what}}',
    count: '{{length}} / {{max}}',
    duration: 'etwa {{span}}',
    sends: 'Senden',
    sendsWhat: '„{{what}}“ senden',
    silent: 'Kunden bekommen hier keine automatische Antwort.',
    leftOut: '{{names}} ist hier nicht bekannt und wird weggelassen.',
    sentAsIs: '{{names}} ist hier nicht bekannt und wird so gesendet, wie es dasteht.',
    autoResponse: {
      online: {
        label: 'Während der Öffnungszeiten',
        hint: 'Einmal je Unterhaltung.',
      },
      offline: {
        label: 'Außerhalb der Öffnungszeiten',
        hint: 'Einmal, bis Sie wieder öffnen.',
      },
    },
    prompt: {
      welcome: {
        label: 'Welcome',
        hint: 'Begrüßung: das Erste, was Anrufer hören.',
      },
      reuseQuestion: {
        label: 'Reuse question',
        hint: 'An Anrufer vom Mobiltelefon: Darf die Nachricht an die Nummer gehen, von der sie anrufen?',
      },
      tryAgain: {
        label: 'Try again',
        hint: 'Dieselbe Frage in anderen Worten, wenn die Antwort nicht verstanden wurde.',
      },
      phoneQuestion: {
        label: 'Phone question',
        hint: 'Frage nach einer Mobilnummer, wenn es keine gibt oder eine andere gewünscht ist.',
      },
      close: {
        label: 'Close',
        hint: 'Abschied: bestätigt die Nachricht und beendet das Gespräch.',
      },
    },
  },
  placeholder: {
    insert: '„{{name}}“ in „{{what}}“ einfügen',
    company: { label: 'Firma', hint: 'Der Name Ihrer Firma' },
    number: { label: 'Nummer', hint: 'Die letzten Ziffern der Nummer' },
    opensAt: { label: 'Öffnet', hint: 'Wann Sie wieder öffnen, etwa „morgen um 9:00 Uhr“' },
    name: { label: 'Kunde', hint: 'Der Name des Kunden, wenn er bekannt ist' },
  },
  play: {
    listen: 'Anhören',
    stop: 'Stopp',
    what: '„{{what}}“ anhören',
    stopWhat: '„{{what}}“ anhalten',
    standIn: 'Es spricht eine Stimme dieses Browsers. Anrufer hören die Stimme des Telefonanschlusses.',
    noVoice: 'Dieser Browser hat keine Stimme für {{language}}.',
    failed: 'Der Browser konnte das nicht sprechen.',
  },
  place: {
    header: 'Überschrift {{key}}',
    body: 'Text {{key}}',
    button: 'Schaltfläche {{number}}',
  },
  invitation: {
    template: 'Vorlage',
    templateHint: 'Vorlagen entstehen außerhalb von Callover, und WhatsApp muss sie genehmigen.',
    manager: 'WhatsApp Manager öffnen',
    search: 'Vorlagen suchen',
    noMatch: 'Keine Vorlage passt.',
    noTemplate: 'Keine Vorlage: Anrufer können nicht eingeladen werden',
    gone: 'WhatsApp kennt diese Vorlage nicht mehr.',
    none: 'Noch gibt es keine Vorlagen',
    noneHint: 'Sie erscheinen hier, sobald die WhatsApp-Nummer welche hat.',
    noChannel: 'Es ist keine WhatsApp-Nummer verbunden',
    noChannelHint: 'Sobald es eine gibt, erscheinen hier ihre Vorlagen.',
    coverage: {
      sendable: 'genehmigt',
      blocked: 'nicht genehmigt',
      missing: 'fehlt',
    },
    inLanguage: 'Einladung: {{language}}',
    inLanguageHint: 'Was an den Platzhaltern der Vorlage steht.',
    missing:
      '{{language}}: In dieser Sprache gibt es die Vorlage nicht. Anrufer bekommen sie in einer anderen Sprache des Service.',
    fallback: 'Bis dahin bekommen Anrufer sie in einer anderen Sprache des Service.',
    noPlaces: 'In dieser Vorlage gibt es nichts auszufüllen.',
    empty: 'Solange hier nichts steht, kann in dieser Sprache niemand eingeladen werden.',
    preview: 'Was der Kunde sieht',
    previewMore: 'Überschrift und Schaltflächen der Vorlage werden hier nicht gezeigt.',
  },
} as const
