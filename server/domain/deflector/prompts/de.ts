import type { PromptCatalogue } from './prompt-catalogue.ts'

const YES_OR_NO = 'Sagen Sie Ja oder Nein, oder drücken Sie 1 für Ja, 2 für Nein.'

export const GERMAN: PromptCatalogue = {
  prompts: {
    welcome:
      'Guten Tag, hier spricht der automatische Assistent von {{company}}. Auf WhatsApp helfen wir Ihnen gern weiter, ganz ohne Warteschleife.',
    reuseQuestion: `Darf {{company}} Ihnen eine WhatsApp an die Nummer schicken, von der Sie anrufen? ${YES_OR_NO}`,
    tryAgain: `Noch einmal anders: Soll {{company}} Ihnen auf WhatsApp schreiben, an Ihre jetzige Nummer? ${YES_OR_NO}`,
    phoneQuestion:
      'An welche Mobilnummer darf {{company}} Ihnen eine WhatsApp schicken? Nennen Sie die Nummer, oder tippen Sie sie ein und drücken Sie die Raute-Taste.',
    close:
      'Ihre WhatsApp-Nachricht ist unterwegs an die Nummer mit den Endziffern {{number}}. Antworten Sie einfach, wann es Ihnen passt. Vielen Dank und auf Wiederhören.',
  },
  system: {
    ifMobile: 'Falls Sie von einem Mobiltelefon anrufen:',
    reuseKeys:
      'Für eine WhatsApp von {{company}} an die Nummer, von der Sie anrufen, drücken Sie die 1. Für eine andere Nummer drücken Sie die 2.',
    phoneAgain:
      'Unter welcher Mobilnummer darf {{company}} Ihnen auf WhatsApp schreiben? Nennen Sie sie, oder tippen Sie sie ein und drücken Sie die Raute-Taste.',
    phoneKeys:
      'Für eine WhatsApp von {{company}} tippen Sie bitte Ihre Mobilnummer ein, und drücken Sie danach die Raute-Taste.',
    andTheRest: 'Und wie geht die Nummer weiter?',
    readBack: `Die WhatsApp von {{company}} geht an die {{number}}. Ist das richtig? ${YES_OR_NO}`,
    readBackOther: `Oder soll die WhatsApp von {{company}} an die {{number}} gehen? ${YES_OR_NO}`,
    readBackCaller: `Die WhatsApp von {{company}} geht an die Nummer, von der Sie anrufen, mit den Endziffern {{number}}. Ist das richtig? ${YES_OR_NO}`,
    confirmKeys:
      'Soll die WhatsApp von {{company}} an die {{number}} gehen, dann drücken Sie die 1, sonst die 2.',
    confirmCallerKeys:
      'Soll die WhatsApp von {{company}} an die Nummer gehen, von der Sie anrufen, dann drücken Sie die 1, sonst die 2.',

    nothingHeard: 'Ich habe leider nichts gehört.',
    stillThere: 'Sind Sie noch da?',
    notUnderstood: 'Das habe ich leider nicht verstanden.',
    repeatQuestion: 'Gern noch einmal.',
    takeYourTime: 'Gern, lassen Sie sich Zeit.',
    startAgain: 'Gut, dann beginnen wir von vorn.',
    soFar: 'Bisher habe ich {{number}}.',
    incomplete: 'Die Nummer ist noch nicht vollständig.',
    notANumber: 'Das habe ich nicht als Telefonnummer erkannt.',
    askAnew: 'Entschuldigung, dann noch einmal.',
    landline: 'Das ist eine Festnetznummer. Für WhatsApp brauche ich eine Mobilnummer.',
    serviceNumber: 'An diese Nummer lässt sich leider keine WhatsApp schicken.',
    voipNumber:
      'Das scheint keine Mobilnummer zu sein. Wenn Sie WhatsApp mit dieser Nummer nutzen, nennen Sie sie bitte noch einmal.',
    noCallerId: 'Ihre eigene Nummer wird mir leider nicht angezeigt.',
    noAgent: 'Im Moment kann ich Sie leider mit niemandem verbinden.',

    recordingNotice:
      'Ihre gesprochenen Antworten werden aufgezeichnet. Wenn Sie das nicht möchten, sagen Sie „nicht aufzeichnen“, oder drücken Sie die 9.',
    recordingStopped:
      'In Ordnung. Es wird nichts mehr aufgezeichnet, und die bisherige Aufnahme wird gelöscht.',
    notRecording: 'Ihre Antworten werden nicht aufgezeichnet.',

    sending: 'Einen Moment bitte, ich schicke Ihnen die Nachricht.',
    pending: 'Ihre WhatsApp-Nachricht konnte noch nicht gesendet werden. Sie folgt in Kürze.',
    notOnWhatsapp: 'Unter dieser Nummer können wir Sie auf WhatsApp leider nicht erreichen.',
    sendFailed: 'Ihre WhatsApp-Nachricht konnte leider nicht gesendet werden.',
    refused: 'In Ordnung, dann schreiben wir Ihnen nicht auf WhatsApp.',
    tooMany: 'Leider kommen wir so nicht weiter.',
    notReady:
      'Guten Tag, hier spricht der automatische Assistent von {{company}}. Leider können wir Ihnen gerade nicht weiterhelfen.',
    breakdown: 'Entschuldigung, bei uns ist gerade eine technische Störung aufgetreten.',
    forwarding: 'Einen Moment bitte, ich verbinde Sie.',
    forwardFailed: 'Leider ist gerade niemand erreichbar.',
    goodbye: 'Vielen Dank für Ihren Anruf. Auf Wiederhören.',
    callAgain: 'Bitte rufen Sie später noch einmal an. Auf Wiederhören.',
  },
  digits: ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'],
  plus: 'plus',
  choiceHints: [
    'ja',
    'nein',
    'ja gern',
    'ja bitte',
    'nein danke',
    'genau',
    'stimmt',
    'andere Nummer',
    'noch einmal',
    'Mitarbeiter',
    'kein WhatsApp',
    'nicht aufzeichnen',
  ],
  numberHints: [
    'null',
    'eins',
    'zwei',
    'zwo',
    'drei',
    'vier',
    'fünf',
    'sechs',
    'sieben',
    'acht',
    'neun',
    'plus',
  ],
}
