import { Readable } from 'node:stream'
import { NotFoundError } from '../../lib/errors.ts'
import { newId } from '../../lib/object-id.ts'
import { zipOf, type ZipEntry } from '../../lib/zip-stream.ts'
import type { Call } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import { note } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { callsOf, type CallerRefs } from './callers.ts'
import { maskedNumber } from '../contact-address.ts'
import { callFor, fileEntries, jsonEntry, type Files } from './export-parts.ts'

/**
 * Everything that is known of the calls of a number as a ZIP archive: `calls.json` and the recordings. Of calls that somebody
 * else made or was invited from, their numbers are left out.
 */
export async function exportCaller(
  deps: Deps,
  principal: Principal,
  refs: CallerRefs,
): Promise<{ fileName: string; read(): Readable }> {
  const actor = await actIn(deps, principal, refs.environmentId, 'contact:export')
  const calls = await callsOf(deps, refs)
  if (calls.length === 0) throw new NotFoundError('no calls of this number')
  const object = { kind: 'contact' as const, id: null, name: maskedNumber(refs.number) }
  await note(deps, actor, { verb: 'exported', object, before: {}, after: { calls: calls.length } })
  return {
    // A file's name is seen by more people than its content.
    fileName: `calls-${newId()}.zip`,
    read: () => Readable.from(zipOf(entriesOf(deps, refs, calls), deps.clock.now()), { objectMode: false }),
  }
}

async function* entriesOf(
  deps: Deps,
  { environmentId, number }: CallerRefs,
  calls: readonly Call[],
): AsyncGenerator<ZipEntry> {
  const files: Files = { ids: new Set() }
  const phones = new Set([number])
  const shown = await Promise.all(calls.map((call) => callFor(deps, call, { phones, files })))
  yield jsonEntry('calls.json', shown)
  yield* fileEntries(deps, environmentId, files)
}
