import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../server/contract/http.ts'
import { startApp, type TestApp } from '../support/app.ts'

interface Operation {
  operationId: string
  parameters?: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>
  security?: object[]
}
interface Description {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: object; responses: object }
}

let app: TestApp
let description: Description
beforeAll(async () => {
  app = await startApp({ publicUrl: 'https://inbox.example.test' })
  description = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as Description
})
afterAll(() => app.close())

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )

/** Every `$ref` within a value. */
function refsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' ? [part] : refsOf(part),
  )
}

describe('the OpenAPI description', () => {
  it('has the shape of OpenAPI 3.1', () => {
    expect(description).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Callover', version: expect.any(String) },
      servers: [{ url: 'https://inbox.example.test/api/v1' }],
      components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    })
  })

  it('has every route of the contract and no other', () => {
    const expected = Object.keys(routes).map((key) => key.replace(/:(\w+)/g, '{$1}'))
    expect(
      operations()
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(expected.toSorted())
  })

  it('gives every operation an id of its own, its parameters and its answers', () => {
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { key, operation } of operations()) {
      const inPath = [...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const given = operation.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? []
      expect([key, given]).toEqual([key, inPath])
      expect(operation.responses['default']).toEqual({ $ref: '#/components/responses/Problem' })
      expect(Object.keys(operation.responses).some((status) => status.startsWith('20'))).toBe(true)
    }
  })

  it('refers to nothing that is not there', () => {
    const refs = new Set(refsOf(description))
    expect(refs.size).toBeGreaterThan(10)
    for (const ref of refs) {
      const target = ref
        .replace('#/', '')
        .split('/')
        .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], description)
      expect([ref, typeof target]).toEqual([ref, 'object'])
    }
    expect(JSON.stringify(description)).not.toMatch(/"\$(schema|id|defs)"/)
  })

  it('names the views that clients know', () => {
    const { schemas } = description.components
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['Conversation', 'Message', 'Attachment', 'Problem']),
    )
    expect(schemas['Message']).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['id', 'seq']),
    })
    expect(refsOf(schemas['Message'])).toContain('#/components/schemas/Attachment')
  })

  it('tells uploads, downloads and open routes apart', () => {
    const { paths } = description
    expect(
      Object.keys(paths['/conversations/{id}/attachments']?.['post']?.requestBody?.content ?? {}),
    ).toEqual(['multipart/form-data'])
    expect(Object.keys(paths['/files/{id}']?.['get']?.responses['200']?.content ?? {})).toEqual(['*/*'])
    expect(paths['/sessions']?.['post']?.security).toEqual([])
    expect(paths['/me']?.['get']?.security).toBeUndefined()
  })

  it('says what clients give, with defaults', () => {
    const parameters = description.paths['/environments/{id}/conversations']?.['get']?.parameters ?? []
    const limit = parameters.find(({ name }) => name === 'limit')
    expect(limit).toMatchObject({ in: 'query', required: false, schema: { default: 50 } })
  })
})

describe('the page to browse it', () => {
  it('loads all it needs from here and has no script of its own', async () => {
    const response = await fetch(`${app.url}/api/docs`)
    const page = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(page).not.toMatch(/<script>|<style|\son\w+=/)
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '')
    expect(addresses).toHaveLength(3)
    for (const address of addresses) {
      expect(address).toMatch(/^\/api\/docs\//)
      const asset = await fetch(`${app.url}${address}`)
      expect([address, asset.status]).toEqual([address, 200])
    }
  })

  it('serves nothing above its folder', async () => {
    for (const path of ['/api/docs/assets/..%2fexpress/package.json', '/api/docs/assets/nothing']) {
      expect((await fetch(`${app.url}${path}`)).status).not.toBe(200)
    }
  })
})
