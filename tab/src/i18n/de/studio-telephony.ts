/** Telefonie. */
export const studioTelephony = {
  telephony: {
    speaking: 'Ansagen',
    companyName: 'Firmenname, wie er gesprochen wird',
    companyNameHint: 'Steht in allen Texten für {{placeholder}}.',
    beep: 'Kurzer Signalton, wenn Anrufer sprechen können',
    beepHint: 'Er lädt dazu ein, zu antworten.',
    voices: 'Stimmen',
    voicesHint: 'Je Sprache eine Stimme und wie schnell sie spricht.',
    voice: 'Stimme für {{language}}',
    automatic: 'Automatisch',
    voiceGone: '{{name}} (bietet dieser Anschluss nicht)',
    speed: 'Tempo für {{language}}',
    times: '{{speed}}×',
    sample: 'Hörprobe {{language}}',
    standIn:
      'Hörproben spricht eine Stimme dieses Browsers im gewählten Tempo. Am Telefon ist es die Stimme, die hier gewählt ist.',
    voicesNoLine:
      'Stimmen lassen sich wählen, sobald ein Telefonanschluss verbunden ist. Bis dahin spricht Hörproben eine Stimme dieses Browsers.',
    keeping: 'Aufzeichnung',
    record: 'Sprache der Anrufer aufzeichnen',
    recordHint: 'Bewahrt gesprochene Antworten als Ton beim Anruf auf.',
    recordNoLine: 'Es ist kein Telefonanschluss verbunden, der aufzeichnen könnte.',
    recordUnable: 'Der verbundene Telefonanschluss kann nicht aufzeichnen.',
    legalLabel: 'Rechtlicher Hinweis',
    legal:
      'Anrufer müssen wissen, dass sie aufgezeichnet werden, und widersprechen können. Callover sagt es an und hört auf, wenn sie „nicht aufzeichnen“ sagen oder die 9 drücken. Ob Sie überhaupt aufzeichnen dürfen und wie lange Sie es aufbewahren, richtet sich nach dem Recht, das für Sie gilt, etwa nach der DSGVO; in Deutschland ist die Aufnahme ohne Einwilligung strafbar (§ 201 StGB). Fragen Sie bitte Ihre Datenschutzbeauftragten.',
    transcripts: 'Wortlaut aufbewahren',
    transcriptsHint: 'Zeigt beim Anruf, was der Anrufer gesagt hat. Sonst bleibt nur, was gemeint war.',
    numbers: 'Nummern und Weiterleitung',
    publicNumber: 'Öffentliche Telefonnummer',
    publicNumberHint: 'Die Nummer, die Ihre Kunden kennen. Sie dient hier nur zum Testen.',
    numberPlaceholder: '+49 30 12345678',
    call: 'Anrufen',
    callNumber: '{{number}} anrufen',
    forwardTo: 'Nummer für die Weiterleitung',
    forwardToHint:
      'Wohin Anrufer verbunden werden, die nach einem Menschen fragen, nicht verstanden werden oder nicht eingeladen werden können.',
    forwardLoop:
      'Das ist die Nummer dieses Anschlusses selbst. Anrufer kämen immer wieder zurück, deshalb werden sie nicht weitergeleitet.',
    forwardNobody: 'Es gibt keine Nummer für die Weiterleitung: Anrufer werden verabschiedet.',
    whenRefused: 'Wenn Anrufer WhatsApp ablehnen',
    whenRefusedHint: 'Sie haben gesagt, dass sie keine Nachricht möchten.',
    refused: {
      forward: 'Weiterleiten',
      goodbye: 'Verabschieden',
    },
  },
} as const
