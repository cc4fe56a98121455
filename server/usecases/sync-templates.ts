import { sendsTemplates } from '../channels/channel.ts'
import {
  isTemplateChange,
  templateChanges,
  templateName,
  toldOfTemplate,
  type TemplateChange,
} from '../domain/template-changes.ts'
import type { StoredTemplate } from '../store/entities.ts'
import { auditedBySystem } from './audit.ts'
import type { Deps, OpenChannel } from './ports.ts'

/** More than these at once are one entry of the audit log. */
const FEW = 10

type NewTemplate = Omit<StoredTemplate, 'id'>

interface Change {
  before: StoredTemplate | null
  after: NewTemplate | null
}

/**
 * Makes our list of templates equal to the provider's. What has appeared, was approved, rejected, paused or changed, or is gone is in
 * the audit log, once, also when several processes do it at the same time; the first list of a channel is one entry. Throws
 * a `ChannelError` when the provider cannot be asked.
 */
export async function syncTemplates(deps: Deps, { channel, record }: OpenChannel): Promise<void> {
  if (!sendsTemplates(channel)) return
  const { environmentId, id: channelId } = record
  const syncedAt = deps.clock.now()
  const given = await channel.listTemplates()
  // A list that names one twice must not look like a change at every synchronisation.
  const distinct = new Map(given.map((template) => [templateName(template), template])).values()
  const wanted = [...distinct].map((template) => ({ ...template, channelId, environmentId, syncedAt }))
  const known = await deps.store.templates.list(environmentId, channelId)
  const changes: Change[] = templateChanges(known, wanted)
  const isFirst = known.length === 0 && changes.length > 1
  if (isFirst || changes.length > FEW) await applyTogether(deps, record, changes)
  else for (const change of changes) await applyOne(deps, record, change)
  // Whatever people would not see, and that it was looked at just now.
  await deps.store.templates.replaceAll(environmentId, channelId, wanted)
}

type Place = Pick<OpenChannel['record'], 'id' | 'environmentId' | 'name'>

async function applyOne(deps: Deps, place: Place, change: Change): Promise<void> {
  const template = change.after ?? change.before
  if (template === null) return
  const object = { kind: 'template', id: change.before?.id ?? null, name: templateName(template) } as const
  await auditedBySystem(
    deps,
    place.environmentId,
    { object, ...toldOfTemplate(change) },
    {
      change: () => replaced(deps, place, change),
      noted: (done) => ({ ...toldOfTemplate(done), object: { ...object, id: done.id } }),
    },
  )
}

/** Many at once as two lists: how those were that have changed, and how they are. */
async function applyTogether(deps: Deps, place: Place, changes: readonly Change[]): Promise<void> {
  const object = { kind: 'template', id: null, name: place.name } as const
  await auditedBySystem(
    deps,
    place.environmentId,
    {
      verb: changes.every(({ before }) => before === null) ? 'created' : 'changed',
      object,
      ...listed(changes),
    },
    {
      change: async () => {
        const done: TemplateChange[] = []
        for (const change of changes) {
          const one = await replaced(deps, place, change)
          if (one !== null) done.push(one)
        }
        return done.length === 0 ? null : done
      },
      noted: listed,
    },
  )
}

function listed(changes: readonly TemplateChange[]): { before: object; after: object } {
  const list = (side: 'before' | 'after'): object => {
    const present = changes.flatMap((change) => change[side] ?? [])
    return { templates: present.map((one) => `${templateName(one)}: ${one.status}`).toSorted() }
  }
  return { before: list('before'), after: list('after') }
}

/** What was replaced by what in truth; `null` when somebody else was faster. */
async function replaced(
  { store: { templates } }: Deps,
  { environmentId, id: channelId }: Place,
  { before, after }: Change,
): Promise<(TemplateChange & { id: string }) | null> {
  if (after !== null) {
    const was = await templates.put(environmentId, channelId, after)
    const change = { before: was.before, after, id: was.id }
    return isTemplateChange(change) ? change : null
  }
  const gone = before === null ? null : await templates.remove(environmentId, channelId, before.id)
  return gone === null ? null : { before: gone, after: null, id: gone.id }
}
