import { raw, type Request, type RequestHandler } from 'express'
import { InvalidInputError } from '../lib/errors.ts'

/** The longest message has 65,536 characters of up to four bytes; nothing else comes near. */
const LARGEST_BODY = 256 * 1024

/** Our deepest body has five levels; deeper ones only look for a parser that recurses. */
const DEEPEST = 32

/** Reads the body as bytes: what they mean is decided by `parseJsonBody`, strictly. */
export const readJsonBody: RequestHandler = raw({ type: () => true, limit: LARGEST_BODY, inflate: false })

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The JSON of a request read by `readJsonBody`. Throws `InvalidInputError` for another content type, for bytes that
 * are no UTF-8, for what is no JSON and for nesting beyond any sense.
 */
export function parseJsonBody(request: Request): unknown {
  if (request.is('application/json') === false) throw invalid('send application/json')
  const body: unknown = request.body
  if (!Buffer.isBuffer(body) || body.length === 0) throw invalid('a JSON body is missing')
  const text = decode(body)
  if (depthOf(text) > DEEPEST) throw invalid('nested too deeply')
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the input.
    throw invalid('no valid JSON')
  }
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw invalid('no valid UTF-8')
  }
}

/** How deep brackets nest outside of strings, in one pass; for what is no JSON any number will do. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') inString = !inString
    else if (inString) at += character === '\\' ? 1 : 0
    else if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1))
    else if (character === ']' || character === '}') depth -= 1
  }
  return deepest
}

function invalid(message: string): InvalidInputError {
  return new InvalidInputError([{ path: 'body', message }])
}
