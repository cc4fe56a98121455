/** The page about Microsoft Teams. */
export const studioTeams = {
  teams: {
    title: 'Microsoft Teams',
    lead: 'Callover lives in Teams: inbox, bot and notifications. A Microsoft 365 admin adds it once with the app package.',
    hint: 'Your people work in Microsoft Teams?',
    go: 'Add Callover to Teams',
    missing: 'Still missing',
    missingHint: 'The package can be downloaded as soon as this is settled.',
    fault: {
      public_url_missing: {
        what: 'The server does not know its public address.',
        fix: 'Whoever runs Callover sets PUBLIC_URL to the https address under which Teams reaches it.',
      },
      address_local: {
        what: 'Teams cannot reach the server’s address.',
        fix: '{{address}} is an address of this machine or network. It takes a public host name; for a try-out, the https address of a tunnel.',
      },
      address_not_https: {
        what: 'The server’s address is not encrypted.',
        fix: '{{address}} must begin with https://, with a certificate that browsers trust.',
      },
      address_malformed: {
        what: 'The server’s address is none.',
        fix: 'Whoever runs Callover corrects PUBLIC_URL.',
      },
      id_not_guid: {
        what: 'An id in the configuration is not one of Microsoft’s.',
        fix: 'Whoever runs Callover compares TEAMS_APP_ID and MicrosoftAppId with Microsoft Entra. {{message}}',
      },
      other: { what: 'Teams would refuse the package.', fix: '{{message}}' },
    },
    package: 'App package',
    packageHint:
      'A zip file with the address of this server, icons and texts in four languages. It holds no secret.',
    server: 'Server',
    serverHint: 'Where Teams finds the inbox.',
    appId: 'App ID',
    appIdHint: 'Stays the same, so that a new upload replaces the last one.',
    version: 'Version',
    versionHint: 'Every upload needs a higher one than the last.',
    versionIssue: 'Three numbers with dots between them, such as 1.2.3.',
    download: 'Download package',
    failed: 'The package could not be downloaded',
    contents: 'What it brings into Teams',
    registration: {
      none: 'Without an app registration in Microsoft Entra, Teams shows the inbox only. Everything else comes with one.',
      complete: 'The app is registered in Microsoft Entra.',
      managed_identity: 'The bot signs in with a managed identity, which people cannot sign in to.',
    },
    isThere: 'is in the package',
    isLeftOut: 'is not in the package',
    part: {
      tab: { name: 'Inbox', text: 'A tab of its own in everybody’s app bar.' },
      channelTab: { name: 'Tab in channels', text: 'A service’s chats beside the conversation of a team.' },
      bot: { name: 'Bot', text: 'Tells people about chats that need them; they answer right there.' },
      messageExtension: { name: 'Search', text: 'Puts a chat into any message, without personal data.' },
      activityFeed: {
        name: 'Activity feed',
        text: 'Entries in Teams’ own feed. Only where the server is told to use it; the bot’s messages appear there as well.',
      },
      sso: { name: 'Single sign-on', text: 'Nobody needs a password of their own.' },
    },
    upload: 'Upload it',
    uploadHint: 'Takes a Teams administrator and about ten minutes.',
    step: {
      open: 'Open Teams apps → Manage apps in the',
      upload:
        'Choose Actions → Upload new app and give it the zip file. Later versions go to the app’s own page there.',
      assign: 'Decide who gets the app, and pin it to the app bar in a setup policy.',
      try: 'To try it yourself first, custom apps must be allowed for you:',
    },
    adminCenter: 'Teams admin center',
    guide: 'Microsoft’s guide',
    docs: 'Registration in Microsoft Entra, the bot in Azure and all settings are described step by step in docs/teams.md, which comes with Callover.',
  },
} as const
