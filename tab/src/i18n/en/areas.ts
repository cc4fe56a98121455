/** Getting about between the parts of the app. */
export const areas = {
  name: {
    inbox: 'Inbox',
    reports: 'Reports',
    studio: 'Studio',
    administration: 'Administration',
  },
  /** Where there is little room. */
  shortAdministration: 'Admin',
  nav: 'Areas',
  skip: 'Skip to the content',
  pageTitle: '{{area}} · {{product}}',
  loading: 'Loading',
  environments: {
    label: 'Environments',
    agency: 'Agency',
    switch: 'Environment: {{name}}. Switch',
    search: 'Find an environment or customer',
    none: 'Nothing fits what you typed.',
    found_one: '{{count}} environment',
    found_other: '{{count}} environments',
    more_one: 'and {{count}} more: type to find it',
    more_other: 'and {{count}} more: type to find them',
    manyMore: 'and many more: type to find them',
    narrow: 'and more: type another word',
    searching: 'Searching …',
    failed: 'Others could not be searched. Type it once more.',
  },
  none: {
    title: 'There is nothing for you here yet',
    hint: 'Your role in {{environment}} does not include any of Callover’s areas. An environment manager can change that.',
    hintOther:
      'Your role in {{environment}} does not include any of Callover’s areas. An environment manager can change that, or you choose another environment.',
  },
} as const
