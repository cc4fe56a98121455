import type { Request } from 'express'
import { z } from 'zod'
import { GraphError } from '../errors.ts'
import { createObjectId } from '../identifiers.ts'
import type { Template, TemplateStatus } from '../model.ts'
import type { Platform } from '../platform.ts'
import { templateStatusChange } from '../webhooks/envelope.ts'
import { param, queryValue, wabaOf } from './access.ts'
import { parseFields, type Json } from './parse-fields.ts'
import { variablesOf } from './parse-template.ts'

const DEFAULT_LIMIT = 25
const MAX_LIMIT = 1000
const DEFAULT_FIELDS = ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'id']

/** All fields a template can be asked for. */
function describe(template: Template): Record<string, unknown> {
  return {
    name: template.name,
    parameter_format: template.parameterFormat,
    components: template.components,
    language: template.language,
    status: template.status,
    category: template.category,
    quality_score: { score: template.status === 'PAUSED' ? 'RED' : 'GREEN' },
    rejected_reason: template.rejectedReason,
    id: template.id,
  }
}

function chooseFields(template: Template, wanted: string | undefined): Json {
  const all = describe(template)
  const names =
    wanted === undefined ? DEFAULT_FIELDS : [...wanted.split(',').map((name) => name.trim()), 'id']
  return Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]]))
}

export function describeTemplate(request: Request, template: Template): Json {
  return chooseFields(template, queryValue(request, 'fields'))
}

/** A page of the WABA's templates, by opaque cursors. */
export function listTemplates(platform: Platform, request: Request): Json {
  const wabaId = param(request, 'id')
  wabaOf(platform, request, wabaId)
  const name = queryValue(request, 'name')
  const status = queryValue(request, 'status')
  const language = queryValue(request, 'language')
  const all = [...platform.world.templates.values()].filter(
    (template) =>
      template.wabaId === wabaId &&
      (name === undefined || template.name.includes(name)) &&
      (status === undefined || template.status === status.toUpperCase()) &&
      (language === undefined || template.language === language),
  )
  const limit = parseLimit(queryValue(request, 'limit'))
  const start = startOf(request, limit)
  const page = all.slice(start, start + limit)
  const fields = queryValue(request, 'fields')
  const data = page.map((template) => chooseFields(template, fields))
  if (page.length === 0) return { data }
  const after = encodeCursor(start + page.length)
  const next = new URL(`${request.protocol}://${request.get('host') ?? 'localhost'}${request.originalUrl}`)
  next.searchParams.delete('before')
  next.searchParams.set('after', after)
  return {
    data,
    paging: {
      cursors: { before: encodeCursor(start), after },
      ...(start + limit < all.length ? { next: next.toString() } : {}),
    },
  }
}

function parseLimit(value: string | undefined): number {
  const limit = Number(value ?? DEFAULT_LIMIT)
  if (!Number.isInteger(limit) || limit < 1)
    throw new GraphError(100, { details: 'Param limit is not valid.' })
  return Math.min(limit, MAX_LIMIT)
}

function startOf(request: Request, limit: number): number {
  const after = queryValue(request, 'after')
  if (after !== undefined) return decodeCursor(after)
  const before = queryValue(request, 'before')
  return before === undefined ? 0 : Math.max(0, decodeCursor(before) - limit)
}

function encodeCursor(position: number): string {
  return Buffer.from(`p:${position}`).toString('base64url')
}

function decodeCursor(cursor: string): number {
  const match = /^p:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (match === null) throw new GraphError(131059)
  return Number(match[1])
}

const button = z.looseObject({
  type: z.string(),
  text: z.string().min(1).max(25).optional(),
  url: z.string().max(2000).optional(),
  phone_number: z.string().max(20).optional(),
})
/** Limits of template components (template components page). */
const components = z
  .array(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('HEADER'),
        format: z.enum(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION']).default('TEXT'),
        text: z.string().max(60).optional(),
        example: z.unknown().optional(),
      }),
      z.object({
        type: z.literal('BODY'),
        text: z.string().min(1).max(1024),
        example: z.unknown().optional(),
      }),
      z.object({ type: z.literal('FOOTER'), text: z.string().max(60) }),
      z.object({ type: z.literal('BUTTONS'), buttons: z.array(button).min(1).max(10) }),
    ]),
  )
  .refine((all) => all.some((item) => item.type === 'BODY'), { message: 'a BODY component is required' })

export const newTemplate = z.object({
  name: z
    .string()
    .max(512)
    .regex(/^[a-z0-9_]+$/),
  language: z.string().min(2).max(15),
  category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
  parameter_format: z
    .string()
    .transform((value) => value.toUpperCase())
    .pipe(z.enum(['POSITIONAL', 'NAMED']))
    .default('POSITIONAL'),
  components,
})

/** Takes a template in; it is reviewed at once and its new state told by webhook. */
export function createTemplate(platform: Platform, request: Request): Json {
  const wabaId = param(request, 'id')
  wabaOf(platform, request, wabaId)
  const fields = parseFields(newTemplate, request.body)
  for (const component of fields.components) {
    if ('text' in component && component.text !== undefined) checkVariables(component.text)
  }
  const { world } = platform
  const exists = [...world.templates.values()].some(
    (item) => item.wabaId === wabaId && item.name === fields.name && item.language === fields.language,
  )
  if (exists) {
    throw new GraphError(100, {
      subcode: 2388024,
      details: 'There is already content in this language for this template.',
    })
  }
  const template: Template = {
    id: createObjectId(),
    wabaId,
    name: fields.name,
    language: fields.language,
    category: fields.category,
    status: 'PENDING',
    parameterFormat: fields.parameter_format,
    components: fields.components,
    rejectedReason: 'NONE',
  }
  world.templates.set(template.id, template)
  setTemplateStatus(platform, template, world.settings.templateReview)
  return { id: template.id, status: template.status, category: template.category }
}

/** No variable first or last, none beside another (error subcodes 2388299 and 2388293). */
function checkVariables(text: string): void {
  const trimmed = text.trim()
  if (variablesOf(text).length === 0) return
  if (/^\{\{[^}]*\}\}|\{\{[^}]*\}\}$/.test(trimmed)) {
    throw new GraphError(100, {
      subcode: 2388299,
      details: "Variables can't be at the start or end of the template.",
    })
  }
  if (/\}\}\s*\{\{/.test(trimmed)) {
    throw new GraphError(100, {
      subcode: 2388293,
      details: 'This template has too many variables for its length.',
    })
  }
}

/** Changes a template's state and tells every number's app address of the WABA. */
export function setTemplateStatus(platform: Platform, template: Template, status: TemplateStatus): void {
  if (template.status === status) return
  template.status = status
  template.rejectedReason = status === 'REJECTED' ? 'INVALID_FORMAT' : 'NONE'
  platform.world.tell({ kind: 'templates' })
  const number = platform.numbers().find((item) => item.wabaId === template.wabaId)
  if (number === undefined) return
  platform.webhooks.enqueue({
    lane: `waba ${template.wabaId}`,
    phoneNumberId: number.phoneNumberId,
    subject: `template ${status.toLowerCase()}`,
    change: templateStatusChange(template, platform.world.now()),
  })
}

/** Deleting by name deletes all languages; with `hsm_id` only that one. */
export function deleteTemplates(platform: Platform, request: Request): Json {
  const wabaId = param(request, 'id')
  wabaOf(platform, request, wabaId)
  const name = queryValue(request, 'name')
  if (name === undefined) throw new GraphError(100, { message: '(#100) The parameter name is required.' })
  const only = queryValue(request, 'hsm_id')
  const doomed = [...platform.world.templates.values()].filter(
    (item) => item.wabaId === wabaId && item.name === name && (only === undefined || item.id === only),
  )
  if (doomed.length === 0) throw new GraphError(100, { details: 'Message template was not found.' })
  for (const template of doomed) platform.world.templates.delete(template.id)
  platform.world.tell({ kind: 'templates' })
  return { success: true }
}
