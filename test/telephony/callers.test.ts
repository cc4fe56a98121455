import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { DialogueAction, DialogueEvent } from '../../server/domain/dialogue.ts'
import { jambonz } from '../../server/telephony/jambonz/index.ts'
import {
  keepsRecordings,
  takesCommands,
  type Line,
  type LineMessage,
  type LineRecording,
} from '../../server/telephony/provider.ts'
import { vier } from '../../server/telephony/vier/index.ts'
import type { VoiceCaller } from '../support/voice/caller.ts'
import { createJambonzCaller, type JambonzCaller } from '../support/voice/jambonz.ts'
import { startVierPlatform, type VierCaller } from '../support/voice/vier.ts'
import { waitFor } from '../support/wait-for.ts'
import { listen, say } from './contract.ts'

/*
 * The lines and the stand-ins for their platforms, against each other over HTTP: a caller hears what was said and a
 * dialogue gets what the caller did, once.
 */

type Step = (event: DialogueEvent | { type: 'started' }) => DialogueAction[]

interface Phone {
  caller: VoiceCaller
  /** Where the platform reaches the line. */
  address: string
  /** What came in, in order. */
  events: (DialogueEvent | { type: 'started' } | { type: 'ended' })[]
  recordings: LineRecording[]
  line: Line
}

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

/** A server with one line and one dialogue, in as few words as possible. */
async function serve(openLine: () => Line, step: Step): Promise<Omit<Phone, 'caller'>> {
  const events: Phone['events'] = []
  const recordings: LineRecording[] = []
  let line: Line | undefined
  let address = ''
  let turn = 0
  const contextOf = (message: LineMessage) => ({
    callId: message.callId,
    control: message.control,
    turn,
    address: (name: string) => `${address}/${name}`,
    beepUrl: `${address}/beep.wav`,
    recording: false,
  })
  const execute = async (actions: readonly DialogueAction[], message: LineMessage): Promise<void> => {
    if (line === undefined || !takesCommands(line)) return
    const outcome = await line.execute(actions, contextOf(message))
    const last = actions.at(-1)
    if (outcome !== null) await advance(outcome, message)
    else if (last?.do === 'pause') await advance({ type: 'resumed' }, message)
  }
  const advance = async (event: Parameters<Step>[0], message: LineMessage): Promise<DialogueAction[]> => {
    events.push(event)
    turn += 1
    const actions = step(event)
    await execute(actions, message)
    return actions
  }
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      line ??= openLine()
      const voiceRequest = {
        method: request.method ?? '',
        headers: request.headers as Record<string, string>,
        query: new URLSearchParams(),
        body: Buffer.concat(chunks),
        step: (request.url ?? '').replace(/^\/line\/?/, ''),
        urls: [],
      }
      const message = line.verify(voiceRequest) ? line.parse(voiceRequest) : undefined
      if (message === undefined) return void response.writeHead(401).end()
      const event = message?.event
      let reply = line.acknowledge()
      if (event?.type === 'ended') events.push({ type: 'ended' })
      if (event?.type === 'recording') recordings.push(event.recording)
      if (message !== null && (event?.type === 'started' || event?.type === 'input')) {
        const next = advance(event.type === 'input' ? event.input : event, message)
        // A forward takes its time, which no webhook must wait for.
        const actions = takesCommands(line) ? [] : await next
        next.catch(() => undefined)
        reply = line.reply(actions, contextOf(message), message)
      }
      response.writeHead(reply.status, { 'content-type': reply.contentType }).end(reply.body)
    })().catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/line`
  cleanUps.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const opened = () => (line ??= openLine())
  return {
    events,
    recordings,
    address,
    get line() {
      return opened()
    },
  }
}

const environment = { fetch, now: () => new Date() }
const phoneNumber = '+493023125100'

async function vierPhone(step: Step): Promise<Phone & { caller: VierCaller }> {
  const platform = await startVierPlatform({ botToken: 'a-bot-token' })
  cleanUps.push(async () => platform.close())
  const settings = { phoneNumber, botToken: 'a-bot-token', apiBaseUrl: platform.url }
  const phone = await serve(() => vier.open(settings, environment), step)
  return { ...phone, caller: platform.caller(phone.address) }
}

async function jambonzPhone(step: Step): Promise<Phone & { caller: JambonzCaller }> {
  const webhookSecret = 'a webhook secret'
  const settings = { phoneNumber, webhookSecret, speechVendor: 'google' }
  const phone = await serve(() => jambonz.open(settings, environment), step)
  return {
    ...phone,
    caller: createJambonzCaller({ address: phone.address, webhookSecret, secondMs: 1 }),
  }
}

const phones: [string, (step: Step) => Promise<Phone>][] = [
  ['vier', vierPhone],
  ['jambonz', jambonzPhone],
]

const number = listen({ maxDigits: null, finishKey: '#', timeoutSeconds: 9, hints: [] })
const goodbye: DialogueAction[] = [say('Auf Wiederhören.'), { do: 'hang_up' }]
const call = { from: '+491713920055', to: phoneNumber }
const keys = (digits: string) => ({ type: 'keys', digits })
const speech = (text: string, confidence: number) => ({
  type: 'speech',
  alternatives: [{ text, confidence }],
})

describe.each(phones)('a caller at %s', (_, ring) => {
  it('hears the prompts, answers by voice and by keys, and is told goodbye', async () => {
    let asked = 0
    const { caller, events } = await ring(({ type }) => {
      asked += 1
      if (type === 'started') return [say('Willkommen.'), say('Ja oder nein?'), { do: 'beep' }, listen()]
      if (asked === 2) return [say('Ihre Nummer?', { voice: { name: null, speed: 1.2 } }), number]
      if (asked === 3) return [say('Und der Rest?'), number]
      return goodbye
    })
    expect(caller.state()).toBe('idle')
    await caller.dial(call)
    await caller.untilListening()
    expect(caller.heard()).toEqual(['Willkommen.', 'Ja oder nein?'])
    await caller.press('2')
    await caller.untilListening()
    expect(caller.heard()).toEqual(['Ihre Nummer?'])
    await caller.say('null eins sieben eins', 0.8)
    await caller.untilListening()
    await caller.press('3920055#')
    await caller.untilEnded()
    expect(caller.heard()).toEqual(['Und der Rest?', 'Auf Wiederhören.'])
    expect(events).toEqual([
      { type: 'started' },
      keys('2'),
      speech('null eins sieben eins', 0.8),
      keys('3920055'),
      { type: 'ended' },
    ])
    await expect(caller.say('Hallo?')).rejects.toThrow('ended')
  })

  it('may stay silent, and hang up at any time', async () => {
    const { caller, events } = await ring(() => [say('Ja oder nein?'), listen()])
    await caller.dial(call)
    await caller.untilListening()
    await caller.staySilent()
    await caller.untilListening()
    await caller.hangUp()
    expect(caller.state()).toBe('ended')
    expect(events).toEqual([{ type: 'started' }, { type: 'silence' }, { type: 'ended' }])
  })

  it('loses no key that was pressed before the time was over', async () => {
    const { caller, events } = await ring(({ type }) =>
      type === 'started' ? [say('Nummer?'), number] : goodbye,
    )
    await caller.dial(call)
    await caller.untilListening()
    await caller.press('0171')
    if (caller.state() === 'listening') await caller.staySilent()
    await caller.untilEnded()
    expect(events[1]).toEqual(keys('0171'))
  })

  it('presses a key too many, which answers nothing', async () => {
    const { caller, events } = await ring(({ type }) => {
      if (type === 'started') return [say('Ja oder nein?'), listen()]
      return type === 'resumed' ? goodbye : [say('Einen Moment.'), { do: 'pause', seconds: 1 }]
    })
    await caller.dial(call)
    await caller.untilListening()
    await caller.press('11')
    await caller.untilEnded()
    expect(events).toEqual([{ type: 'started' }, keys('1'), { type: 'resumed' }, { type: 'ended' }])
  })

  it('waits through a pause and hears what comes then', async () => {
    const { caller } = await ring(({ type }) => {
      if (type === 'started') return [say('Ja oder nein?'), listen()]
      return type === 'resumed' ? goodbye : [say('Einen Moment.'), { do: 'pause', seconds: 2 }]
    })
    await caller.dial(call)
    await caller.untilListening()
    await caller.say('ja')
    await caller.untilEnded()
    expect(caller.heard()).toEqual(['Ja oder nein?', 'Einen Moment.', 'Auf Wiederhören.'])
  })

  it('hears ringing, and comes back when nobody takes the call', async () => {
    const phone = await ring(({ type }) => {
      if (type === 'started') return [say('Ja oder nein?'), listen()]
      return type === 'forwarded'
        ? [say('Leider niemand da.'), { do: 'hang_up' }]
        : [say('Ich verbinde.'), { do: 'forward', to: '+493023125777', timeoutSeconds: 20 }]
    })
    const { caller, events } = phone
    failForward(caller)
    await caller.dial(call)
    await caller.untilListening()
    await caller.say('nein')
    await caller.untilEnded()
    expect(caller.heard()).toEqual(['Ja oder nein?', 'Ich verbinde.', 'Leider niemand da.'])
    expect(events.slice(2)).toEqual([{ type: 'forwarded', outcome: 'no_answer' }, { type: 'ended' }])
  })

  it('is put through to somebody', async () => {
    const { caller, events } = await ring(({ type }) =>
      type === 'started'
        ? [say('Ich verbinde.'), { do: 'forward', to: '+493023125777', timeoutSeconds: 20 }]
        : goodbye,
    )
    await caller.dial(call)
    await waitFor('somebody takes the call', () => caller.state() === 'forwarded')
    await caller.hangUp()
    await waitFor('the server knows', () => events.some(({ type }) => type === 'forwarded'))
    expect(events).toContainEqual({ type: 'forwarded', outcome: 'completed' })
    expect(events).toContainEqual({ type: 'ended' })
  })
})

function failForward(caller: VoiceCaller): void {
  if ('forwardFails' in caller) (caller as VierCaller).forwardFails('RING_TIMED_OUT')
  else (caller as JambonzCaller).forwardEnds('no-answer')
}

describe('a caller at vier', () => {
  it('is turned away by a bot that does not know the gateway’s token', async () => {
    const platform = await startVierPlatform({ botToken: 'another-token' })
    cleanUps.push(async () => platform.close())
    const settings = { phoneNumber, botToken: 'a-bot-token', apiBaseUrl: platform.url }
    const phone = await serve(
      () => vier.open(settings, environment),
      () => goodbye,
    )
    const caller = platform.caller(phone.address)
    await expect(caller.dial(call)).rejects.toThrow('401')
    expect(caller.state()).toBe('ended')
    expect(caller.commands).toEqual([])
  })

  it('has every command sent with the token of the call', async () => {
    const { caller } = await vierPhone(() => [
      say('Ja oder nein?', { language: 'nl' }),
      listen({ language: 'nl' }),
    ])
    await caller.dial(call)
    await caller.untilListening()
    expect(caller.commands.map(({ path }) => path)).toEqual(['/call/transcription/switch', '/call/prompt'])
    expect(caller.commands.every(({ authorised }) => authorised)).toBe(true)
    // From now on the gateway says itself that it recognises Dutch.
    await caller.say('nee')
    await caller.untilListening()
    expect(caller.commands.map(({ path }) => path).slice(2)).toEqual(['/call/prompt'])
    await caller.hangUp()
  })

  it('leaves a recording that can be fetched, then deleted', async () => {
    const { caller, recordings, line } = await vierPhone(({ type }) =>
      type === 'started' ? [{ do: 'record', recording: 'start' }, say('Ja oder nein?'), listen()] : goodbye,
    )
    await caller.dial(call)
    await caller.untilListening()
    await caller.press('1')
    await caller.untilEnded()
    const recording = await waitFor('a recording', () => recordings[0])
    if (!keepsRecordings(line)) throw new Error('keeps no recordings')
    const fetched = await line.fetchRecording(recording.source, 1000)
    expect(fetched.content).toEqual(caller.recording())
    await line.discardRecordings(caller.dialogId, recording.source)
    expect(caller.recording()).toBeNull()
    await line.discardRecordings(caller.dialogId, recording.source)
  })

  it('leaves no more to be recorded once they have objected (DX-TEL-04)', async () => {
    const { caller, recordings } = await vierPhone(({ type }) =>
      type === 'started'
        ? [{ do: 'record', recording: 'start' }, say('Wir zeichnen auf.'), listen()]
        : [{ do: 'record', recording: 'discard' }, say('Gut, ohne.'), listen()],
    )
    await caller.dial(call)
    await caller.untilListening()
    await caller.press('9')
    await caller.untilListening()
    await waitFor('the recording’s end', () => recordings.length === 1)
    await caller.hangUp()
    expect(caller.heard()).toEqual(['Wir zeichnen auf.', 'Gut, ohne.'])
  })
})

describe('a caller at jambonz', () => {
  it('is not listened to by a server that has another secret', async () => {
    const { address } = await jambonzPhone(() => goodbye)
    const caller = createJambonzCaller({ address, webhookSecret: 'another secret' })
    await expect(caller.dial(call)).rejects.toThrow('401')
  })

  it('is asked again when the recogniser cannot be reached', async () => {
    const { caller, events } = await jambonzPhone(({ type }) =>
      type === 'started' ? [say('Ja oder nein?'), listen()] : goodbye,
    )
    await caller.dial(call)
    await caller.untilListening()
    await caller.loseRecogniser()
    await caller.untilEnded()
    expect(events).toEqual([{ type: 'started' }, { type: 'unintelligible' }, { type: 'ended' }])
    expect(caller.heard()).toEqual(['Ja oder nein?', 'Auf Wiederhören.'])
  })
})
