import { pauseMs } from '../../server/domain/throttle.ts'
import type { ThrottledKey, ThrottleStore } from '../../server/store/store.ts'

/** Counts in memory by the same rules as the store, for dependencies without one. `answer` may fail in the store's place. */
export function createFakeThrottles(answer: <T>(value: T) => Promise<T>): ThrottleStore {
  const counts = new Map<string, { count: number; lastAt: number }>()
  const trustedPlaces = new Set<string>()
  const waitMs = ({ key, limit }: ThrottledKey, now: Date): number => {
    const { count, lastAt } = counts.get(key) ?? { count: 0, lastAt: 0 }
    const pause = pauseMs(count, limit)
    return pause === 0 ? 0 : lastAt + pause - now.getTime()
  }
  const add = ({ key }: ThrottledKey, by: number, lastAt?: number): void => {
    const before = counts.get(key) ?? { count: 0, lastAt: 0 }
    counts.set(key, { count: Math.max(0, before.count + by), lastAt: lastAt ?? before.lastAt })
  }
  return {
    begin({ place, account, address }, now) {
      const counted = trustedPlaces.has(place.key) ? [place, address] : [place, account, address]
      const wait = Math.max(...counted.map((key) => waitMs(key, now)))
      if (wait > 0) return answer({ waitMs: wait, counted: [] })
      for (const key of counted) add(key, 1, now.getTime())
      return answer({ waitMs: 0, counted })
    },
    takeBack(counted) {
      for (const key of counted) add(key, -1)
      return answer(undefined)
    },
    succeed({ place }, counted, trusted) {
      for (const key of counted) add(key, -1)
      counts.delete(place.key)
      if (trusted !== null) trustedPlaces.add(place.key)
      return answer(undefined)
    },
  }
}
