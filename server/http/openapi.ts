import { z } from 'zod'
import { conversationDetail, conversationView } from '../contract/conversation.ts'
import { problem } from '../contract/errors.ts'
import { channelView, counts, type Route } from '../contract/http.ts'
import { memberView, meView, userView } from '../contract/member.ts'
import { attachment, messageView } from '../contract/message.ts'
import { templateView } from '../contract/template.ts'
import type { RouteTable } from './route-table.ts'

type Json = Record<string, unknown>

/** Schemas that get a name of their own; all others stay where they are used. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  Problem: problem,
  User: userView,
  Me: meView,
  Member: memberView,
  Channel: channelView,
  Counts: counts,
  Conversation: conversationView,
  ConversationDetail: conversationDetail,
  Message: messageView,
  Attachment: attachment,
  Template: templateView,
}

const METHODS_WITH_UPLOAD = 'multipart/form-data'

/** The OpenAPI 3.1 description of a table of routes, generated from the very schemas that check them. */
export function describeApi(routes: RouteTable, publicUrl: string | null): Json {
  const outputs = responseSchemas(routes)
  const paths: Record<string, Json> = {}
  for (const [key, route] of Object.entries(routes)) {
    const [method = '', path = ''] = key.split(' ')
    const template = path.replace(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: describeRoute(key, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Callover',
      version: '1',
      description: 'The API of the inbox: what the Teams tab can do, programs can do as well.',
    },
    servers: [{ url: `${publicUrl ?? ''}/api/v1` }],
    security: [{ session: [] }],
    paths,
    components: {
      schemas: outputs,
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'The token of `POST /sessions`.' },
      },
      responses: {
        Problem: {
          description: 'What went wrong; clients decide by `code`.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function describeRoute(key: string, route: Route): Json {
  return {
    operationId: operationIdOf(key),
    summary: route.summary,
    tags: [tagOf(key)],
    ...(route.open === true ? { security: [] } : {}),
    ...parametersOf(route),
    ...bodyOf(route),
    responses: {
      [String(route.status ?? 200)]: successOf(key, route),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

/** `GET /conversations/:id/messages` → `getConversationsIdMessages`: dull, but unique and stable. */
function operationIdOf(key: string): string {
  const [method = '', path = ''] = key.split(' ')
  const words = path.split(/[/:]+/).filter((word) => word !== '')
  return method.toLowerCase() + words.map(capitalised).join('')
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function tagOf(key: string): string {
  return key.split('/')[1] ?? ''
}

function parametersOf(route: Route): Json {
  const parameters = [...parametersFrom(route.params, 'path'), ...parametersFrom(route.query, 'query')]
  return parameters.length === 0 ? {} : { parameters }
}

function parametersFrom(schema: z.ZodObject | undefined, where: 'path' | 'query'): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
    name,
    in: where,
    required: where === 'path' || !z.safeParse(part, undefined).success,
    schema: schemaOf(part as z.ZodType, 'input'),
  }))
}

function bodyOf(route: Route): Json {
  if (route.upload === true) {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    }
    return { requestBody: { required: true, content: { [METHODS_WITH_UPLOAD]: { schema } } } }
  }
  if (route.body === undefined) return {}
  const schema = schemaOf(route.body, 'input')
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function successOf(key: string, route: Route): Json {
  const headers = {
    'x-server-time': { description: "The server's time.", schema: { type: 'string', format: 'date-time' } },
  }
  if (route.download === true) {
    const content = { '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } }
    return { description: 'The bytes; ranges are supported.', headers, content }
  }
  const schema = { $ref: `#/components/schemas/${responseNameOf(key, route)}` }
  return { description: route.summary, headers, content: { 'application/json': { schema } } }
}

function responseNameOf(key: string, route: Route): string {
  const known = Object.entries(NAMED).find(([, schema]) => schema === route.response)
  return known?.[0] ?? `${capitalised(operationIdOf(key))}Response`
}

/** All answers in one go, so that the named schemas refer to each other. */
function responseSchemas(routes: RouteTable): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id })
  for (const [key, route] of Object.entries(routes)) {
    const id = responseNameOf(key, route)
    // Several routes may share one schema object; the first one names it.
    if (route.download !== true && !(id in NAMED)) registry.add(route.response.clone(), { id })
  }
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    io: 'output',
    uri: (id) => `#/components/schemas/${id}`,
  })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutMeta(schema)]))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  return withoutMeta(z.toJSONSchema(schema, { target: 'draft-2020-12', io }))
}

/** OpenAPI gives the dialect and the place itself. */
function withoutMeta(schema: object): Json {
  const { $schema: _dialect, $id: _place, ...rest } = schema as Json
  return rest
}
