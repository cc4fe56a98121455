import { doc } from './bson/values.ts'
import type { Engine } from './engine.ts'
import { deleteMatching } from './commands/write-commands.ts'
import type { Doc } from './bson/values.ts'

const MAX_PER_SWEEP = 5000

/** Deletes the documents whose time is over by a TTL index. */
export function expireDocuments(engine: Engine, now: Date): void {
  for (const { namespace, indexes } of engine.catalog.list()) {
    for (const { spec, paths } of indexes) {
      const [path] = paths
      if (spec.expireAfterSeconds === undefined || path === undefined) continue
      const before = new Date(now.getTime() - spec.expireAfterSeconds * 1000)
      const expired: Doc = new Map([[path, doc({ $lte: before })]])
      const filter = spec.partial ? new Map([['$and', [expired, spec.partial]]]) : expired
      // Nobody waits for the answer; what fails is tried again by the next sweep.
      engine
        .write(() =>
          doc({
            n: deleteMatching(engine, namespace, { filter, hint: spec.name, limit: MAX_PER_SWEEP }).deleted,
          }),
        )
        .catch(() => undefined)
    }
  }
}
