import type { Attachment } from '../../../server/contract/message.ts'

const MOST_BYTES = 96 * 1024 * 1024
const MOST_FILES = 200

export interface FileCache {
  /** An object URL with the bytes of the file; the cache revokes it when it makes room. */
  url: (attachment: Attachment) => Promise<string>
  clear: () => void
}

interface Entry {
  url: Promise<string>
  bytes: number
}

export interface FileCacheDeps {
  download: (url: string) => Promise<Blob>
  createUrl?: (blob: Blob) => string
  revokeUrl?: (url: string) => void
  mostBytes?: number
}

/** Files need the bearer token, which an `<img>` cannot send: they are fetched once and kept as object URLs. */
export function createFileCache(deps: FileCacheDeps): FileCache {
  const createUrl = deps.createUrl ?? ((blob) => URL.createObjectURL(blob))
  const revokeUrl = deps.revokeUrl ?? ((url) => URL.revokeObjectURL(url))
  const mostBytes = deps.mostBytes ?? MOST_BYTES
  /** Least recently used first. */
  const entries = new Map<string, Entry>()

  function drop(id: string, entry: Entry): void {
    entries.delete(id)
    entry.url.then(revokeUrl, () => undefined)
  }

  function makeRoom(keep: string): void {
    let bytes = [...entries.values()].reduce((sum, entry) => sum + entry.bytes, 0)
    for (const [id, entry] of entries) {
      if (bytes <= mostBytes && entries.size <= MOST_FILES) return
      if (id === keep) continue
      bytes -= entry.bytes
      drop(id, entry)
    }
  }

  async function load(attachment: Attachment, entry: Entry): Promise<string> {
    try {
      const blob = await deps.download(attachment.url)
      entry.bytes = blob.size
      if (entries.get(attachment.id) === entry) makeRoom(attachment.id)
      return createUrl(blob)
    } catch (error) {
      if (entries.get(attachment.id) === entry) entries.delete(attachment.id)
      throw error
    }
  }

  return {
    url(attachment) {
      const known = entries.get(attachment.id)
      if (known !== undefined) {
        entries.delete(attachment.id)
        entries.set(attachment.id, known)
        return known.url
      }
      const entry: Entry = { url: Promise.resolve(''), bytes: 0 }
      entries.set(attachment.id, entry)
      entry.url = load(attachment, entry)
      return entry.url
    },
    clear() {
      for (const [id, entry] of entries) drop(id, entry)
    },
  }
}
