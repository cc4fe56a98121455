import { TeamsInfo, type TurnContext } from 'botbuilder'
import { z } from 'zod'
import { botLog } from '../server/lib/logger.ts'
import type { Deps, Principal } from '../server/usecases/ports.ts'
import { recognise } from '../server/usecases/recognise.ts'
import { tenantOf, type InboundActivity } from './activity.ts'

/** As long as nothing new is likely to be learnt. */
const KNOWN_MS = 10 * 60_000
const UNKNOWN_MS = 60_000
/** What could not be asked is asked again soon, but not at every word. */
const FAILED_MS = 5000
const MOST_KNOWN = 10_000

/** A member as Teams' roster tells it. */
const rosterMember = z.object({
  email: z.string().max(320).nullish().catch(null),
  userPrincipalName: z.string().max(320).nullish().catch(null),
  tenantId: z.string().max(100).nullish().catch(null),
})

/** Recognises who speaks. Everything that is not certain is nobody. */
export interface Recognition {
  /** The member behind an activity; `null` for strangers, guests without an account in Entra, and whenever in doubt. */
  recognise(context: TurnContext, activity: InboundActivity): Promise<Principal | null>
}

interface Options {
  deps: () => Deps
  /** No tenant is proven: the one that this machine plays is taken for the server's own. */
  trustsAnyTenant: boolean
  nowMs: () => number
}

export function createRecognition({ deps, trustsAnyTenant, nowMs }: Options): Recognition {
  const known = new Map<string, { emails: Promise<readonly string[] | null>; until: number }>()
  const emailsOf = async (context: TurnContext, person: Person): Promise<readonly string[]> => {
    const key = `${person.tenantId} ${person.objectId}`
    const cached = known.get(key)
    if (cached !== undefined && cached.until > nowMs()) return (await cached.emails) ?? []
    const asked = { emails: askRoster(context, person), until: nowMs() + KNOWN_MS }
    known.set(key, asked)
    const oldest = known.keys().next()
    if (known.size > MOST_KNOWN && oldest.done !== true) known.delete(oldest.value)
    const emails = await asked.emails
    if (emails === null) asked.until = nowMs() + FAILED_MS
    else if (emails.length === 0) asked.until = nowMs() + UNKNOWN_MS
    return emails ?? []
  }
  return {
    recognise: async (context, activity) => {
      const person = personIn(activity)
      if (person === null) return null
      const { store, homeTenantId } = deps()
      const home = trustsAnyTenant ? person.tenantId : homeTenantId
      const email = (): Promise<readonly string[]> => emailsOf(context, person)
      return recognise({ store, homeTenantId: home }, { ...person, email })
    },
  }
}

/** A search from the compose box has five seconds for everything. */
const ROSTER_TIMEOUT_MS = 2500

async function inTime<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the roster does not answer')), ROSTER_TIMEOUT_MS)
  })
  try {
    return await Promise.race([asked, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

interface Person {
  tenantId: string
  objectId: string
  teamsUserId: string
}

/**
 * In a shared channel people of other organisations write as well: those are named with their own, and known by it or not at
 * all.
 */
function personIn(activity: InboundActivity): Person | null {
  const tenantId = tenantOf(activity)
  const { from } = activity
  const objectId = from?.aadObjectId?.trim() ?? ''
  if (tenantId === null || from === null || from === undefined || objectId === '') return null
  return { tenantId: from.tenantId?.toLowerCase() || tenantId, objectId, teamsUserId: from.id }
}

/**
 * The person's addresses by the roster of the conversation; `null` when it cannot be asked; none when it says that the person
 * belongs to another organisation, whose word about addresses is worth nothing here.
 */
async function askRoster(context: TurnContext, person: Person): Promise<readonly string[] | null> {
  try {
    const member = rosterMember.parse(await inTime(TeamsInfo.getMember(context, person.teamsUserId)))
    const { email, userPrincipalName, tenantId } = member
    if (tenantId && tenantId.toLowerCase() !== person.tenantId) return []
    return [email, userPrincipalName].filter(
      (address) => typeof address === 'string' && address !== '',
    ) as string[]
  } catch (err) {
    const status: unknown = typeof err === 'object' && err !== null ? Reflect.get(err, 'statusCode') : null
    botLog.info({ status }, 'the roster does not tell who somebody is')
    return null
  }
}
