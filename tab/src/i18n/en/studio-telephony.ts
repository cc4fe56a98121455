/** Telephony. */
export const studioTelephony = {
  telephony: {
    speaking: 'Speaking',
    companyName: 'Company name as spoken',
    companyNameHint: 'Stands for {{placeholder}} in all texts.',
    beep: 'Play short beep when callers may speak',
    beepHint: 'It invites them to answer.',
    voices: 'Voices',
    voicesHint: 'One voice for each language, and how fast it speaks.',
    voice: 'Voice for {{language}}',
    automatic: 'Automatic',
    voiceGone: '{{name}} (not offered by this line)',
    speed: 'Speed for {{language}}',
    times: '{{speed}}×',
    sample: 'the sample in {{language}}',
    standIn:
      'Samples are spoken by a voice of this browser at the chosen speed. On the phone it is the voice that is chosen here.',
    voicesNoLine:
      'Voices can be chosen as soon as a phone line is connected. Until then samples are spoken by a voice of this browser.',
    keeping: 'Recording',
    record: 'Record users’ speech',
    recordHint: 'Keeps the caller’s spoken answers as sound with the call.',
    recordNoLine: 'No phone line is connected that could record.',
    recordUnable: 'The connected phone line cannot record.',
    legalLabel: 'Legal reminder',
    legal:
      'Callers have to be told that they are recorded and must be able to object. Callover announces it and stops when they say “do not record” or press 9. Whether you may record at all, and for how long you may keep it, depends on the law that applies to you, such as the GDPR; in Germany, recording somebody without their consent is an offence (Section 201 of the Criminal Code). Please ask your data protection officer.',
    transcripts: 'Keep what was understood',
    transcriptsHint: 'Shows the caller’s words with the call. Without it only their meaning is kept.',
    numbers: 'Numbers and forwarding',
    publicNumber: 'Public phone number',
    publicNumberHint: 'The number that your customers know. It is only for you to test with.',
    numberPlaceholder: '+49 30 12345678',
    call: 'Call',
    callNumber: 'Call {{number}}',
    forwardTo: 'Forwarding number',
    forwardToHint: 'Where callers go who ask for a person, who are not understood, or who cannot be invited.',
    forwardLoop:
      'This is the number of this very line. Callers would come back for ever, so they are not forwarded.',
    forwardNobody: 'There is no forwarding number: callers are told goodbye.',
    whenRefused: 'When callers refuse WhatsApp',
    whenRefusedHint: 'They have said that they do not want a message.',
    refused: {
      forward: 'Forward the call',
      goodbye: 'Say goodbye',
    },
  },
} as const
