import type { PromptCatalogue } from './prompt-catalogue.ts'

const YES_OR_NO = 'Diga sí o no, o pulse 1 para sí, 2 para no.'

export const SPANISH: PromptCatalogue = {
  prompts: {
    welcome:
      'Hola, le atiende el asistente automático de {{company}}. Con mucho gusto le ayudamos por WhatsApp, sin esperas al teléfono.',
    reuseQuestion: `¿Puede {{company}} enviarle un mensaje de WhatsApp al número desde el que llama? ${YES_OR_NO}`,
    tryAgain: `Se lo pregunto de otra manera: ¿quiere que {{company}} le escriba por WhatsApp a su número actual? ${YES_OR_NO}`,
    phoneQuestion:
      '¿A qué número de móvil puede {{company}} enviarle un mensaje de WhatsApp? Diga el número, o márquelo y pulse almohadilla.',
    close:
      'Su mensaje de WhatsApp está en camino al número que termina en {{number}}. Responda cuando mejor le venga. Gracias por su llamada y hasta pronto.',
  },
  system: {
    ifMobile: 'Si llama desde un teléfono móvil:',
    reuseKeys:
      'Para recibir un WhatsApp de {{company}} en el número desde el que llama, pulse 1. Para usar otro número, pulse 2.',
    phoneAgain:
      '¿En qué número de móvil puede {{company}} escribirle por WhatsApp? Dígalo, o márquelo y pulse almohadilla.',
    phoneKeys:
      'Para recibir un WhatsApp de {{company}}, marque su número de móvil y después pulse almohadilla.',
    andTheRest: '¿Y cómo sigue el número?',
    readBack: `El mensaje de WhatsApp de {{company}} irá al {{number}}. ¿Es correcto? ${YES_OR_NO}`,
    readBackOther: `¿O prefiere que el mensaje de WhatsApp de {{company}} vaya al {{number}}? ${YES_OR_NO}`,
    readBackCaller: `El mensaje de WhatsApp de {{company}} irá al número desde el que llama, que termina en {{number}}. ¿Es correcto? ${YES_OR_NO}`,
    confirmKeys: 'Si el mensaje de WhatsApp de {{company}} debe ir al {{number}}, pulse 1; si no, pulse 2.',
    confirmCallerKeys:
      'Si el mensaje de WhatsApp de {{company}} debe ir al número desde el que llama, pulse 1; si no, pulse 2.',

    nothingHeard: 'Disculpe, no he oído nada.',
    stillThere: '¿Sigue usted ahí?',
    notUnderstood: 'Disculpe, no le he entendido.',
    repeatQuestion: 'Claro, se lo repito.',
    takeYourTime: 'Claro, tómese su tiempo.',
    startAgain: 'De acuerdo, empezamos de nuevo.',
    soFar: 'Hasta ahora tengo {{number}}.',
    incomplete: 'El número aún no está completo.',
    notANumber: 'No he reconocido un número de teléfono.',
    askAnew: 'Disculpe, lo intentamos otra vez.',
    landline: 'Ese es un número fijo. Para WhatsApp necesito un número de móvil.',
    serviceNumber: 'Lo siento, a ese número no se pueden enviar mensajes de WhatsApp.',
    voipNumber: 'Ese número no parece de móvil. Si usa WhatsApp con él, dígamelo otra vez, por favor.',
    noCallerId: 'Lo siento, no veo el número desde el que llama.',
    noAgent: 'Lo siento, en este momento no puedo pasarle con nadie.',

    recordingNotice: 'Sus respuestas habladas se van a grabar. Si no lo desea, diga «no grabar», o pulse 9.',
    recordingStopped: 'De acuerdo. Ya no se graba nada, y lo grabado hasta ahora se borrará.',
    notRecording: 'Sus respuestas no se están grabando.',

    sending: 'Un momento, por favor, le envío el mensaje.',
    pending: 'Su mensaje de WhatsApp aún no se ha podido enviar. Lo recibirá en breve.',
    notOnWhatsapp: 'Lo siento, no podemos contactarle por WhatsApp en ese número.',
    sendFailed: 'Lo siento, no se ha podido enviar su mensaje de WhatsApp.',
    refused: 'De acuerdo, no le escribiremos por WhatsApp.',
    tooMany: 'Lo siento, así no podemos continuar.',
    notReady:
      'Hola, le atiende el asistente automático de {{company}}. Lo siento, en este momento no podemos ayudarle.',
    breakdown: 'Disculpe, en este momento tenemos un problema técnico.',
    forwarding: 'Un momento, por favor, le paso la llamada.',
    forwardFailed: 'Lo siento, en este momento no hay nadie disponible.',
    goodbye: 'Gracias por su llamada. Hasta pronto.',
    callAgain: 'Por favor, vuelva a llamar más tarde. Hasta pronto.',
  },
  digits: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
  plus: 'más',
  choiceHints: [
    'sí',
    'no',
    'sí, por favor',
    'no, gracias',
    'vale',
    'de acuerdo',
    'correcto',
    'otro número',
    'repita',
    'un agente',
    'sin WhatsApp',
    'no grabar',
  ],
  numberHints: [
    'cero',
    'uno',
    'dos',
    'tres',
    'cuatro',
    'cinco',
    'seis',
    'siete',
    'ocho',
    'nueve',
    'doble',
    'más',
  ],
}
