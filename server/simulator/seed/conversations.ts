import type { LocationContent } from '../model.ts'
import type { SampleName } from '../samples.ts'

export type SeedStep =
  | { send: 'text'; text: string; minutesAgo: number }
  | { send: 'sample'; sample: SampleName; caption?: string; minutesAgo: number }
  | { send: 'location'; place: Omit<LocationContent, 'kind'>; minutesAgo: number }

export interface SeedCustomer {
  name: string
  phone: string | null
  username?: string
  steps: readonly SeedStep[]
}

const HOUR = 60

/** Numbers from the ranges that German, British, Dutch and Spanish authorities keep free for fiction, or alike. */
export const SEED_CUSTOMERS: readonly SeedCustomer[] = [
  {
    name: 'Maria Berger',
    phone: '+4915550104211',
    steps: [
      { send: 'text', text: 'Guten Morgen, mein Paket A-1042 ist heute angekommen.', minutesAgo: 96 },
      {
        send: 'sample',
        sample: 'parcel',
        caption: 'Leider ist der Karton an der Ecke eingedrückt.',
        minutesAgo: 95,
      },
      { send: 'text', text: 'Kann ich das umtauschen? Es sollte ein Geschenk sein 🎁', minutesAgo: 93 },
    ],
  },
  {
    name: 'Thomas Wagner',
    phone: '+4915550107788',
    steps: [
      {
        send: 'text',
        text: 'Hallo, ich erreiche Sie telefonisch nicht. Es geht um meinen Termin am Donnerstag.',
        minutesAgo: 4 * HOUR + 20,
      },
      { send: 'sample', sample: 'voice', minutesAgo: 4 * HOUR + 18 },
    ],
  },
  {
    name: 'Emily Carter',
    phone: '+447700900364',
    steps: [
      {
        send: 'text',
        text: 'Hi! I was told on the phone that I could continue here.',
        minutesAgo: 23 * HOUR + 24,
      },
      {
        send: 'text',
        text: 'My router keeps restarting every ten minutes since the update. Any idea?',
        minutesAgo: 23 * HOUR + 22,
      },
    ],
  },
  {
    name: 'Sanne de Vries',
    phone: '+31655505128',
    steps: [
      {
        send: 'text',
        text: 'Goedemiddag, de monteur zou om 13.00 uur komen maar er is nog niemand.',
        minutesAgo: 41,
      },
      {
        send: 'location',
        place: {
          latitude: 52.3702,
          longitude: 4.8952,
          name: 'Ingang binnenplaats',
          address: 'Nieuwmarkt 4, Amsterdam',
        },
        minutesAgo: 38,
      },
      { send: 'text', text: 'Dit is de juiste ingang, de bel aan de voorkant is stuk.', minutesAgo: 37 },
    ],
  },
  {
    name: 'Lucía Fernández',
    phone: '+34600555019',
    steps: [
      {
        send: 'text',
        text: '¡Buenos días! He recibido la factura dos veces este mes. ¿Me la pueden revisar?',
        minutesAgo: 46 * HOUR,
      },
    ],
  },
  {
    name: 'Jonas Keller',
    phone: '+4915550102367',
    steps: [
      { send: 'text', text: 'Ich verstehe die letzte Abrechnung nicht', minutesAgo: 2 * HOUR + 5 },
      { send: 'sample', sample: 'invoice', minutesAgo: 2 * HOUR + 4 },
      {
        send: 'text',
        text: 'Warum ist der Verbrauch doppelt so hoch wie im September?',
        minutesAgo: 2 * HOUR + 3,
      },
    ],
  },
  {
    name: 'Aylin',
    phone: null,
    username: 'aylin.k',
    steps: [
      {
        send: 'text',
        text: 'Hey, habt ihr am Samstag offen und kann ich einfach vorbeikommen?',
        minutesAgo: 12,
      },
    ],
  },
  {
    name: 'Oliver Hughes',
    phone: '+447700900812',
    steps: [
      { send: 'text', text: 'Thanks for the quick call earlier.', minutesAgo: 7 * HOUR + 2 },
      {
        send: 'text',
        text: 'Please go ahead with the blue one, size L. Delivery to my office is fine.',
        minutesAgo: 7 * HOUR,
      },
    ],
  },
]
