import { z } from 'zod'
import { GraphError } from '../errors.ts'
import type {
  CardButton,
  CardContent,
  LocationContent,
  MediaContent,
  Template,
  TemplateButton,
  TemplateComponent,
} from '../model.ts'
import { locationFields, mediaContent, mediaFields } from './message-schemas.ts'
import { parseFields } from './parse-fields.ts'

const parameter = z.object({
  type: z.string(),
  parameter_name: z.string().optional(),
  text: z.string().optional(),
  payload: z.string().optional(),
  coupon_code: z.string().optional(),
  currency: z.object({ fallback_value: z.string() }).optional(),
  date_time: z.object({ fallback_value: z.string() }).optional(),
  image: z.unknown().optional(),
  video: z.unknown().optional(),
  document: z.unknown().optional(),
  location: z.unknown().optional(),
})
type Parameter = z.infer<typeof parameter>

const component = z.object({
  type: z.string().transform((value) => value.toLowerCase()),
  sub_type: z
    .string()
    .transform((value) => value.toLowerCase())
    .optional(),
  index: z.union([z.string(), z.number()]).transform(Number).optional(),
  parameters: z.array(parameter).default([]),
})
type Component = z.infer<typeof component>

export const templateFields = z.object({
  name: z.string().min(1).max(512),
  language: z.object({ code: z.string().min(2) }),
  components: z.array(component).default([]),
})
export type TemplateFields = z.infer<typeof templateFields>

const BODY_LIMIT = 1024

/** Finds a template that may be sent, or answers why not. */
export function findTemplate(
  templates: Iterable<Template>,
  wabaId: string,
  fields: TemplateFields,
): Template {
  const language = fields.language.code
  for (const template of templates) {
    if (template.wabaId !== wabaId || template.name !== fields.name || template.language !== language)
      continue
    if (template.status === 'PAUSED') throw new GraphError(132015)
    if (template.status === 'DISABLED') throw new GraphError(132016)
    if (template.status === 'APPROVED') return template
  }
  throw new GraphError(132001, { details: `template name (${fields.name}) does not exist in ${language}` })
}

/** The template filled in as the customer sees it, after checking every parameter against its definition. */
export function fillTemplate(template: Template, given: readonly Component[]): CardContent {
  const header = template.components.find((item) => item.type === 'HEADER')
  const body = template.components.find((item) => item.type === 'BODY')?.text ?? ''
  const footer = template.components.find((item) => item.type === 'FOOTER')?.text ?? null
  const buttons = template.components.find((item) => item.type === 'BUTTONS')?.buttons ?? []
  const filled = fillText(template, { where: 'body', text: body, parameters: parametersOf(given, 'body') })
  if (filled.length > BODY_LIMIT) throw new GraphError(132005)
  return {
    kind: 'card',
    template: template.name,
    header: fillHeader(template, header, parametersOf(given, 'header')),
    body: filled,
    footer,
    buttons: fillButtons(buttons, given),
    list: null,
  }
}

function parametersOf(given: readonly Component[], type: string): Parameter[] {
  return given.filter((item) => item.type === type).flatMap((item) => item.parameters)
}

function fillHeader(
  template: Template,
  header: TemplateComponent | undefined,
  parameters: Parameter[],
): CardContent['header'] {
  const format = header?.format ?? 'TEXT'
  if (header === undefined || format === 'TEXT') {
    const text = fillText(template, { where: 'header', text: header?.text ?? '', parameters })
    return header === undefined ? null : { kind: 'text', text }
  }
  const first = parameters[0]
  const received = first?.type.toUpperCase() ?? 'UNKNOWN'
  if (first === undefined || received !== format) {
    throw new GraphError(132012, {
      details: `header: Format mismatch, expected ${format}, received ${received}`,
    })
  }
  return headerValue(first)
}

function headerValue(value: Parameter): MediaContent | LocationContent {
  if (value.type === 'location') {
    return { kind: 'location', ...parseFields(locationFields, value.location, 'location') }
  }
  const kind = value.type === 'video' || value.type === 'document' ? value.type : 'image'
  return mediaContent(kind, parseFields(mediaFields(kind), value[kind], kind))
}

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g

/** Names of the variables in order of appearance, each once. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? ''))]
}

function fillText(
  template: Template,
  { where, text, parameters }: { where: string; text: string; parameters: readonly Parameter[] },
): string {
  const names = variablesOf(text)
  if (parameters.length !== names.length) {
    throw new GraphError(132000, {
      details: `${where}: number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`,
    })
  }
  const values = new Map(
    parameters.map((value, index) => [nameOf(template, value, index), textOf(where, value)] as const),
  )
  const missing = names.find((name) => !values.has(name))
  if (missing !== undefined) {
    throw new GraphError(100, { details: `${where}: Parameter name ${missing} is missing or empty` })
  }
  return text.replaceAll(VARIABLE, (_, name: string) => values.get(name) ?? '')
}

function nameOf(template: Template, value: Parameter, index: number): string {
  if (template.parameterFormat === 'POSITIONAL') return String(index + 1)
  if (value.parameter_name === undefined || value.parameter_name === '') {
    throw new GraphError(100, { details: 'Parameter name is missing or empty' })
  }
  return value.parameter_name
}

function textOf(where: string, value: Parameter): string {
  const text = {
    text: value.text,
    currency: value.currency?.fallback_value,
    date_time: value.date_time?.fallback_value,
  }
  const known = text[value.type as keyof typeof text]
  if (!(value.type in text)) {
    throw new GraphError(132012, {
      details: `${where}: Format mismatch, expected TEXT, received ${value.type.toUpperCase()}`,
    })
  }
  if (known === undefined || known === '') {
    throw new GraphError(131008, { details: `Parameter of type ${value.type} is missing text value` })
  }
  if (/[\n\t]| {5,}/.test(known)) {
    throw new GraphError(132018, {
      details: 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
    })
  }
  return known
}

function fillButtons(buttons: readonly TemplateButton[], given: readonly Component[]): CardButton[] {
  const values = new Map<number, { subType: string; value: Parameter | undefined }>()
  for (const item of given) {
    if (item.type !== 'button') continue
    const button = item.index === undefined ? undefined : buttons[item.index]
    const subType = item.sub_type ?? ''
    if (item.index === undefined || button?.type.toLowerCase() !== subType) {
      throw new GraphError(132018, {
        details: `buttons: Button at index ${String(item.index)} of type ${subType} does not exist in the template`,
      })
    }
    values.set(item.index, { subType, value: item.parameters[0] })
  }
  return buttons.map((button, index) => fillButton(button, index, values.get(index)?.value))
}

function fillButton(button: TemplateButton, index: number, value: Parameter | undefined): CardButton {
  const text = button.text ?? ''
  const missing = (): GraphError =>
    new GraphError(131008, {
      details: `buttons: Button at index ${index} of type ${button.type.toLowerCase()} requires a parameter`,
    })
  switch (button.type) {
    case 'QUICK_REPLY':
      return { kind: 'quick_reply', text, payload: value?.payload ?? text }
    case 'URL': {
      const address = button.url ?? ''
      if (variablesOf(address).length === 0) return { kind: 'url', text, target: address }
      if (value?.text === undefined || value.text === '') throw missing()
      return { kind: 'url', text, target: address.replaceAll(VARIABLE, encodeURI(value.text)) }
    }
    case 'PHONE_NUMBER':
      return { kind: 'phone', text, target: button.phone_number ?? '' }
    case 'COPY_CODE':
      if (value?.coupon_code === undefined) throw missing()
      return { kind: 'copy_code', text: text === '' ? value.coupon_code : text, target: value.coupon_code }
    default:
      return { kind: 'other', text }
  }
}
