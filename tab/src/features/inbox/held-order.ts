/** The longest run of positions that keeps its order: whatever is not in it has moved. */
function countInOrder(positions: readonly number[]): number {
  const tails: number[] = []
  for (const position of positions) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tails[middle] ?? 0) < position) low = middle + 1
      else high = middle
    }
    tails[low] = position
  }
  return tails.length
}

export interface HeldOrder {
  ids: readonly string[]
  /** How many rows would appear, vanish or move if the list were let go. */
  updates: number
}

/**
 * A list that holds still under the pointer. Rows keep their places, further pages are added at the end, and
 * only what the person has acted on (`touched`) goes where it belongs at once.
 */
export function holdOrder(
  shown: readonly string[],
  actual: readonly string[],
  touched: ReadonlySet<string>,
): HeldOrder {
  const wanted = new Map(actual.map((id, index) => [id, index]))
  const kept = shown.filter((id) => !touched.has(id) || wanted.has(id))
  const known = new Set(kept)
  const lastKnown = actual.findLastIndex((id) => known.has(id))
  const tail = actual.slice(lastKnown + 1)
  const above = actual.slice(0, lastKnown + 1).filter((id) => !known.has(id))
  const ids = [...kept, ...tail]

  for (const id of above) {
    if (!touched.has(id)) continue
    const after = actual.slice(0, wanted.get(id)).findLast((other) => ids.includes(other))
    ids.splice(after === undefined ? 0 : ids.indexOf(after) + 1, 0, id)
  }

  const common = kept.flatMap((id) => wanted.get(id) ?? [])
  const vanished = kept.length - common.length
  const moved = common.length - countInOrder(common)
  const appeared = above.filter((id) => !touched.has(id)).length
  return { ids, updates: appeared + vanished + moved }
}
