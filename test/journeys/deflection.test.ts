import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallView, DeflectedCall } from '../../server/contract/call.ts'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { MessageView } from '../../server/contract/message.ts'
import type { ApiClient } from '../support/api-client.ts'
import {
  startVoiceWorld,
  VOICE_PLATFORMS,
  type VoicePlatform,
  type VoiceWorld,
} from '../support/voice-world.ts'
import type { VoiceCaller } from '../support/voice/caller.ts'
import { waitFor } from '../support/wait-for.ts'

/** One line of a commands platform takes the time of speaking; three platforms in four languages share two cores. */
const PATIENCE_MS = 60_000

let world: VoiceWorld
let anna: ApiClient

beforeAll(async () => {
  world = await startVoiceWorld()
  anna = await world.signIn('Anna')
  const paula = await world.signIn('Paula')
  await waitFor('the service is ready for calls', async () => {
    const params = { id: world.environmentId }
    const { items } = await paula.call('GET /environments/:id/services', { params })
    return items.some((service) => service.ready === true)
  })
}, PATIENCE_MS)

afterAll(async () => {
  await world?.close()
})

interface Language {
  language: string
  /** Mobile numbers of this country; the last digits tell tests apart. */
  mobile: (index: number) => string
  /** The same as its people say it. */
  spoken: (index: number) => string
  keyed: (index: number) => string
  yes: string
  no: string
  farewell: RegExp
  template: RegExp
}

const DIGITS = {
  de: ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'],
  en: ['oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  nl: ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen'],
  es: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
}

const LANGUAGES: readonly Language[] = [
  {
    language: 'de',
    mobile: (index) => `+49171392001${index}`,
    spoken: (index) => `null eins sieben eins neununddreißig zwanzig null eins ${DIGITS.de[index] ?? ''}`,
    keyed: (index) => `0171392001${index}`,
    yes: 'Ja, gerne.',
    no: 'Nein, an eine andere Nummer.',
    farewell: /unterwegs/,
    template: /Danke für Ihren Anruf/,
  },
  {
    language: 'en',
    mobile: (index) => `+44740012345${index}`,
    spoken: (index) => `oh seven four double oh one two three four five ${DIGITS.en[index] ?? ''}`,
    keyed: (index) => `0740012345${index}`,
    yes: 'Yes, please.',
    no: 'No, a different number.',
    farewell: /on its way/,
    template: /Thank you for calling/,
  },
  {
    language: 'nl',
    mobile: (index) => `+3161234567${index}`,
    spoken: (index) => `nul zes twaalf vierendertig vijf zes zeven ${DIGITS.nl[index] ?? ''}`,
    keyed: (index) => `061234567${index}`,
    yes: 'Ja hoor, prima.',
    no: 'Nee, een ander nummer.',
    farewell: /onderweg/,
    template: /Bedankt voor uw telefoontje/,
  },
  {
    language: 'es',
    mobile: (index) => `+3461234567${index}`,
    spoken: (index) => `seis doce treinta y cuatro cincuenta y seis siete ${DIGITS.es[index] ?? ''}`,
    keyed: (index) => `61234567${index}`,
    yes: 'Sí, claro.',
    no: 'No, a otro número.',
    farewell: /camino/,
    template: /Gracias por llamar/,
  },
]

/** Every test has a digit of its own at each platform, so that no two share a customer. */
const INDEX: Record<VoicePlatform, number> = { twilio: 0, vier: 3, jambonz: 6 }

/** Customers of this test file on their phones, which WhatsApp knows. */
function phoneOf(number: string): ReturnType<VoiceWorld['simulator']['customer']> {
  return world.simulator.customer(number, { name: `Phone ${number}` })
}

async function invitationOf(
  number: string,
  text: RegExp,
): Promise<{ conversation: ConversationView; call: DeflectedCall }> {
  const phone = phoneOf(number)
  await phone.waitForMessage((message) => text.test(JSON.stringify(message)))
  const conversation = await waitFor(`conversation with ${number}`, async () => {
    const { items } = await anna.call('GET /environments/:id/conversations', {
      params: { id: world.environmentId },
      query: { q: number.slice(1) },
    })
    return items[0]
  })
  const entry = await entryOf(conversation)
  return { conversation, call: entry }
}

async function threadOf(conversation: ConversationView): Promise<MessageView[]> {
  const { items } = await anna.call('GET /conversations/:id/messages', { params: { id: conversation.id } })
  return items.toReversed()
}

/** The call is the conversation's first entry. */
async function entryOf(conversation: ConversationView): Promise<DeflectedCall> {
  const [first] = await threadOf(conversation)
  const call = first?.call?.deflected
  if (call === undefined) throw new Error('the conversation does not begin with a call')
  return call
}

async function ended(conversation: ConversationView): Promise<DeflectedCall> {
  return waitFor('the end of the call is noted', async () => {
    const call = await entryOf(conversation)
    return call.endedAt === null ? undefined : call
  })
}

async function ring(platform: VoicePlatform, from: string): Promise<VoiceCaller> {
  const caller = world.caller(platform)
  await caller.dial({ from, to: world.numberOf(platform) })
  await caller.untilListening()
  return caller
}

async function answer(caller: VoiceCaller, how: { say: string } | { press: string }): Promise<void> {
  if ('say' in how) await caller.say(how.say)
  else await caller.press(how.press)
}

async function next(caller: VoiceCaller, how: { say: string } | { press: string }): Promise<string> {
  await answer(caller, how)
  await caller.untilListening()
  return caller.heard().join(' ')
}

const BY: readonly ['voice' | 'keypad'][] = [['voice'], ['keypad']]

describe.concurrent.each(VOICE_PLATFORMS)('a call over %s', (platform) => {
  const index = INDEX[platform]

  describe.each(LANGUAGES)('in $language', (language) => {
    it.concurrent(
      'from a mobile number, agreed to by voice, becomes a chat with the call as its first entry (DX-DEFL-01/02/03/08/09/22)',
      { timeout: PATIENCE_MS },
      async () => {
        const number = language.mobile(index)
        phoneOf(number)
        const caller = await ring(platform, number)
        await caller.say(language.yes)
        await caller.untilEnded(PATIENCE_MS)
        expect(caller.heard().join(' ')).toMatch(language.farewell)
        const { conversation } = await invitationOf(number, language.template)
        const call = await ended(conversation)
        expect(call).toMatchObject({
          language: language.language,
          caller: number,
          otherNumber: false,
          result: 'invited',
          steps: [{ asked: 'reuseQuestion', input: 'speech', understood: 'yes' }],
        })
        expect(conversation).toMatchObject({ origin: 'call', service: { name: 'Hotline' } })
        expect(conversation.title).not.toContain(number.slice(-5))
      },
    )

    it.concurrent.each(BY)(
      'with another number given by %s invites that number after reading it back (DX-DEFL-07, DX-DEFL-21)',
      { timeout: PATIENCE_MS },
      async (by) => {
        const own = `${language.mobile(index).slice(0, -2)}9${by === 'voice' ? index : index + 1}`
        const other = language.mobile(by === 'voice' ? index + 1 : index + 2)
        phoneOf(other)
        const caller = await ring(platform, own)
        await next(caller, by === 'voice' ? { say: language.no } : { press: '2' })
        const digits =
          by === 'voice' ? { say: language.spoken(index + 1) } : { press: `${language.keyed(index + 2)}#` }
        const readBack = await next(caller, digits)
        expect(readBack).not.toBe('')
        await answer(caller, by === 'voice' ? { say: language.yes } : { press: '1' })
        await caller.untilEnded(PATIENCE_MS)
        const { conversation } = await invitationOf(other, language.template)
        const call = await ended(conversation)
        expect(call).toMatchObject({ caller: own, otherNumber: true, result: 'invited' })
        expect(call.steps.map((step) => step.understood)).toEqual(['no', 'number', 'yes'])
      },
    )
  })
})

/** Numbers that no other test of this file uses. */
let lastNumber = 17_139_200_500
function freshNumber(): string {
  lastNumber += 1
  return `+49${lastNumber}`
}

async function conversationsOf(number: string): Promise<ConversationView[]> {
  const { items } = await anna.call('GET /environments/:id/conversations', {
    params: { id: world.environmentId },
    query: { q: number.slice(1) },
  })
  return items
}

async function callsOf(): Promise<CallView[]> {
  const paula = await world.signIn('Paula')
  const { items } = await paula.call('GET /environments/:id/calls', {
    params: { id: world.environmentId },
    query: { limit: 100 },
  })
  return items
}

describe.concurrent.each(VOICE_PLATFORMS)('who rings over %s', (platform) => {
  it.concurrent.each([
    ['a landline', '+493023125777', 'fixed'],
    ['a withheld number', '', 'withheld'],
  ])(
    'from %s goes straight to the phone question and gives the number by keys (DX-DEFL-04, DX-DEFL-05)',
    { timeout: PATIENCE_MS },
    async (_who, from, kind) => {
      const mobile = freshNumber()
      phoneOf(mobile)
      const caller = await ring(platform, from)
      expect(caller.heard().join(' ')).toMatch(/Mobilnummer/)
      const readBack = await next(caller, { press: `0${mobile.slice(3)}#` })
      expect(readBack).toMatch(/null, eins, sieben, eins|null eins sieben eins/)
      await caller.press('1')
      await caller.untilEnded(PATIENCE_MS)
      const { conversation } = await invitationOf(mobile, /Danke für Ihren Anruf/)
      expect(await ended(conversation)).toMatchObject({
        callerKind: kind,
        otherNumber: true,
        result: 'invited',
      })
    },
  )

  it.concurrent(
    'and hangs up is remembered, and nobody is invited (DX-DEFL-11)',
    { timeout: PATIENCE_MS },
    async () => {
      const mobile = freshNumber()
      const caller = await ring(platform, mobile)
      await caller.hangUp()
      await caller.untilEnded(PATIENCE_MS)
      expect(await conversationsOf(mobile)).toEqual([])
      const masked = mobile.slice(-3)
      await waitFor('the call is listed as abandoned', async () =>
        (await callsOf()).some((call) => call.result === 'abandoned' && call.conversation === null),
      )
      expect(JSON.stringify(await callsOf())).not.toContain(mobile.slice(-masked.length - 4))
    },
  )

  it.concurrent(
    'and says nothing three times is sent on with a goodbye, not in a loop',
    { timeout: PATIENCE_MS },
    async () => {
      const caller = await ring(platform, freshNumber())
      for (let round = 0; round < 6 && caller.state() !== 'ended'; round += 1) {
        await caller.staySilent()
        await caller.untilListening().catch(() => undefined)
      }
      await caller.untilEnded(PATIENCE_MS)
      expect(caller.heard().join(' ')).toMatch(/Auf Wiederhören/)
    },
  )
})

describe('the chat after the call', () => {
  it('is answered by the customer and then by the agent, and counts as answered (DX-DEFL-18)', async () => {
    const mobile = freshNumber()
    const phone = phoneOf(mobile)
    const caller = await ring('twilio', mobile)
    await caller.press('1')
    await caller.untilEnded(PATIENCE_MS)
    const { conversation } = await invitationOf(mobile, /Danke für Ihren Anruf/)
    expect(conversation).toMatchObject({ waitingSince: null, window: { open: false } })
    phone.sendText('Mein Drucker druckt nicht mehr.')
    await waitFor('the answer opens the window', async () => {
      const [found] = await conversationsOf(mobile)
      return found?.id === conversation.id && found.window.open
    })
    await anna.call('POST /conversations/:id/messages', {
      params: { id: conversation.id },
      body: { clientId: 'a-1', text: 'Ist Papier darin?' },
    })
    await phone.waitForMessage((message) => JSON.stringify(message).includes('Ist Papier darin?'))
    const call = await waitFor('the call knows about the answer', async () =>
      (await callsOf()).find(
        (one) => one.conversation?.id === conversation.id && one.invitation?.answeredAt !== null,
      ),
    )
    expect(call.invitation?.status).toMatch(/delivered|read/)
    expect((await threadOf(conversation)).map((message) => message.kind)).toEqual([
      'call',
      'template',
      'text',
      'text',
    ])
  })

  it('is not promised to somebody whose number is not on WhatsApp', async () => {
    const mobile = freshNumber()
    phoneOf(mobile).setWhatsApp(false)
    const caller = await ring('twilio', mobile)
    await caller.press('1')
    await caller.untilEnded(PATIENCE_MS)
    expect(caller.heard().join(' ')).toMatch(/auf WhatsApp leider nicht erreichen/)
    const call = await waitFor('the call is listed as failed', async () =>
      (await callsOf()).find((one) => one.result === 'invitation_failed'),
    )
    expect(call.invitation).toMatchObject({ status: 'failed', errorCode: 'not_on_channel' })
  })
})
