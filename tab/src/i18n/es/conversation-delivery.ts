/** Qué ha sido de un mensaje, por qué ha fallado y qué se puede hacer. */
export const deliveryTexts = {
  delivery: {
    queued: 'A la espera de envío',
    sending: 'Enviando',
    sent: 'Enviado',
    delivered: 'Entregado',
    read: 'Leído',
    failed: 'No entregado',
    unconfirmed: 'No está claro si ha llegado',
    waiting: 'A la espera de conexión',
    rejected: 'No enviado',
    at: '{{status}}, {{time}}',
    nextAttempt: '{{status}}. Próximo intento: {{time}}',
  },
  notice: {
    retry: 'Enviar de nuevo',
    template: 'Enviar como plantilla',
    edit: 'Editar y enviar',
    copy: 'Copiar',
    discard: 'Eliminar',
    reopen: 'Reabrir',
    details: 'Detalles',
    detailsOf: 'Código {{code}}',
    unconfirmedTitle: 'No sabemos si ha llegado',
    unconfirmedText:
      'La conexión se ha cortado durante el envío. Si lo envía de nuevo, el cliente podría recibirlo dos veces. El estado cambia solo cuando WhatsApp informe.',
    arrived: 'Ha llegado',
    notArrived: 'No ha llegado',
  },
  failure: {
    window_closed: {
      title: 'La ventana de 24 horas ya se había cerrado',
      advice: 'WhatsApp solo admite plantillas aprobadas hasta que el cliente vuelva a escribir.',
    },
    not_on_channel: {
      title: 'No se puede contactar con este número por WhatsApp',
      advice:
        'Quizá no tenga WhatsApp, use una versión antigua o no haya aceptado las condiciones. Pruebe a llamar.',
    },
    rate_limited: {
      title: 'Demasiados mensajes en poco tiempo',
      advice: 'WhatsApp está frenando los envíos. Espere unos minutos y envíelo de nuevo.',
    },
    template_problem: {
      title: 'La plantilla no se ha aceptado',
      advice: 'Está en pausa, no existe o un valor no encaja. Elija otra o revise los valores.',
    },
    media_rejected: {
      title: 'El archivo no se ha aceptado',
      advice: 'WhatsApp no admite su formato o su tamaño. Conviértalo, por ejemplo, a JPG, MP4 o PDF.',
    },
    recipient_opted_out: {
      title: 'El cliente no quiere este tipo de mensajes',
      advice: 'Ha desactivado los mensajes de marketing. Respételo y no lo envíe de nuevo.',
    },
    marketing_limit: {
      title: 'WhatsApp ha retenido este mensaje de marketing',
      advice: 'El cliente ya ha recibido bastantes por ahora. Espere al menos un día o a que responda.',
    },
    channel_misconfigured: {
      title: 'El canal no está bien configurado',
      advice: 'Un administrador tiene que revisar el acceso. Después, envíe el mensaje de nuevo.',
    },
    account_restricted: {
      title: 'WhatsApp ha restringido nuestra cuenta',
      advice: 'Por el momento no se puede enviar nada. Avise a un administrador.',
    },
    payment_problem: {
      title: 'Hay un problema de pago con WhatsApp',
      advice: 'Un administrador tiene que resolverlo. Después, envíe el mensaje de nuevo.',
    },
    invalid_content: {
      title: 'El contenido no se ha aceptado',
      advice: 'Hay algo que no está permitido. Modifique el mensaje y envíelo de nuevo.',
    },
    channel_unavailable: {
      title: 'No se ha podido contactar con WhatsApp',
      advice: 'Lo hemos intentado varias veces. Envíelo de nuevo dentro de unos minutos.',
    },
    conversation_inactive: {
      title: 'La conversación se ha cerrado entretanto',
      advice: 'Reábrala y envíe el mensaje de nuevo.',
    },
    attachment_missing: {
      title: 'El archivo ya no está disponible',
      advice: 'Adjúntelo otra vez y envíelo como mensaje nuevo.',
    },
    unknown: {
      title: 'El mensaje no se ha entregado',
      advice:
        'Se desconoce el motivo. Envíelo de nuevo; si vuelve a fallar, indique el código a un administrador.',
    },
  },
  problem: {
    invalid_input: 'El mensaje no se ha aceptado tal como está. Modifíquelo y envíelo de nuevo.',
    unauthenticated: 'Su sesión se ha cerrado. Inicie sesión de nuevo y envíelo.',
    unknown_person: 'Su cuenta de Microsoft no corresponde a nadie aquí.',
    totp_required: 'Inicie sesión de nuevo con el código de su segundo factor y envíelo.',
    totp_wrong: 'El código no era correcto. Inicie sesión de nuevo y envíelo.',
    two_factor_required: 'Configure primero su segundo factor y envíelo después.',
    password_refused: 'Su contraseña no se ha aceptado. Inicie sesión de nuevo y envíelo.',
    link_expired: 'Ese enlace ya no es válido. Inicie sesión de nuevo y envíelo.',
    forbidden: 'No tiene permiso para responder en esta conversación.',
    not_found: 'La conversación ya no existe o ya no es visible para usted.',
    conflict: 'La conversación ha cambiado entretanto. Revísela e inténtelo de nuevo.',
    window_closed: 'La ventana de 24 horas se ha cerrado. Ahora solo se pueden enviar plantillas.',
    conversation_inactive: 'La conversación está cerrada. Reábrala primero.',
    unsupported_by_channel: 'Este canal no admite mensajes de este tipo.',
    channel_rejected: 'WhatsApp no ha aceptado el mensaje.',
    channel_unavailable:
      'No se puede contactar con WhatsApp en este momento. Inténtelo dentro de un momento.',
    rate_limited: 'Demasiados mensajes en poco tiempo. Espere un momento e inténtelo de nuevo.',
    payload_too_large: 'El mensaje o el archivo es demasiado grande.',
    internal_error: 'Algo ha fallado por nuestra parte. Inténtelo de nuevo; ha quedado registrado.',
    offline: 'No hay conexión. Inténtelo de nuevo cuando se recupere.',
  },
} as const
