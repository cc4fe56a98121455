/** De weg tussen de onderdelen van de app. */
export const areas = {
  name: {
    inbox: 'Inbox',
    reports: 'Rapporten',
    studio: 'Studio',
    administration: 'Beheer',
  },
  /** Waar weinig ruimte is. */
  shortAdministration: 'Beheer',
  nav: 'Onderdelen',
  skip: 'Naar de inhoud',
  pageTitle: '{{area}} · {{product}}',
  loading: 'Laden',
  environments: {
    label: 'Omgevingen',
    agency: 'Bureau',
    switch: 'Omgeving: {{name}}. Wisselen',
    search: 'Omgeving of klant zoeken',
    none: 'Niets past bij wat je hebt getypt.',
    found_one: '{{count}} omgeving',
    found_other: '{{count}} omgevingen',
    more_one: 'en nog {{count}}: typ om die te vinden',
    more_other: 'en nog {{count}}: typ om ze te vinden',
    manyMore: 'en nog veel meer: typ om ze te vinden',
    narrow: 'en nog meer: typ nog een woord',
    searching: 'Zoeken …',
    failed: 'De overige konden niet worden doorzocht. Typ het nog een keer.',
  },
  none: {
    title: 'Hier is nog niets voor je',
    hint: 'Bij je rol in {{environment}} hoort geen enkel onderdeel van Callover. Een omgevingsbeheerder kan dat wijzigen.',
    hintOther:
      'Bij je rol in {{environment}} hoort geen enkel onderdeel van Callover. Een omgevingsbeheerder kan dat wijzigen, of je kiest een andere omgeving.',
  },
} as const
