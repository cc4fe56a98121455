import { symbols } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { channelLog, processLog, setLogLevel } from '../../../server/lib/logger.ts'
import { startBotWorld, type BotWorld } from '../../bot/bot-world.ts'
import type { ApiClient } from '../../support/api-client.ts'
import { startVoiceWorld, type VoiceWorld } from '../../support/voice-world.ts'
import { waitFor } from '../../support/wait-for.ts'

const PATIENCE_MS = 60_000
const NUMBER = '+491713920077'
/** What identifies the number in whatever form it is written. */
const TELLTALE = NUMBER.slice(-7)

describe("a customer's number (CVG-PRIV, OMNI-START-03)", () => {
  let world: VoiceWorld
  let anna: ApiClient
  let paula: ApiClient
  const lines: string[] = []

  beforeAll(async () => {
    // All loggers write to the same stream.
    const stream = Reflect.get(channelLog, symbols.streamSym) as { write(line: string): unknown }
    vi.spyOn(stream, 'write').mockImplementation((line) => lines.push(line))
    world = await startVoiceWorld()
    setLogLevel('trace')
    ;[anna, paula] = [await world.signIn('Anna'), await world.signIn('Paula')]
    await waitFor('the service is ready for calls', async () => {
      const { items } = await paula.call('GET /environments/:id/services', {
        params: { id: world.environmentId },
      })
      return items.some((service) => service.ready === true)
    })
  }, PATIENCE_MS)
  afterAll(async () => {
    setLogLevel('silent')
    await world?.close()
    vi.restoreAllMocks()
  })

  it(
    'is in no log, no title and no list of calls after a call and a message',
    { timeout: PATIENCE_MS },
    async () => {
      const phone = world.simulator.customer(NUMBER, { name: 'Erika' })
      const caller = world.caller('twilio')
      await caller.dial({ from: NUMBER, to: world.numberOf('twilio') })
      await caller.untilListening()
      await caller.say('Ja, gerne.')
      await caller.untilEnded(PATIENCE_MS)
      await phone.waitForMessage((message) => /Danke für Ihren Anruf/.test(JSON.stringify(message)))
      phone.sendText('Wo ist mein Paket?')
      const params = { id: world.environmentId }
      const conversation = await waitFor('the answer', async () => {
        const { items } = await anna.call('GET /environments/:id/conversations', { params })
        return items.find(({ inboundCount }) => inboundCount > 0)
      })
      expect(conversation.title.replaceAll(/\D/g, '')).toBe('49')
      const calls = await paula.call('GET /environments/:id/calls', { params })
      expect(calls.items).toHaveLength(1)
      expect(JSON.stringify(calls)).not.toContain(TELLTALE)
      await anna.raw('GET /environments/:id/conversations', { params, query: { q: NUMBER } })
      await anna.call('POST /conversations/:id/messages', {
        params: { id: conversation.id },
        body: { clientId: 'a', text: 'Es ist unterwegs.' },
      })
      await phone.waitForMessage((message) => /unterwegs/.test(JSON.stringify(message)))
      processLog.info('the log is being read')
      expect(lines.join('')).toContain('the log is being read')
      expect(lines.filter((line) => line.includes(TELLTALE))).toEqual([])
      expect(lines.filter((line) => line.includes('Paket'))).toEqual([])
    },
  )
})

describe('what Teams shows to many', () => {
  let world: BotWorld
  beforeAll(async () => {
    world = await startBotWorld()
  })
  afterAll(() => world.close())

  it('names neither the number nor the customer', async () => {
    const { teams } = world
    const olga = teams.person('Olga')
    const channel = teams.channel('Queue', [olga])
    await channel.say(olga, 'connect channel')
    await channel.press(olga, channel.cards()[0]!, 'connect', { queues: world.environmentId })
    const conversation = await world.customer('Wo ist mein Paket?')
    const card = JSON.stringify(await world.notify(channel, conversation))
    const number = conversation.contactName.replaceAll(/\D/g, '')
    expect(number).toMatch(/^4917\d{8}$/)
    expect(card).toContain('+49 ****')
    expect(card).not.toContain(number.slice(2))
    expect(card).not.toContain('Paket')
  })
})
