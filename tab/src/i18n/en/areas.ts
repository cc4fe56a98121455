/** Getting about between the parts of the app. */
export const areas = {
  name: {
    inbox: 'Inbox',
    reports: 'Reports',
    studio: 'Studio',
  },
  nav: 'Areas',
  skip: 'Skip to the content',
  pageTitle: '{{area}} · {{product}}',
  loading: 'Loading',
  none: {
    title: 'There is nothing for you here yet',
    hint: 'Your role in {{environment}} does not include any of Callover’s areas. An environment manager can change that.',
    hintOther:
      'Your role in {{environment}} does not include any of Callover’s areas. An environment manager can change that, or you choose another environment.',
  },
} as const
