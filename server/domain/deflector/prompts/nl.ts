import type { PromptCatalogue } from './prompt-catalogue.ts'

const YES_OR_NO = 'Zeg ja of nee, of toets 1 voor ja, 2 voor nee.'

export const DUTCH: PromptCatalogue = {
  prompts: {
    welcome:
      'Goedendag, u spreekt met de automatische assistent van {{company}}. Via WhatsApp helpen we u graag verder, zonder wachten aan de lijn.',
    reuseQuestion: `Mag {{company}} u een WhatsApp-bericht sturen op het nummer waarmee u nu belt? ${YES_OR_NO}`,
    tryAgain: `Ik vraag het nog eens anders: vindt u het goed als {{company}} u via WhatsApp schrijft op uw huidige nummer? ${YES_OR_NO}`,
    phoneQuestion:
      'Op welk mobiel nummer mag {{company}} u een WhatsApp-bericht sturen? Zeg het nummer, of toets het in en sluit af met een hekje.',
    close:
      'Uw WhatsApp-bericht is onderweg naar het nummer dat eindigt op {{number}}. Antwoord gerust wanneer het u uitkomt. Dank u wel en tot ziens.',
  },
  system: {
    ifMobile: 'Als u met een mobiele telefoon belt:',
    reuseKeys:
      'Voor een WhatsApp-bericht van {{company}} op het nummer waarmee u belt, toetst u 1. Voor een ander nummer toetst u 2.',
    phoneAgain:
      'Via welk mobiel nummer kan {{company}} u op WhatsApp bereiken? Zeg het nummer, of toets het in en sluit af met een hekje.',
    phoneKeys:
      'Voor een WhatsApp-bericht van {{company}} kunt u uw mobiele nummer intoetsen en afsluiten met een hekje.',
    andTheRest: 'En hoe gaat het nummer verder?',
    readBack: `Het WhatsApp-bericht van {{company}} gaat naar {{number}}. Klopt dat? ${YES_OR_NO}`,
    readBackOther: `Of moet het WhatsApp-bericht van {{company}} naar {{number}}? ${YES_OR_NO}`,
    readBackCaller: `Het WhatsApp-bericht van {{company}} gaat naar het nummer waarmee u belt, dat eindigt op {{number}}. Klopt dat? ${YES_OR_NO}`,
    confirmKeys: 'Mag het WhatsApp-bericht van {{company}} naar {{number}}, toets dan 1, en anders 2.',
    confirmCallerKeys:
      'Mag het WhatsApp-bericht van {{company}} naar het nummer waarmee u belt, toets dan 1, en anders 2.',

    nothingHeard: 'Ik heb helaas niets gehoord.',
    stillThere: 'Bent u er nog?',
    notUnderstood: 'Dat heb ik helaas niet verstaan.',
    repeatQuestion: 'Natuurlijk, nog een keer.',
    takeYourTime: 'Natuurlijk, neem rustig de tijd.',
    startAgain: 'Goed, dan beginnen we opnieuw.',
    soFar: 'Tot nu toe heb ik {{number}}.',
    incomplete: 'Het nummer is nog niet volledig.',
    notANumber: 'Dat heb ik niet als telefoonnummer herkend.',
    askAnew: 'Excuses, dan nog een keer.',
    landline: 'Dat is een vast nummer. Voor WhatsApp heb ik een mobiel nummer nodig.',
    serviceNumber: 'Naar dit nummer kan helaas geen WhatsApp-bericht worden gestuurd.',
    voipNumber:
      'Dat lijkt geen mobiel nummer te zijn. Gebruikt u WhatsApp met dit nummer, noem het dan nog een keer.',
    noCallerId: 'Uw eigen nummer kan ik helaas niet zien.',
    noAgent: 'Ik kan u op dit moment helaas met niemand doorverbinden.',

    recordingNotice:
      'Uw gesproken antwoorden worden opgenomen. Wilt u dat niet, zeg dan “niet opnemen”, of toets 9.',
    recordingStopped: 'In orde. Er wordt niets meer opgenomen, en de opname tot nu toe wordt verwijderd.',
    notRecording: 'Uw antwoorden worden niet opgenomen.',

    sending: 'Een moment alstublieft, ik stuur u het bericht.',
    pending: 'Uw WhatsApp-bericht kon nog niet worden verstuurd. Het volgt zo spoedig mogelijk.',
    notOnWhatsapp: 'Op dit nummer kunnen we u via WhatsApp helaas niet bereiken.',
    sendFailed: 'Uw WhatsApp-bericht kon helaas niet worden verstuurd.',
    refused: 'In orde, dan sturen we u geen WhatsApp-bericht.',
    tooMany: 'Helaas komen we zo niet verder.',
    notReady:
      'Goedendag, u spreekt met de automatische assistent van {{company}}. Helaas kunnen we u op dit moment niet verder helpen.',
    breakdown: 'Excuses, er is bij ons op dit moment een technische storing.',
    forwarding: 'Een moment alstublieft, ik verbind u door.',
    forwardFailed: 'Er is op dit moment helaas niemand bereikbaar.',
    goodbye: 'Bedankt voor uw telefoontje. Tot ziens.',
    callAgain: 'Bel ons later gerust nog een keer. Tot ziens.',
  },
  digits: ['nul', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen'],
  plus: 'plus',
  choiceHints: [
    'ja',
    'nee',
    'ja graag',
    'ja hoor',
    'nee dank u',
    'klopt',
    'is goed',
    'ander nummer',
    'nog een keer',
    'medewerker',
    'geen WhatsApp',
    'niet opnemen',
  ],
  numberHints: [
    'nul',
    'één',
    'twee',
    'drie',
    'vier',
    'vijf',
    'zes',
    'zeven',
    'zeuven',
    'acht',
    'negen',
    'dubbel',
    'plus',
  ],
}
