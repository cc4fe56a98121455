import { createObjectId } from '../identifiers.ts'
import type { Template, TemplateComponent } from '../model.ts'
import type { World } from '../world.ts'

type NewTemplate = Omit<Template, 'id' | 'wabaId' | 'rejectedReason'>

function body(text: string, ...examples: string[]): TemplateComponent {
  return examples.length === 0
    ? { type: 'BODY', text }
    : { type: 'BODY', text, example: { body_text: [examples] } }
}

function quickReplies(...labels: string[]): TemplateComponent {
  return { type: 'BUTTONS', buttons: labels.map((text) => ({ type: 'QUICK_REPLY', text })) }
}

function invitation(language: string, text: string, example: string, labels: string[]): NewTemplate {
  return {
    name: 'callover_invitation',
    language,
    category: 'UTILITY',
    status: 'APPROVED',
    parameterFormat: 'POSITIONAL',
    components: [body(text, example), quickReplies(...labels)],
  }
}

const invitations = [
  invitation(
    'de',
    'Danke für Ihren Anruf bei {{1}}. Hier können Sie uns Ihr Anliegen in Ruhe schreiben, gern auch mit Foto. Wir antworten so schnell wie möglich.',
    'Muster GmbH',
    ['Anliegen schildern', 'Nein danke'],
  ),
  invitation(
    'en',
    'Thank you for calling {{1}}. You can tell us here what it is about, with a photo if you like. We will get back to you as soon as we can.',
    'Muster Ltd',
    ['Tell you more', 'No, thanks'],
  ),
  invitation(
    'nl',
    'Bedankt voor uw telefoontje naar {{1}}. Hier kunt u ons rustig schrijven waar het om gaat, ook met foto. We antwoorden zo snel mogelijk.',
    'Muster BV',
    ['Vraag stellen', 'Nee, bedankt'],
  ),
  invitation(
    'es',
    'Gracias por llamar a {{1}}. Aquí puede escribirnos con calma, también con foto. Le responderemos lo antes posible.',
    'Muster S.L.',
    ['Contar mi caso', 'No, gracias'],
  ),
]

function appointment(language: string, text: string, labels: string[]): NewTemplate {
  return {
    name: 'appointment_reminder',
    language,
    category: 'UTILITY',
    status: 'APPROVED',
    parameterFormat: 'NAMED',
    components: [
      {
        type: 'BODY',
        text,
        example: {
          body_text_named_params: [
            { param_name: 'first_name', example: 'Maria' },
            { param_name: 'date', example: '12.05.' },
            { param_name: 'time', example: '14:30' },
          ],
        },
      },
      quickReplies(...labels),
    ],
  }
}

const appointments = [
  appointment(
    'de',
    'Hallo {{first_name}}, wir erinnern an Ihren Termin am {{date}} um {{time}} Uhr. Passt es weiterhin?',
    ['Ja, passt', 'Termin verschieben'],
  ),
  appointment(
    'en',
    'Hello {{first_name}}, this is a reminder of your appointment on {{date}} at {{time}}. Does it still suit you?',
    ['Yes', 'Reschedule'],
  ),
]

function orderUpdate(language: string, text: string, footer: string, label: string): NewTemplate {
  return {
    name: 'order_update',
    language,
    category: 'UTILITY',
    status: 'APPROVED',
    parameterFormat: 'POSITIONAL',
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      body(text, 'A-1042', 'morgen'),
      { type: 'FOOTER', text: footer },
      {
        type: 'BUTTONS',
        buttons: [
          {
            type: 'URL',
            text: label,
            url: 'https://example.com/track/{{1}}',
            example: ['https://example.com/track/A-1042'],
          },
        ],
      },
    ],
  }
}

const others: NewTemplate[] = [
  orderUpdate(
    'de',
    'Ihre Bestellung {{1}} ist unterwegs und kommt voraussichtlich {{2}} an.',
    'Sie können hier direkt antworten.',
    'Sendung verfolgen',
  ),
  orderUpdate(
    'en',
    'Your order {{1}} is on its way and should arrive {{2}} at the latest.',
    'You can reply right here.',
    'Track parcel',
  ),
  {
    name: 'feedback_request',
    language: 'de',
    category: 'MARKETING',
    status: 'PAUSED',
    parameterFormat: 'POSITIONAL',
    components: [
      body('Hallo {{1}}, wie zufrieden waren Sie mit uns?', 'Maria'),
      quickReplies('Sehr zufrieden', 'Geht so', 'Nicht zufrieden'),
    ],
  },
  {
    name: 'old_offer',
    language: 'de',
    category: 'MARKETING',
    status: 'REJECTED',
    parameterFormat: 'POSITIONAL',
    components: [body('Nur heute: 20 % auf alles.')],
  },
]

/** Gives a WABA its example templates, once per state. */
export function stockTemplates(world: World, wabaId: string): void {
  if (world.stockedWabas.has(wabaId)) return
  world.stockedWabas.add(wabaId)
  for (const template of [...invitations, ...appointments, ...others]) {
    const id = createObjectId()
    const rejectedReason = template.status === 'REJECTED' ? 'INVALID_FORMAT' : 'NONE'
    world.templates.set(id, { ...structuredClone(template), id, wabaId, rejectedReason })
  }
}
