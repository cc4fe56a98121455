import { aTemplate } from '../fixtures.ts'

export const templates = [
  aTemplate({
    name: 'order_shipped',
    header: { kind: 'text', text: 'Bestellung {{1}}', parameters: [{ key: '1', example: '4711' }] },
    body: 'Hallo {{1}},\n\nIhre Bestellung ist *unterwegs* und kommt voraussichtlich am {{2}} an.',
    bodyParameters: [
      { key: '1', example: 'Maria' },
      { key: '2', example: '24. November' },
    ],
    footer: 'Muster GmbH',
    buttons: [
      {
        kind: 'url',
        text: 'Sendung verfolgen',
        url: 'https://example.com/t/{{1}}',
        index: 0,
        parameter: { key: '1', example: '4711' },
      },
      { kind: 'quick_reply', text: 'Frage stellen', index: 1 },
    ],
  }),
  aTemplate({
    name: 'order_shipped',
    language: 'en_US',
    body: 'Hello {{1}}, your order {{2}} is on its way.',
  }),
  aTemplate({
    name: 'callover_invitation',
    body: 'Hallo! Sie haben gerade angerufen. Schreiben Sie uns hier.',
    bodyParameters: [],
    category: 'UTILITY',
  }),
  aTemplate({
    name: 'continue_chat',
    body: 'Guten Tag {{name}}, wir haben eine Antwort für Sie: {{answer}}',
    parameterFormat: 'named',
    bodyParameters: [
      { key: 'name', example: 'Maria' },
      { key: 'answer', example: 'Ihre Ware ist da.' },
    ],
    quality: 'RED',
  }),
  aTemplate({
    name: 'winter_sale',
    category: 'MARKETING',
    header: { kind: 'media', media: 'image' },
    body: 'Nur bis Sonntag: {{1}} Prozent auf alles!',
    bodyParameters: [{ key: '1', example: '20' }],
    buttons: [
      { kind: 'copy_code', text: 'Code kopieren', index: 0, parameter: { key: 'code', example: 'WINTER20' } },
    ],
  }),
  aTemplate({
    name: 'feedback_request',
    status: 'PAUSED',
    sendable: false,
    body: 'Wie zufrieden waren Sie?',
    bodyParameters: [],
  }),
  aTemplate({
    name: 'old_offer',
    status: 'REJECTED',
    sendable: false,
    category: 'MARKETING',
    body: 'Altes Angebot',
    bodyParameters: [],
  }),
]
