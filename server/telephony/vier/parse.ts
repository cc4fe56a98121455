import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { DialogueEvent } from '../../domain/dialogue.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { LineEvent, LineMessage, VoiceRequest } from '../provider.ts'
import {
  wireAnswer,
  wireInactivity,
  wireMessage,
  wireRecording,
  wireSession,
  wireTerminated,
  type Control,
  type WireEvent,
} from './wire.ts'

/** The parts of an event that are its own, besides what all events carry. */
interface Reading {
  event: LineEvent
  /** What tells this event from another of the same instant. */
  mark: readonly unknown[]
  from?: string
  to?: string
  language?: string
}

/**
 * Reads an event. `origins` are the addresses that commands may be sent to: the event names the address, and our token
 * for the call goes there. Throws `InvalidInputError` for everything else.
 */
export function parseEvent(request: VoiceRequest, origins: ReadonlySet<string>): LineMessage | null {
  switch (request.step) {
    case '':
    case 'session':
      return read(request, wireSession, origins, readSession)
    case 'message':
      return read(request, wireMessage, origins, readMessage)
    case 'answer':
      return read(request, wireAnswer, origins, readAnswer)
    case 'inactivity':
      return read(request, wireInactivity, origins, () => ({ event: input({ type: 'silence' }), mark: [] }))
    case 'terminated':
      return read(request, wireTerminated, origins, ({ reason }) => ({
        event: { type: 'ended', durationSeconds: null },
        mark: [reason],
      }))
    case 'recording':
      return readRecording(request, origins)
    default:
      return null
  }
}

function read<T extends WireEvent>(
  request: VoiceRequest,
  schema: z.ZodType<T>,
  origins: ReadonlySet<string>,
  readEvent: (wire: T) => Reading | null,
): LineMessage | null {
  const wire = parseBody(request.body, schema)
  const control = readControl(wire, origins)
  const reading = readEvent(wire)
  if (reading === null) return null
  const { event, mark, from = '', to = '', language = wire.language } = reading
  return {
    callId: wire.dialogId,
    from,
    to,
    eventKey: keyOf([request.step || 'session', wire.dialogId, wire.timestamp, ...mark]),
    event,
    control: { ...control, language },
  }
}

function parseBody<T>(body: Buffer, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(body))
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    parsed.error.issues.map(({ path, code }) => ({ path: path.join('.'), message: code })),
  )
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function readControl(wire: WireEvent, origins: ReadonlySet<string>): Omit<Control, 'language'> {
  return {
    callback: readCallback(wire.callback, origins),
    authToken: wire.authToken ?? '',
    resellerToken: wire.projectContext?.resellerToken ?? '',
  }
}

/** Whoever has the bot token could otherwise make the server talk to any machine that it can reach. */
function readCallback(callback: string, origins: ReadonlySet<string>): string {
  const url = URL.canParse(callback) ? new URL(callback) : null
  if (url === null || !origins.has(url.origin) || url.username !== '' || url.password !== '') {
    throw new InvalidInputError([{ path: 'callback', message: 'is no address of the platform' }])
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** A digest: keys are stored, and what was said has no business there. */
function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

const input = (event: DialogueEvent, turn: number | null = null): LineEvent => ({
  type: 'input',
  turn,
  input: event,
})

function readSession(wire: z.infer<typeof wireSession>): Reading {
  // We place no calls: one that was placed would be greeted as if its callee had rung.
  if (wire.callType === 'OUTBOUND') {
    throw new InvalidInputError([{ path: 'callType', message: 'is no call of a customer' }])
  }
  const language = wire.transcriberLanguage || wire.language
  return { event: { type: 'started' }, mark: [], from: wire.remote, to: wire.local, language }
}

const ONE_KEY = /^[0-9*#]$/

function readMessage(wire: z.infer<typeof wireMessage>): Reading | null {
  const { type, text, confidence } = wire
  if (type === 'SPEECH') return { event: input(speechOf(text, confidence)), mark: [type, text] }
  // Keys come here only while no prompt listens: then nobody asked for them, and the next question must not be
  // answered by them. One that cut speech short is for the prompt, since nothing else can be cut short.
  if (wire.triggeredBargeIn !== true || !ONE_KEY.test(text)) return null
  return { event: input({ type: 'keys', digits: text }), mark: [type, text] }
}

function speechOf(said: string, confidence: number | null | undefined): DialogueEvent {
  // Recognisers end sentences with a full stop, which would make a number of "0171." something else.
  const text = said.trim().replace(/(?<!\.)\.$/, '')
  if (text === '') return { type: 'unintelligible' }
  const known = confidence === null || confidence === undefined ? null : confidence / 100
  return { type: 'speech', alternatives: [{ text, confidence: known === null ? null : clamp(known) }] }
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** What became of a prompt. */
function readAnswer(wire: z.infer<typeof wireAnswer>): Reading | null {
  const { name, id, synonym, value } = wire.type
  const mark = [name, id, synonym, value ?? '']
  switch (name) {
    case 'Timeout':
      return { event: input({ type: 'silence' }), mark }
    case 'Number':
      return { event: input(keysOf(value ?? '')), mark }
    case 'MultipleChoice': {
      const key = /^DTMF_(.)$/.exec(synonym)?.[1]
      const turn = /^turn(\d{1,9})_/.exec(id)?.[1]
      const answered = key === undefined ? speechOf(synonym || id, wire.confidence) : keysOf(key)
      return { event: input(answered, turn === undefined ? null : Number(turn)), mark }
    }
    default:
      return null
  }
}

function keysOf(given: string): DialogueEvent {
  const digits = given.replaceAll(/[^0-9*#]/g, '')
  return digits === '' ? { type: 'silence' } : { type: 'keys', digits }
}

const READY: ReadonlySet<string> = new Set(['available', 'completed'])
const ABSENT: ReadonlySet<string> = new Set(['failed', 'absent', 'empty', 'deleted'])

/** `Available` is the one status that is described; other gateways' words are taken for what they say. */
function readRecording(request: VoiceRequest, origins: ReadonlySet<string>): LineMessage | null {
  return read(request, wireRecording, origins, (wire) => {
    const status = wire.status.toLowerCase()
    if (!READY.has(status) && !ABSENT.has(status)) return null
    const recordingId = wire.recordingId || wire.id || 'default'
    const { callback, authToken, resellerToken } = readControl(wire, origins)
    const source = { callback, authToken, resellerToken, dialogId: wire.dialogId, recordingId }
    const recording = {
      externalId: `${wire.dialogId}/${recordingId}`,
      state: READY.has(status) ? ('ready' as const) : ('absent' as const),
      source,
      durationSeconds: null,
    }
    return { event: { type: 'recording', recording }, mark: [status, recordingId] }
  })
}
