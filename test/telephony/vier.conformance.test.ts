import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DialogueAction } from '../../server/domain/dialogue.ts'
import { takesCommands } from '../../server/telephony/provider.ts'
import { vier } from '../../server/telephony/vier/index.ts'
import { NOW, aContext, answeringFetch, listen, say } from './contract.ts'
import { BOT_TOKEN, aRequest, subject } from './vier.subject.ts'

/** Events and commands collected from public sources; they are not part of this repository. */
const SAMPLES = new URL('../../../shared/telephony/samples/vier-cvg/', import.meta.url)
const present = existsSync(SAMPLES)
if (!present) console.log('vier conformance: no samples beside the repository, skipped')

const read = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(file, SAMPLES), 'utf8')) as Record<string, unknown>
const files = present ? readdirSync(SAMPLES).filter((file) => /^(in|out)-/.test(file)) : []

const platform = answeringFetch(({ url }) =>
  url?.pathname.endsWith('/forward') === true
    ? Response.json(present ? read('out-reply-forward-failure.json') : {})
    : new Response(null, { status: 204 }),
)
const line = vier.open(
  { phoneNumber: '+493023125000', botToken: BOT_TOKEN },
  { fetch: platform.fetch, now: () => NOW },
)

const input = (event: object, turn: number | null = null) => ({ type: 'input', turn, input: event })
const speech = (text: string, confidence: number | null) =>
  input({ type: 'speech', alternatives: [{ text, confidence }] })

/** What each sample says, by the beginning of its name. */
const EXPECTED: [RegExp, string, object][] = [
  [/^in-0\d-session/, 'session', { type: 'started' }],
  [/^in-10-/, 'message', speech('Ja, gerne', 0.92)],
  [/^in-11-/, 'message', input({ type: 'keys', digits: '1' })],
  [/^in-12-/, 'message', speech('null eins sieben eins', 0.88)],
  [/^in-13-/, 'message', speech('39 20 0 12', 0.81)],
  [/^in-20-/, 'answer', speech('ja', null)],
  [/^in-21-/, 'answer', input({ type: 'keys', digits: '01713920012' })],
  [/^in-22-/, 'answer', input({ type: 'silence' })],
  [/^in-30-/, 'inactivity', input({ type: 'silence' })],
  [/^in-40-/, 'terminated', { type: 'ended', durationSeconds: null }],
  [/^in-50-/, 'recording', { type: 'recording', recording: { state: 'ready' } }],
]

const forward: DialogueAction = { do: 'forward', to: '+493023125010', timeoutSeconds: 20 }
/** What leads to each command. */
const COMMANDS: [RegExp, DialogueAction[]][] = [
  [/^out-01-/, [say('Guten Tag.'), { do: 'hang_up' }]],
  [/^out-02-/, [say('Dürfen wir Ihnen auf dieser Mobilnummer per WhatsApp schreiben?'), listen()]],
  [
    /^out-03-/,
    [
      say('Bitte tippen Sie Ihre Mobilnummer ein und schließen Sie mit der Rautetaste ab.'),
      listen({ maxDigits: null, finishKey: '#', timeoutSeconds: 10 }),
    ],
  ],
  [/^out-04-/, [{ do: 'beep' }]],
  [/^out-05-/, [forward]],
  [/^out-06-/, [{ do: 'hang_up' }]],
  [/^out-07-/, [{ do: 'record', recording: 'start' }]],
  [/^out-08-/, [{ do: 'record', recording: 'discard' }]],
  [/^out-09-/, [listen()]],
]

/** What differs on purpose or by circumstance; everything else must be as in the sample. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  // We say how a text is to be read.
  '/call/say': ['interpretAs'],
  '/call/prompt': ['interpretAs', 'bargeIn', 'type'],
  '/call/play': ['url', 'fallbackText', 'bargeIn'],
  '/call/forward': ['whispering', 'data', 'customSipHeaders'],
  '/call/recording/start': ['maxDuration'],
  '/call/transcription/switch': ['transcribers'],
}

const without = (body: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))

describe.skipIf(!present)('vier: events as others have seen them', () => {
  const events = files.filter((file) => file.startsWith('in-'))

  it('are all expected', () => {
    expect(events.filter((file) => !EXPECTED.some(([beginning]) => beginning.test(file)))).toEqual([])
  })

  it.each(events)('%s', (file) => {
    const [, step = '', expected] = EXPECTED.find(([beginning]) => beginning.test(file)) ?? []
    const request = aRequest(step, read(file))
    expect(line.verify(request)).toBe(true)
    const message = line.parse(request)
    expect(message?.event).toMatchObject(expected ?? {})
    const { dialogId, remote = '' } = read(file)
    expect(message).toMatchObject({ callId: dialogId, from: remote })
  })
})

describe.skipIf(!present)('vier: commands as others send them', () => {
  const commands = files.filter((file) => /^out-\d/.test(file))

  it('are all expected', () => {
    expect(commands.filter((file) => !COMMANDS.some(([beginning]) => beginning.test(file)))).toEqual([])
  })

  it.each(commands)('%s', async (file) => {
    const sample = read(file)
    const [, actions = []] = COMMANDS.find(([beginning]) => beginning.test(file)) ?? []
    const session = line.parse(aRequest('session', read('in-01-session.json')))
    if (session === null || !takesCommands(line)) throw new Error('no session')
    platform.told.length = 0
    const isSwitch = file.startsWith('out-09')
    const control = isSwitch ? { ...session.control, language: 'nl-NL' } : session.control
    await line.execute(actions, aContext(subject, { callId: session.callId, control }))
    const name = file.replace(/^out-\d\d-/, '').replace('.json', '')
    const told = platform.told.find(({ url }) => {
      const path = url?.pathname.replace('/v1/', '').replaceAll('/', '-') ?? ''
      return name.startsWith(path)
    })
    const path = told?.url?.pathname.replace('/v1', '') ?? ''
    const body = JSON.parse(told?.body ?? '{}') as Record<string, unknown>
    expect(without(body, OURS[path] ?? [])).toEqual(without(sample, OURS[path] ?? []))
  })

  it('the answer to a session, and to a forward that failed', async () => {
    const session = line.parse(aRequest('session', read('in-01-session.json')))
    if (session === null || !takesCommands(line)) throw new Error('no session')
    const reply = line.reply([], aContext(subject), session)
    expect(JSON.parse(reply.body)).toEqual(read('reply-session-accept.json'))
    const { callId, control } = session
    expect(await line.execute([forward], aContext(subject, { callId, control }))).toEqual({
      type: 'forwarded',
      outcome: 'no_answer',
    })
  })
})
