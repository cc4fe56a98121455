import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DialogueAction, Listening, Speech } from '../../server/domain/dialogue.ts'
import { ChannelError, InvalidInputError, type ChannelFailure } from '../../server/lib/errors.ts'
import {
  keepsRecordings,
  takesCommands,
  type Line,
  type LineContext,
  type LineMessage,
  type TelephonyProvider,
  type VoiceRequest,
} from '../../server/telephony/provider.ts'

/** What the suite must know of a provider to question it. */
export interface LineSubject {
  provider: TelephonyProvider
  /** Settings of a line whose platform's API is at this address. */
  settings(apiBaseUrl: string): Record<string, unknown>
  /** Changes to good settings that must be refused, by what is wrong with them. */
  nonsense: Record<string, Record<string, unknown>>
  /** Every kind of webhook that the platform sends to us, signed. */
  webhooks: Record<string, VoiceRequest>
  /** Which of them starts a call, answers what was asked, ends the call. */
  starts: string
  answers: string
  ends: string
  /** Breaks what proves a webhook in ways of this platform's own; nothing else is changed. */
  forgeries(request: VoiceRequest): Record<string, VoiceRequest>
  /** What commands for a call need, with the platform at this address. */
  control(apiBaseUrl: string): Record<string, string>
  /** Actions for which this platform needs to be told nothing. */
  quiet: readonly DialogueAction['do'][]
  /** Reads what the platform was told as the platform would. Throws when it could not be read. */
  read(told: readonly Told[]): { verbs: string[]; spoken: string[] }
  /** The platform's answer to a command or any other request. */
  accepted(request: Told): Response
  /** The platform's ways to refuse. */
  refused: { unauthenticated: () => Response; tooFast: () => Response }
  /** For lines that record. */
  recordings?: {
    source: Record<string, string>
    /** The platform's answer to the request for the file of `source`. */
    file(content: Buffer<ArrayBuffer>): Response
    contentType: string
  }
}

/** Something the platform was told: by the answer to a webhook (`url` is null), or by a request of ours. */
export interface Told {
  method: string
  url: URL | null
  headers: Headers
  body: string
}

export const NOW = new Date('2026-11-22T12:00:00Z')
/** Nobody is there. */
export const API = 'http://127.0.0.1:9'
export const TURN = 4

/** What every provider must do, whatever its platform. */
export function describeProvider(subject: LineSubject): void {
  describe(`${subject.provider.provider} as a telephony provider`, () => {
    describeSettings(subject)
    describeWebhooks(subject)
    describeReading(subject)
    describeActions(subject)
    if (takesCommands(openLine(subject))) describeCommands(subject)
    describeRecordings(subject)
  })
}

export function openLine(subject: LineSubject, given: typeof fetch = fetch): Line {
  return subject.provider.open(subject.settings(API), { fetch: given, now: () => NOW })
}

/** A `fetch` that keeps what it was given and never leaves the process. */
export function answeringFetch(answer: (request: Told) => Response): { fetch: typeof fetch; told: Told[] } {
  const told: Told[] = []
  return {
    told,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { method, headers } = request
      const one = { method, url: new URL(request.url), headers, body: await request.text() }
      told.push(one)
      return answer(one)
    },
  }
}

/** What Node's `fetch` throws when the connection breaks. */
export const brokenFetch: typeof fetch = async () =>
  Promise.reject(new TypeError('fetch failed', { cause: new Error('socket hang up') }))

export function aContext(subject: LineSubject, changes: Partial<LineContext> = {}): LineContext {
  return {
    callId: messageOf(subject, subject.starts).callId,
    control: subject.control(API),
    turn: TURN,
    address: (step) => `https://callover.example.test/webhooks/voice/any/line?step=${step}&x=1`,
    beepUrl: 'https://callover.example.test/media/beep.wav',
    recording: false,
    ...changes,
  }
}

export const say = (text: string, changes: Partial<Speech> = {}): DialogueAction => ({
  do: 'say',
  speech: { prompt: 'welcome', text, language: 'de', voice: { name: null, speed: 1 }, ...changes },
})
export const listen = (changes: Partial<Listening> = {}): DialogueAction => ({
  do: 'listen',
  listening: {
    input: ['speech', 'keys'],
    language: 'de',
    timeoutSeconds: 6,
    maxDigits: 1,
    finishKey: null,
    endSilenceSeconds: 1.5,
    hints: ['ja', 'nein'],
    ...changes,
  },
})
export const forward: Extract<DialogueAction, { do: 'forward' }> = {
  do: 'forward',
  to: '+493023125777',
  timeoutSeconds: 20,
}

/** Tells the platform, however this line does that. */
export async function tell(
  subject: LineSubject,
  actions: readonly DialogueAction[],
  changes: Partial<LineContext> = {},
): Promise<Told[]> {
  const platform = answeringFetch((request) => subject.accepted(request))
  const line = openLine(subject, platform.fetch)
  const context = aContext(subject, changes)
  if (takesCommands(line)) {
    await line.execute(actions, context)
    return platform.told
  }
  const reply = line.reply(actions, context, messageOf(subject, subject.answers))
  expect(reply.status).toBe(200)
  return [
    {
      method: 'POST',
      url: null,
      headers: new Headers({ 'content-type': reply.contentType }),
      body: reply.body,
    },
  ]
}

function webhookOf(subject: LineSubject, name: string): VoiceRequest {
  const request = subject.webhooks[name]
  if (request === undefined) throw new Error(`no webhook ${name}`)
  return request
}

function messageOf(subject: LineSubject, name: string): LineMessage {
  const message = openLine(subject).parse(webhookOf(subject, name))
  if (message === null) throw new Error(`${name} says nothing`)
  return message
}

/** `refused` when it was refused as none of the platform's; anything else that is thrown fails the test. */
function parsedOrRefused(line: Line, request: VoiceRequest): LineMessage | null | 'refused' {
  try {
    return line.parse(request)
  } catch (error) {
    if (error instanceof InvalidInputError) return 'refused'
    throw error
  }
}

function describeSettings(subject: LineSubject): void {
  const { provider } = subject
  const open = (settings: unknown) => provider.open(settings, { fetch, now: () => NOW })

  it('opens a line of its own name', () => {
    expect(open(subject.settings(API)).provider).toBe(provider.provider)
  })

  it.each(Object.entries(subject.nonsense))('refuses settings with %s', (_, changes) => {
    expect(() => open({ ...subject.settings(API), ...changes })).toThrow(InvalidInputError)
  })

  it('refuses no settings at all', () => {
    for (const nothing of [undefined, null, 'text', []])
      expect(() => open(nothing)).toThrow(InvalidInputError)
  })

  it('never repeats the values of settings that it refuses', () => {
    const secret = 'do not repeat me'
    const broken = Object.fromEntries(Object.keys(provider.settings.shape).map((name) => [name, [secret]]))
    expect(() => open(broken)).toThrow(InvalidInputError)
    expect(() => open(broken)).not.toThrow(secret)
  })

  it('names its secrets by settings that exist', () => {
    expect(provider.secrets.length).toBeGreaterThan(0)
    for (const name of provider.secrets) expect(Object.keys(provider.settings.shape)).toContain(name)
  })

  it('offers voices in every language of the product, none twice', () => {
    for (const language of ['de', 'en', 'nl', 'es']) {
      const voices = open(subject.settings(API)).capabilities.voices[language] ?? []
      expect({ language, offered: voices.length > 0 }).toEqual({ language, offered: true })
      expect([...new Set(voices)]).toEqual(voices)
    }
  })
}

function describeWebhooks(subject: LineSubject): void {
  const line = openLine(subject)
  const names = Object.keys(subject.webhooks)

  it.each(names)('accepts what the platform signed: %s', (name) => {
    expect(line.verify(webhookOf(subject, name))).toBe(true)
  })

  it.each(names)('refuses every forged signature of %s', (name) => {
    const forged = Object.entries(subject.forgeries(webhookOf(subject, name)))
    expect(forged.length).toBeGreaterThan(3)
    expect(forged.filter(([, request]) => line.verify(request)).map(([how]) => how)).toEqual([])
  })

  it('refuses what has no signature at all', () => {
    for (const name of names) expect(line.verify({ ...webhookOf(subject, name), headers: {} })).toBe(false)
  })

  it('refuses a line’s own webhooks when the secrets are others', () => {
    const settings = subject.settings(API)
    const others = subject.provider.secrets.map((name) => [name, `other-${String(settings[name])}`])
    const other = subject.provider.open(
      { ...settings, ...Object.fromEntries(others) },
      { fetch, now: () => NOW },
    )
    for (const name of names) expect(other.verify(webhookOf(subject, name))).toBe(false)
  })

  it('never throws over a signature, however strange the request', () => {
    const strange = fc.string({ unit: 'binary', maxLength: 60 })
    const headersOf = (name: string) => fc.constantFrom(...Object.keys(webhookOf(subject, name).headers))
    const request = fc.constantFrom(...names).chain((name) =>
      fc
        .tuple(headersOf(name), strange, fc.array(strange, { maxLength: 3 }), fc.uint8Array())
        .map(([header, value, urls, body]) => {
          const original = webhookOf(subject, name)
          const headers = { ...original.headers, [header]: value }
          return { ...original, headers, urls: [...urls, ...original.urls], body: Buffer.from(body) }
        }),
    )
    fc.assert(
      fc.property(request, (one) => {
        expect(line.verify(one)).toBeTypeOf('boolean')
      }),
    )
  })
}

function describeReading(subject: LineSubject): void {
  const line = openLine(subject)
  const names = Object.keys(subject.webhooks)

  it('knows a call’s beginning, its answers and its end', () => {
    expect(messageOf(subject, subject.starts).event).toEqual({ type: 'started' })
    expect(messageOf(subject, subject.answers).event.type).toBe('input')
    expect(messageOf(subject, subject.ends).event.type).toBe('ended')
    for (const name of [subject.starts, subject.answers, subject.ends]) {
      expect(messageOf(subject, name).callId).not.toBe('')
    }
  })

  it.each(names)('reads %s alike however often it comes, and answers alike', (name) => {
    const request = webhookOf(subject, name)
    const first = line.parse(request)
    expect(line.parse(structuredCopy(request))).toEqual(first)
    if (first === null) return
    const actions = [say('Guten Tag'), listen()]
    const replies = [1, 2].map(() => line.reply(actions, aContext(subject), first))
    expect(replies[0]).toEqual(replies[1])
  })

  it('acknowledges with success', () => {
    const { status } = line.acknowledge()
    expect(status).toBeGreaterThanOrEqual(200)
    expect(status).toBeLessThan(300)
  })

  it('takes a body that is none of the platform for invalid input, and nothing else ever breaks it', () => {
    const garbage = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.jsonValue({ stringUnit: 'binary' }).map((value) => Buffer.from(JSON.stringify(value))),
      fc
        .dictionary(fc.string(), fc.string({ unit: 'binary' }))
        .map((fields) => Buffer.from(new URLSearchParams(fields).toString())),
      fc
        .constantFrom('', 'no json', '[]', '"text"', 'null', '{}', '=', '&&')
        .map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(fc.constantFrom(...names), garbage, (name, body) => {
        const message = parsedOrRefused(line, { ...webhookOf(subject, name), body })
        expect(message === null || message === 'refused' || message.callId !== '').toBe(true)
      }),
    )
    for (const name of names) {
      const empty = parsedOrRefused(line, { ...webhookOf(subject, name), body: Buffer.alloc(0) })
      expect({ name, empty: empty === null || empty === 'refused' }).toEqual({ name, empty: true })
    }
  })

  it('is not confused by steps that it never gave out', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary' }), (name, step) => {
        expect(() => parsedOrRefused(line, { ...webhookOf(subject, name), step })).not.toThrow()
      }),
    )
  })
}

const structuredCopy = (request: VoiceRequest): VoiceRequest => ({
  ...request,
  query: new URLSearchParams(request.query),
  body: Buffer.from(request.body),
})

/** Line ends and blanks make no difference to a listener; what no medium can carry may be left out. */
export const flat = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

function describeActions(subject: LineSubject): void {
  const line = openLine(subject)
  const blocking = [listen(), { do: 'pause', seconds: 2 }, forward, { do: 'hang_up' }] as const
  const others = [say('Guten Tag'), { do: 'beep' }, { do: 'record', recording: 'start' }] as const
  const rendered = [...blocking, ...others]
    .filter((action) => !subject.quiet.includes(action.do))
    .filter((action) => action.do !== 'record' || line.capabilities.recording)

  it.each(rendered.map((action) => [action.do, action] as const))(
    'tells the platform to %s',
    async (_, action) => {
      const { verbs } = subject.read(await tell(subject, [say('Eins'), action]))
      expect(verbs.length).toBeGreaterThan(subject.read(await tell(subject, [say('Eins')])).verbs.length)
    },
  )

  it('tells nothing of an invitation, which is the server’s', async () => {
    const invitation: DialogueAction = { do: 'send_invitation', to: '+491713920044' }
    const told = await tell(subject, [invitation, say('Einen Moment.'), { do: 'pause', seconds: 2 }])
    expect(JSON.stringify(told)).not.toContain('1713920044')
    const without = await tell(subject, [say('Einen Moment.'), { do: 'pause', seconds: 2 }])
    expect(subject.read(told)).toEqual(subject.read(without))
  })

  it('copes with no actions, and with the end of a recording', async () => {
    expect(subject.read(await tell(subject, [])).spoken).toEqual([])
    expect(subject.read(await tell(subject, [{ do: 'record', recording: 'discard' }])).spoken).toEqual([])
  })

  it('speaks the prompts in order', async () => {
    const told = await tell(subject, [say('Eins.'), say('Zwei & drei.'), { do: 'beep' }, listen()])
    expect(flat(subject.read(told).spoken.join(' '))).toBe('Eins. Zwei & drei.')
  })

  it('speaks any text just as it is written, and lets none of it give orders', async () => {
    const plain = subject.read(await tell(subject, [say('Text'), { do: 'hang_up' }])).verbs
    const tricky = fc.constantFrom(
      '<Hangup/>',
      '</Say>',
      '&amp;',
      ']]>',
      '"',
      "'",
      '<!--',
      '\u0000',
      '\uD800',
      '\uFFFE',
      'ü',
      '😀',
      '\r\n',
      '\u2028',
    )
    const text = fc
      .array(fc.oneof(tricky, fc.string({ unit: 'binary', maxLength: 12 })), { minLength: 1 })
      .map((parts) => parts.join(''))
      .filter((one) => flat(one) !== '')
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(0.8, 1, 1.25), async (written, speed) => {
        const voice = { name: null, speed }
        const { verbs, spoken } = subject.read(
          await tell(subject, [say(written, { voice }), { do: 'hang_up' }]),
        )
        expect(flat(spoken.join(' '))).toBe(flat(written))
        expect(verbs).toEqual(plain)
      }),
      { numRuns: 60 },
    )
  })

  it('lets no hint and no destination give orders', async () => {
    const verbsOf = async (actions: DialogueAction[]) => subject.read(await tell(subject, actions)).verbs
    const hostile = ['"><Hangup/>', "' , <x>", '\u0000\uD800', '&quot;']
    expect(await verbsOf([listen({ hints: hostile })])).toEqual(await verbsOf([listen({ hints: ['ja'] })]))
    expect(await verbsOf([{ ...forward, to: '"><Hangup/>&\u0000' }])).toEqual(await verbsOf([forward]))
  })

  it('speaks with every voice that it offers, and falls back for all others', async () => {
    for (const language of ['de', 'en', 'nl', 'es', 'xx']) {
      const offered = line.capabilities.voices[language] ?? []
      for (const name of [...offered, null, '', 'Nobody', 'constructor']) {
        const told = await tell(subject, [
          say('Text', { language, voice: { name, speed: 1 } }),
          { do: 'hang_up' },
        ])
        expect(subject.read(told).spoken).toEqual(['Text'])
      }
    }
  })

  it('puts the turn into the addresses that it gives out, where it gives any', async () => {
    if (takesCommands(line)) return
    for (const action of [listen(), { do: 'pause', seconds: 2 }, forward] as const) {
      const steps: string[] = []
      const address = (step: string) => {
        steps.push(step)
        return `https://callover.example.test/${step}`
      }
      const [told] = await tell(subject, [action], { address })
      expect({ action: action.do, turn: steps.every((step) => step.includes(String(TURN))) }).toEqual({
        action: action.do,
        turn: true,
      })
      expect(steps.filter((step) => told?.body.includes(step))).toEqual(steps)
      expect(steps.length).toBeGreaterThan(0)
    }
  })
}

/** How a request of ours fails; whatever is told of it holds no secret. */
export async function failureOf(subject: LineSubject, attempt: Promise<unknown>): Promise<ChannelFailure> {
  const error: unknown = await attempt.then(
    () => new Error('it succeeded'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof ChannelError)) throw error
  expectNothingSecret(error, subject)
  return error.failure
}

/** Neither message nor fields nor causes may hold what must not be logged. */
export function expectNothingSecret(error: unknown, subject: LineSubject): void {
  const settings = subject.settings(API)
  const control = subject.control(API)
  const { from, to } = messageOf(subject, subject.starts)
  const secrets = subject.provider.secrets.map((name) => String(settings[name]))
  const encoded = secrets.map((secret) => Buffer.from(secret).toString('base64').replaceAll('=', ''))
  const tokens = Object.entries(control).filter(([name]) => /token|secret/i.test(name))
  const numbers = [from, to].map((number) => number.replace('+', '')).filter((number) => number !== '')
  const told = tellAll(error)
  for (const word of [...secrets, ...encoded, ...tokens.map(([, value]) => value), ...numbers]) {
    expect(told).not.toContain(word)
  }
}

function tellAll(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? ''
  const fields = JSON.stringify(error, Object.getOwnPropertyNames(error))
  const cause = error.cause === undefined ? '' : tellAll(error.cause)
  return [error.message, error.stack, fields, cause].join('\n')
}

function describeCommands(subject: LineSubject): void {
  const attempt = async (given: typeof fetch) => {
    const line = openLine(subject, given)
    if (!takesCommands(line)) throw new Error('takes no commands')
    return line.execute([say('Guten Tag'), { do: 'hang_up' }], aContext(subject))
  }

  it('reports what the platform refuses, and no secret with it', async () => {
    const { unauthenticated, tooFast } = subject.refused
    const refused = await failureOf(subject, attempt(answeringFetch(unauthenticated).fetch))
    expect(refused.retryAfterMs).toBeUndefined()
    expect((await failureOf(subject, attempt(answeringFetch(tooFast).fetch))).reason).toBe('rate_limited')
  })

  it('reports a platform that breaks down or is not there', async () => {
    for (const status of [500, 502, 503, 504]) {
      const sorry = () => new Response('<h1>Sorry</h1>', { status })
      expect(await failureOf(subject, attempt(answeringFetch(sorry).fetch))).toMatchObject({
        reason: 'channel_unavailable',
      })
    }
    expect((await failureOf(subject, attempt(brokenFetch))).reason).toBe('channel_unavailable')
  })

  it('stops at the first command that fails', async () => {
    const platform = answeringFetch(() => new Response('', { status: 500 }))
    await failureOf(subject, attempt(platform.fetch))
    expect(platform.told).toHaveLength(1)
  })
}

function describeRecordings(subject: LineSubject): void {
  const { recordings } = subject

  it('promises recordings just when it has the power', () => {
    const line = openLine(subject)
    expect(line.capabilities.recording).toBe(keepsRecordings(line))
    expect(recordings !== undefined).toBe(keepsRecordings(line))
  })

  if (recordings === undefined) return
  const content = Buffer.from('RIFF, say')
  const file = () => recordings.file(content)
  const recorder = (given: typeof fetch) => {
    const line = openLine(subject, given)
    if (!keepsRecordings(line)) throw new Error('keeps no recordings')
    return line
  }
  const fetchFrom = async (given: typeof fetch, maxSize = content.length) =>
    recorder(given).fetchRecording(recordings.source, maxSize)
  const discardAt = async (given: typeof fetch) => {
    const { callId, control } = aContext(subject)
    return recorder(given).discardRecordings(callId, control)
  }

  it('fetches a recording of up to the size that is allowed', async () => {
    const fetched = await fetchFrom(answeringFetch(file).fetch)
    expect(fetched).toEqual({ content, contentType: recordings.contentType })
    expect(await failureOf(subject, fetchFrom(answeringFetch(file).fetch, content.length - 1))).toMatchObject(
      {
        reason: 'media_rejected',
        detail: 'too_large',
      },
    )
  })

  it('refuses a recording whose source is not what it gave', async () => {
    const platform = answeringFetch(file)
    for (const source of [{}, { ...recordings.source, ...blanked(recordings.source, '../../etc') }]) {
      await failureOf(subject, recorder(platform.fetch).fetchRecording(source, content.length))
    }
    expect(platform.told).toEqual([])
  })

  it('says of a refused token that the channel is broken, and of haste that it must wait', async () => {
    const { unauthenticated, tooFast } = subject.refused
    for (const attempt of [fetchFrom, discardAt]) {
      const broken = await failureOf(subject, attempt(answeringFetch(unauthenticated).fetch))
      expect(broken).toMatchObject({ reason: 'channel_misconfigured', channelBroken: true })
      const hasty = await failureOf(subject, attempt(answeringFetch(tooFast).fetch))
      expect(hasty.reason).toBe('rate_limited')
      expect(hasty.retryAfterMs).toBeGreaterThan(0)
    }
  })

  it('may try again when the platform breaks down or is not there', async () => {
    const sorry = answeringFetch(() => new Response('<h1>Sorry</h1>', { status: 503 }))
    for (const attempt of [fetchFrom, discardAt]) {
      for (const given of [sorry.fetch, brokenFetch]) {
        const failure = await failureOf(subject, attempt(given))
        expect(failure).toMatchObject({ reason: 'channel_unavailable', outcome: 'not-sent' })
        expect(failure.retryAfterMs).toBeGreaterThan(0)
      }
    }
  })

  it('discards recordings as often as it is told to', async () => {
    const platform = answeringFetch((request) => subject.accepted(request))
    await discardAt(platform.fetch)
    await discardAt(platform.fetch)
    expect(platform.told.length).toBeGreaterThan(0)
  })
}

const blanked = (source: Record<string, string>, value: string) =>
  Object.fromEntries(Object.keys(source).map((name) => [name, value]))
