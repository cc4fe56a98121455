import { type Doc, doc } from './bson/values.ts'
import { deleteMatching } from './commands/write-commands.ts'
import type { Engine } from './engine.ts'

/** So many at a time, that others get their turn in between. */
const MAX_PER_TURN = 1000

/** Deletes the documents whose time is over by a TTL index; what fails is tried again by the next sweep. */
export async function expireDocuments(engine: Engine, now: Date): Promise<void> {
  for (const { namespace, indexes } of engine.catalog.list()) {
    for (const { spec, paths } of indexes) {
      const [path] = paths
      if (spec.expireAfterSeconds === undefined || path === undefined) continue
      const before = new Date(now.getTime() - spec.expireAfterSeconds * 1000)
      const expired: Doc = new Map([[path, doc({ $lte: before })]])
      const filter = spec.partial ? new Map([['$and', [expired, spec.partial]]]) : expired
      await expire(engine, namespace, { filter, hint: spec.name, limit: MAX_PER_TURN })
    }
  }
}

async function expire(
  engine: Engine,
  namespace: string,
  search: { filter: Doc; hint: string; limit: number },
): Promise<void> {
  let deleted = MAX_PER_TURN
  while (deleted === MAX_PER_TURN) {
    deleted = 0
    try {
      await engine.write(() => {
        ;({ deleted } = deleteMatching(engine, namespace, search))
        return doc({})
      })
    } catch {
      return
    }
  }
}
