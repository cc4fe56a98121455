import type { Store } from '../../server/store/store.ts'

/** What a store throws that has died. */
export class Crash extends Error {}

type Part = keyof Store

/** A store that dies at its `n`th call of these parts: before doing it, or after it is done but before anybody knows. */
export function dyingStore(
  real: Store,
  { n, moment, parts }: { n: number; moment: 'before' | 'after'; parts: readonly Part[] },
): { store: Store; died: () => boolean } {
  let calls = 0
  let died = false
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]) => {
          // What has died does nothing any more.
          if (died) throw new Crash()
          calls += 1
          died = calls === n
          if (died && moment === 'before') throw new Crash()
          const result: unknown = await Reflect.apply(member, target, args)
          if (died) throw new Crash()
          return result
        }
      },
    })
  const wrapped = Object.entries(real).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'object' && part !== null && parts.includes(name as Part) ? wrap(part) : part,
  ])
  return { store: Object.fromEntries(wrapped) as Store, died: () => died }
}
