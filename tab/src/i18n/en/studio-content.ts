/** Texts of a service and the invitation. */
export const studioContent = {
  content: {
    autoResponses: 'Auto responses',
    autoResponsesHint:
      'Sent by WhatsApp to customers who write. They do not count as an answer: customers keep waiting.',
    deflector: 'Call deflector',
    deflectorHint: 'What callers hear. Everything else that has to be said is said by Callover itself.',
    own: 'Own text',
    standard: 'Default',
    begin: 'Edit default text',
    beginWhat: 'Edit default text: {{what}}',
    reset: 'Reset to default',
    resetWhat: 'Reset to default: {{what}}',
    count: '{{length}} / {{max}}',
    duration: 'about {{span}}',
    sends: 'Send',
    sendsWhat: 'Send {{what}}',
    silent: 'Customers get no automatic answer here.',
    leftOut: '{{names}} is not known here and is left out.',
    sentAsIs: '{{names}} is not known here and is sent as it stands.',
    autoResponse: {
      online: {
        label: 'When online',
        hint: 'During opening hours, once per conversation.',
      },
      offline: {
        label: 'When offline',
        hint: 'Outside opening hours, once until you open again.',
      },
    },
    prompt: {
      welcome: {
        label: 'Welcome',
        hint: 'Greets the caller as soon as the call is answered.',
      },
      reuseQuestion: {
        label: 'Reuse question',
        hint: 'To callers from a mobile: may the message go to the number they are calling from?',
      },
      tryAgain: {
        label: 'Try again',
        hint: 'Asks the same in other words when the answer was not understood.',
      },
      phoneQuestion: {
        label: 'Phone question',
        hint: 'Asks for a mobile number when the caller has none or wants another one.',
      },
      close: {
        label: 'Close',
        hint: 'Confirms the message and says goodbye.',
      },
    },
  },
  placeholder: {
    insert: 'Insert “{{name}}” into {{what}}',
    company: { label: 'Company', hint: 'The name of your company' },
    number: { label: 'Number', hint: 'The last digits of the number' },
    opensAt: { label: 'Opens at', hint: 'When you open again, such as “tomorrow at 9:00”' },
    name: { label: 'Customer', hint: 'The name of the customer, if it is known' },
  },
  play: {
    listen: 'Listen',
    stop: 'Stop',
    what: 'Listen to {{what}}',
    stopWhat: 'Stop {{what}}',
    standIn: 'Spoken by a voice of this browser. Callers hear the voice of the phone line.',
    noVoice: 'This browser has no voice for {{language}}.',
    failed: 'The browser could not speak this.',
  },
  place: {
    header: 'Heading {{key}}',
    body: 'Text {{key}}',
    button: 'Button {{number}}',
  },
  invitation: {
    template: 'Template',
    templateHint: 'Templates are written outside of Callover and have to be approved by WhatsApp.',
    manager: 'Open WhatsApp Manager',
    search: 'Search templates',
    noMatch: 'No template matches.',
    noTemplate: 'No template: callers cannot be invited',
    gone: 'WhatsApp does not know this template any more.',
    none: 'There are no templates yet',
    noneHint: 'They appear here as soon as the WhatsApp number has any.',
    noChannel: 'No WhatsApp number is connected',
    noChannelHint: 'Its templates appear here as soon as there is one.',
    coverage: {
      sendable: 'approved',
      blocked: 'not approved',
      missing: 'missing',
    },
    inLanguage: 'Invitation: {{language}}',
    inLanguageHint: 'What stands at the template’s placeholders.',
    missing:
      '{{language}}: the template does not exist in this language. Callers get it in another one of the service’s languages.',
    fallback: 'Until then callers get it in another one of the service’s languages.',
    noPlaces: 'This template has nothing to fill in.',
    empty: 'As long as nothing stands here, nobody can be invited in this language.',
    preview: 'What the customer sees',
    previewMore: 'The template’s heading and buttons are not shown here.',
  },
} as const
