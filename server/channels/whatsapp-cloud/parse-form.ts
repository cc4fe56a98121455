import type { InboundContent } from '../channel.ts'
import { decodeJson, isObject } from './decode.ts'

/** How deep the groups of a form go: address forms keep their fields one level down, under `values`. */
const MAX_GROUPS = 3
/** Ties the answer to the question and tells a reader nothing. */
const TOKEN_FIELD = 'flow_token'

interface FormReply {
  body?: string | undefined
  response_json?: unknown
}

/** A filled form. `response_json` is JSON within JSON and may be malformed: then its body is all there is to show. */
export function readForm(reply: FormReply): InboundContent {
  const form = fieldsOf(answersOf(reply.response_json), MAX_GROUPS)
  return {
    kind: 'form_reply',
    ...(reply.body === undefined ? {} : { text: reply.body }),
    ...(form.length === 0 ? {} : { form }),
  }
}

function answersOf(json: unknown): unknown {
  if (typeof json !== 'string') return json
  try {
    return decodeJson(Buffer.from(json))
  } catch {
    return undefined
  }
}

function fieldsOf(answers: unknown, groups: number): { name: string; value: string }[] {
  if (!isObject(answers)) return []
  return Object.entries(answers)
    .filter(([name, value]) => name !== TOKEN_FIELD && value !== null && value !== '')
    .flatMap(([name, value]) =>
      isObject(value) && groups > 0 ? fieldsOf(value, groups - 1) : [{ name, value: shown(value) }],
    )
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ')
  return JSON.stringify(value)
}
