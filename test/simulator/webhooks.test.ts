import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NUMBER, Receiver, signatureOf, startRig, TestClock, type Rig } from './support.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

describe('simulator webhooks', () => {
  it('signs the exact bytes, which escape slashes and everything outside ASCII', async () => {
    rig.simulator.customer('+4915550100001', { name: 'Müller' }).sendText('Größe 38/40 😀')
    await rig.simulator.idle()
    const [webhook] = rig.receiver.delivered
    expect(webhook?.signature).toBe(signatureOf(webhook!.raw, NUMBER.appSecret))
    expect(webhook?.raw.toString('latin1')).toContain(String.raw`Gr\u00f6\u00dfe 38\/40 \ud83d\ude00`)
    expect(webhook?.value.messages[0].text.body).toBe('Größe 38/40 😀')
  })

  it('asks the address for the challenge when it starts and shows the result', async () => {
    await expect.poll(() => rig.simulator.verification(NUMBER.phoneNumberId)).toEqual({ state: 'verified' })
  })

  it('says why an address is not verified, and asks again', async () => {
    let ready = false
    const receiver = new Receiver()
    receiver.challenge = (query) => (ready ? query.get('hub.challenge') : 'wrong')
    const other = await startRig({ receiver, start: false })
    expect(other.simulator.verification(NUMBER.phoneNumberId)).toEqual({ state: 'pending' })
    other.simulator.start()
    await expect
      .poll(() => other.simulator.verification(NUMBER.phoneNumberId))
      .toEqual({ state: 'refused', status: 200, reason: 'wrong_challenge' })
    ready = true
    await expect.poll(() => other.simulator.verification(NUMBER.phoneNumberId).state).toBe('verified')
    await other.close()
  })

  it('repeats a webhook until it is answered with 200', async () => {
    rig.receiver.answers.push(500, 404, 202)
    rig.simulator.customer('+4915550100001').sendText('hello')
    await rig.simulator.idle()
    expect(rig.receiver.messages()).toHaveLength(4)
    expect(new Set(rig.receiver.messages().map((message) => message.id)).size).toBe(1)
  })

  it('keeps the order of one customer while repeating', async () => {
    rig.receiver.answers.push(503)
    const customer = rig.simulator.customer('+4915550100001')
    for (const text of ['1', '2', '3']) customer.sendText(text)
    await rig.simulator.idle()
    expect(rig.receiver.messages().map((message) => message.text.body)).toEqual(['1', '1', '2', '3'])
  })

  it('does not let one customer hold up the others', async () => {
    rig.simulator.configure({ webhooks: { paused: true } })
    for (let index = 0; index < 100; index += 1) {
      rig.simulator.customer(`+49155501${String(index).padStart(5, '0')}`).sendText(`from ${index}`)
    }
    expect(rig.receiver.delivered).toHaveLength(0)
    rig.simulator.configure({ webhooks: { paused: false } })
    await rig.simulator.idle()
    expect(rig.receiver.messages()).toHaveLength(100)
  })

  it('delivers twice, out of order or in batches on demand', async () => {
    const customer = rig.simulator.customer('+4915550100001')
    rig.simulator.configure({ webhooks: { duplicate: true } })
    customer.sendText('twice')
    await rig.simulator.idle()
    await rig.receiver.until(() => rig.receiver.messages().length === 2)
    rig.simulator.configure({ webhooks: { duplicate: false, reorder: true } })
    customer.sendText('first')
    customer.sendText('second')
    await rig.simulator.idle()
    expect(rig.receiver.messages().map((message) => message.text.body)).toEqual([
      'twice',
      'twice',
      'second',
      'first',
    ])
    rig.simulator.configure({ webhooks: { reorder: false, batch: true, paused: true } })
    for (const text of ['a', 'b', 'c']) customer.sendText(text)
    rig.simulator.configure({ webhooks: { paused: false } })
    await rig.simulator.idle()
    expect(rig.receiver.delivered.at(-1)?.body.entry[0].changes).toHaveLength(3)
  })

  it('goes on delivering after a restart with the same state file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    const stateFile = join(folder, 'state.json')
    const clock = new TestClock()
    const first = await startRig({ stateFile, clock })
    first.simulator.configure({ webhooks: { paused: true } })
    const customer = first.simulator.customer('+4915550100001', { name: 'Maria' })
    const texts = ['one', 'two'].map((text) => customer.sendText(text))
    const photo = customer.sendFile({
      content: Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      contentType: 'image/jpeg',
      caption: 'photo',
    })
    await first.close()
    expect(first.receiver.delivered).toHaveLength(0)

    const second = await startRig({ stateFile, clock })
    second.simulator.configure({ webhooks: { paused: false } })
    await second.simulator.idle()
    expect(second.receiver.messages().map((message) => message.id)).toEqual([...texts, photo])
    const { url } = (await second.graph(`/${second.receiver.messages()[2].image.id}`)).body
    const file = await fetch(url, { headers: { authorization: `Bearer ${NUMBER.accessToken}` } })
    expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
    expect(second.simulator.customer('+4915550100001').contact.name).toBe('Maria')
    await second.close()
    rmSync(folder, { recursive: true })
  })

  it('resumes the statuses of messages that a restart interrupted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    const stateFile = join(folder, 'state.json')
    const first = await startRig({ stateFile, timing: { sentMs: 60_000 } })
    first.simulator.customer('+4915550100001').sendText('hi')
    await first.simulator.idle()
    const sent = await first.send({ to: '+4915550100001', type: 'text', text: { body: 'hello' } })
    await first.close()
    const second = await startRig({ stateFile })
    await second.simulator.idle()
    expect(second.receiver.statuses().map((status) => status.status)).toEqual(['sent', 'delivered'])
    expect(second.receiver.statuses()[0].id).toBe(sent.body.messages[0].id)
    await second.close()
    rmSync(folder, { recursive: true })
  })

  it('seeds once, with messages in the past', async () => {
    expect(rig.simulator.seed()).toBe(true)
    expect(rig.simulator.seed()).toBe(false)
    await rig.simulator.idle()
    const times = rig.receiver.messages().map((message) => Number(message.timestamp) * 1000)
    const now = rig.clock.now().getTime()
    expect(times.length).toBeGreaterThanOrEqual(14)
    expect(times.every((time) => time < now)).toBe(true)
    expect(Math.min(...times)).toBeLessThan(now - 24 * 3_600_000)
    expect(new Set(rig.receiver.messages().map((message) => message.type))).toEqual(
      new Set(['text', 'image', 'audio', 'location']),
    )
    expect(rig.receiver.messages().find((message) => message.type === 'audio').audio.voice).toBe(true)
  })

  it('handles hundreds of messages a second', async () => {
    const startedAt = performance.now()
    for (let index = 0; index < 500; index += 1) {
      rig.simulator.customer(`+4915551${String(index % 100).padStart(6, '0')}`).sendText(`message ${index}`)
    }
    await rig.simulator.idle()
    expect(rig.receiver.messages()).toHaveLength(500)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})
