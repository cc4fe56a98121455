import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { envelope } from './envelope.ts'
import { HOUR_MS, startRig, type Rig } from './support.ts'

const MARIA = '+4915550100001'
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

/** One of everything a customer and the business can do to each other. */
async function exchangeEverything(): Promise<void> {
  const { simulator } = rig
  const maria = simulator.customer(MARIA, { name: 'Maria', username: 'maria.b' })
  const text = maria.sendText('Hallo')
  maria.sendFile({ content: JPEG, contentType: 'image/jpeg', caption: 'Bild' })
  maria.sendFile({ content: JPEG, contentType: 'video/mp4' })
  maria.sendFile({ content: JPEG, contentType: 'application/pdf', fileName: 'Rechnung.pdf' })
  maria.sendFile({ content: JPEG, contentType: 'audio/ogg', voice: true })
  maria.sendFile({ content: JPEG, contentType: 'image/webp', sticker: true })
  maria.sendLocation({ latitude: 52.5, longitude: 13.4, name: 'Büro', address: 'Straße 1' })
  maria.sendPerson({ name: 'Jan Peter Bakker', phones: ['+31612345678'], organisation: 'Bakker BV' })
  maria.sendText('Antwort', { replyTo: text })
  await rig.send({ to: MARIA, type: 'text', text: { body: 'Guten Tag' }, biz_opaque_callback_data: 'm-1' })
  const answer = await maria.waitForMessage()
  maria.react(answer.id, '👍')
  maria.react(answer.id, '')
  maria.sendText('danke', { replyTo: answer.id })
  await rig.send({
    to: MARIA,
    type: 'template',
    template: {
      name: 'callover_invitation',
      language: { code: 'de' },
      components: [{ type: 'body', parameters: [{ type: 'text', text: 'Muster' }] }],
    },
  })
  const template = await maria.waitForMessage((message) => message.content.kind === 'card')
  maria.tap(template.id, 'Anliegen schildern')
  await rig.send({
    to: MARIA,
    type: 'interactive',
    interactive: {
      type: 'list',
      body: { text: 'Wählen Sie' },
      action: {
        button: 'Auswahl',
        sections: [{ rows: [{ id: 'r1', title: 'Eins', description: 'das Erste' }] }],
      },
    },
  })
  const list = await maria.waitForMessage(
    (message) => message.content.kind === 'card' && message.content.list !== null,
  )
  maria.tap(list.id, 'r1')
  await rig.send({
    to: MARIA,
    type: 'interactive',
    interactive: {
      type: 'button',
      body: { text: 'Passt das?' },
      action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Ja' } }] },
    },
  })
  const buttons = await maria.waitForMessage(
    (message) => message.content.kind === 'card' && message.content.buttons[0]?.kind === 'reply',
  )
  maria.tap(buttons.id, 0)
  maria.edit(text, 'Hallo!')
  simulator.configure({ coexistence: true })
  maria.edit(text, 'Hallo!!')
  maria.revoke(text)
  maria.openChat()
  maria.setMarketing(false)
  await rig.send({ to: '+4915550109999', type: 'text', text: { body: 'zu spät' } })
  simulator.customerWithUsername('aylin.k', 'Aylin').sendText('hey')
  simulator.setTemplateStatus('order_update', 'de', 'PAUSED')
  await simulator.idle()
}

describe('simulated phones', () => {
  it('produce webhooks of the documented shapes', async () => {
    await exchangeEverything()
    for (const { body } of rig.receiver.delivered) expect(envelope.parse(body)).toEqual(body)
    const types = new Set<string>(rig.receiver.messages().map((message) => message.type))
    expect([...types].toSorted((a, b) => a.localeCompare(b))).toEqual([
      'audio',
      'button',
      'contacts',
      'document',
      'edit',
      'image',
      'interactive',
      'location',
      'reaction',
      'revoke',
      'sticker',
      'text',
      'unsupported',
      'video',
    ])
  })

  const samples = new URL('../../../shared/whatsapp/samples/', import.meta.url)
  it.skipIf(!existsSync(samples))(
    'use no key that Meta’s own examples of the same kind do not have',
    async () => {
      await exchangeEverything()
      const known = new Map<string, Set<string>>()
      const note = (into: Map<string, Set<string>>, where: string, value: unknown): void => {
        if (typeof value !== 'object' || value === null) return
        if (Array.isArray(value)) {
          for (const item of value) note(into, where, item)
          return
        }
        const keys = into.get(where) ?? new Set<string>()
        into.set(where, keys)
        for (const [key, child] of Object.entries(value)) {
          keys.add(key)
          note(into, `${where}.${key}`, child)
        }
      }
      for (const file of readdirSync(samples).filter((name) => name.startsWith('webhook.'))) {
        note(known, '', JSON.parse(readFileSync(new URL(file, samples), 'utf8')))
      }
      const used = new Map<string, Set<string>>()
      for (const { body } of rig.receiver.delivered) note(used, '', body)
      const strange = [...used].flatMap(([where, keys]) =>
        [...keys].filter((key) => known.get(where)?.has(key) !== true).map((key) => `${where}.${key}`),
      )
      expect(strange.toSorted()).toEqual([
        // Documented, but in no example that we have: an edited text, and the user id of a preference (2026).
        '.entry.changes.value.messages.edit.message.text',
        '.entry.changes.value.messages.edit.message.text.body',
        '.entry.changes.value.user_preferences.user_id',
      ])
    },
  )

  it('tell sent, delivered and, with the chat open, read; with our correlation data and the price', async () => {
    const maria = rig.simulator.customer(MARIA)
    maria.sendText('hi')
    const { body } = await rig.send({
      to: MARIA,
      type: 'text',
      text: { body: 'hello' },
      biz_opaque_callback_data: 'our-id',
    })
    await rig.simulator.idle()
    maria.openChat()
    await rig.simulator.idle()
    const statuses = rig.receiver.statuses()
    expect(statuses.map((status) => status.status)).toEqual(['sent', 'delivered', 'read'])
    expect(statuses.map((status) => status.pricing?.category)).toEqual(['service', 'service', undefined])
    for (const status of statuses) {
      expect(status.id).toBe(body.messages[0].id)
      expect(status.biz_opaque_callback_data).toBe('our-id')
      expect(status.recipient_id).toBe('4915550100001')
    }
  })

  it('deliver nothing while offline, and both directions once they are back', async () => {
    const maria = rig.simulator.customer(MARIA)
    maria.sendText('hi')
    await rig.simulator.idle()
    maria.setOnline(false)
    await rig.send({ to: MARIA, type: 'text', text: { body: 'are you there?' } })
    maria.sendText('in the tunnel')
    await rig.simulator.idle()
    expect(rig.receiver.statuses().map((status) => status.status)).toEqual(['sent'])
    expect(rig.receiver.messages()).toHaveLength(1)
    rig.clock.advance(5 * 60_000)
    maria.setOnline(true)
    await rig.simulator.idle()
    expect(rig.receiver.statuses().map((status) => status.status)).toEqual(['sent', 'delivered'])
    expect(Number(rig.receiver.messages()[1].timestamp) * 1000).toBe(rig.clock.now().getTime())
  })

  it('withhold the number of somebody with a user name until the business has written to it', async () => {
    const emil = rig.simulator.customer('+4915550100077', {
      name: 'Emil',
      username: 'emil',
      hidesNumber: true,
    })
    emil.sendText('who am I?')
    await rig.simulator.idle()
    expect(rig.receiver.delivered[0]?.value.contacts[0]).toEqual({
      profile: { name: 'Emil', username: 'emil' },
      user_id: emil.contact.userId,
    })
    expect(rig.receiver.messages()[0]).not.toHaveProperty('from')
    const answer = await rig.send({
      recipient: emil.contact.userId,
      to: undefined,
      type: 'text',
      text: { body: 'hi' },
    })
    expect(answer.body.contacts[0]).toEqual({ input: emil.contact.userId, user_id: emil.contact.userId })
    await rig.simulator.idle()
    expect(rig.receiver.statuses()[0]).not.toHaveProperty('recipient_id')
    await rig.send({ to: '+4915550100077', type: 'text', text: { body: 'hi' } })
    emil.sendText('now you know')
    await rig.simulator.idle()
    expect(rig.receiver.messages()[1].from).toBe('4915550100077')
    rig.clock.advance(31 * 24 * HOUR_MS)
    emil.sendText('forgotten')
    await rig.simulator.idle()
    expect(rig.receiver.messages()[2]).not.toHaveProperty('from')
  })

  it('tap quick replies with the payload that the business gave', async () => {
    const maria = rig.simulator.customer(MARIA)
    await rig.send({
      to: MARIA,
      type: 'template',
      template: {
        name: 'callover_invitation',
        language: { code: 'en' },
        components: [
          { type: 'body', parameters: [{ type: 'text', text: 'Muster' }] },
          {
            type: 'button',
            sub_type: 'quick_reply',
            index: '1',
            parameters: [{ type: 'payload', payload: 'stop' }],
          },
        ],
      },
    })
    const invitation = await maria.waitForMessage()
    expect(invitation.content).toMatchObject({ kind: 'card', template: 'callover_invitation' })
    maria.tap(invitation.id, 'No, thanks')
    maria.tap(invitation.id, 0)
    await rig.simulator.idle()
    expect(rig.receiver.messages().map((message) => [message.button, message.context])).toEqual([
      [
        { payload: 'stop', text: 'No, thanks' },
        { from: '49301234567', id: invitation.id },
      ],
      [
        { payload: 'Tell you more', text: 'Tell you more' },
        { from: '49301234567', id: invitation.id },
      ],
    ])
  })

  it('report an edit only as unsupported and a deletion not at all, unless it is a coexistence number', async () => {
    const maria = rig.simulator.customer(MARIA)
    const id = maria.sendText('tpyo')
    maria.edit(id, 'typo')
    maria.revoke(id)
    rig.simulator.configure({ coexistence: true })
    const second = maria.sendText('tpyo')
    maria.edit(second, 'typo')
    maria.revoke(second)
    await rig.simulator.idle()
    expect(
      rig.receiver.messages().map((message) => message.unsupported ?? message.edit ?? message.revoke),
    ).toEqual([
      undefined,
      { type: 'edit' },
      undefined,
      { original_message_id: second, message: { type: 'text', text: { body: 'typo' } } },
      { original_message_id: second },
    ])
    rig.clock.advance(16 * 60_000)
    const late = maria.sendText('late')
    rig.clock.advance(16 * 60_000)
    expect(() => maria.edit(late, 'too late')).toThrow('too_late')
  })

  it('tell that a voice message was played, once', async () => {
    const maria = rig.simulator.customer(MARIA)
    maria.sendText('hi')
    await rig.send({ to: MARIA, type: 'text', text: { body: 'listen' } })
    const message = await maria.waitForMessage()
    maria.play(message.id)
    maria.play(message.id)
    await rig.simulator.idle()
    expect(rig.receiver.statuses().map((status) => status.status)).toEqual(['sent', 'delivered', 'played'])
  })
})
