import type { failuresEn, kindsEn, problemsEn } from './reasons-en.ts'

/** Delante de lo que se dice de un idioma. */
const within = (language: string | null, text: string): string =>
  language === null ? text.charAt(0).toUpperCase() + text.slice(1) : `${language}: ${text}`

/** Lo que aparece en lugar de un mensaje sin texto. */
export const kindsEs: typeof kindsEn = {
  text: 'Mensaje',
  image: 'Foto',
  video: 'Vídeo',
  audio: 'Archivo de audio',
  voice: 'Mensaje de voz',
  document: 'Documento',
  sticker: 'Sticker',
  location: 'Ubicación',
  contacts: 'Contacto',
  reaction: 'Reacción',
  button_reply: 'Respuesta con botón',
  list_reply: 'Respuesta de una lista',
  form_reply: 'Formulario completado',
  order: 'Pedido',
  template: 'Plantilla',
  call: 'Llamada',
  system: 'Evento',
  unsupported: 'Mensaje que no se puede mostrar',
}

/** Por qué no llegó un mensaje y qué ayuda. */
export const failuresEs: typeof failuresEn = {
  window_closed:
    'El plazo para responder libremente había terminado. Aún puede enviar una plantilla aprobada.',
  not_on_channel: 'No se puede contactar con este número en WhatsApp. Pruebe a llamar.',
  rate_limited: 'Demasiados mensajes en poco tiempo. Espere unos minutos y vuelva a enviarlo.',
  template_problem: 'La plantilla no fue aceptada. Elija otra o revise sus valores.',
  media_rejected: 'El archivo no fue aceptado. Su formato o tamaño no sirve para WhatsApp.',
  recipient_opted_out: 'El cliente no desea recibir estos mensajes. Por favor, respételo.',
  marketing_limit: 'WhatsApp retuvo este mensaje publicitario. Espere al menos un día o una respuesta.',
  channel_misconfigured: 'El canal no está bien configurado. Un administrador debe revisarlo.',
  account_restricted: 'WhatsApp ha restringido nuestra cuenta. Avise a un administrador.',
  payment_problem: 'Hay un problema de pago en WhatsApp. Avise a un administrador.',
  invalid_content: 'Algo del contenido no está permitido. Cambie el mensaje y vuelva a enviarlo.',
  channel_unavailable: 'No se pudo contactar con WhatsApp. Vuelva a enviarlo en unos minutos.',
  conversation_inactive: 'El chat se cerró entretanto. Vuelva a abrirlo y envíe el mensaje de nuevo.',
  attachment_missing: 'El archivo ya no está. Adjúntelo de nuevo en la bandeja de entrada.',
  unknown: 'WhatsApp no dice por qué. Vuelva a enviarlo; si falla otra vez, avise a un administrador.',
}

/** Por qué un servicio no puede invitar a quienes llaman, o no tan bien como debería. */
export const problemsEs: typeof problemsEn = {
  no_whatsapp_channel: () => 'No hay ningún número de WhatsApp conectado.',
  whatsapp_channel_failing: () => 'El número de WhatsApp no funciona.',
  no_voice_line: () => 'No hay ninguna línea telefónica conectada: nadie puede llamar.',
  no_invitation_template: () => 'No se ha elegido ninguna plantilla para la invitación.',
  template_missing: ({ language, detail }) =>
    language === null && detail !== null
      ? `WhatsApp no conoce la plantilla «${detail}».`
      : within(language, 'la plantilla no existe en este idioma.'),
  template_not_approved: ({ language, detail }) =>
    within(
      language,
      detail === null ? 'la plantilla no está aprobada.' : `la plantilla no está aprobada (${detail}).`,
    ),
  template_values_missing: ({ language, detail }) =>
    within(
      language,
      detail === null ? 'falta un valor de la plantilla.' : `falta un valor de la plantilla (${detail}).`,
    ),
}
