type Optional<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T]

/** `T` whose possibly undefined keys became optional ones. */
export type Compact<T> = { [K in Exclude<keyof T, Optional<T>>]: T[K] } & {
  [K in Optional<T>]?: Exclude<T[K], undefined>
}

/** The object without its undefined keys: what the platform left out, our events and requests leave out too. */
export function compact<T extends object>(parts: T): Compact<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Compact<T>
}
