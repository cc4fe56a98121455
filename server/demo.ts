import { createHmac } from 'node:crypto'
import type { Provisioning } from './config/provision.ts'
import type { BusinessNumber, VoiceLine } from './simulator/index.ts'

/** What the sign-in page of a demonstration offers, at `/demo.json`. */
export interface DemoSignIn {
  accounts: { email: string; password: string; name: string; role: string }[]
  simulatorUrl: string
}

export interface Demo {
  provisioning: Provisioning
  numbers: BusinessNumber[]
  lines: VoiceLine[]
  signIn: DemoSignIn
}

const PASSWORD = 'callover-demo'
const CHANNEL = 'wa'
const PHONE_NUMBER = '+49301234567'
const PHONE_NUMBER_ID = '106540352242922'
const WABA_ID = '102290129340398'
const LINE = 'line'
/** Reserved for films and examples (Bundesnetzagentur): nobody has it. */
const LINE_NUMBER = '+493023125000'
const ACCOUNT_SID = 'AC00000000000000000000000000c0ffee'

const MEMBERS: Provisioning['accounts'][number]['environments'][number]['members'] = [
  { email: 'anna@example.test', name: 'Anna Krüger', password: PASSWORD, roles: ['agent'] },
  { email: 'luca@example.test', name: 'Luca Moretti', password: PASSWORD, roles: ['agent'] },
  { email: 'olga@example.test', name: 'Olga Brandt', password: PASSWORD, roles: ['operator', 'analyst'] },
  {
    email: 'max@example.test',
    name: 'Max Richter',
    password: PASSWORD,
    roles: ['environmentManager', 'producer', 'operator'],
  },
]

/** Looks after all customers of the demonstration. */
const PARTNER: NonNullable<Provisioning['agency']> = {
  name: 'Callover Partner',
  members: [
    {
      email: 'petra@example.test',
      name: 'Petra Adler',
      password: PASSWORD,
      roles: ['environmentManager', 'producer'],
    },
  ],
}

/**
 * The customer that a first start shows: a hotline with a WhatsApp number whose platform is the simulator at
 * `baseUrl`. Its credentials are derived from the secret key, so they differ between installations.
 */
export function createDemo(baseUrl: string, secretKey: Buffer): Demo {
  const derive = (name: string): string =>
    createHmac('sha256', secretKey).update(`demo ${name}`).digest('hex')
  const credentials = {
    accessToken: derive('access token'),
    appSecret: derive('app secret'),
    verifyToken: derive('verify token'),
    voiceToken: derive('voice token'),
  }
  return {
    provisioning: provisioningOf(baseUrl, credentials),
    lines: [
      {
        name: LINE,
        phoneNumber: LINE_NUMBER,
        accountSid: ACCOUNT_SID,
        authToken: credentials.voiceToken,
        webhookUrl: `${baseUrl}/webhooks/voice/twilio/${LINE}`,
      },
    ],
    numbers: [
      {
        accessToken: credentials.accessToken,
        appSecret: credentials.appSecret,
        verifyToken: credentials.verifyToken,
        phoneNumberId: PHONE_NUMBER_ID,
        wabaId: WABA_ID,
        phoneNumber: PHONE_NUMBER,
        displayName: 'Muster GmbH',
        webhookUrl: `${baseUrl}/webhooks/whatsapp/${CHANNEL}`,
      },
    ],
    signIn: {
      accounts: [...MEMBERS, ...PARTNER.members].map(({ email, name, roles }) => ({
        email,
        name,
        password: PASSWORD,
        role: roles[0] ?? '',
      })),
      simulatorUrl: '/simulator',
    },
  }
}

interface Credentials {
  accessToken: string
  appSecret: string
  verifyToken: string
  voiceToken: string
}

function provisioningOf(baseUrl: string, { voiceToken, ...credentials }: Credentials): Provisioning {
  const line = {
    name: LINE,
    kind: 'telephony' as const,
    provider: 'twilio',
    settings: {
      phoneNumber: LINE_NUMBER,
      accountSid: ACCOUNT_SID,
      authToken: voiceToken,
      apiBaseUrl: `${baseUrl}/simulator/twilio`,
    },
  }
  const channel = {
    name: CHANNEL,
    kind: 'whatsapp' as const,
    provider: 'cloud',
    settings: {
      ...credentials,
      phoneNumber: PHONE_NUMBER,
      phoneNumberId: PHONE_NUMBER_ID,
      wabaId: WABA_ID,
      apiBaseUrl: `${baseUrl}/simulator/graph/v26.0`,
    },
  }
  const service = {
    name: 'Hotline',
    template: 'whatsapp-deflector' as const,
    languages: ['de', 'en', 'nl', 'es'],
    invitationTemplate: 'callover_invitation',
    channels: [channel, line],
  }
  const environment = {
    name: 'Muster GmbH',
    timeZone: 'Europe/Berlin',
    country: 'DE',
    members: MEMBERS,
    services: [service],
  }
  const another = { name: 'Blumen Weber', members: [], services: [] }
  return {
    agency: PARTNER,
    accounts: [
      { name: 'Muster GmbH', environments: [environment] },
      { name: 'Blumen Weber', environments: [another] },
    ],
  }
}
