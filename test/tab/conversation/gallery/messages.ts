import type { MessageView } from '../../../../server/contract/message.ts'
import { aMessage, anAttachment, at, HOUR, luca } from '../fixtures.ts'

const MINUTE = 60_000
const out = (changes: Partial<MessageView>): MessageView => aMessage({ direction: 'outbound', ...changes })

/** An everyday conversation. */
export function everyday(): MessageView[] {
  return [
    aMessage({
      direction: 'system',
      kind: 'system',
      at: at(-26 * HOUR),
      author: { kind: 'system', name: '' },
      system: { event: 'conversation_created' },
    }),
    aMessage({
      direction: 'system',
      kind: 'call',
      at: at(-26 * HOUR + 2000),
      author: { kind: 'system', name: '' },
      call: { outcome: 'ended', durationSeconds: 48 },
    }),
    out({
      kind: 'template',
      at: at(-26 * HOUR + MINUTE),
      author: { kind: 'service', name: 'Hotline' },
      text: 'Hallo! Sie haben gerade bei uns angerufen. Schreiben Sie uns hier Ihr Anliegen, wir antworten so schnell wie möglich.',
      template: {
        name: 'callover_invitation',
        language: 'de',
        header: 'Muster GmbH Kundenservice',
        footer: 'Antworten Sie mit STOPP, um keine Nachrichten mehr zu erhalten.',
        buttons: [
          { kind: 'quick_reply', text: 'Chat beginnen' },
          { kind: 'url', text: 'Zur Website' },
        ],
      },
      delivery: { status: 'read', at: at(-26 * HOUR + 2 * MINUTE) },
    }),
    aMessage({ kind: 'button_reply', text: 'Chat beginnen', at: at(-4 * HOUR) }),
    aMessage({
      text: 'Guten Tag, meine Lieferung *4711* ist noch nicht da. Laut Sendungsverfolgung liegt sie seit drei Tagen im Verteilzentrum: https://www.example.com/track?id=4711_a',
      at: at(-4 * HOUR + MINUTE),
    }),
    aMessage({ text: 'Können Sie bitte nachsehen?', at: at(-4 * HOUR + 2 * MINUTE) }),
    aMessage({
      direction: 'system',
      kind: 'system',
      at: at(-3.9 * HOUR),
      author: { kind: 'system', name: '' },
      system: { event: 'assigned', by: 'Anna Berger', to: 'Anna Berger' },
    }),
    out({
      text: 'Guten Tag Frau Rossi, ich schaue sofort nach.',
      at: at(-3.8 * HOUR),
      delivery: { status: 'read', at: at(-3.7 * HOUR) },
    }),
    out({
      text: 'Haben Sie noch das Foto vom Lieferschein?',
      at: at(-3.8 * HOUR + MINUTE),
      delivery: { status: 'read', at: at(-3.7 * HOUR) },
    }),
    aMessage({
      direction: 'note',
      text: 'Spedition ist informiert, Rückruf bis 15 Uhr. @Luca bitte dranbleiben.',
      at: at(-3.5 * HOUR),
      author: { kind: 'member', id: luca.id, name: luca.name },
    }),
    aMessage({
      kind: 'image',
      text: 'Hier ist es',
      attachments: [anAttachment()],
      at: at(-2 * HOUR),
      reactions: [{ emoji: '👍', by: 'member', name: 'Anna Berger', at: at(-1.9 * HOUR), status: 'sent' }],
    }),
    out({
      text: 'Vielen Dank! Die Spedition liefert *morgen zwischen 10 und 12 Uhr*. Passt Ihnen das?',
      at: at(-1 * HOUR),
      quote: {
        messageId: 'x',
        authorName: 'Maria Rossi',
        excerpt: 'Können Sie bitte nachsehen?',
        kind: 'text',
      },
      delivery: { status: 'delivered', at: at(-1 * HOUR + 5000) },
      reactions: [{ emoji: '🙏', by: 'contact', name: 'Maria Rossi', at: at(-0.9 * HOUR) }],
    }),
    aMessage({ text: 'Ja, perfekt 👍', at: at(-10 * MINUTE) }),
    aMessage({ text: '🎉', at: at(-9 * MINUTE) }),
  ]
}

const long = Array.from(
  { length: 30 },
  (_, index) =>
    `Zeile ${index + 1}: Die Donaudampfschifffahrtsgesellschaft hat heute leider nicht geliefert.`,
).join('\n')

/** One of every kind and state. */
export function everyKind(): MessageView[] {
  return [...everyText(), ...everyMedium(), ...everyStructure(), ...everyDelivery()]
}

function everyText(): MessageView[] {
  return [
    aMessage({
      referral: {
        sourceType: 'ad',
        headline: 'Jetzt Wärmepumpe sichern',
        body: 'Bis zu 70 % Förderung',
        sourceUrl: 'https://fb.me/abc',
      },
      text: 'Ich habe Ihre Anzeige gesehen',
    }),
    aMessage({ text: '*fett* _kursiv_ ~weg~ `code` und\n```block\n  code```' }),
    aMessage({ text: 'مرحبا، أين طلبي رقم 4711؟ شكرا' }),
    aMessage({ text: 'evil \u202Egpj.exe\u202C <img src=x onerror=alert(1)> <b>kein HTML</b>' }),
    aMessage({ text: '😀😍' }),
    aMessage({ text: long }),
    aMessage({ text: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(3) }),
  ]
}

function everyMedium(): MessageView[] {
  return [
    aMessage({ kind: 'image', attachments: [anAttachment()] }),
    aMessage({ kind: 'image', attachments: [anAttachment({ state: 'pending' })] }),
    aMessage({ kind: 'image', attachments: [anAttachment({ state: 'failed', failure: 'expired' })] }),
    aMessage({
      kind: 'video',
      text: 'So sieht es aus',
      attachments: [
        anAttachment({ kind: 'video', fileName: 'clip.mp4', contentType: 'video/mp4', size: 8_400_000 }),
      ],
    }),
    aMessage({
      kind: 'voice',
      attachments: [
        anAttachment({ kind: 'voice', fileName: 'voice.ogg', contentType: 'audio/ogg', size: 21_000 }),
      ],
    }),
    aMessage({
      kind: 'audio',
      attachments: [
        anAttachment({
          kind: 'audio',
          fileName: 'Anruf Aufnahme Müller.mp3',
          contentType: 'audio/mpeg',
          size: 2_100_000,
        }),
      ],
    }),
    aMessage({
      kind: 'document',
      text: 'Die Rechnung',
      attachments: [
        anAttachment({
          kind: 'document',
          fileName: 'Rechnung_2026-11_Überweisung_sehr_langer_Dateiname_final_v3.pdf',
          contentType: 'application/pdf',
          size: 3_400_000,
        }),
      ],
    }),
    aMessage({
      kind: 'document',
      attachments: [
        anAttachment({ kind: 'document', state: 'failed', failure: 'type_mismatch', fileName: 'bild.exe' }),
      ],
    }),
    aMessage({
      kind: 'sticker',
      attachments: [
        anAttachment({ kind: 'sticker', contentType: 'image/webp', fileName: 's.webp', animated: true }),
      ],
    }),
  ]
}

function everyStructure(): MessageView[] {
  return [
    aMessage({
      kind: 'location',
      location: {
        latitude: 52.52001,
        longitude: 13.40495,
        name: 'Café Größenwahn',
        address: 'Alexanderplatz 1, 10178 Berlin',
      },
    }),
    aMessage({
      kind: 'contacts',
      contacts: [
        {
          name: 'Jörg Müller-Lüdenscheidt',
          organisation: 'Spedition Schnell',
          phones: [
            { number: '+49 170 1234567', type: 'MOBILE' },
            { number: '+49 30 998877', type: 'WORK' },
          ],
          emails: ['j.mueller@example.com'],
          addresses: ['Hauptstr. 5, Köln'],
        },
      ],
    }),
    aMessage({ kind: 'list_reply', text: 'Termin am Dienstag' }),
    aMessage({
      kind: 'form_reply',
      form: [
        { name: 'first_name', value: 'Maria' },
        { name: 'house_number', value: '12b' },
        { name: 'comment', value: 'Bitte klingeln\nund warten' },
      ],
    }),
    aMessage({
      kind: 'order',
      text: 'Bitte bis Freitag',
      order: {
        items: [
          { productId: 'SKU-991 Kaffee', quantity: 2, price: 7.9, currency: 'EUR' },
          { productId: 'SKU-12 Filter', quantity: 1, price: 3.2, currency: 'EUR' },
        ],
      },
    }),
    aMessage({ kind: 'reaction', text: '❤️' }),
    aMessage({ kind: 'unsupported', unsupported: { type: 'poll_creation', platformCode: '131051' } }),
    aMessage({ kind: 'call', call: { outcome: 'missed' } }),
    aMessage({ text: 'Weitergeleitet', forwarded: 'often' }),
    aMessage({ text: 'geändert', editedAt: at(-MINUTE) }),
    aMessage({ text: 'weg', revokedAt: at(-MINUTE) }),
    aMessage({ text: 'Antwort auf Unbekanntes', quote: { externalId: 'wamid.1' } }),
    aMessage({ text: 'Wie viel kostet das?', quote: { product: { catalogId: '1', productId: 'SKU-991' } } }),
  ]
}

function everyDelivery(): MessageView[] {
  return [
    out({ text: 'Wartet', delivery: { status: 'queued', at: at(-MINUTE), nextAttemptAt: at(MINUTE) } }),
    out({ text: 'Gesendet', delivery: { status: 'sent', at: at(-MINUTE) } }),
    out({ text: 'Zugestellt', delivery: { status: 'delivered', at: at(-MINUTE) } }),
    out({ text: 'Gelesen', delivery: { status: 'read', at: at(-MINUTE) } }),
    out({
      kind: 'document',
      attachments: [
        anAttachment({ kind: 'document', fileName: 'Angebot.pdf', contentType: 'application/pdf' }),
      ],
      delivery: { status: 'read', at: at(-MINUTE) },
    }),
    out({
      kind: 'voice',
      attachments: [
        anAttachment({ kind: 'voice', fileName: 'voice.ogg', contentType: 'audio/ogg', size: 21_000 }),
      ],
    }),
    out({ text: 'Von Luca', author: { kind: 'member', id: luca.id, name: luca.name } }),
    out({ text: 'Vom Handy', author: { kind: 'phone', name: 'Team' } }),
    out({
      text: 'Ihre Ware ist da.',
      delivery: {
        status: 'failed',
        at: at(-MINUTE),
        error: {
          code: 'window_closed',
          platformCode: '131047',
          detail: 'Re-engagement message: more than 24 hours have passed',
        },
      },
    }),
    out({
      text: 'Rabatt!',
      delivery: {
        status: 'failed',
        at: at(-MINUTE),
        error: { code: 'marketing_limit', platformCode: '131049' },
      },
    }),
    out({
      text: 'Noch einmal?',
      delivery: { status: 'failed', at: at(-MINUTE), error: { code: 'unknown' } },
    }),
    out({ text: 'Kam das an?', delivery: { status: 'unconfirmed', at: at(-MINUTE) } }),
  ]
}

export function many(count: number): MessageView[] {
  return Array.from({ length: count }, (_, index) =>
    aMessage({
      direction: index % 3 === 0 ? 'outbound' : 'inbound',
      text: `Nachricht ${index + 1} ${'Lorem ipsum dolor sit amet '.repeat((index * 7) % 9)}`,
      at: at((index - count) * 7 * MINUTE),
      ...(index % 3 === 0 ? { delivery: { status: 'read' as const, at: at(0) } } : {}),
    }),
  )
}
