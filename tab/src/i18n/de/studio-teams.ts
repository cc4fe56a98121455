/** Die Seite über Microsoft Teams. */
export const studioTeams = {
  teams: {
    title: 'Microsoft Teams',
    lead: 'Callover lebt in Teams: Posteingang, Bot und Benachrichtigungen. Ein Microsoft-365-Admin fügt es einmal mit dem App-Paket hinzu.',
    hint: 'Ihre Leute arbeiten in Microsoft Teams?',
    go: 'Callover zu Teams hinzufügen',
    missing: 'Was noch fehlt',
    missingHint: 'Sobald das erledigt ist, lässt sich das Paket herunterladen.',
    fault: {
      public_url_missing: {
        what: 'Der Server kennt seine öffentliche Adresse nicht.',
        fix: 'Wer Callover betreibt, setzt PUBLIC_URL auf die https-Adresse, unter der Teams ihn erreicht.',
      },
      address_local: {
        what: 'Teams kann die Adresse des Servers nicht erreichen.',
        fix: '{{address}} gilt nur auf diesem Rechner oder in diesem Netz. Nötig ist ein öffentlicher Hostname, zum Ausprobieren die https-Adresse eines Tunnels.',
      },
      address_not_https: {
        what: 'Die Adresse des Servers ist nicht verschlüsselt.',
        fix: '{{address}} muss mit https:// beginnen, mit einem Zertifikat, dem Browser vertrauen.',
      },
      address_malformed: {
        what: 'Die Adresse des Servers ist keine.',
        fix: 'Wer Callover betreibt, berichtigt PUBLIC_URL.',
      },
      id_not_guid: {
        what: 'Eine ID in der Konfiguration ist keine von Microsoft.',
        fix: 'Wer Callover betreibt, vergleicht TEAMS_APP_ID und MicrosoftAppId mit Microsoft Entra. {{message}}',
      },
      other: { what: 'Teams würde das Paket ablehnen.', fix: '{{message}}' },
    },
    package: 'App-Paket',
    packageHint:
      'Eine Zip-Datei mit der Adresse dieses Servers, Symbolen und Texten in vier Sprachen. Geheimnisse stehen nicht darin.',
    server: 'Server',
    serverHint: 'Hier findet Teams den Posteingang.',
    appId: 'App-ID',
    appIdHint: 'Bleibt gleich, damit ein neues Paket das alte ersetzt.',
    version: 'Version',
    versionHint: 'Muss bei jedem Hochladen höher sein als zuletzt.',
    versionIssue: 'Drei Zahlen mit Punkten dazwischen, etwa 1.2.3.',
    download: 'Paket herunterladen',
    failed: 'Das Paket ließ sich nicht herunterladen',
    contents: 'Was es nach Teams bringt',
    registration: {
      none: 'Ohne App-Registrierung in Microsoft Entra zeigt Teams nur den Posteingang. Alles andere kommt mit ihr.',
      complete: 'Die App ist in Microsoft Entra registriert.',
      managed_identity:
        'Der Bot meldet sich mit einer verwalteten Identität an, bei der sich Menschen nicht anmelden können.',
    },
    isThere: 'ist im Paket',
    isLeftOut: 'ist nicht im Paket',
    part: {
      tab: { name: 'Posteingang', text: 'Als eigene App in der Leiste von Teams.' },
      channelTab: {
        name: 'Registerkarte in Kanälen',
        text: 'Die Chats eines Service neben dem Gespräch eines Teams.',
      },
      bot: {
        name: 'Bot',
        text: 'Meldet Chats, um die sich jemand kümmern muss; geantwortet wird gleich dort.',
      },
      messageExtension: {
        name: 'Suche',
        text: 'Fügt einen Chat in jede Nachricht ein, ohne personenbezogene Daten.',
      },
      activityFeed: {
        name: 'Aktivitätsfeed',
        text: 'Einträge im Feed von Teams selbst. Nur, wenn der Server ihn nutzen soll; Nachrichten des Bots erscheinen dort ohnehin.',
      },
      sso: { name: 'Einmaliges Anmelden', text: 'Niemand braucht ein eigenes Passwort.' },
    },
    upload: 'Hochladen',
    uploadHint: 'Das macht ein Teams-Admin, es dauert etwa zehn Minuten.',
    step: {
      open: 'Öffnen Sie Teams-Apps → Apps verwalten im',
      upload:
        'Wählen Sie Aktionen → Neue App hochladen und dort die Zip-Datei. Spätere Versionen gehören auf die Seite der App an derselben Stelle.',
      assign:
        'Legen Sie fest, wer die App bekommt, und heften Sie sie in einer Setuprichtlinie an die App-Leiste.',
      try: 'Um sie vorher selbst auszuprobieren, müssen benutzerdefinierte Apps für Sie erlaubt sein:',
    },
    adminCenter: 'Teams Admin Center',
    guide: 'Anleitung von Microsoft',
    docs: 'Die Registrierung in Microsoft Entra, der Bot in Azure und alle Einstellungen sind Schritt für Schritt in docs/teams.md beschrieben, das zu Callover gehört.',
  },
} as const
