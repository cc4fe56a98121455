import express, { type Request, type Response } from 'express'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { listen } from '../http-server.ts'

export const GRAPH_TENANT = '11111111-1111-4111-8111-111111111111'
export const GRAPH_APP = { appId: '22222222-2222-4222-8222-222222222222', appPassword: 'p&ss w=rd ü' }

/** Limits of Microsoft's page about `sendActivityNotification`. */
const LONGEST_PREVIEW = 150
const LONGEST_LINK = 1024

const notification = z.strictObject({
  topic: z.strictObject({
    source: z.literal('text'),
    value: z.string().min(1),
    webUrl: z.string().startsWith('https://teams.microsoft.com/l/').max(LONGEST_LINK),
  }),
  activityType: z.string(),
  previewText: z.strictObject({ content: z.string().min(1).max(LONGEST_PREVIEW) }),
  templateParameters: z.array(z.strictObject({ name: z.string(), value: z.string().min(1) })),
})
export type Notification = z.infer<typeof notification>

/** An answer in place of the usual one; `hang` never answers, `drop` closes the connection. */
export type Odd = { status: number; body?: unknown; headers?: Record<string, string> } | 'hang' | 'drop'

/** Graph and Entra's token endpoint on a port of this machine, as strict as the real ones about what they are sent. */
export interface FakeGraph {
  url: string
  /** Token requests by tenant, in their order. */
  tokenRequests: string[]
  delivered: { objectId: string; notification: Notification }[]
  /** Requests for notifications, whatever came of them. */
  attempts: number
  /** Who has the app; absent: everybody. */
  installedFor: ReadonlySet<string> | null
  /** Seconds. */
  tokenLife: number
  /** Entra's next answers, and Graph's. */
  oddTokens: Odd[]
  oddAnswers: Odd[]
  /** Tokens given out before are worth nothing from now on. */
  revokeTokens(): void
  close(): Promise<void>
}

export async function startFakeGraph(): Promise<FakeGraph> {
  const app = express()
  let valid = new Map<string, string>()
  let count = 0
  const fake: Omit<FakeGraph, 'url' | 'close'> = {
    tokenRequests: [],
    delivered: [],
    attempts: 0,
    installedFor: null,
    tokenLife: 3600,
    oddTokens: [],
    oddAnswers: [],
    revokeTokens: () => void (valid = new Map()),
  }
  app.post('/:tenant/oauth2/v2.0/token', express.urlencoded({ extended: false }), (request, response) => {
    const { tenant } = request.params
    fake.tokenRequests.push(tenant)
    if (answerOddly(response, fake.oddTokens)) return
    const wanted = {
      grant_type: 'client_credentials',
      client_id: GRAPH_APP.appId,
      client_secret: GRAPH_APP.appPassword,
      scope: `http://${request.headers.host}/.default`,
    }
    if (JSON.stringify(request.body) !== JSON.stringify(wanted)) {
      response.status(401).json({ error: 'invalid_client', error_description: 'AADSTS7000215: …' })
      return
    }
    const token = `token-${(count += 1)}`
    valid.set(token, tenant)
    response.json({ token_type: 'Bearer', expires_in: fake.tokenLife, access_token: token })
  })
  app.post('/v1.0/users/:objectId/teamwork/sendActivityNotification', express.json(), (request, response) => {
    fake.attempts += 1
    if (answerOddly(response, fake.oddAnswers)) return
    receive(fake, valid, request as Request<{ objectId: string }>, response)
  })
  const server = await listen(app)
  return Object.assign(fake, { url: server.url, close: () => server.close() })
}

function receive(
  fake: Pick<FakeGraph, 'installedFor' | 'delivered'>,
  valid: ReadonlyMap<string, string>,
  request: Request<{ objectId: string }>,
  response: Response,
): void {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (!valid.has(token)) {
    response.status(401).json({ error: { code: 'InvalidAuthenticationToken', message: '…' } })
    return
  }
  const { objectId } = request.params
  if (fake.installedFor !== null && !fake.installedFor.has(objectId)) {
    response.status(403).json({ error: { code: 'Forbidden', message: 'the app is not installed' } })
    return
  }
  const parsed = notification.safeParse(request.body)
  const problem = parsed.success ? templateProblem(parsed.data) : parsed.error.message
  if (!parsed.success || problem !== null) {
    response.status(400).json({ error: { code: 'BadRequest', message: problem } })
    return
  }
  fake.delivered.push({ objectId, notification: parsed.data })
  response.status(204).end()
}

const manifest = z
  .object({
    activities: z.object({
      activityTypes: z.array(z.object({ type: z.string(), templateText: z.string() })),
    }),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../appPackage/manifest.json', import.meta.url), 'utf8')))

/** Graph knows the types of the installed app's manifest, and wants a value for each of their parameters. */
function templateProblem({ activityType, templateParameters }: Notification): string | null {
  const known = manifest.activities.activityTypes.find(({ type }) => type === activityType)
  if (known === undefined) return `unknown activity type ${activityType}`
  const wanted = [...known.templateText.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted()
  const given = templateParameters.map(({ name }) => name).toSorted()
  return wanted.join() === given.join() ? null : `wants ${wanted.join()}`
}

function answerOddly(response: Response, odd: Odd[]): boolean {
  const next = odd.shift()
  if (next === undefined) return false
  if (next === 'drop') response.socket?.destroy()
  else if (next !== 'hang')
    response
      .status(next.status)
      .set(next.headers ?? {})
      .json(next.body ?? {})
  return true
}
