import type { Locale, Role } from '../contract/member.ts'

/** What e-mails say, in one language. */
export interface MailWords {
  greeting: (name: string) => string
  validUntil: (instant: string) => string
  role: Readonly<Record<Role, string>>
  invitation: {
    subject: (environment: string) => string
    title: (environment: string) => string
    lead: (environment: string, invitedBy: string | null) => string
    roles: (roles: string) => string
    button: string
    onlyFor: string
    ignore: string
  }
  reset: { subject: string; lead: string; button: string; valid: string; ignore: string }
}

const en: MailWords = {
  greeting: (name) => `Hello ${name},`,
  validUntil: (instant) => `The link is valid until ${instant}.`,
  role: {
    agent: 'Agent',
    operator: 'Supervisor',
    contentManager: 'Content manager',
    analyst: 'Analyst',
    producer: 'Producer',
    environmentManager: 'Environment manager',
    developer: 'Developer',
  },
  invitation: {
    subject: (environment) => `Invitation to ${environment} in Callover`,
    title: (environment) => `You are invited to ${environment}`,
    lead: (environment, invitedBy) =>
      invitedBy === null
        ? `You have been invited to work in ${environment}. Callover turns phone calls into chats.`
        : `${invitedBy} has invited you to work in ${environment}. Callover turns phone calls into chats.`,
    roles: (roles) => `Your roles: ${roles}.`,
    button: 'Accept the invitation',
    onlyFor: 'It is meant for this e-mail address alone and works once.',
    ignore: 'You do not know what this is about? Then you need not do anything.',
  },
  reset: {
    subject: 'Choose a new password for Callover',
    lead: 'Somebody asked for a new password for your account. With this link you choose one; all your sessions end then.',
    button: 'Choose a new password',
    valid: 'The link is valid for 60 minutes and works once. A newer one replaces it.',
    ignore: 'It was not you? Then you need not do anything: your password stays as it is.',
  },
}

const de: MailWords = {
  greeting: (name) => `Guten Tag ${name},`,
  validUntil: (instant) => `Der Link ist gültig bis ${instant}.`,
  role: {
    agent: 'Agent',
    operator: 'Supervisor',
    contentManager: 'Content-Manager',
    analyst: 'Analyst',
    producer: 'Producer',
    environmentManager: 'Umgebungsverwaltung',
    developer: 'Entwicklung',
  },
  invitation: {
    subject: (environment) => `Einladung zu ${environment} in Callover`,
    title: (environment) => `Sie sind zu ${environment} eingeladen`,
    lead: (environment, invitedBy) =>
      invitedBy === null
        ? `Sie wurden eingeladen, in ${environment} mitzuarbeiten. Callover macht aus Anrufen Chats.`
        : `${invitedBy} hat Sie eingeladen, in ${environment} mitzuarbeiten. Callover macht aus Anrufen Chats.`,
    roles: (roles) => `Ihre Rollen: ${roles}.`,
    button: 'Einladung annehmen',
    onlyFor: 'Er gilt nur für diese E-Mail-Adresse und nur einmal.',
    ignore: 'Sie wissen nicht, worum es geht? Dann müssen Sie nichts tun.',
  },
  reset: {
    subject: 'Neues Passwort für Callover wählen',
    lead: 'Für Ihr Konto wurde ein neues Passwort angefordert. Mit diesem Link wählen Sie eines; alle Ihre Sitzungen enden dann.',
    button: 'Neues Passwort wählen',
    valid: 'Der Link ist 60 Minuten gültig und funktioniert einmal. Ein neuerer ersetzt ihn.',
    ignore: 'Das waren nicht Sie? Dann müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.',
  },
}

const nl: MailWords = {
  greeting: (name) => `Hallo ${name},`,
  validUntil: (instant) => `De link is geldig tot ${instant}.`,
  role: {
    agent: 'Agent',
    operator: 'Supervisor',
    contentManager: 'Contentmanager',
    analyst: 'Analist',
    producer: 'Producer',
    environmentManager: 'Omgevingsbeheerder',
    developer: 'Ontwikkelaar',
  },
  invitation: {
    subject: (environment) => `Uitnodiging voor ${environment} in Callover`,
    title: (environment) => `U bent uitgenodigd voor ${environment}`,
    lead: (environment, invitedBy) =>
      invitedBy === null
        ? `U bent uitgenodigd om in ${environment} te werken. Callover maakt van telefoongesprekken chats.`
        : `${invitedBy} heeft u uitgenodigd om in ${environment} te werken. Callover maakt van telefoongesprekken chats.`,
    roles: (roles) => `Uw rollen: ${roles}.`,
    button: 'Uitnodiging aannemen',
    onlyFor: 'Hij is alleen voor dit e-mailadres bedoeld en werkt één keer.',
    ignore: 'Weet u niet waar dit over gaat? Dan hoeft u niets te doen.',
  },
  reset: {
    subject: 'Kies een nieuw wachtwoord voor Callover',
    lead: 'Iemand heeft een nieuw wachtwoord voor uw account aangevraagd. Met deze link kiest u er een; al uw sessies eindigen dan.',
    button: 'Nieuw wachtwoord kiezen',
    valid: 'De link is 60 minuten geldig en werkt één keer. Een nieuwere vervangt hem.',
    ignore: 'Was u dit niet? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.',
  },
}

const es: MailWords = {
  greeting: (name) => `Hola, ${name}:`,
  validUntil: (instant) => `El enlace es válido hasta el ${instant}.`,
  role: {
    agent: 'Agente',
    operator: 'Supervisor',
    contentManager: 'Gestor de contenidos',
    analyst: 'Analista',
    producer: 'Productor',
    environmentManager: 'Gestor del entorno',
    developer: 'Desarrollador',
  },
  invitation: {
    subject: (environment) => `Invitación a ${environment} en Callover`,
    title: (environment) => `Tiene una invitación a ${environment}`,
    lead: (environment, invitedBy) =>
      invitedBy === null
        ? `Ha recibido una invitación para trabajar en ${environment}. Callover convierte llamadas en chats.`
        : `${invitedBy} le ha invitado a trabajar en ${environment}. Callover convierte llamadas en chats.`,
    roles: (roles) => `Sus roles: ${roles}.`,
    button: 'Aceptar la invitación',
    onlyFor: 'Es solo para esta dirección de correo y funciona una sola vez.',
    ignore: '¿No sabe de qué se trata? Entonces no tiene que hacer nada.',
  },
  reset: {
    subject: 'Elija una contraseña nueva para Callover',
    lead: 'Alguien ha pedido una contraseña nueva para su cuenta. Con este enlace puede elegirla; entonces terminarán todas sus sesiones.',
    button: 'Elegir una contraseña nueva',
    valid: 'El enlace es válido durante 60 minutos y funciona una sola vez. Uno más reciente lo sustituye.',
    ignore: '¿No ha sido usted? Entonces no tiene que hacer nada: su contraseña no cambia.',
  },
}

/** By language. */
export const mailWords: Readonly<Record<Locale, MailWords>> = { en, de, nl, es }
