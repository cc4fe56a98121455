import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { CallListening } from './model.ts'

export interface Say {
  verb: 'say'
  text: string
  language: string
  voice: string | null
  /** Speaking rate; 1 is the voice's own. */
  rate: number
  times: number
}
export interface Play {
  verb: 'play'
  url: string
  times: number
}
export interface Pause {
  verb: 'pause'
  seconds: number
}
export type Prompt = Say | Play | Pause

export interface Gather {
  verb: 'gather'
  prompts: readonly Prompt[]
  listening: CallListening
  timeoutSeconds: number
  /** Whether speech ends the prompts early; keys always do. */
  bargeIn: boolean
  action: string | null
  method: Method
  actionOnEmptyResult: boolean
}

/** Where an account of a recording goes; `null`: nowhere. */
export interface RecordingCallback {
  url: string | null
  method: Method
}

export type Method = 'POST' | 'GET'

export type Verb =
  | Prompt
  | Gather
  | { verb: 'redirect'; url: string; method: Method }
  | { verb: 'dial'; to: string; timeoutSeconds: number; action: string | null; method: Method }
  | {
      verb: 'record'
      action: string | null
      method: Method
      timeoutSeconds: number
      maxSeconds: number
      finishKeys: string
      callback: RecordingCallback
    }
  | { verb: 'start_recording'; callback: RecordingCallback }
  | { verb: 'stop_recording' }
  | { verb: 'hang_up' }
  | { verb: 'reject' }

/** The document is none that the platform would carry out. */
export class TwimlError extends Error {
  override readonly name = 'TwimlError'
}

/** The platform takes no larger documents. */
const MOST_CHARACTERS = 64 * 1024
/** `loop="0"` means for ever; the platform stops after so many times. */
const FOR_EVER = 1_000

interface Element {
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly Element[]
  /** All text in it, spaces collapsed. */
  text: string
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  htmlEntities: true,
})

/** Reads a TwiML document; verbs nobody knows are skipped, as the platform does. Throws a `TwimlError`. */
export function parseTwiml(xml: string): Verb[] {
  if (xml.length > MOST_CHARACTERS) throw new TwimlError('the document is larger than 64 KB')
  if (/<!DOCTYPE/i.test(xml)) throw new TwimlError('a document type is not allowed')
  const valid = XMLValidator.validate(xml)
  if (valid !== true) throw new TwimlError(`line ${valid.err.line}: ${valid.err.msg}`)
  const roots = elementsOf(parser.parse(xml))
  const root = roots.find(({ name }) => name !== '?xml')
  if (root?.name !== 'Response') throw new TwimlError('the root element is not Response')
  return root.children.flatMap(verbsOf)
}

/** The parser's ordered form: a list of objects with one key each, beside `:@` with the attributes. */
function elementsOf(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: unknown) => {
    if (typeof node !== 'object' || node === null) return []
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    if (name === undefined) return []
    const content = (node as Record<string, unknown>)[name]
    const attributes = (node as { ':@'?: Record<string, string> })[':@'] ?? {}
    return [
      {
        name,
        attributes,
        children: elementsOf(content),
        text: textOf(content).replaceAll(/\s+/g, ' ').trim(),
      },
    ]
  })
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  return nodes
    .map((node: unknown) => {
      if (typeof node !== 'object' || node === null) return ''
      return Object.entries(node)
        .map(([key, value]) => (key === '#text' ? String(value) : key === ':@' ? '' : ` ${textOf(value)} `))
        .join('')
    })
    .join('')
}

function verbsOf(element: Element): Verb[] {
  const { name, attributes, children, text } = element
  const action = attributes['action'] ?? null
  const method = methodOf(attributes['method'])
  switch (name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return promptsOf(element)
    case 'Gather':
      return [gatherOf(element)]
    case 'Redirect':
      return [{ verb: 'redirect', url: text, method }]
    case 'Dial':
      return [
        {
          verb: 'dial',
          to: children[0]?.text ?? text,
          timeoutSeconds: seconds(attributes['timeout'], 30),
          action,
          method,
        },
      ]
    case 'Record':
      return [
        {
          verb: 'record',
          action,
          method,
          timeoutSeconds: seconds(attributes['timeout'], 5),
          maxSeconds: seconds(attributes['maxLength'], 3_600),
          finishKeys: attributes['finishOnKey'] ?? '1234567890*#',
          callback: callbackOf(attributes),
        },
      ]
    case 'Start':
      return children.some((child) => child.name === 'Recording')
        ? [{ verb: 'start_recording', callback: callbackOf(children[0]?.attributes ?? {}) }]
        : []
    case 'Stop':
      return children.some((child) => child.name === 'Recording') ? [{ verb: 'stop_recording' }] : []
    case 'Hangup':
      return [{ verb: 'hang_up' }]
    case 'Reject':
      return [{ verb: 'reject' }]
    default:
      return []
  }
}

function promptsOf({ name, attributes, children, text }: Element): Prompt[] {
  const loop = whole(attributes['loop'], 1)
  const times = loop === 0 ? FOR_EVER : loop
  if (name === 'Pause') return [{ verb: 'pause', seconds: seconds(attributes['length'], 1) }]
  if (text === '') return []
  if (name === 'Say') {
    const { language = 'en-US', voice = null } = attributes
    return [{ verb: 'say', text, language, voice, rate: rateOf(children), times }]
  }
  return name === 'Play' ? [{ verb: 'play', url: text, times }] : []
}

/** Of the markup for the rate only percentages are read: anything else is the voice's own. */
function rateOf(children: readonly Element[]): number {
  const rate = children.find(({ name }) => name === 'prosody')?.attributes['rate'] ?? ''
  return /^\d{2,3}%$/.test(rate) ? Math.min(Math.max(Number.parseInt(rate, 10) / 100, 0.2), 4) : 1
}

function gatherOf({ attributes, children }: Element): Gather {
  const input = (attributes['input'] ?? 'dtmf').split(/\s+/)
  const digits = whole(attributes['numDigits'], 0)
  const finishKey = attributes['finishOnKey'] ?? '#'
  return {
    verb: 'gather',
    prompts: children.flatMap(promptsOf),
    listening: {
      input: [
        ...(input.includes('dtmf') ? (['keys'] as const) : []),
        ...(input.includes('speech') ? (['speech'] as const) : []),
      ],
      language: attributes['language'] ?? 'en-US',
      hints: (attributes['hints'] ?? '')
        .split(',')
        .map((hint) => hint.trim())
        .filter((hint) => hint !== ''),
      numDigits: digits === 0 ? null : digits,
      finishKey: finishKey === '' ? null : finishKey,
    },
    timeoutSeconds: seconds(attributes['timeout'], 5),
    bargeIn: attributes['bargeIn'] !== 'false',
    action: attributes['action'] ?? null,
    method: methodOf(attributes['method']),
    actionOnEmptyResult: attributes['actionOnEmptyResult'] === 'true',
  }
}

function callbackOf(attributes: Readonly<Record<string, string>>): RecordingCallback {
  const events = attributes['recordingStatusCallbackEvent']?.split(/\s+/) ?? ['completed']
  const url = attributes['recordingStatusCallback'] ?? null
  return {
    url: events.includes('completed') ? url : null,
    method: methodOf(attributes['recordingStatusCallbackMethod']),
  }
}

function methodOf(given: string | undefined): Method {
  return given?.toUpperCase() === 'GET' ? 'GET' : 'POST'
}

function whole(given: string | undefined, otherwise: number): number {
  return given !== undefined && /^\d{1,4}$/.test(given) ? Number(given) : otherwise
}

/** A day is longer than any call. */
function seconds(given: string | undefined, otherwise: number): number {
  return given !== undefined && /^\d+(\.\d+)?$/.test(given) ? Math.min(Number(given), 86_400) : otherwise
}
