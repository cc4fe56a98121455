import { ChannelError } from '../../lib/errors.ts'
import type { ProviderTemplate } from '../channel.ts'
import type { GraphClient } from './client.ts'
import { unreachable } from './failure.ts'
import { readTemplate } from './parse-template.ts'
import { wireTemplateList } from './wire.ts'

const PAGE_SIZE = 100
/** A verified portfolio may have 6000 templates (templates overview page). */
const MAX_PAGES = 80
const FIELDS = 'id,name,language,status,category,parameter_format,quality_score,components'
/** The cursor has gone stale (changelog): begin again. */
const CODE_BAD_CURSOR = '131059'

/** All templates of the account, whatever their state; one that cannot be read costs none of the others. */
export async function listTemplates(wabaId: string, client: GraphClient): Promise<ProviderTemplate[]> {
  try {
    return await readPages(wabaId, client)
  } catch (error) {
    if (error instanceof ChannelError && error.failure.platformCode === CODE_BAD_CURSOR) {
      return readPages(wabaId, client)
    }
    throw error
  }
}

async function readPages(wabaId: string, client: GraphClient): Promise<ProviderTemplate[]> {
  const templates: ProviderTemplate[] = []
  let after: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { elements, next } = await readPage(wabaId, client, after)
    templates.push(...elements.flatMap(readTemplate))
    if (next === undefined || next === after) return templates
    after = next
  }
  return templates
}

async function readPage(wabaId: string, client: GraphClient, after: string | undefined) {
  const answer = await client.call({
    method: 'GET',
    path: `${encodeURIComponent(wabaId)}/message_templates`,
    query: { fields: FIELDS, limit: String(PAGE_SIZE), ...(after === undefined ? {} : { after }) },
    effect: 'nothing',
  })
  const list = wireTemplateList.safeParse(answer).data
  if (list === undefined) throw unreachable('the answer has no templates')
  // The last page has cursors, too, but no `next`. That address itself is not used: it may carry the token.
  const next =
    list.paging?.next === undefined ? undefined : (list.paging.cursors?.after ?? cursorIn(list.paging.next))
  return { elements: list.data, next }
}

function cursorIn(next: string): string | undefined {
  return URL.canParse(next) ? (new URL(next).searchParams.get('after') ?? undefined) : undefined
}
