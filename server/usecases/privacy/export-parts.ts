import type { ZipEntry } from '../../lib/zip-stream.ts'
import type { Call, FileRecord } from '../../store/entities.ts'
import { viewDeflectedCall } from '../call-views.ts'
import type { Deps } from '../ports.ts'

/** An archive can hold a little more; what does not fit is named in it. */
const MOST_FILE_BYTES = 3 * 1024 ** 3

/** The files that an archive is to hold. */
export interface Files {
  /** Those that are in messages and calls, by id. */
  ids: Set<string>
}

/** A file of the archive that is JSON. */
export function jsonEntry(path: string, value: unknown): ZipEntry {
  return { path, content: oneText(`${JSON.stringify(value, null, 2)}\n`), compress: true }
}

// eslint-disable-next-line typescript/require-await
async function* oneText(text: string): AsyncGenerator<string> {
  yield text
}

/** A call as an archive shows it to whom these numbers belong: of everybody else's, none. */
export async function callFor(
  deps: Deps,
  call: Call,
  { phones, files }: { phones: ReadonlySet<string>; files: Files },
): Promise<object> {
  const recordings = await deps.store.files.findByCall(call.environmentId, call.id)
  for (const { id } of recordings) files.ids.add(id)
  const own = (number: string | null): string | null =>
    number !== null && phones.has(number) ? number : null
  const { consent, durationSeconds, destination } = call
  return {
    ...viewDeflectedCall(call),
    caller: own(call.caller),
    invitedNumber: own(destination),
    consent: consent === null ? null : { ...consent, number: own(consent.number) },
    durationSeconds,
    recordings: recordings.map(({ id }) => id),
  }
}

/** The files themselves, and which of them the archive cannot hold. */
export async function* fileEntries(
  deps: Deps,
  environmentId: string,
  { ids }: Files,
): AsyncGenerator<ZipEntry> {
  const missing: { id: string; fileName: string; reason: string }[] = []
  let size = 0
  for (const id of ids) {
    const record = await deps.store.files.find(id)
    if (record === null || record.environmentId !== environmentId) continue
    const fits = size + (record.size ?? 0) <= MOST_FILE_BYTES
    if (record.state !== 'ready' || !fits) {
      const reason = record.state === 'ready' ? 'too_large' : record.state
      missing.push({ id, fileName: record.fileName, reason })
      continue
    }
    size += record.size ?? 0
    yield { path: pathOf(record), content: deps.store.files.read(id), compress: false }
  }
  if (missing.length > 0) yield jsonEntry('missing-files.json', missing)
}

/** Names come from outside: nothing in them may lead out of the folder. */
function pathOf({ id, fileName }: FileRecord): string {
  const plain = fileName.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_').replaceAll(/\.{2,}/g, '.')
  return `files/${id}-${plain.slice(-100)}`
}
