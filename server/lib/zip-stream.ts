import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file of an archive. */
export interface ZipEntry {
  /** Path with forward slashes. */
  path: string
  content: AsyncIterable<string | Uint8Array>
  /** Of no use for what is compressed already, such as pictures. */
  compress: boolean
}

/**
 * An archive as it is made, piece by piece: only what is being read is in memory. Without ZIP64, so neither a file nor the
 * whole may reach 4 GiB, which is for the caller to see to. Throws what reading an entry throws; the archive is broken then.
 */
export async function* zipOf(
  entries: AsyncIterable<ZipEntry>,
  writtenAt: Date,
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error
    pieces.push(piece)
  })
  for await (const { path, content, compress } of entries) {
    const file = compress ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path)
    file.mtime = writtenAt
    zip.add(file)
    for await (const chunk of content) {
      file.push(typeof chunk === 'string' ? strToU8(chunk) : chunk)
      yield* pieces.splice(0)
    }
    file.push(new Uint8Array(0), true)
    yield* pieces.splice(0)
  }
  zip.end()
  yield* pieces.splice(0)
}
