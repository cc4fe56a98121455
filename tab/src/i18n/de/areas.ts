export const areas = {
  name: {
    inbox: 'Posteingang',
    reports: 'Berichte',
    studio: 'Studio',
  },
  nav: 'Bereiche',
  skip: 'Zum Inhalt springen',
  pageTitle: '{{area}} · {{product}}',
  loading: 'Wird geladen',
  none: {
    title: 'Hier gibt es für Sie noch nichts zu tun',
    hint: 'Ihre Rolle in {{environment}} umfasst keinen Bereich von Callover. Die Umgebungsverwaltung kann das ändern.',
    hintOther:
      'Ihre Rolle in {{environment}} umfasst keinen Bereich von Callover. Die Umgebungsverwaltung kann das ändern, oder Sie wählen eine andere Umgebung.',
  },
} as const
