import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOTLINE, MOBILE, startVoiceRig, TOKEN, type VoiceRig } from './voice-support.ts'

let rig: VoiceRig
beforeEach(async () => {
  rig = await startVoiceRig()
  rig.product.at('', '<Gather input="dtmf speech" action="/voice/turn/1"><Say>Ja?</Say></Gather>')
  rig.product.at('/turn/1', '<Hangup/>')
})
afterEach(() => rig.close())

const stateOf = async () => (await rig.api('GET', '/state')).body

describe('control of simulated calls', () => {
  it('calls with the number of the person whose phone it is, and shows it in the state', async () => {
    const { contact } = rig.simulator.customer(MOBILE, { name: 'Maria' })
    const rung = await rig.api('POST', '/calls', { contactId: contact.id })
    expect(rung).toMatchObject({
      status: 201,
      body: {
        contactId: contact.id,
        from: MOBILE,
        line: { name: 'line', phoneNumber: HOTLINE },
        startedAt: '2026-11-21T10:15:30.000Z',
        state: { step: 'dialling' },
      },
    })
    await expect.poll(async () => (await stateOf()).calls[0].state.step).toBe('listening')
    expect((await stateOf()).lines).toEqual([{ name: 'line', phoneNumber: HOTLINE }])
    expect(await rig.api('POST', '/calls', { contactId: contact.id })).toMatchObject({
      status: 409,
      body: { code: 'already_calling' },
    })
    expect((await rig.api('POST', `/calls/${rung.body.id}/keys`, { keys: '17#' })).status).toBe(204)
    await expect.poll(async () => (await stateOf()).calls[0].state).toEqual({ step: 'ended', by: 'line' })
    expect(rig.product.of('/turn/1')[0]?.fields).toMatchObject({ Digits: '17', From: MOBILE })
    expect((await rig.api('POST', '/calls', { contactId: contact.id })).status).toBe(201)
  })

  it('calls from a landline, with national and international spelling, and withheld', async () => {
    const { contact } = rig.simulator.customer(MOBILE)
    for (const from of ['030 23125-111', '0049 30 23125111', '+49 (30) 23125111']) {
      const { body } = await rig.api('POST', '/calls', { contactId: contact.id, from })
      expect(body).toMatchObject({ from: '+493023125111', contactId: contact.id })
      await rig.api('POST', `/calls/${body.id}/hangup`)
    }
    const withheld = await rig.api('POST', '/calls', { contactId: contact.id, withheld: true })
    expect(withheld.body).toMatchObject({ from: null, contactId: contact.id })
    await expect.poll(() => rig.product.of('').at(-1)?.fields['From']).toBe('Anonymous')
  })

  it('needs a network, and ends when there is none any more', async () => {
    const maria = rig.simulator.customer(MOBILE)
    const { body } = await rig.api('POST', '/calls', { contactId: maria.contact.id })
    maria.setOnline(false)
    expect((await stateOf()).calls[0].state).toEqual({ step: 'ended', by: 'lost' })
    await rig.product.until(() => rig.product.of('/status').length === 1)
    expect(rig.product.of('/status')[0]?.fields).toMatchObject({ CallSid: body.id })
    expect(await rig.api('POST', '/calls', { contactId: maria.contact.id })).toMatchObject({
      status: 409,
      body: { code: 'no_network' },
    })
  })

  it('finds the line by the number that was dialled', async () => {
    expect((await rig.api('POST', '/calls', { from: MOBILE, to: '030 23125000' })).status).toBe(201)
    expect(await rig.api('POST', '/calls', { from: MOBILE, to: '+493023125099' })).toMatchObject({
      status: 404,
      body: { code: 'unknown_number' },
    })
    expect((await rig.api('POST', '/calls', { from: MOBILE, line: 'other' })).body).toEqual({
      code: 'no_line',
    })
  })

  it.each([
    ['/calls', {}],
    ['/calls', { from: 'Maria' }],
    ['/calls', { from: MOBILE, more: 1 }],
  ])('refuses %s with %o', async (path, body) => {
    expect(await rig.api('POST', path, body)).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
  })

  it('refuses what no caller can do, and calls that there are not', async () => {
    const { body } = await rig.api('POST', '/calls', { from: MOBILE })
    for (const [path, input] of [
      ['keys', { keys: 'a' }],
      ['keys', { keys: '' }],
      ['say', { text: '  ' }],
      ['say', { text: 'ja', confidence: 2 }],
      ['forward', { outcome: 'maybe' }],
    ] as const) {
      expect((await rig.api('POST', `/calls/${body.id}/${path}`, input)).status).toBe(400)
    }
    expect((await rig.api('POST', `/calls/${body.id}/forward`, { outcome: 'busy' })).status).toBe(409)
    expect((await rig.api('POST', '/calls/CA0/say', { text: 'ja' })).status).toBe(404)
    expect((await rig.api('POST', '/calls', { contactId: 'nobody' })).status).toBe(404)
  })

  it('says so when no line is connected', async () => {
    await rig.close()
    rig = await startVoiceRig({ lines: [] })
    expect(await rig.api('POST', '/calls', { from: MOBILE })).toMatchObject({
      status: 404,
      body: { code: 'no_line' },
    })
    expect((await stateOf()).lines).toEqual([])
  })

  it('tells of a call as it goes on, without secrets', async () => {
    const abort = new AbortController()
    const response = await fetch(`${rig.url}/api/events`, { signal: abort.signal })
    await rig.api('POST', '/calls', { from: MOBILE })
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true })
      if (text.includes('"step":"listening"')) break
    }
    abort.abort()
    expect(text).toContain('event: call\n')
    expect(text).not.toContain(TOKEN)
    expect(text.indexOf('"step":"dialling"')).toBeLessThan(text.indexOf('"step":"talking"'))
    expect(JSON.stringify(rig.simulator.log())).not.toContain(TOKEN)
    expect(rig.simulator.log().map(({ subject }) => subject)).toContain('call begins')
  })
})
