export const areas = {
  name: {
    inbox: 'Posteingang',
    reports: 'Berichte',
    studio: 'Studio',
    administration: 'Verwaltung',
  },
  /** Where there is little room. */
  shortAdministration: 'Verwaltung',
  nav: 'Bereiche',
  skip: 'Zum Inhalt springen',
  pageTitle: '{{area}} · {{product}}',
  loading: 'Wird geladen',
  environments: {
    label: 'Umgebungen',
    agency: 'Agentur',
    switch: 'Umgebung: {{name}}. Wechseln',
    search: 'Umgebung oder Kunde suchen',
    none: 'Dazu passt nichts.',
    found_one: '{{count}} Umgebung',
    found_other: '{{count}} Umgebungen',
    more_one: 'und {{count}} weitere: tippen Sie, um sie zu finden',
    more_other: 'und {{count}} weitere: tippen Sie, um sie zu finden',
    manyMore: 'und viele weitere: tippen Sie, um sie zu finden',
    narrow: 'und weitere: tippen Sie noch ein Wort',
    searching: 'Wird gesucht …',
    failed: 'Weitere konnten nicht gesucht werden. Tippen Sie es noch einmal.',
  },
  none: {
    title: 'Hier gibt es für Sie noch nichts zu tun',
    hint: 'Ihre Rolle in {{environment}} umfasst keinen Bereich von Callover. Die Umgebungsverwaltung kann das ändern.',
    hintOther:
      'Ihre Rolle in {{environment}} umfasst keinen Bereich von Callover. Die Umgebungsverwaltung kann das ändern, oder Sie wählen eine andere Umgebung.',
  },
} as const
