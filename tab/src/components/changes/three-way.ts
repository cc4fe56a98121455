/** What is edited, as fields that are compared one by one; values are JSON. */
export type Fields = Readonly<Record<string, unknown>>

export interface ThreeWay<F extends Fields> {
  /** As it was when the editing began. */
  base: F
  mine: F
  /** As somebody else has saved it meanwhile. */
  theirs: F
}

export interface Compared {
  /** Changed by both, to different values. */
  disputed: readonly string[]
  mine: readonly string[]
  theirs: readonly string[]
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

export function changedFields(before: Fields, after: Fields): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !isSame(before[name], after[name]))
}

/** Who has changed what. A field that both have changed alike is nobody's any more. */
export function compareThree<F extends Fields>({ base, mine, theirs }: ThreeWay<F>): Compared {
  const byMe = new Set(changedFields(base, mine))
  const byThem = changedFields(base, theirs)
  const different = new Set(changedFields(mine, theirs))
  return {
    disputed: byThem.filter((name) => byMe.has(name) && different.has(name)),
    mine: [...byMe].filter((name) => !byThem.includes(name)),
    theirs: byThem.filter((name) => !byMe.has(name)),
  }
}

/** Theirs with my changes on top; of what both have changed, mine only where it is kept. */
export function mergeThree<F extends Fields>(three: ThreeWay<F>, keepsMine: (field: string) => boolean): F {
  const { disputed, mine } = compareThree(three)
  const kept = [...mine, ...disputed.filter(keepsMine)]
  return { ...three.theirs, ...Object.fromEntries(kept.map((name) => [name, three.mine[name]])) }
}
