/** Into how many lanes the work is divided; processes share them out. More than processes will ever be needed. */
export const LANES = 32

/** The lane that keeps a key's order: the same on every process (FNV-1a over UTF-16 units). */
export function laneOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0) % LANES
}
