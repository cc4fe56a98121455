export const teams = {
  signingIn: 'Iniciando sesión con su cuenta de Teams …',
  slow: 'Teams tarda más de lo habitual. Quizá le esté preguntando algo en otra ventana.',
  otherWay: 'Iniciar sesión de otra forma',
  again: 'Reintentar',
  signInAgain: 'Iniciar sesión de nuevo',
  email: 'Iniciar sesión con el correo electrónico',
  consent: {
    title: 'Falta un paso',
    text: 'Callover necesita su consentimiento para saber quién es usted: su nombre y su correo electrónico, nada más. Solo se le pide una vez.',
    action: 'Continuar con Microsoft',
    open: 'Continúe en la ventana que se ha abierto …',
    fault: {
      cancelled: 'La ventana se ha cerrado antes de que iniciara sesión.',
      blocked:
        'No se ha podido abrir la ventana. Permita las ventanas emergentes para Teams e inténtelo de nuevo.',
      refused: 'El inicio de sesión con Microsoft no ha funcionado. Inténtelo de nuevo.',
      consent_required:
        'Su organización aún no ha autorizado Callover. Pida el consentimiento a quien administra su Microsoft 365.',
      expired: 'El inicio de sesión ha tardado demasiado. Inténtelo de nuevo.',
      rate_limited: 'Demasiados intentos a la vez. Espere un momento e inténtelo de nuevo.',
      unavailable: 'No se puede contactar con Microsoft en este momento. Inténtelo más tarde.',
      not_configured: 'El inicio de sesión con Microsoft no está configurado aquí.',
    },
  },
  failed: {
    title: 'El inicio de sesión no ha funcionado',
    why: {
      unauthenticated:
        'Callover no acepta la cuenta que ha indicado Teams. Consulte a quien configuró la aplicación en su empresa.',
      forbidden: 'Esta cuenta no puede iniciar sesión. Consulte a quien gestiona su entorno.',
      channel_unavailable: 'No se puede contactar con Microsoft en este momento. Inténtelo más tarde.',
    },
  },
  expired: {
    title: 'Su sesión ha terminado',
    text: 'Inicie sesión de nuevo para continuar; no se pierde nada de lo que ha escrito.',
  },
  left: {
    title: 'Ha cerrado sesión',
    text: 'Puede volver en cualquier momento con su cuenta de Teams.',
  },
  stranger: {
    none: {
      title: 'Todavía no tiene acceso',
      text: 'Su cuenta no corresponde a nadie aquí. Solicite acceso y quien gestiona Callover en su empresa podrá dárselo.',
    },
    pending: {
      title: 'Su solicitud está en camino',
      text: 'En cuanto alguien le dé acceso, su bandeja de entrada se abrirá aquí sola.',
    },
    declined: {
      title: 'Se ha rechazado su solicitud',
      text: 'Si se trata de un error, hable con quien gestiona Callover en su empresa.',
    },
    unvouched: {
      title: 'Todavía no tiene acceso',
      text: 'Su cuenta no corresponde a nadie aquí. Pida a quien gestiona Callover en su empresa que le añada.',
    },
    message: 'Mensaje (opcional)',
    messageHint: 'Por ejemplo, el equipo en el que trabaja.',
    ask: 'Solicitar acceso',
    look: 'Comprobar de nuevo',
    notYet: 'Todavía no.',
  },
  inbox: {
    elsewhereTitle: 'Esta pestaña es de un equipo al que no pertenece',
    elsewhereHint: 'Pida a quien gestiona Callover en su empresa que le añada.',
    elsewhereAction: 'Abrir mi bandeja de entrada',
    noneTitle: 'Responder a los clientes no forma parte de sus funciones',
    noneHint: 'Aquello con lo que trabaja se abre en el navegador.',
    open: 'Abrir {{area}}',
  },
  configure: {
    title: '¿Qué debe mostrar esta pestaña?',
    lead: 'La pestaña la ve todo el canal; las conversaciones, solo los miembros del entorno.',
    environment: 'Entorno',
    service: 'Servicio',
    everyService: 'Todos los servicios',
    view: 'Vista',
    name: 'Nombre de la pestaña: {{name}}',
    nameWithService: '{{service}}: {{view}}',
    failed: 'No se han podido cargar los servicios.',
    outsideTitle: 'Esta página forma parte de Microsoft Teams',
    outsideHint: 'Aparece cuando se añade Callover como pestaña a un canal.',
    outsideAction: 'Abrir la bandeja de entrada',
    noneTitle: 'Aquí no puede configurar una pestaña',
    noneHint:
      'Solo puede hacerlo quien responde a los clientes. Consulte a quien gestiona Callover en su empresa.',
    hints: {
      mine: 'Lo asignado a quien la está mirando',
      unassigned: 'Abiertas y sin nadie que se ocupe',
      open: 'Todo lo que no está resuelto',
      waiting: 'Clientes sin respuesta',
      later: 'Pospuestas y en pausa',
      resolved: 'Lo que ya está cerrado',
    },
  },
  authEnd: {
    title: 'Inicio de sesión',
    close: 'Ya puede cerrar esta ventana.',
    strayTitle: 'Aquí no hay nada que hacer',
    strayHint: 'Esta página forma parte del inicio de sesión desde Microsoft Teams. Puede cerrarla.',
    action: 'Abrir la bandeja de entrada',
  },
} as const
