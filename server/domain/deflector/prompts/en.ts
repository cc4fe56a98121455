import type { PromptCatalogue } from './prompt-catalogue.ts'

const YES_OR_NO = 'Say yes or no, or press 1 for yes, 2 for no.'

export const ENGLISH: PromptCatalogue = {
  prompts: {
    welcome:
      'Hello, this is the automated assistant at {{company}}. We would be glad to help you on WhatsApp, with no waiting on the line.',
    reuseQuestion: `May {{company}} send you a WhatsApp message at the number you are calling from? ${YES_OR_NO}`,
    tryAgain: `Let me put that another way: shall {{company}} write to you on WhatsApp, at your current number? ${YES_OR_NO}`,
    phoneQuestion:
      'Which mobile number may {{company}} send a WhatsApp message to? Say the number, or key it in and press the hash key.',
    close:
      'Your WhatsApp message is on its way to the number ending in {{number}}. Just reply whenever it suits you. Thank you, and goodbye.',
  },
  system: {
    ifMobile: 'If you are calling from a mobile phone:',
    reuseKeys:
      'For a WhatsApp message from {{company}} to the number you are calling from, press 1. For a different number, press 2.',
    phoneAgain:
      'On which mobile number may {{company}} message you on WhatsApp? Please say it, or key it in and press the hash key.',
    phoneKeys:
      'For a WhatsApp message from {{company}}, please key in your mobile number, and then press the hash key.',
    andTheRest: 'And the rest of the number?',
    readBack: `The WhatsApp message from {{company}} will go to {{number}}. Is that right? ${YES_OR_NO}`,
    readBackOther: `Or should the WhatsApp message from {{company}} go to {{number}}? ${YES_OR_NO}`,
    readBackCaller: `The WhatsApp message from {{company}} will go to the number you are calling from, ending in {{number}}. Is that right? ${YES_OR_NO}`,
    confirmKeys:
      'If the WhatsApp message from {{company}} should go to {{number}}, press 1. If not, press 2.',
    confirmCallerKeys:
      'If the WhatsApp message from {{company}} should go to the number you are calling from, press 1. If not, press 2.',

    nothingHeard: 'I’m sorry, I didn’t hear anything.',
    stillThere: 'Are you still there?',
    notUnderstood: 'I’m sorry, I didn’t understand that.',
    repeatQuestion: 'Of course, once again.',
    takeYourTime: 'Of course, take your time.',
    startAgain: 'All right, let’s start again.',
    soFar: 'So far I have {{number}}.',
    incomplete: 'That number isn’t complete yet.',
    notANumber: 'I didn’t recognise that as a phone number.',
    askAnew: 'Sorry about that. Let’s try once more.',
    landline: 'That is a landline number. For WhatsApp I need a mobile number.',
    serviceNumber: 'I’m afraid WhatsApp messages cannot be sent to that number.',
    voipNumber:
      'That doesn’t seem to be a mobile number. If you do use WhatsApp with it, please give it to me once more.',
    noCallerId: 'I’m afraid I can’t see the number you are calling from.',
    noAgent: 'I’m afraid I can’t put you through to anyone at the moment.',

    recordingNotice:
      'Your spoken answers will be recorded. If you do not want this, say “do not record”, or press 9.',
    recordingStopped:
      'All right. Nothing more will be recorded, and what was recorded so far will be deleted.',
    notRecording: 'Your answers are not being recorded.',

    sending: 'One moment please, I’m sending you the message.',
    pending: 'Your WhatsApp message could not be sent just yet. It will follow shortly.',
    notOnWhatsapp: 'I’m afraid we cannot reach you on WhatsApp at that number.',
    sendFailed: 'I’m afraid your WhatsApp message could not be sent.',
    refused: 'All right, we will not message you on WhatsApp.',
    tooMany: 'I’m afraid we are not getting any further like this.',
    notReady:
      'Hello, this is the automated assistant at {{company}}. I’m sorry, we cannot help you right now.',
    breakdown: 'I’m sorry, we are having a technical problem just now.',
    forwarding: 'One moment please, I’ll put you through.',
    forwardFailed: 'I’m afraid nobody is available at the moment.',
    goodbye: 'Thank you for calling. Goodbye.',
    callAgain: 'Please call again later. Goodbye.',
  },
  digits: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  plus: 'plus',
  choiceHints: [
    'yes',
    'no',
    'yes please',
    'no thank you',
    'okay',
    'that’s right',
    'another number',
    'repeat that',
    'speak to someone',
    'no WhatsApp',
    'do not record',
  ],
  numberHints: [
    'zero',
    'oh',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'double',
    'triple',
    'plus',
  ],
}
