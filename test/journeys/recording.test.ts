import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageView } from '../../server/contract/message.ts'
import type { ApiClient } from '../support/api-client.ts'
import { startVoiceWorld, type VoiceWorld } from '../support/voice-world.ts'
import { waitFor } from '../support/wait-for.ts'
import { LINE } from '../support/world.ts'

let world: VoiceWorld
let anna: ApiClient

beforeAll(async () => {
  world = await startVoiceWorld({ telephony: { recordSpeech: true } })
  anna = await world.signIn('Anna')
  const paula = await world.signIn('Paula')
  await waitFor('the service is ready for calls', async () => {
    const params = { id: world.environmentId }
    const { items } = await paula.call('GET /environments/:id/services', { params })
    return items.some((service) => service.ready === true)
  })
}, 60_000)

afterAll(async () => {
  await world?.close()
})

async function entryOf(number: string): Promise<MessageView> {
  const conversation = await waitFor('the conversation', async () => {
    const { items } = await anna.call('GET /environments/:id/conversations', {
      params: { id: world.environmentId },
      query: { q: number.slice(1) },
    })
    return items[0]
  })
  const { items } = await anna.call('GET /conversations/:id/messages', { params: { id: conversation.id } })
  const entry = items.find((message) => message.kind === 'call')
  if (entry === undefined) throw new Error('no call in the thread')
  return entry
}

describe('a recorded call', () => {
  it('says so first, is played from the thread, and leaves nothing at the platform (DX-TEL-03, DX-TEL-04)', async () => {
    const number = '+491713920050'
    world.simulator.customer(number, { name: 'Recorded' })
    const caller = world.caller('twilio')
    await caller.dial({ from: number, to: LINE.phoneNumber })
    await caller.untilListening()
    expect(caller.heard().join(' ')).toMatch(/aufgezeichnet.*drücken Sie die 9/)
    await caller.say('Ja, gerne.')
    await caller.untilEnded()
    const attachment = await waitFor('the recording is in the thread', async () => {
      const entry = await entryOf(number)
      return entry.attachments?.find((one) => one.state === 'ready')
    })
    expect(attachment).toMatchObject({ kind: 'audio' })
    expect(attachment.size).toBeGreaterThan(44)
    const file = await fetch(`${world.server.url}${attachment.url}`, {
      headers: { authorization: `Bearer ${anna.token}` },
    })
    expect(file.headers.get('content-type')).toMatch(/^audio\//)
    expect((await file.arrayBuffer()).byteLength).toBe(attachment.size)
    expect((await fetch(`${world.server.url}${attachment.url}`)).status).toBe(401)
    await waitFor(
      'the platform keeps nothing',
      () => world.simulator.voice.recordings(LINE.name).length === 0,
    )
  })

  it('is deleted when the caller objects, and nothing is recorded from then on', async () => {
    const number = '+491713920051'
    world.simulator.customer(number, { name: 'Objecting' })
    const caller = world.caller('twilio')
    await caller.dial({ from: number, to: LINE.phoneNumber })
    await caller.untilListening()
    caller.heard()
    await caller.say('Bitte nicht aufzeichnen.')
    await caller.untilListening()
    expect(caller.heard().join(' ')).toMatch(/nichts mehr aufgezeichnet/)
    await caller.press('1')
    await caller.untilEnded()
    const entry = await waitFor('the end of the call is noted', async () => {
      const found = await entryOf(number)
      return found.call?.deflected?.endedAt == null ? undefined : found
    })
    expect(entry.attachments ?? []).toEqual([])
    expect(entry.call?.deflected?.steps[0]).toMatchObject({ understood: 'stop_recording' })
    await waitFor(
      'the platform keeps nothing',
      () => world.simulator.voice.recordings(LINE.name).length === 0,
    )
  })
})
