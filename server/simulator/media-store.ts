import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createObjectId } from './identifiers.ts'
import type { Media } from './model.ts'
import type { World } from './world.ts'

/** The bytes of media, beside the state file or in memory. */
export interface MediaStore {
  put(content: Buffer, about: Pick<Media, 'phoneNumberId' | 'origin' | 'contentType' | 'fileName'>): Media
  /** `undefined` when it is unknown or gone. */
  content(mediaId: string): Buffer | undefined
  remove(mediaId: string): void
}

export function createMediaStore(world: World, folder: string | null): MediaStore {
  const memory = new Map<string, Buffer>()
  // Ids are our own digits, but one that came in over HTTP must still not walk out of the folder.
  const pathOf = (mediaId: string): string => join(folder ?? '', mediaId.replaceAll(/\D/g, ''))
  return {
    put(content, about) {
      const media: Media = {
        ...about,
        id: createObjectId(),
        sha256: createHash('sha256').update(content).digest('hex'),
        size: content.length,
        createdAt: world.now(),
      }
      if (folder === null) {
        memory.set(media.id, content)
      } else {
        mkdirSync(folder, { recursive: true })
        writeFileSync(pathOf(media.id), content)
      }
      world.media.set(media.id, media)
      return media
    },
    content(mediaId) {
      if (!world.media.has(mediaId)) return undefined
      if (folder === null) return memory.get(mediaId)
      try {
        return readFileSync(pathOf(mediaId))
      } catch {
        return undefined
      }
    },
    remove(mediaId) {
      world.media.delete(mediaId)
      memory.delete(mediaId)
      if (folder !== null) rmSync(pathOf(mediaId), { force: true })
    },
  }
}
